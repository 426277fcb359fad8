package io.github.instructorspring;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.bind.ResponseBinder;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.schema.GivenSchema;
import io.github.instructorspring.schema.ResponseJsonMapper;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;
import io.github.instructorspring.schema.SchemaDialect;
import io.github.instructorspring.validation.AnswerValidation;
import io.github.instructorspring.validation.FillerPolicy;
import io.github.instructorspring.validation.JsonSchemaValidator;
import io.github.instructorspring.validation.ResponseValidator;
import io.github.instructorspring.validation.ValidationContext;
import io.github.instructorspring.validation.Violation;

/**
 * A case with a target type, on the way that an answer takes.
 */
final class TypedCase {

	private static final JsonMapper MAPPER = ResponseJsonMapper.from(JsonMapper.builder().build());

	private static final ResponseSchemas SCHEMAS = new ResponseSchemas(MAPPER, null);

	private static final ResponseBinder BINDER = new ResponseBinder(MAPPER);

	private static final AnswerValidation NO_BEANS = new AnswerValidation(MAPPER, null, List.of());

	private final Case given;

	private final boolean unchanged;

	private final boolean javaType;

	/**
	 * Create the case.
	 * @param given the case
	 * @param unchanged whether an accepted value must be the text's own
	 */
	TypedCase(Case given, boolean unchanged) {
		this.given = given;
		this.unchanged = unchanged;
		this.javaType = given.schema().isEmpty();
	}

	CaseResult score() {
		if (this.given.expect().equals("score")) {
			return CaseResult.NOT_SCORED;
		}
		Judgement<Object> judgement;
		try {
			judgement = judge(policy());
		}
		catch (IllegalArgumentException ex) {
			return (this.given.expectsRejection()) ? CaseResult.SOLVED : CaseResult.failed("schema refused");
		}
		JsonNode value = (judgement.isAccepted()) ? MAPPER.valueToTree(judgement.candidate()) : null;
		if (this.given.expectsRejection()) {
			return (value != null) ? CaseResult.failed(acceptance()) : CaseResult.SOLVED;
		}
		if (value == null) {
			return CaseResult.failed((UntypedReading.isCut(this.given.input())) ? CaseResult.CUT : stage(judgement));
		}
		return compare(value, judgement);
	}

	/**
	 * Coercion is there to take what is almost right, so what must be refused of a list
	 * of instances is judged without it.
	 */
	private RepairPolicy policy() {
		return (this.unchanged && this.given.expectsRejection()) ? RepairPolicy.of(RepairPolicy.Preset.STRICT)
				: RepairPolicy.lenient();
	}

	private String acceptance() {
		boolean strict = judge(RepairPolicy.of(RepairPolicy.Preset.STRICT)).isAccepted();
		return (strict) ? "accepted" : "accepted, but not by the strict policy";
	}

	private CaseResult compare(JsonNode value, Judgement<Object> judgement) {
		if (this.unchanged && !judgement.repairs().isEmpty()) {
			return CaseResult.failed("mended: " + judgement.repairs().get(0).kind().name());
		}
		JsonNode expected = this.given.expected();
		boolean equal = (this.unchanged || this.javaType) ? ExpectedValue.equal(value, expected)
				: ExpectedValue.equal(value, expected, this.given.schema());
		if (equal) {
			return CaseResult.SOLVED;
		}
		boolean declared = ExpectedValue.equalIfDeclared(value, expected, this.given.schema());
		return CaseResult.failed((declared) ? "undeclared properties are kept" : "another value");
	}

	private static String stage(Judgement<Object> judgement) {
		AttemptFailure failure = judgement.failure();
		return "rejected at " + ((failure != null) ? failure.stage() : "no stage");
	}

	private Judgement<Object> judge(RepairPolicy policy) {
		if (this.javaType) {
			return judge(SCHEMAS.of(javaType(this.given.target()), Set.of()), policy, (value, context) -> List.of());
		}
		ResponseSchema schema = GivenSchema.of(SchemaWalk.withoutAnnotations(this.given.schema()), MAPPER);
		ResponseValidator<Object> bySchema = bySchema(schema);
		SchemaAssertions assertions = new SchemaAssertions(this.given.schema());
		return judge(schema, policy, (value, context) -> {
			List<Violation> violations = bySchema.validate(value, context);
			return (violations.isEmpty()) ? assertions.validate(value, context) : violations;
		});
	}

	private Judgement<Object> judge(ResponseSchema schema, RepairPolicy policy, ResponseValidator<Object> validator) {
		AnswerRules<Object> rules = new AnswerRules<>(schema, NO_BEANS, Set.of(), validator, FillerPolicy.OFF);
		return new AnswerPipeline<>(BINDER, policy, rules, (reviewed, report) -> List.of()).judge(this.given.input(),
				schema.in(SchemaDialect.GENERIC), new ValidationContext(Map.of(), 1, 1));
	}

	@SuppressWarnings("unchecked")
	private static ResponseValidator<Object> bySchema(ResponseSchema schema) {
		JsonSchemaValidator validator = DynamicModel.of(schema.text()).validator();
		String wrapper = schema.wrapper();
		return (value, context) -> validator
			.validate((wrapper != null) ? Map.of(wrapper, value) : (Map<String, Object>) value, context);
	}

	private static Type javaType(String target) {
		return switch (target) {
			case "int" -> Integer.class;
			case "long" -> Long.class;
			case "double" -> Double.class;
			case "boolean" -> Boolean.class;
			default -> {
				if (!target.startsWith("enum{CAT,DOG,BIRD")) {
					throw new IllegalStateException("Unknown target " + target);
				}
				yield Animal.class;
			}
		};
	}

	/** The enum of the cases. */
	enum Animal {

		CAT, DOG, BIRD

	}

}
