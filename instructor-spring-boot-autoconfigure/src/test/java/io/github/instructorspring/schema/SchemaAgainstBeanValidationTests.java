package io.github.instructorspring.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.validation.Validator;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
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
import org.hibernate.validator.constraints.Length;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.validation.DefaultBeanValidation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Constraint by constraint: a schema rejects exactly what Bean Validation rejects.
 */
class SchemaAgainstBeanValidationTests {

	private final JsonMapper mapper = ResponseJsonMapper.from(JsonMapper.builder().build());

	private final Validator validator = DefaultBeanValidation.factory().getValidator();

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("rows")
	void aSchemaAndBeanValidationAgree(String constraint, String value, Class<?> type, boolean accepted) {
		JsonNode instance = read("{'value':" + value + "}");
		Object bound = this.mapper.treeToValue(instance, type);
		assertThat(this.validator.validate(bound).isEmpty()).as("Bean Validation").isEqualTo(accepted);
		ResponseSchema schema = SchemaFixture.schema(type);
		assertThat(new JudgedSchema(schema.json()).accepts(instance)).as(schema.text()).isEqualTo(accepted);
	}

	static Stream<Arguments> rows() {
		return Stream
			.of(row(NotBlankText.class, List.of("'a'", "' a '"), List.of("''", "' '", "'\\t\\n'")),
					row(NotEmptyText.class, List.of("'a'", "' '"), List.of("''")),
					row(SizeText.class, List.of("'ab'", "'abcd'"), List.of("'a'", "'abcde'", "''")),
					row(PatternText.class, List.of("'ab12'", "'z0'"), List.of("'AB12'", "'ab12 '", "'xx ab12'", "''")),
					row(AlternativePatternText.class, List.of("'a'", "'bc'"), List.of("'ac'", "'b'", "'bca'")),
					row(AnchoredPatternText.class, List.of("'a'"), List.of("'ab'", "'ba'")),
					row(EmailText.class, List.of("'a@example.com'"), List.of("'a'", "'a@'", "'@b'", "'a b@c.d'")),
					row(LengthText.class, List.of("'ab'"), List.of("'a'", "'abcd'")),
					row(MinNumber.class, List.of("3", "4"), List.of("2", "-3")),
					row(MaxNumber.class, List.of("3", "-4"), List.of("4")),
					row(DecimalMinNumber.class, List.of("0.5", "0.50", "7"), List.of("0.49", "-1")),
					row(DecimalMinExclusiveNumber.class, List.of("0.51"), List.of("0.5", "0.50")),
					row(DecimalMaxNumber.class, List.of("0.5", "-7"), List.of("0.51")),
					row(DecimalMaxExclusiveNumber.class, List.of("0.49"), List.of("0.5", "1")),
					row(PositiveNumber.class, List.of("1", "0.1"), List.of("0", "-1", "0.0")),
					row(PositiveOrZeroNumber.class, List.of("0", "1"), List.of("-1", "-0.1")),
					row(NegativeNumber.class, List.of("-1", "-0.1"), List.of("0", "1")),
					row(NegativeOrZeroNumber.class, List.of("0", "-1"), List.of("1", "0.1")),
					row(RangeNumber.class, List.of("2", "5"), List.of("1", "6")),
					row(DigitsNumber.class, List.of("123.45", "-999.99", "0.1", "7"),
							List.of("1000", "-1000", "1.234", "0.001")),
					row(DigitsWhole.class, List.of("99", "-99", "0"), List.of("100", "-100")),
					row(ManyBounds.class, List.of("3", "5"), List.of("2", "6", "0")),
					row(TrueFlag.class, List.of("true"), List.of("false")),
					row(FalseFlag.class, List.of("false"), List.of("true")),
					row(SizeList.class, List.of("['a']", "['a','b']"), List.of("[]", "['a','b','c']")),
					row(NotEmptySet.class, List.of("['a']"), List.of("[]")),
					row(SizeArray.class, List.of("[1,2]"), List.of("[1]", "[1,2,3,4]")),
					row(SizeMap.class, List.of("{'a':1}"), List.of("{}", "{'a':1,'b':2,'c':3}")),
					row(ElementTexts.class, List.of("['a']", "[]"), List.of("['a',' ']", "['abcd']")),
					row(ElementNumbers.class, List.of("[[1],[2,3]]", "[]"), List.of("[[0]]", "[[1],[2,-3]]")),
					row(KeysAndValues.class, List.of("{'ab':1}", "{}"), List.of("{'a':1}", "{'ab':0}")),
					row(ListsInMap.class, List.of("{'a':['x']}"), List.of("{'a':[]}", "{'a':['xyz']}")),
					row(OptionalText.class, List.of("'ab'", "null"), List.of("'a'")),
					row(OptionalNumber.class, List.of("1", "null"), List.of("0")),
					row(NullableText.class, List.of("'a'", "null"), List.of("'abc'")),
					row(NullableEnough.class, List.of("['a']", "null"), List.of("[]")),
					row(RequiredNullable.class, List.of("'a'"), List.of("null")),
					row(RequiredBlank.class, List.of("'a'"), List.of("null", "' '")),
					row(NoNullElements.class, List.of("['a']", "[]"), List.of("[null]")))
			.flatMap((rows) -> rows);
	}

	private static Stream<Arguments> row(Class<?> type, List<String> accepted, List<String> rejected) {
		String name = type.getSimpleName();
		return Stream.concat(accepted.stream().map((value) -> Arguments.of(name + " accepts", value, type, true)),
				rejected.stream().map((value) -> Arguments.of(name + " rejects", value, type, false)));
	}

	private static JsonNode read(String json) {
		return JsonMapper.shared().readTree(json.replace('\'', '"'));
	}

	record NotBlankText(@NotBlank String value) {
	}

	record NotEmptyText(@NotEmpty String value) {
	}

	record SizeText(@Size(min = 2, max = 4) String value) {
	}

	record PatternText(@Pattern(regexp = "[a-z]+\\d+") String value) {
	}

	record AlternativePatternText(@Pattern(regexp = "a|bc") String value) {
	}

	record AnchoredPatternText(@Pattern(regexp = "^a$") String value) {
	}

	record EmailText(@Email String value) {
	}

	record LengthText(@Length(min = 2, max = 3) String value) {
	}

	record MinNumber(@Min(3) int value) {
	}

	record MaxNumber(@Max(3) Long value) {
	}

	record DecimalMinNumber(@DecimalMin("0.5") BigDecimal value) {
	}

	record DecimalMinExclusiveNumber(@DecimalMin(value = "0.5", inclusive = false) BigDecimal value) {
	}

	record DecimalMaxNumber(@DecimalMax("0.5") double value) {
	}

	record DecimalMaxExclusiveNumber(@DecimalMax(value = "0.5", inclusive = false) BigDecimal value) {
	}

	record PositiveNumber(@Positive BigDecimal value) {
	}

	record PositiveOrZeroNumber(@PositiveOrZero double value) {
	}

	record NegativeNumber(@Negative double value) {
	}

	record NegativeOrZeroNumber(@NegativeOrZero BigDecimal value) {
	}

	record RangeNumber(@Range(min = 2, max = 5) int value) {
	}

	record DigitsNumber(@Digits(integer = 3, fraction = 2) BigDecimal value) {
	}

	record DigitsWhole(@Digits(integer = 2, fraction = 0) int value) {
	}

	record ManyBounds(@Min(1) @Min(3) @Max(9) @Max(5) @Positive int value) {
	}

	record TrueFlag(@AssertTrue boolean value) {
	}

	record FalseFlag(@AssertFalse Boolean value) {
	}

	record SizeList(@Size(min = 1, max = 2) List<String> value) {
	}

	record NotEmptySet(@NotEmpty Set<String> value) {
	}

	@SuppressWarnings("ArrayRecordComponent")
	record SizeArray(@Size(min = 2, max = 3) int[] value) {
	}

	record SizeMap(@Size(min = 1, max = 2) Map<String, Integer> value) {
	}

	record ElementTexts(List<@NotBlank @Size(max = 3) String> value) {
	}

	record ElementNumbers(List<List<@Positive Integer>> value) {
	}

	record KeysAndValues(Map<@Size(min = 2) String, @Positive Integer> value) {
	}

	record ListsInMap(Map<String, @NotEmpty List<@Size(max = 2) String>> value) {
	}

	record OptionalText(Optional<@Size(min = 2) String> value) {
	}

	record OptionalNumber(@Min(1) OptionalInt value) {
	}

	record NullableText(@Size(max = 2) @Nullable String value) {
	}

	record NullableEnough(@Size(min = 1) @Nullable List<String> value) {
	}

	record RequiredNullable(@NotNull @Nullable String value) {
	}

	record RequiredBlank(@NotBlank @Nullable String value) {
	}

	record NoNullElements(List<@NotNull String> value) {
	}

}
