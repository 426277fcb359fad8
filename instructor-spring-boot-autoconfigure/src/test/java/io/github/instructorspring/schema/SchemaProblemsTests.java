package io.github.instructorspring.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Types that no answer can bind to.
 */
class SchemaProblemsTests {

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource
	void aTypeThatNothingBindsToIsAProblem(Class<?> type, String problem) {
		assertThat(SchemaFixture.problems(type)).containsExactly(problem);
	}

	static Stream<Arguments> aTypeThatNothingBindsToIsAProblem() {
		return Stream.of(Arguments.of(Plain.class,
				"Plain: Plain is abstract and no subtype is known; seal it, name its subtypes with @JsonSubTypes, or use a class or record"),
				Arguments.of(Abstract.class,
						"Abstract: Abstract is abstract and no subtype is known; seal it, name its subtypes with @JsonSubTypes, or use a class or record"),
				Arguments.of(Closed.class,
						"Closed: Closed has no constructor that Jackson can use; use a record, a no-argument constructor or @JsonCreator"),
				Arguments.of(Keyed.class,
						"Keyed.map: a map with keys of type Square, but JSON keys are text; use a String, enum or scalar key"),
				Arguments.of(Twin.class,
						"Twin: One$Square and Other$Square share the name 'Square'; name one of them with @JsonTypeName"),
				Arguments.of(Typed.class,
						"Typed(Own): Own has a property 'type' of its own, where the name of the subtype goes; choose another with @JsonTypeInfo(property = ..)"),
				Arguments.of(Unit.class,
						"Unit(Units): Units is not read from a JSON object, so 'type' has no place in it; use a record or a class"),
				Arguments.of(Gap.class,
						"Gap: Open has no known subtype; seal it or name its subtypes with @JsonSubTypes"),
				Arguments.of(Wrapped.class,
						"Wrapped: @JsonTypeInfo of Wrapped puts the name of the subtype where no schema can ask for it; use JsonTypeInfo.As.PROPERTY"),
				Arguments.of(Unwrapping.class,
						"Unwrapping.names: @JsonUnwrapped on a value that is no object; leave the annotation out"));
	}

	@Test
	void whatJacksonSaysOfATypeIsAProblem() {
		assertThat(SchemaFixture.problems(Conflicting.class)).singleElement()
			.asString()
			.startsWith(
					"Conflicting: Jackson cannot read Conflicting (Conflicting setter definitions for property \"x\": ");
	}

	@Test
	void allProblemsAreReportedAtOnceWithTheirPaths() {
		assertThat(SchemaFixture.problems(Many.class))
			.extracting((problem) -> problem.substring(0, problem.indexOf(':')))
			.containsExactly("Many.plain", "Many.nested.closed", "Many.nested.map", "Many.list[].type", "Many.byName[]",
					"Many.union(Holder).runnable");
	}

	@Test
	void constraintsThatCannotBeReadAreAProblem() {
		assertThat(SchemaFixture.problems(Unbounded.class)).singleElement()
			.asString()
			.startsWith("Unbounded.price: its constraints cannot be read (");
	}

	@Test
	void aUsableTypeHasNoProblems() {
		assertThat(SchemaFixture.problems(Square.class)).isEmpty();
	}

	record Unbounded(@DecimalMin("much") BigDecimal price, @Min(1) int count) {
	}

	interface Plain {

	}

	abstract static class Abstract {

		public int x;

	}

	static class Closed {

		Closed(int x, String y) {
			assertThat(y).hasSize(x);
		}

	}

	record Square(int side) {
	}

	record Keyed(Map<Square, String> map) {
	}

	sealed interface Twin permits One.Square, Other.Square {

	}

	interface One {

		record Square(int side) implements Twin {
		}

	}

	interface Other {

		record Square(int side) implements Twin {
		}

	}

	sealed interface Typed permits Own {

	}

	record Own(String type, int x) implements Typed {
	}

	sealed interface Unit permits Units, Length {

	}

	enum Units implements Unit {

		METRE

	}

	record Length(int metres) implements Unit {
	}

	sealed interface Gap permits Known, Open {

	}

	record Known(int x) implements Gap {
	}

	non-sealed interface Open extends Gap {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
	sealed interface Wrapped permits Inside {

	}

	record Inside(int x) implements Wrapped {
	}

	record Unwrapping(@JsonUnwrapped List<String> names, int x) {
	}

	public static class Conflicting {

		private String x = "";

		public void setX(Integer x) {
			this.x = x.toString();
		}

		public void setX(List<String> x) {
			this.x = x.toString();
		}

		@Override
		public String toString() {
			return this.x;
		}

	}

	record Nested(Closed closed, Map<Square, String> map) {
	}

	sealed interface Union permits Holder {

	}

	record Holder(Runnable runnable) implements Union {
	}

	record Element(Class<?> known, Abstract type) {
	}

	record Many(Plain plain, Nested nested, List<Element> list, Map<String, Conflicting> byName, Union union) {
	}

}
