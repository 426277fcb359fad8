package io.github.instructorspring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.observation.ObservationRegistry;
import jakarta.validation.constraints.Max;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.event.CompletionFinishedEvent;
import io.github.instructorspring.event.InstructorEvent;
import io.github.instructorspring.event.StreamSnapshotEvent;
import io.github.instructorspring.observation.InstructorAttemptObservationContext;
import io.github.instructorspring.retry.TruncationPolicy;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.validation.Semantic;
import io.github.instructorspring.validation.Sensitive;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a prompt, an answer or a key says is told by accessors, and by nothing else.
 */
class ContentSecrecyTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String PROMPT = "Quillfeather";

	private static final String NAME = "Zanzibarella";

	private static final String NUMBER = "987654321";

	private static final String KEY = "test-key";

	private static final String GOOD = person(41, NAME);

	private static final String BAD = "{\"name\":\"" + NAME + "\",\"age\":" + NUMBER + ",\"scores\":{}}";

	private final List<InstructorEvent> events = new CopyOnWriteArrayList<>();

	private final List<Object> told = new CopyOnWriteArrayList<>();

	private final ObservedContexts observed = new ObservedContexts();

	private final LoopbackModel model = new LoopbackModel();

	private final LoopbackModel other = new LoopbackModel();

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.instructorspring");

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void stop() {
		this.logger.detachAppender(this.lines);
		this.model.close();
		this.other.close();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("calls")
	void nothingShowsContent(String name, Consumer<LoopbackModel> answers,
			Function<ResponseModelSpec<Person>, Object> call, CompletionFinishedEvent.Outcome outcome) {
		Throwable thrown = run(answers, call, outcome, false);
		List<String> shown = new ArrayList<>();
		shown(thrown, shown);
		for (InstructorEvent event : this.events) {
			shown.add(event.toString());
			if (event instanceof CompletionFinishedEvent finished) {
				shown(finished.error(), shown);
			}
			if (event instanceof StreamSnapshotEvent snapshot) {
				assertThat(snapshot.value()).isNotNull();
			}
		}
		this.told.forEach((object) -> shown.add(object.toString()));
		assertThat(this.observed.stopped()).hasSizeGreaterThan(1);
		this.observed.stopped().forEach((context) -> {
			shown.add(context.getContextualName() + " " + context.getAllKeyValues() + " " + context);
			shown(context.getError(), shown);
			if (context instanceof InstructorAttemptObservationContext attempt) {
				shown.add(attempt.violations() + " " + attempt.checks() + " " + attempt.repairs());
			}
		});
		shown.addAll(logged());
		assertThat(shown).hasSizeGreaterThan(3)
			.allSatisfy((text) -> assertThat(text).doesNotContain(PROMPT, NAME, NUMBER, KEY, "Norwegian"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("calls")
	void sensitiveValueIsMaskedWhereContentIsAskedFor(String name, Consumer<LoopbackModel> answers,
			Function<ResponseModelSpec<Person>, Object> call, CompletionFinishedEvent.Outcome outcome) {
		run(answers, call, outcome, true);
		assertThat(logged()).hasSizeGreaterThan(2)
			.allSatisfy((line) -> assertThat(line).doesNotContain(NAME, KEY))
			.anySatisfy((line) -> assertThat(line).contains("sent USER: "));
	}

	private @Nullable Throwable run(Consumer<LoopbackModel> answers, Function<ResponseModelSpec<Person>, Object> call,
			CompletionFinishedEvent.Outcome outcome, boolean logContent) {
		answers.accept(this.model);
		this.other.answersText(GOOD);
		Throwable thrown = null;
		ResponseModelSpec<Person> spec = template(logContent).prompt()
			.user(PROMPT + " asks about " + NAME + ".")
			.mode(OutputMode.JSON)
			.responseModel(Person.class)
			.maxRetries(1);
		try {
			Object result = call.apply(spec);
			if (result instanceof Completion<?> completion) {
				this.told.addAll(Arrays.asList(completion, completion.attempts(), completion.checks(),
						completion.repairs(), completion.usage()));
			}
		}
		catch (RuntimeException ex) {
			thrown = ex;
		}
		Awaitility.await().atMost(PATIENCE).until(() -> finished() != null);
		assertThat(finished()).isEqualTo(outcome);
		return thrown;
	}

	static Stream<Arguments> calls() {
		Function<ResponseModelSpec<Person>, Object> call = (spec) -> spec.call().completion();
		Function<ResponseModelSpec<Person>, Object> stream = (spec) -> spec.stream().completion().block(PATIENCE);
		Function<ResponseModelSpec<Person>, Object> items = (
				spec) -> spec.stream().items().collectList().block(PATIENCE);
		Map<String, Consumer<LoopbackModel>> answers = Map.of("re-ask", (model) -> model.answersText(BAD, GOOD),
				"exhausted", (model) -> model.answersText(BAD, BAD.replace("41", "42")), "refused",
				(model) -> model.refuses("I know nobody called " + NAME), "truncated",
				(model) -> model.answersCut(GOOD.substring(0, 30), "length"), "error", (model) -> model.fails(500),
				"error after a rejection", (model) -> model.answersText(BAD).fails(500), "of another type",
				(model) -> model.answersText("{\"name\":{\"" + NAME + "\":1}}", "[" + NUMBER + "]"), "no JSON",
				(model) -> model.answersText(NAME, NAME + " is " + NUMBER));
		return Stream.of(Arguments.of("success", answers((model) -> model.answersText(GOOD)), call, outcome("SUCCESS")),
				Arguments.of("mended", answers((model) -> model.answersText("So:\n```\n" + GOOD.replace('"', '\''))),
						call, outcome("SUCCESS")),
				Arguments.of("re-ask", answers.get("re-ask"), call, outcome("SUCCESS")),
				Arguments.of("re-ask of a part", answers((model) -> model.answersText(BAD, "{\"age\":41}")),
						call((spec) -> spec.retry((policy) -> policy.fieldLevel(true)).call().completion()),
						outcome("SUCCESS")),
				Arguments.of("rest of a cut answer", answers(
						(model) -> model.answersCut(GOOD.substring(0, 30), "length").answersText(GOOD.substring(30))),
						call((spec) -> spec.retry((policy) -> policy.onTruncation(TruncationPolicy.CONTINUE))
							.stream()
							.completion()
							.block(PATIENCE)),
						outcome("SUCCESS")),
				Arguments.of("exhausted", answers.get("exhausted"), call, outcome("EXHAUSTED")),
				Arguments.of("of another type", answers.get("of another type"), call, outcome("EXHAUSTED")),
				Arguments.of("no JSON", answers.get("no JSON"), call, outcome("EXHAUSTED")),
				Arguments.of("refused", answers.get("refused"), call, outcome("REFUSED")),
				Arguments.of("truncated", answers.get("truncated"), call, outcome("INCOMPLETE")),
				Arguments.of("error", answers.get("error"), call, outcome("ERROR")),
				Arguments.of("error after a rejection", answers.get("error after a rejection"), call, outcome("ERROR")),
				Arguments.of("budget", answers.get("re-ask"),
						call((spec) -> spec.retry((policy) -> policy.maxTokens(1)).call().completion()),
						outcome("BUDGET")),
				Arguments.of("fallback", answers((model) -> model.fails(503)),
						call((spec) -> spec.retry((policy) -> policy.fallbackTo("other")).call().completion()),
						outcome("SUCCESS")),
				Arguments.of("escalation", answers((model) -> model.answersText(BAD)),
						call((spec) -> spec.retry((policy) -> policy.fixWith("other", 1)).call().completion()),
						outcome("SUCCESS")),
				Arguments.of("validator that throws", answers((model) -> model.answersText(GOOD)),
						call((spec) -> spec.validator((person, context) -> {
							throw new UnsupportedOperationException();
						}).call().completion()), outcome("ERROR")),
				Arguments.of("stream", answers.get("re-ask"), stream, outcome("SUCCESS")),
				Arguments.of("stream, exhausted", answers.get("exhausted"), stream, outcome("EXHAUSTED")),
				Arguments.of("stream, truncated", answers.get("truncated"), stream, outcome("INCOMPLETE")),
				Arguments.of("stream, error", answers.get("error"), stream, outcome("ERROR")),
				Arguments.of("stream, too long",
						answers((model) -> model.answersText("{\"name\":\"" + NAME.repeat(2000) + "\"}")), stream,
						outcome("ERROR")),
				Arguments.of("stream, cancelled", answers((model) -> model.answersText(GOOD + " ".repeat(4000))),
						call((spec) -> spec.stream().snapshots().blockFirst(PATIENCE)), outcome("CANCELLED")),
				Arguments.of("items", answers((model) -> model.answersText("{\"items\":[" + GOOD + "]}")), items,
						outcome("SUCCESS")),
				Arguments.of("items, a bad one",
						answers((model) -> model.answersText("{\"items\":[" + GOOD + "," + BAD + "]}")), items,
						outcome("EXHAUSTED")));
	}

	private static Consumer<LoopbackModel> answers(Consumer<LoopbackModel> answers) {
		return answers;
	}

	private static Function<ResponseModelSpec<Person>, Object> call(Function<ResponseModelSpec<Person>, Object> call) {
		return call;
	}

	private static CompletionFinishedEvent.Outcome outcome(String name) {
		return CompletionFinishedEvent.Outcome.valueOf(name);
	}

	@Test
	void judgedCallShowsNothingEither() {
		this.model.answersText("{\"text\":\"" + NAME + "\"}", "{\"verdicts\":[]}", "{\"verdicts\":[]}",
				"{\"verdicts\":[]}");
		Throwable thrown = null;
		try {
			template(false).prompt().user(PROMPT).mode(OutputMode.JSON).responseModel(Judged.class).call().completion();
		}
		catch (SemanticValidationException ex) {
			thrown = ex;
		}
		assertThat(thrown).isNotNull();
		List<String> shown = logged();
		shown(thrown, shown);
		assertThat(shown).hasSizeGreaterThan(2)
			.allSatisfy((text) -> assertThat(text).doesNotContain(PROMPT, NAME, KEY));
	}

	/**
	 * Reactor logs what it drops.
	 */
	@Test
	void signalsOfAStreamShowNothing() {
		this.model.answersText(BAD, "{\"age\":941000007}").answersCut("{\"age\"", "length").answersText(":41}");
		DefaultStreamSpec<Person> spec = (DefaultStreamSpec<Person>) template(false).prompt()
			.user(PROMPT)
			.mode(OutputMode.JSON)
			.retry((policy) -> policy.maxRetries(3).fieldLevel(true).onTruncation(TruncationPolicy.CONTINUE))
			.responseModel(Person.class)
			.stream();
		ResponseSchema schema = spec.model().one(spec.engine().schemas(), spec.groups());
		List<String> signals = spec.engine()
			.stream(spec.request(), schema, spec.groups(), spec.validators()::one)
			.map(Object::toString)
			.collectList()
			.block(PATIENCE);
		assertThat(signals).filteredOn((signal) -> signal.startsWith("Started")).hasSize(4);
		assertThat(signals)
			.allSatisfy((signal) -> assertThat(signal).doesNotContain(PROMPT, NAME, NUMBER, "941000007"));
	}

	@Test
	void maybeShowsNothing() {
		assertThat(List.of(Maybe.of(NAME), Maybe.absent(NAME), Maybe.error(NAME)))
			.hasToString("[Maybe.present, Maybe.absent, Maybe.error]");
	}

	private InstructorTemplate template(boolean logContent) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(this.observed);
		return InstructorTemplate.builder(this.model.chatClient())
			.provider("other", this.other.chatClient("other-model"))
			.streamLimits((limits) -> limits.maxTokenLength(1000))
			.logContent(logContent)
			.observationRegistry(observations)
			.on(InstructorEvent.class, this.events::add)
			.build();
	}

	private CompletionFinishedEvent.@Nullable Outcome finished() {
		return this.events.stream()
			.filter(CompletionFinishedEvent.class::isInstance)
			.map((event) -> ((CompletionFinishedEvent) event).outcome())
			.findFirst()
			.orElse(null);
	}

	/**
	 * What an exception prints of itself, as far as it is ours.
	 */
	private static void shown(@Nullable Throwable thrown, List<String> shown) {
		if (thrown == null) {
			return;
		}
		if (thrown.getClass().getName().startsWith("io.github.instructorspring")) {
			shown.add(thrown.toString());
			shown.add(String.valueOf(thrown.getLocalizedMessage()));
			if (thrown instanceof AttemptedCallException attempted) {
				shown.add(attempted.attempts().toString());
				attempted.attempts().forEach((attempt) -> shown.add(attempt.violations() + " " + attempt.failure()));
			}
		}
		shown(thrown.getCause(), shown);
		for (Throwable suppressed : thrown.getSuppressed()) {
			shown(suppressed, shown);
		}
	}

	private List<String> logged() {
		List<String> logged = new ArrayList<>();
		for (ILoggingEvent line : List.copyOf(this.lines.list)) {
			logged.add(line.getFormattedMessage());
			assertThat(line.getThrowableProxy()).isNull();
		}
		assertThat(this.logger.getLevel()).isEqualTo(Level.TRACE);
		return logged;
	}

	private static String person(int age, String name) {
		return "{\"name\":\"" + name + "\",\"age\":" + age + ",\"scores\":{\"Norwegian\":2}}";
	}

	record Person(@Sensitive String name, @Max(150) int age, @Sensitive Map<String, @Max(9) Integer> scores) {
	}

	record Judged(@Semantic("must be kind") String text) {
	}

}
