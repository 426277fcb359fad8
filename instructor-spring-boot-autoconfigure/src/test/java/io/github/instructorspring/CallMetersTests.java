package io.github.instructorspring;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.observation.InstructorMeterDocumentation;
import io.github.instructorspring.observation.InstructorMeterObservationHandler;
import io.github.instructorspring.observation.InstructorObservationDocumentation;
import io.github.instructorspring.validation.Severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The meters of calls and streams, against what the servers count, over HTTP.
 */
class CallMetersTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String SAM = "{\"name\":\"Sam\",\"age\":25}";

	private static final String OLD = "{\"name\":\"Sam\",\"age\":900}";

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final LoopbackModel model = new LoopbackModel();

	private final LoopbackModel other = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.builder(this.model.chatClient("fake-model"))
		.provider("other", this.other.chatClient("other-model"))
		.price("fake-model", ModelPrice.perMillionTokens("1", "2"))
		.mode(OutputMode.JSON)
		.observationRegistry(observations(this.meters))
		.build();

	@AfterEach
	void stop() {
		this.model.close();
		this.other.close();
	}

	private static ObservationRegistry observations(MeterRegistry meters) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(meters))
			.observationHandler(new InstructorMeterObservationHandler(meters));
		return observations;
	}

	@Test
	void tokensAndRequestsAreThoseTheServerCounts() {
		this.model.answersText(SAM, OLD, SAM, OLD, OLD.replace("900", "901"));
		ask().call().entity();
		ask().stream().entity().block(PATIENCE);
		catchThrowable(() -> ask().maxRetries(1).call().entity());
		assertThat(counted("instructor.tokens")).isEqualTo(this.model.billedTokens());
		assertThat(find("instructor.tokens", "gen_ai.token.type", "output").counter().count()).isEqualTo(100);
		assertThat(find("instructor.call.requests").summary().totalAmount()).isEqualTo(this.model.calls());
		assertThat(find("instructor.call.requests").summary().count()).isEqualTo(3);
		assertThat(find("instructor.reasks", "instructor.stage", "VALIDATION").counter().count()).isEqualTo(2);
		assertThat(find("instructor.violations", "instructor.path", "age").counter().count()).isEqualTo(3);
		assertThat(find("instructor.cost").counter().count()).isEqualTo(0.0007);
		assertThat(this.meters.get("instructor.call").timers().stream().mapToLong((timer) -> timer.count()).sum())
			.isEqualTo(3);
		assertThat(find("instructor.call", "instructor.outcome", "EXHAUSTED").timer().count()).isEqualTo(1);
		assertThat(find("instructor.attempt", "instructor.outcome", "REJECTED").timer().count()).isEqualTo(3);
	}

	@Test
	void everyMeterOfTheTableIsRegisteredWithItsTags() {
		everything();
		Map<String, Set<String>> registered = new TreeMap<>();
		for (Meter meter : this.meters.getMeters()) {
			registered.computeIfAbsent(meter.getId().getName(), (name) -> new TreeSet<>())
				.addAll(meter.getId().getTags().stream().map(Tag::getKey).toList());
		}
		registered.keySet().removeIf((name) -> name.endsWith(".active"));
		Map<String, Set<String>> documented = new TreeMap<>();
		for (InstructorMeterDocumentation meter : InstructorMeterDocumentation.values()) {
			documented.put(meter.getName(), keys(meter.getKeyNames()));
		}
		documented.put("instructor.call", keys(InstructorObservationDocumentation.CALL.getLowCardinalityKeyNames()));
		documented.put("instructor.attempt",
				keys(InstructorObservationDocumentation.ATTEMPT.getLowCardinalityKeyNames()));
		documented.get("instructor.call").add("error");
		documented.get("instructor.attempt").add("error");
		assertThat(registered).isEqualTo(documented);
	}

	@Test
	void typesOfTheMetersAreThoseOfTheTable() {
		everything();
		assertThat(InstructorMeterDocumentation.values()).allSatisfy((meter) -> {
			assertThat(find(meter.getName()).meter().getId().getType()).isEqualTo(meter.getType());
			assertThat(find(meter.getName()).meter().getId().getDescription()).isEqualTo(meter.description());
		});
	}

	@Test
	void streamIsOpenUntilItEnds() {
		this.model.answersText("{\"name\":\"" + "Sam ".repeat(20_000) + "\",\"age\":25}");
		ask().stream()
			.partials()
			.doOnNext((seen) -> assertThat(find("instructor.streams.open").gauge().value()).isEqualTo(1))
			.blockFirst(PATIENCE);
		Awaitility.await().atMost(PATIENCE).until(() -> find("instructor.streams.open").gauge().value() == 0);
	}

	@Test
	void pathsAreBounded() {
		String items = IntStream.range(0, 150)
			.mapToObj((index) -> "\"field" + index + "\":900")
			.collect(Collectors.joining(",", "{", "}"));
		String properties = IntStream.range(0, 150)
			.mapToObj((index) -> "\"field" + index + "\":{\"type\":\"integer\",\"maximum\":150}")
			.collect(Collectors.joining(",", "{", "}"));
		this.model.answersText(items);
		catchThrowable(() -> this.instructor.prompt()
			.user("All?")
			.maxRetries(0)
			.responseModel(
					DynamicModel.of("{\"title\":\"Wide\",\"type\":\"object\",\"properties\":" + properties + "}"))
			.call()
			.entity());
		assertThat(this.meters.get("instructor.violations").counters())
			.hasSize(InstructorMeterObservationHandler.MAX_PATHS + 1);
		assertThat(find("instructor.violations", "instructor.path", "other").counter().count()).isEqualTo(50);
	}

	@Test
	void templateWithoutRegistryCountsNothing() {
		this.model.answersText(SAM);
		InstructorTemplate.builder(this.model.chatClient("fake-model"))
			.mode(OutputMode.JSON)
			.build()
			.create(Person.class, "Who?");
		assertThat(this.meters.getMeters()).extracting((meter) -> meter.getId().getName())
			.containsExactly("instructor.streams.open");
	}

	/**
	 * Calls that together touch every meter.
	 */
	private void everything() {
		this.model.answersText("```json\n{name: 'Sam', age: 25, nick: ''}\n```", OLD).fails(503).answersText(OLD);
		this.other.answersText(SAM);
		ask().call().entity();
		ask().retry((policy) -> policy.fallbackTo("other")).call().entity();
		catchThrowable(() -> ask().retry((policy) -> policy.maxTokens(1)).call().entity());
		this.model.answersText("{\"name\":\"" + "Sam ".repeat(5_000) + "\",\"age\":25}");
		Slow slow = new Slow();
		ask().stream().partials().subscribe(slow);
		Awaitility.await().atMost(PATIENCE).until(() -> this.model.openRequests() == 0);
		slow.request(Long.MAX_VALUE);
		Awaitility.await().atMost(PATIENCE).until(() -> find("instructor.streams.open").gauge().value() == 0);
		this.model.answersText(SAM);
		ask().call().entity();
	}

	private ResponseModelSpec<Person> ask() {
		return this.instructor.prompt().user("Who?").responseModel(Person.class);
	}

	private RequiredSearch find(String name, String... tags) {
		return this.meters.get(name).tags(tags);
	}

	private double counted(String name) {
		return this.meters.get(name).counters().stream().mapToDouble((counter) -> counter.count()).sum();
	}

	private static Set<String> keys(KeyName[] names) {
		return Arrays.stream(names).map(KeyName::asString).collect(Collectors.toCollection(TreeSet::new));
	}

	record Person(String name, @Max(150) int age,
			@NotBlank(message = "must not be blank", payload = Severity.AsCheck.class) String nick) {
	}

	/**
	 * Looks at the first partial, and at nothing until it is told.
	 */
	private static final class Slow extends BaseSubscriber<Person> {

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			subscription.request(1);
		}

	}

}
