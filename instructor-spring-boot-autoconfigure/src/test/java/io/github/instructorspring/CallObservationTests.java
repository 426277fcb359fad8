package io.github.instructorspring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.observation.InstructorAttemptObservationContext;
import io.github.instructorspring.observation.InstructorAttemptObservationConvention;
import io.github.instructorspring.observation.InstructorCallObservationContext;
import io.github.instructorspring.observation.InstructorCallObservationConvention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The observations of calls and streams, with those of Spring AI, over HTTP.
 */
class CallObservationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String SAM = "{\"name\":\"Sam\",\"age\":25}";

	private static final String OLD = "{\"name\":\"Sam\",\"age\":900}";

	private final ObservedContexts observed = new ObservedContexts();

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate
		.builder(ChatClient.create(this.model.chatModelBuilder().observationRegistry(this.registry).build(),
				this.registry, null, null))
		.name("people")
		.price("fake-model", ModelPrice.perMillionTokens("1", "2"))
		.observationRegistry(this.registry)
		.build();

	CallObservationTests() {
		this.registry.observationConfig().observationHandler(this.observed);
	}

	@AfterEach
	void stop() {
		this.model.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void attemptsStandBelowTheirCallAndRequestsBelowTheirAttempts(boolean streamed) {
		this.model.answersText(OLD, SAM);
		Observation controller = Observation.start("controller", this.registry);
		Person person = (streamed) ? ask().stream()
			.entity()
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, controller))
			.block(PATIENCE) : controller.scoped((Supplier<Person>) () -> ask().call().entity());
		controller.stop();
		assertThat(person).isEqualTo(new Person("Sam", 25));
		assertThat(of("instructor.call")).map(CallObservationTests::ancestors).containsExactly(List.of("controller"));
		assertThat(of("instructor.attempt")).hasSize(2)
			.allSatisfy((attempt) -> assertThat(ancestors(attempt)).containsExactly("instructor.call", "controller"));
		// Those of Spring AI stop after the result of a stream.
		Awaitility.await().atMost(PATIENCE).until(() -> !of("spring.ai.chat.client").isEmpty());
		assertThat(of("gen_ai.client.operation")).hasSize(2)
			.allSatisfy((request) -> assertThat(ancestors(request)).containsSubsequence("instructor.attempt",
					"instructor.call", "controller"));
		assertThat(of("spring.ai.chat.client")).hasSize(1)
			.allSatisfy((client) -> assertThat(ancestors(client)).startsWith("instructor.call"));
		TestObservationRegistryAssert.then(this.registry).doesNotHaveAnyRemainingCurrentObservation();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void keysTellWhatHappened(boolean streamed) {
		this.model.answersText(OLD, SAM);
		ResponseModelSpec<Person> spec = ask();
		if (streamed) {
			spec.stream().entity().block(PATIENCE);
		}
		else {
			spec.call().entity();
		}
		assertThat(keys(of("instructor.call").get(0).getLowCardinalityKeyValues()))
			.containsExactlyInAnyOrderEntriesOf(Map.of("gen_ai.operation.name", "framework", "gen_ai.system", "openai",
					"gen_ai.request.model", "fake-model", "instructor.mode", "JSON", "instructor.response.type",
					"Person", "instructor.template", "people", "instructor.outcome", "SUCCESS", "instructor.stream",
					String.valueOf(streamed)));
		assertThat(keys(of("instructor.call").get(0).getHighCardinalityKeyValues())).containsKey("instructor.call.id")
			.containsEntry("instructor.requests", "2")
			.containsEntry("gen_ai.usage.input_tokens", "200")
			.containsEntry("gen_ai.usage.output_tokens", "40")
			.containsEntry("instructor.tag.tenant", "blue");
		assertThat(of("instructor.attempt")).extracting((attempt) -> value(attempt, "instructor.outcome"))
			.containsExactly("REJECTED", "ACCEPTED");
		assertThat(of("instructor.attempt")).extracting((attempt) -> value(attempt, "instructor.stage"))
			.containsExactly("VALIDATION", "none");
		InstructorAttemptObservationContext first = (InstructorAttemptObservationContext) of("instructor.attempt")
			.get(0);
		assertThat(first.violations()).containsExactly("age");
		InstructorCallObservationContext call = (InstructorCallObservationContext) of("instructor.call").get(0);
		assertThat(call.reasks()).containsExactly("VALIDATION");
		assertThat(call.totals().cost()).isEqualByComparingTo("0.00028");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void callWithoutAResultIsAnError(boolean streamed) {
		this.model.answersText(OLD);
		ResponseModelSpec<Person> spec = ask().maxRetries(0);
		assertThatExceptionOfType(RetriesExhaustedException.class)
			.isThrownBy(() -> assertThat((streamed) ? spec.stream().entity().block(PATIENCE) : spec.call().entity())
				.isNotNull());
		Observation.Context call = of("instructor.call").get(0);
		assertThat(value(call, "instructor.outcome")).isEqualTo("EXHAUSTED");
		assertThat(call.getError()).isInstanceOf(RetriesExhaustedException.class);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void requestThatFailsIsAnErrorOfItsAttempt(boolean streamed) {
		this.model.fails(500);
		ResponseModelSpec<Person> spec = ask();
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> assertThat((streamed) ? spec.stream().entity().block(PATIENCE) : spec.call().entity())
				.isNotNull());
		assertThat(value(of("instructor.attempt").get(0), "instructor.outcome")).isEqualTo("ERROR");
		assertThat(of("instructor.attempt").get(0).getError()).isNotNull();
		assertThat(value(of("instructor.call").get(0), "instructor.outcome")).isEqualTo("ERROR");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void callThatCannotBeMadeEndsToo(boolean streamed) {
		ResponseModelSpec<Person> spec = this.instructor.prompt().responseModel(Person.class);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> assertThat((streamed) ? spec.stream().entity().block(PATIENCE) : spec.call().entity())
				.isNotNull())
			.withMessageContaining("nothing to ask");
		assertThat(value(of("instructor.call").get(0), "instructor.outcome")).isEqualTo("ERROR");
		assertThat(this.model.calls()).isZero();
	}

	@Test
	void cancelledStreamStops() {
		this.model.answersText("{\"name\":\"" + "Sam ".repeat(20_000) + "\",\"age\":25}");
		ask().stream().partials().blockFirst(PATIENCE);
		Awaitility.await().atMost(PATIENCE).until(() -> !of("instructor.call").isEmpty());
		assertThat(value(of("instructor.call").get(0), "instructor.outcome")).isEqualTo("CANCELLED");
		assertThat(value(of("instructor.attempt").get(0), "instructor.outcome")).isEqualTo("CANCELLED");
		assertThat(((InstructorCallObservationContext) of("instructor.call").get(0)).firstPartial()).isPresent();
	}

	@Test
	void streamIsPartOfWhatItsSubscriberDoes() {
		this.model.answersText(SAM);
		Observation controller = Observation.start("controller", this.registry);
		controller.scoped(() -> ask().stream().entity().block(PATIENCE));
		assertThat(ancestors(of("instructor.call").get(0))).containsExactly("controller");
	}

	@Test
	void conventionsNameTheObservations() {
		this.model.answersText(SAM);
		this.instructor.mutate()
			.callObservationConvention((Calls) () -> "my.call")
			.attemptObservationConvention((Attempts) () -> "my.attempt")
			.mode(OutputMode.JSON)
			.build()
			.create(Person.class, "Who?");
		assertThat(of("my.call")).hasSize(1);
		assertThat(of("my.attempt")).hasSize(1);
		assertThat(of("instructor.call")).isEmpty();
	}

	@Test
	void keysOfMapsAndUnknownNamesAreStars() {
		this.model.answersText("{\"prices\":{\"ACME\":-1},\"items\":[{\"name\":\"\"},{\"name\":\"\"}]}");
		assertThatExceptionOfType(RetriesExhaustedException.class).isThrownBy(() -> this.instructor.prompt()
			.user("Prices?")
			.mode(OutputMode.JSON)
			.maxRetries(0)
			.responseModel(Prices.class)
			.call()
			.entity());
		InstructorAttemptObservationContext attempt = (InstructorAttemptObservationContext) of("instructor.attempt")
			.get(0);
		assertThat(attempt.violations()).containsExactlyInAnyOrder("prices[*]", "items[].name", "items[].name");
	}

	private ResponseModelSpec<Person> ask() {
		return this.instructor.prompt()
			.user("Who?")
			.tag("tenant", "blue")
			.mode(OutputMode.JSON)
			.responseModel(Person.class);
	}

	private List<Observation.Context> of(String name) {
		return this.observed.stopped().stream().filter((context) -> name.equals(context.getName())).toList();
	}

	private static List<String> ancestors(Observation.Context context) {
		List<String> names = new ArrayList<>();
		for (ObservationView parent = context.getParentObservation(); parent != null; parent = parent.getContextView()
			.getParentObservation()) {
			names.add(String.valueOf(parent.getContextView().getName()));
		}
		return names;
	}

	private static @Nullable String value(Observation.Context context, String key) {
		KeyValue value = context.getLowCardinalityKeyValue(key);
		return (value != null) ? value.getValue() : null;
	}

	private static Map<String, String> keys(Iterable<KeyValue> values) {
		return Stream.of(values)
			.flatMap((all) -> StreamSupport.stream(all.spliterator(), false))
			.collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
	}

	record Person(String name, @Max(150) int age) {
	}

	record Prices(Map<String, @Positive Integer> prices, List<Item> items) {

		record Item(@NotBlank String name) {
		}

	}

	interface Calls extends InstructorCallObservationConvention {

		@Override
		String getName();

	}

	interface Attempts extends InstructorAttemptObservationConvention {

		@Override
		String getName();

	}

}
