package io.github.instructorspring.schema;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import jakarta.validation.Constraint;
import jakarta.validation.GroupSequence;
import jakarta.validation.Payload;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import org.hibernate.validator.constraints.CompositionType;
import org.hibernate.validator.constraints.ConstraintComposition;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Jakarta constraints in a schema.
 */
class SchemaConstraintsTests {

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			notBlank      | {'type':'string','pattern':'\\\\S'}
			notEmpty      | {'type':'string','minLength':1}
			sized         | {'type':'string','minLength':2,'maxLength':5}
			matching      | {'type':'string','pattern':'^(?:a+b)$'}
			blankMatching | {'type':'string','pattern':'^(?:a+b)$','minLength':1}
			twoPatterns   | {'type':'string','pattern':'^(?:b.*)$'}
			flagged       | {'type':'string'}
			javaOnly      | {'type':'string'}
			possessive    | {'type':'string'}
			email         | {'type':'string','format':'email'}
			nullable      | {'type':['string','null'],'maxLength':5}
			bytes         | {'type':'string','contentEncoding':'base64'}
			unsaid        | {'type':'string'}
			""")
	void textIsBounded(String property, String schema) {
		assertThat(SchemaFixture.property(Texts.class, property)).isEqualTo(schema);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			range           | {'type':'integer','minimum':0,'maximum':150}
			inclusive       | {'type':'number','minimum':0.5,'maximum':9.5}
			exclusive       | {'type':'number','exclusiveMinimum':0.5,'exclusiveMaximum':9.5}
			positive        | {'type':'integer','exclusiveMinimum':0}
			positiveOrZero  | {'type':'integer','minimum':0}
			negative        | {'type':'integer','exclusiveMaximum':0}
			negativeOrZero  | {'type':'integer','maximum':0}
			nullable        | {'type':['integer','null'],'minimum':1}
			optional        | {'type':['integer','null'],'minimum':1}
			optionalInt     | {'type':['integer','null'],'minimum':1}
			narrowest       | {'type':'integer','minimum':3}
			far             | {'type':'integer','maximum':9223372036854775807}
			text            | {'type':'string'}
			isTrue          | {'type':'boolean','const':true}
			isFalse         | {'type':'boolean','const':false}
			maybeTrue       | {'anyOf':[{'type':'boolean','const':true},{'type':'null'}]}
			""")
	void numbersAndFlagsAreBounded(String property, String schema) {
		assertThat(SchemaFixture.property(Numbers.class, property)).isEqualTo(schema);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					list         | {'type':'array','items':{'type':'string','pattern':'\\\\S'},'maxItems':3,'minItems':1}
					set          | {'type':'array','items':{'type':'integer','minimum':1},'uniqueItems':true}
					array        | {'type':'array','items':{'type':'integer'},'minItems':2}
					map          | {'type':'object','additionalProperties':{'type':'integer','exclusiveMinimum':0},'minProperties':1,'propertyNames':{'pattern':'\\\\S'}}
					keys         | {'type':'object','additionalProperties':{'type':'string'},'propertyNames':{'minLength':3,'maxLength':3}}
					optional     | {'type':['string','null'],'pattern':'\\\\S'}
					optionalList | {'type':['array','null'],'items':{'type':'string','pattern':'\\\\S'},'maxItems':2}
					nested       | {'type':'array','items':{'type':'array','items':{'type':'integer','minimum':3},'minItems':2}}
					mapOfLists   | {'type':'object','additionalProperties':{'type':'array','items':{'type':'string','maxLength':9},'maxItems':4}}
					bareMiddle   | {'type':'array','items':{'type':'array','items':{'type':'integer','exclusiveMinimum':0}}}
					bareValues   | {'type':'object','additionalProperties':{'type':'array','items':{'type':'string','maxLength':9}}}
					bareOptional | {'type':['array','null'],'items':{'type':'string','pattern':'\\\\S'}}
					""")
	void containersAndTheirElementsAreBounded(String property, String schema) {
		assertThat(SchemaFixture.property(Containers.class, property)).isEqualTo(schema);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			zip         | {'type':'string','minLength':5,'maxLength':5,'pattern':'^(?:[0-9]+)$'}
			range       | {'type':'integer','minimum':1,'maximum':6}
			alternative | {'type':'string'}
			""")
	void composedConstraintsCount(String property, String schema) {
		assertThat(SchemaFixture.property(Composed.class, property)).isEqualTo(schema);
	}

	@Test
	void onlyTheDefaultGroupCountsUnlessGroupsAreGiven() {
		assertThat(SchemaFixture.property(Grouped.class, "name")).isEqualTo("{'type':'string','minLength':1}");
		assertThat(SchemaFixture.property(Grouped.class, "name", Strict.class))
			.isEqualTo("{'type':'string','maxLength':9}");
		assertThat(SchemaFixture.property(Grouped.class, "name", Strict.class, Default.class))
			.isEqualTo("{'type':'string','minLength':1,'maxLength':9}");
		assertThat(SchemaFixture.property(Grouped.class, "name", Extended.class))
			.isEqualTo("{'type':'string','minLength':1}");
	}

	@Test
	void aGroupMayDemandWhatMayOtherwiseBeNull() {
		assertThat(SchemaFixture.property(Demanding.class, "name")).isEqualTo("{'type':['string','null']}");
		assertThat(SchemaFixture.schema(Demanding.class).json().path("required")).isEmpty();
		assertThat(SchemaFixture.property(Demanding.class, "name", Strict.class)).isEqualTo("{'type':'string'}");
		assertThat(SchemaFixture.schema(Demanding.class, Strict.class).json().path("required").valueStream())
			.extracting(JsonNode::asString)
			.containsExactly("name");
	}

	@Test
	void aRedefinedDefaultGroupCounts() {
		assertThat(SchemaFixture.property(Sequenced.class, "name"))
			.isEqualTo("{'type':'string','minLength':1,'maxLength':9}");
	}

	@Test
	void constraintsOfInheritedPropertiesAndGettersCount() {
		assertThat(SchemaFixture.property(Child.class, "name")).isEqualTo("{'type':'string','maxLength':7}");
		assertThat(SchemaFixture.property(Child.class, "age")).isEqualTo("{'type':'integer','minimum':18}");
	}

	@Test
	void withoutAValidatorNoConstraintIsWritten() {
		ResponseSchemas schemas = new ResponseSchemas(ResponseJsonMapper.from(JsonMapper.builder().build()), null);
		assertThat(schemas.of(Grouped.class, Set.of()).json().path("properties").path("name"))
			.hasToString("{\"type\":\"string\"}");
	}

	record Texts(@NotBlank String notBlank, @NotEmpty String notEmpty, @Size(min = 2, max = 5) String sized,
			@Pattern(regexp = "a+b") String matching, @NotBlank @Pattern(regexp = "a+b") String blankMatching,
			@Pattern(regexp = "a.*") @Pattern(regexp = "b.*") String twoPatterns,
			@Pattern(regexp = "a+", flags = Pattern.Flag.CASE_INSENSITIVE) String flagged,
			@Pattern(regexp = "\\p{Alpha}+") String javaOnly, @Pattern(regexp = "a++") String possessive,
			@Email String email, @Size(max = 5) @Nullable String nullable, @Size(max = 10) byte[] bytes,
			@NotNull String unsaid) {
	}

	record Numbers(@Min(0) @Max(150) int range, @DecimalMin("0.5") @DecimalMax("9.5") BigDecimal inclusive,
			@DecimalMin(value = "0.5", inclusive = false) @DecimalMax(value = "9.5",
					inclusive = false) BigDecimal exclusive,
			@Positive int positive, @PositiveOrZero long positiveOrZero, @Negative int negative,
			@NegativeOrZero int negativeOrZero, @Min(1) @Nullable Integer nullable, Optional<@Min(1) Integer> optional,
			@Min(1) OptionalInt optionalInt, @Min(1) @DecimalMin("3") int narrowest, @Max(Long.MAX_VALUE) long far,
			@Min(1) String text, @AssertTrue boolean isTrue, @AssertFalse boolean isFalse,
			@AssertTrue @Nullable Boolean maybeTrue) {
	}

	record Demanding(@NotNull(groups = Strict.class) @Nullable String name,
			@NotNull(groups = Strict.class) Optional<String> nick) {
	}

	record Containers(@NotEmpty @Size(max = 3) List<@NotBlank String> list, Set<@Min(1) Integer> set,
			@Size(min = 2) int[] array, @Size(min = 1) Map<@NotBlank String, @Positive Integer> map,
			Map<@Size(min = 3, max = 3) String, String> keys, Optional<@NotBlank String> optional,
			Optional<@Size(max = 2) List<@NotBlank String>> optionalList,
			List<@Size(min = 2) List<@Min(3) Integer>> nested,
			Map<String, @Size(max = 4) List<@Size(max = 9) String>> mapOfLists,
			List<List<@Positive Integer>> bareMiddle, Map<String, List<@Size(max = 9) String>> bareValues,
			Optional<List<@NotBlank String>> bareOptional) {
	}

	@Size(min = 5, max = 5)
	@Pattern(regexp = "[0-9]+")
	@Constraint(validatedBy = {})
	@Retention(RetentionPolicy.RUNTIME)
	@interface Zip {

		String message() default "must be a zip code";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	@ConstraintComposition(CompositionType.OR)
	@Size(max = 2)
	@Pattern(regexp = "[0-9]+")
	@Constraint(validatedBy = {})
	@Retention(RetentionPolicy.RUNTIME)
	@interface ShortOrDigits {

		String message() default "must be short or digits";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	record Composed(@Zip String zip, @Range(min = 1, max = 6) int range, @ShortOrDigits String alternative) {
	}

	interface Strict {

	}

	interface Extended extends Default {

	}

	record Grouped(@Size(min = 1) @Size(max = 9, groups = Strict.class) String name) {
	}

	@GroupSequence({ Sequenced.class, Strict.class })
	record Sequenced(@Size(min = 1) @Size(max = 9, groups = Strict.class) String name) {
	}

	public static class Parent {

		@Size(max = 7)
		private String name = "";

		private int age;

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

		@Min(18)
		public int getAge() {
			return this.age;
		}

		public void setAge(int age) {
			this.age = age;
		}

	}

	public static class Child extends Parent {

	}

}
