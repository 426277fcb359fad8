package io.github.instructorspring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import reactor.core.publisher.Flux;

import io.github.instructorspring.validation.Semantic;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the caller's context reaches in a stream.
 */
class StreamContextTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String REPLY = "{\"text\":\"We are sorry.\"}";

	private static final String VERDICT = "{\"verdicts\":[{\"rule\":1,\"acceptable\":true}]}";

	private static final ThreadLocal<String> USER = new ThreadLocal<>();

	private final LoopbackModel model = new LoopbackModel();

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final List<Observation.Context> observed = new CopyOnWriteArrayList<>();

	private final InstructorTemplate instructor = InstructorTemplate.create(observedClient());

	@BeforeEach
	void register() {
		ContextRegistry.getInstance().registerThreadLocalAccessor("user", USER);
		this.registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {

			@Override
			public void onStart(Observation.Context context) {
				StreamContextTests.this.observed.add(context);
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
	}

	@AfterEach
	void stop() {
		ContextRegistry.getInstance().removeThreadLocalAccessor("user");
		USER.remove();
		this.model.close();
	}

	private ChatClient observedClient() {
		return ChatClient.create(OpenAiChatModel.builder()
			.options(OpenAiChatOptions.builder()
				.baseUrl(this.model.baseUrl())
				.apiKey("test-key")
				.model("fake-model")
				.maxRetries(0)
				.build())
			.observationRegistry(this.registry)
			.build(), this.registry);
	}

	@Test
	void everyRequestIsObservedWithinTheCallersObservation() {
		this.model.answersText("{\"text\":\"It is your fault.\"}", REPLY).answersToolCall("Verdicts", VERDICT);
		Observation caller = Observation.start("caller", this.registry);
		this.instructor.prompt()
			.user("A reply")
			.mode(OutputMode.JSON)
			.responseModel(Reply.class)
			.validator((reply, context) -> (context.attempt() == 1)
					? List.of(Violation.of("text", "must be kind", reply.text())) : List.of())
			.stream()
			.partials()
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, caller))
			.blockLast(PATIENCE);
		assertThat(this.model.calls()).isEqualTo(3);
		assertThat(this.observed).filteredOn((context) -> "gen_ai.client.operation".equals(context.getName()))
			.hasSize(3)
			.allSatisfy((context) -> assertThat(ancestors(context)).contains("spring.ai.chat.client", "caller"));
		Observation.Context client = this.observed.stream()
			.filter((context) -> "spring.ai.chat.client".equals(context.getName()))
			.findFirst()
			.orElseThrow();
		assertThat(client.getParentObservation()).isSameAs(caller);
	}

	private static List<String> ancestors(Observation.Context context) {
		List<String> names = new ArrayList<>();
		for (ObservationView parent = context.getParentObservation(); parent != null; parent = parent.getContextView()
			.getParentObservation()) {
			names.add(Objects.toString(parent.getContextView().getName()));
		}
		return names;
	}

	@Test
	void advisorsSeeTheContextOfTheSubscriber() {
		this.model.answersText(REPLY.replace("sorry", "not"), REPLY);
		List<String> seen = new CopyOnWriteArrayList<>();
		StreamAdvisor outer = advisor(seen, 0);
		StreamAdvisor inner = advisor(seen, Integer.MAX_VALUE - 1);
		this.instructor.prompt()
			.user("A reply")
			.mode(OutputMode.JSON)
			.chatClient((request) -> request.advisors(outer, inner))
			.responseModel(Plain.class)
			.validator((reply, context) -> (context.attempt() == 1)
					? List.of(Violation.of("text", "must be kind", reply.text())) : List.of())
			.stream()
			.entity()
			.contextWrite((context) -> context.put("tenant", "acme"))
			.block(PATIENCE);
		assertThat(seen).containsExactly("0 acme", "2147483646 acme", "2147483646 acme");
	}

	private static StreamAdvisor advisor(List<String> seen, int order) {
		return new StreamAdvisor() {

			@Override
			public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
				return Flux.deferContextual((context) -> {
					seen.add(order + " " + context.getOrDefault("tenant", "nobody"));
					return chain.nextStream(request);
				});
			}

			@Override
			public String getName() {
				return "advisor " + order;
			}

			@Override
			public int getOrder() {
				return order;
			}

		};
	}

	@Test
	void validatorsSeeTheThreadLocalsThatWereCaptured() {
		this.model.answersText(REPLY);
		List<String> seen = new CopyOnWriteArrayList<>();
		USER.set("ada");
		this.instructor.prompt()
			.user("A reply")
			.mode(OutputMode.JSON)
			.responseModel(Plain.class)
			.validator((reply, context) -> {
				seen.add(String.valueOf(USER.get()));
				return List.of();
			})
			.stream()
			.entity()
			.contextCapture()
			.block(PATIENCE);
		assertThat(seen).containsExactly("ada");
	}

	record Reply(@Semantic("must not blame the customer") String text) {
	}

	record Plain(String text) {
	}

}
