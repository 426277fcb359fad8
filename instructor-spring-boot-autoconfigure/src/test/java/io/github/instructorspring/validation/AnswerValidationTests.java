package io.github.instructorspring.validation;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.GroupSequence;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The judgement of whole answers.
 */
class AnswerValidationTests {

	private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final ValidationContext CONTEXT = new ValidationContext(Map.of("limit", 3), 1, 3);

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource
	void beansAreValidatedWhereverTheyStand(Object answer, List<String> paths) {
		assertThat(paths(answer)).isEqualTo(paths);
	}

	static Stream<Arguments> beansAreValidatedWhereverTheyStand() {
		return Stream.of(Arguments.of(new Line("a"), List.of()), Arguments.of(new Line(""), List.of("sku")),
				Arguments.of(List.of(new Line("a"), new Line("")), List.of("[1].sku")),
				Arguments.of(new Line[] { new Line(""), new Line("a") }, List.of("[0].sku")),
				Arguments.of(Map.of("a b", new Line("")), List.of("[\"a b\"].sku")),
				Arguments.of(Optional.of(new Line("")), List.of("sku")),
				Arguments.of(new Marked(new Line(""), List.of(new Line(""))), List.of("line.sku", "lines[0].sku")),
				Arguments.of(new Unmarked(new Line(""), List.of(new Line("a"), new Line("")),
						new LinkedHashSet<>(List.of(new Line("b"), new Line(" "))), Map.of("x", new Line("")),
						Optional.of(new Line("")), new Line[] { new Line("") }, new AtomicReference<>(new Line(""))),
						List.of("line.sku", "list[1].sku", "set[1].sku", "map[\"x\"].sku", "optional.sku",
								"array[0].sku", "reference.sku")),
				Arguments.of(new Deep(List.of(Map.of("a", List.of(Optional.of(new Line("")))))),
						List.of("deep[0][\"a\"][0].sku")),
				Arguments.of(new Drawing(new Square(-1), List.of(new Circle(-1))),
						List.of("shape.side", "shapes[0].radius")),
				Arguments.of(new Gaps(null, Arrays.asList(null, new Line(""), null)), List.of("lines[1].sku")),
				Arguments.of(new Open(Map.of("line", new Line(""))), List.of("value[\"line\"].sku")),
				Arguments.of(new Creates(new Line("")), List.of("line.sku")),
				Arguments.of(Built.builder().line(new Line("")).build(), List.of("line.sku")),
				Arguments.of(new Writable(new Line("")), List.of("line.sku")),
				Arguments.of(new Pages(List.of(new Line("")), 0), List.of("number", "lines[0].sku")));
	}

	@Test
	void propertiesThatTheModelDidNotWriteAreNotLookedAt() {
		assertThat(paths(new Computing(List.of(new Line(""))))).containsExactly("lines[0].sku");
		assertThat(paths(new Computing(List.of()))).isEmpty();
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource
	void elementsOfContainersAreValidated(Object answer, List<String> violations) {
		assertThat(found(answer)).isEqualTo(violations);
	}

	static Stream<Arguments> elementsOfContainersAreValidated() {
		Map<String, Integer> prices = new LinkedHashMap<>();
		prices.put("EUR", 1);
		prices.put("U\"S", -1);
		return Stream.of(
				Arguments.of(new Elements(List.of("a", ""), Map.of(), Optional.empty(), List.of(), Map.of(), Set.of()),
						List.of("tags[1]: ")),
				Arguments.of(new Elements(List.of(), prices, Optional.empty(), List.of(), Map.of(), Set.of()),
						List.of("prices[\"U\\\"S\"]: -1")),
				Arguments.of(new Elements(List.of(), Map.of(), Optional.of(0), List.of(), Map.of(), Set.of()),
						List.of("limit: 0")),
				Arguments.of(new Elements(List.of(), Map.of(), Optional.empty(), List.of(List.of(1), List.of(2, 0)),
						Map.of(), Set.of()), List.of("matrix[1][1]: 0")),
				Arguments.of(
						new Elements(List.of(), Map.of(), Optional.empty(), List.of(), Map.of(Shade.RED, 0), Set.of()),
						List.of("shades[\"red\"]: 0")),
				Arguments.of(new Elements(List.of(), Map.of("", 1), Optional.empty(), List.of(), Map.of(), Set.of("")),
						List.of("prices[\"\"]: ", "words: ")));
	}

	@Test
	void pathsAreInTheNamesOfTheWire() {
		JsonMapper snakeCase = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		AnswerValidation validation = new AnswerValidation(snakeCase, FACTORY, List.of());
		assertThat(validation.validate(new CamelCase("", new Line(""), List.of("")), "value", Set.of(), CONTEXT)
			.violations()).extracting(Violation::path)
			.containsExactly("value.ZIP", "value.old_tags[0]", "value.first_line.sku");
	}

	@Test
	void constraintsOfTheWholeBeanStandAtTheBean() {
		assertThat(found(List.of(new Range(2, 1)))).containsExactly("[0]: null");
		assertThat(found(new Consistent(2, 1))).containsExactly(": null");
		assertThat(found(new Pinned(2, 1))).containsExactly("upper: 1");
	}

	@Test
	void groupsAreRespected() {
		Grouped answer = new Grouped("", "");
		assertThat(paths(answer)).containsExactly("always");
		assertThat(paths(answer, Strict.class)).containsExactly("strict");
		assertThat(paths(answer, Default.class, Strict.class)).containsExactly("always", "strict");
		assertThat(paths(List.of(answer), Strict.class)).containsExactly("[0].strict");
		assertThat(paths(new Sequenced("", ""))).containsExactly("first");
		assertThat(paths(new Sequenced("a", ""))).containsExactly("second");
	}

	@Test
	void aViolationCarriesItsMessageAndTheRejectedValue() {
		Violation violation = validate(new Line(" ")).get(0);
		assertThat(violation.message()).isEqualTo("must not be blank");
		assertThat(violation.rejectedValue()).isEqualTo(" ");
	}

	@Test
	void cyclesEnd() {
		Node node = new Node();
		node.next = new Node();
		node.next.next = node;
		assertThat(paths(node)).containsExactly("name", "next.name");
	}

	@Test
	void equalBeansAreEachValidatedAndTheSameBeanOnce() {
		Line line = new Line("");
		assertThat(paths(List.of(new Line(""), new Line("")))).containsExactly("[0].sku", "[1].sku");
		assertThat(paths(List.of(line, line))).containsExactly("[0].sku");
	}

	@Test
	void valuesOfTheJdkAreNotLookedInto() {
		assertThat(paths(new Jdk(Path.of("a", "b"), URI.create("a"), TimeZone.getDefault(), Bodied.PLUS, Jdk.class,
				new int[] { 1 }, LocalDate.EPOCH)))
			.isEmpty();
	}

	@Test
	void theOrderIsTheSameEveryTime() {
		List<Line> lines = IntStream.range(0, 12).mapToObj((i) -> new Line("")).toList();
		Marked answer = new Marked(new Line(""), lines);
		List<String> first = paths(answer);
		assertThat(first).hasSize(13).startsWith("line.sku", "lines[0].sku", "lines[1].sku").endsWith("lines[11].sku");
		for (int i = 0; i < 10; i++) {
			assertThat(paths(answer)).isEqualTo(first);
		}
	}

	@Test
	void withoutBeanValidationOnlyValidatorsJudge() {
		AnswerValidation validation = new AnswerValidation(MAPPER, null,
				List.of(rejecting(Line.class, (line) -> "no")));
		assertThat(validation.validate(List.of(new Line("")), "", Set.of(), CONTEXT).violations())
			.extracting(Violation::path)
			.containsExactly("[0]");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource
	void aValidatorSeesEveryValueOfItsType(Class<?> type, List<String> paths) {
		Seen answer = new Seen("a", 1, Shade.RED, LocalDate.EPOCH, new Square(1), List.of(new Circle(2), new Square(3)),
				List.of("b", "c"), Map.of("k", new Line("d")), Optional.of("e"), new String[] { "f" });
		AnswerValidation validation = new AnswerValidation(MAPPER, FACTORY, List.of(rejecting(type, (value) -> "no")));
		assertThat(validation.validate(answer, "", Set.of(), CONTEXT).violations()).extracting(Violation::path)
			.isEqualTo(paths);
	}

	static Stream<Arguments> aValidatorSeesEveryValueOfItsType() {
		return Stream.of(Arguments.of(Seen.class, List.of("")), Arguments.of(Line.class, List.of("lines[\"k\"]")),
				Arguments.of(Shape.class, List.of("shape", "shapes[0]", "shapes[1]")),
				Arguments.of(Square.class, List.of("shape", "shapes[1]")),
				Arguments.of(List.class, List.of("shapes", "words")), Arguments.of(Map.class, List.of("lines")),
				Arguments.of(String.class,
						List.of("text", "words[0]", "words[1]", "lines[\"k\"].sku", "optional", "array[0]")),
				Arguments.of(Integer.class, List.of("number", "shape.side", "shapes[1].side")),
				Arguments.of(Shade.class, List.of("shade")), Arguments.of(LocalDate.class, List.of("day")),
				Arguments.of(Number.class, List.of("number", "shape.side", "shapes[0].radius", "shapes[1].side")),
				Arguments.of(Set.class, List.of()));
	}

	@Test
	void aValidatorOfListsSeesTheRoot() {
		AnswerValidation validation = new AnswerValidation(MAPPER, FACTORY,
				List.of(rejecting(List.class, (list) -> "size " + list.size())));
		assertThat(validation.validate(List.of("a", "b"), "items", Set.of(), CONTEXT).violations())
			.containsExactly(new Violation("items", "size 2", null));
	}

	@Test
	void validatorsJudgeInTheirOrderAfterBeanValidation() {
		AnswerValidation validation = new AnswerValidation(MAPPER, FACTORY,
				List.of(rejecting(Object.class, (value) -> "first"), rejecting(Line.class, (line) -> "second")));
		assertThat(validation.validate(new Line(""), "", Set.of(), CONTEXT).violations()).extracting(Violation::message)
			.containsExactly("must not be blank", "first", "second", "first");
	}

	@Test
	void aValidatorSeesTheContext() {
		ResponseValidator<Line> validator = (line, context) -> List
			.of(Violation.of(context.get("limit", Integer.class).orElseThrow() + " " + context.attempt() + "/"
					+ context.maxAttempts()));
		AnswerValidation validation = new AnswerValidation(MAPPER, null,
				List.of(new TypedValidator<>(Line.class, validator)));
		assertThat(validation.validate(new Line("a"), "", Set.of(), CONTEXT).violations())
			.extracting(Violation::message)
			.containsExactly("3 1/3");
	}

	@Test
	void theExceptionOfAValidatorIsThrownAsItIs() {
		IllegalStateException failure = new IllegalStateException("down");
		AnswerValidation validation = new AnswerValidation(MAPPER, FACTORY, List.of(rejecting(Line.class, (line) -> {
			throw failure;
		})));
		assertThatIllegalStateException()
			.isThrownBy(() -> validation.validate(List.of(new Line("")), "", Set.of(), CONTEXT).violations())
			.isSameAs(failure);
	}

	private static <T> TypedValidator<T> rejecting(Class<T> type, Function<? super T, String> message) {
		return new TypedValidator<>(type, (value, context) -> List.of(Violation.of(message.apply(value))));
	}

	private static List<Violation> validate(Object answer, Class<?>... groups) {
		return new AnswerValidation(MAPPER, FACTORY, List.of()).validate(answer, "", Set.of(groups), CONTEXT)
			.violations();
	}

	private static List<String> paths(Object answer, Class<?>... groups) {
		return validate(answer, groups).stream().map(Violation::path).toList();
	}

	private static List<String> found(Object answer) {
		return validate(answer).stream()
			.map((violation) -> violation.path() + ": " + violation.rejectedValue())
			.toList();
	}

	record Line(@NotBlank String sku) {
	}

	record Marked(@Valid Line line, List<@Valid Line> lines) {
	}

	record Unmarked(Line line, List<Line> list, Set<Line> set, Map<String, Line> map, Optional<Line> optional,
			Line[] array, AtomicReference<Line> reference) {
	}

	record Deep(List<Map<String, List<Optional<Line>>>> deep) {
	}

	sealed interface Shape permits Square, Circle {

	}

	record Square(@Positive int side) implements Shape {
	}

	record Circle(@Positive double radius) implements Shape {
	}

	record Drawing(Shape shape, List<Shape> shapes) {
	}

	record Gaps(@Nullable Line line, List<@Nullable Line> lines) {
	}

	record Open(Object value) {
	}

	static final class Creates {

		private final Line line;

		@JsonCreator
		Creates(@JsonProperty("line") Line line) {
			this.line = line;
		}

		@Override
		public String toString() {
			return this.line.toString();
		}

	}

	@JsonDeserialize(builder = BuiltBuilder.class)
	static final class Built {

		private final Line line;

		private Built(Line line) {
			this.line = line;
		}

		static BuiltBuilder builder() {
			return new BuiltBuilder();
		}

		@Override
		public String toString() {
			return this.line.toString();
		}

	}

	@JsonPOJOBuilder(withPrefix = "")
	static final class BuiltBuilder {

		private Line line = new Line("a");

		BuiltBuilder line(Line line) {
			this.line = line;
			return this;
		}

		Built build() {
			return new Built(this.line);
		}

	}

	static final class Writable {

		@JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
		private final Line line;

		Writable(Line line) {
			this.line = line;
		}

		@Override
		public String toString() {
			return this.line.toString();
		}

	}

	record Pages(List<Line> lines, @Min(1) int number) implements Iterable<Line> {

		@Override
		public Iterator<Line> iterator() {
			return this.lines.iterator();
		}

	}

	record Computing(List<Line> lines) {

		@JsonProperty
		Line first() {
			return this.lines.get(0);
		}

		@JsonProperty
		Line getAnother() {
			return this.lines.get(0);
		}

	}

	enum Shade {

		@JsonProperty("red")
		RED

	}

	record Elements(List<@NotBlank String> tags, Map<@Size(min = 1) String, @Positive Integer> prices,
			Optional<@Min(1) Integer> limit, List<List<@Min(1) Integer>> matrix, Map<Shade, @Min(1) Integer> shades,
			Set<@NotBlank String> words) {
	}

	record CamelCase(@JsonProperty("ZIP") @NotBlank String zipCode, Line firstLine, List<@NotBlank String> oldTags) {
	}

	@Ordered
	record Range(int lower, int upper) {
	}

	@Constraint(validatedBy = OrderedValidator.class)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Ordered {

		String message() default "must be in order";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	public static class OrderedValidator implements ConstraintValidator<Ordered, Range> {

		@Override
		public boolean isValid(Range range, ConstraintValidatorContext context) {
			return range.lower() <= range.upper();
		}

	}

	record Consistent(int lower, int upper) {

		@AssertTrue(message = "lower must not be above upper")
		boolean isConsistent() {
			return this.lower <= this.upper;
		}

	}

	@PinnedOrder
	record Pinned(int lower, int upper) {
	}

	@Constraint(validatedBy = PinnedValidator.class)
	@Retention(RetentionPolicy.RUNTIME)
	@interface PinnedOrder {

		String message() default "must be in order";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	public static class PinnedValidator implements ConstraintValidator<PinnedOrder, Pinned> {

		@Override
		public boolean isValid(Pinned pinned, ConstraintValidatorContext context) {
			context.disableDefaultConstraintViolation();
			context.buildConstraintViolationWithTemplate("must not be below lower")
				.addPropertyNode("upper")
				.addConstraintViolation();
			return pinned.lower() <= pinned.upper();
		}

	}

	interface Strict {

	}

	record Grouped(@NotBlank String always, @NotBlank(groups = Strict.class) String strict) {
	}

	@GroupSequence({ Sequenced.class, Strict.class })
	record Sequenced(@NotBlank String first, @NotBlank(groups = Strict.class) String second) {
	}

	static class Node {

		@NotNull
		public @Nullable String name;

		public @Nullable Node next;

	}

	enum Bodied {

		PLUS {

			@Override
			int sign() {
				return 1;
			}

		};

		abstract int sign();

	}

	record Jdk(Path path, URI uri, TimeZone zone, Bodied bodied, Class<?> type, int[] numbers, LocalDate day) {
	}

	record Seen(String text, int number, Shade shade, LocalDate day, Shape shape, List<Shape> shapes,
			List<String> words, Map<String, Line> lines, Optional<String> optional, String[] array) {
	}

}
