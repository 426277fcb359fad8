package io.github.instructorspring;

import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.bind.ResponseBinder;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.json.RepairPolicy.Preset;
import io.github.instructorspring.schema.ResponseJsonMapper;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;
import io.github.instructorspring.schema.SchemaDialect;
import io.github.instructorspring.validation.AnswerValidation;
import io.github.instructorspring.validation.FillerPolicy;
import io.github.instructorspring.validation.ValidationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way of an answer, from its text to an entity or to what is asked again.
 */
class AnswerPipelineTests {

	private static final int MUTANTS = Integer.getInteger("instructor.fuzz.documents", 20_000) / 4;

	private static final JsonMapper MAPPER = ResponseJsonMapper.from(JsonMapper.builder().build());

	private static final ResponseSchemas SCHEMAS = new ResponseSchemas(MAPPER, null);

	private static final String PERSON = "{\"name\":\"Ada\",\"spouse\":{\"name\":\"William\",\"age\":40},\"age\":36}";

	private static final String ORDER = """
			{
			  "id": "A-1 \\"{[",
			  "lines": [{"item": "pen, blue", "count": 2, "tags": ["x", "y"]}, {"item": "ink", "count": 1, "tags": []}],
			  "prices": {"pen": 1.5, "ink": 12},
			  "ordered": "2024-03-05",
			  "paid": true,
			  "note": null
			}""";

	static Stream<Arguments> documents() {
		Type people = new TypeReference<List<Person>>() {
		}.getType();
		Type names = new TypeReference<List<String>>() {
		}.getType();
		Type byName = new TypeReference<Map<String, Person>>() {
		}.getType();
		return Stream.of(Arguments.of(Person.class, PERSON), Arguments.of(people, "[" + PERSON + "," + PERSON + "]"),
				Arguments.of(people, "{\"items\":[" + PERSON + "]}"), Arguments.of(names, "[\"a\",\"b\"]"),
				Arguments.of(byName, "{\"ada\":" + PERSON + ",\"eve\":{\"name\":\"Eve\"}}"),
				Arguments.of(Order.class, ORDER), Arguments.of(Person.class, "{name: 'Ada', spouse: null, age: 36,}"),
				Arguments.of(Person.class, "```json\n" + PERSON + "\n```"),
				Arguments.of(Person.class, "Sure:\n" + PERSON));
	}

	@ParameterizedTest(name = "{0} of {1}")
	@MethodSource("documents")
	void wholeDocumentIsAnEntity(Type type, String document) {
		assertThat(judge(type, document, RepairPolicy.lenient()).isAccepted()).isTrue();
	}

	@ParameterizedTest(name = "{0} of {1}")
	@MethodSource("documents")
	void documentThatIsCutAnywhereIsNoEntity(Type type, String document) {
		int lastBracket = Math.max(document.lastIndexOf('}'), document.lastIndexOf(']'));
		for (int end = 0; end <= lastBracket; end++) {
			String cut = document.substring(0, end);
			for (Preset preset : Preset.values()) {
				Judgement<Object> judgement = judge(type, cut, RepairPolicy.of(preset));
				assertThat(judgement.json()).as("%s: %s", preset, cut).isNull();
				assertThat(judgement.candidate()).as("%s: %s", preset, cut).isNull();
			}
		}
	}

	@ParameterizedTest(name = "{0} of {1}")
	@MethodSource("documents")
	void mutatedDocumentIsJudgedWithoutException(Type type, String document) {
		Random random = new Random(7);
		for (int i = 0; i < MUTANTS / 10; i++) {
			StringBuilder mutant = new StringBuilder(document);
			for (int change = 0; change < 3; change++) {
				int at = random.nextInt(mutant.length());
				mutant.setCharAt(at, document.charAt(random.nextInt(document.length())));
				mutant.deleteCharAt(random.nextInt(mutant.length()));
			}
			Judgement<Object> judgement = judge(type, mutant.toString(), RepairPolicy.lenient());
			AttemptFailure failure = judgement.failure();
			boolean explained = failure == null || failure.stage() == FailureStage.INCOMPLETE
					|| !failure.violations().isEmpty();
			assertThat(explained).as(mutant.toString()).isTrue();
		}
	}

	@Test
	void everyFindingIsToldAtOnce() {
		Judgement<Object> judgement = judge(Order.class, """
				{"id": {}, "lines": [{"item": "pen", "count": "many", "tags": "x"}, {"count": 1.5}],
				 "prices": {"pen": "?"}, "ordered": "03/05/24", "paid": "maybe"}""", RepairPolicy.lenient());
		AttemptFailure failure = judgement.failure();
		assertThat(failure).isNotNull();
		assertThat(failure.violations()).extracting((violation) -> violation.path() + ": " + violation.message())
			.containsExactly("id: must be a string", "lines[0].count: must be an integer",
					"lines[1].item: must be present", "lines[1].count: must be an integer",
					"lines[1].tags: must be present", "prices[\"pen\"]: must be a number",
					"paid: must be true or false");
	}

	private static Judgement<Object> judge(Type type, String text, RepairPolicy policy) {
		ResponseSchema schema = SCHEMAS.of(type, Set.of());
		AnswerRules<Object> rules = new AnswerRules<>(schema, new AnswerValidation(MAPPER, null, List.of()), Set.of(),
				(value, context) -> List.of(), FillerPolicy.OFF);
		return new AnswerPipeline<>(new ResponseBinder(MAPPER), policy, rules, (reviewed, report) -> List.of())
			.judge(text, schema.in(SchemaDialect.GENERIC), new ValidationContext(Map.of(), 1, 1));
	}

	record Person(String name, @Nullable Integer age, @Nullable Person spouse) {
	}

	record Line(String item, int count, List<String> tags) {
	}

	record Order(String id, List<Line> lines, Map<String, Double> prices, LocalDate ordered, boolean paid,
			@Nullable String note) {
	}

}
