package io.github.instructorspring.bind;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.schema.ResponseJsonMapper;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;

import static org.assertj.core.api.Assertions.assertThat;

class PlainFitTests {

	private static final JsonMapper MAPPER = ResponseJsonMapper.from(JsonMapper.builder().build());

	private static final JsonMapper TREES = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private static final ResponseSchema SCHEMA = new ResponseSchemas(MAPPER, null).of(Trip.class, Set.of());

	private static final String FIT = """
			{"title":"Rome","kind":"BUS","seats":3,"price":9.5,"paid":true,"day":"2026-11-23","note":null,
			"stops":[{"name":"A","minutes":5},{"name":"","minutes":0}],"labels":{}}""";

	@Test
	void valueThatFitsIsTold() {
		assertThat(isFit(TREES.readTree(FIT))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "3", "{\"title\":\"Rome\"}", "null", "{\"Title\":\"Rome\"}" })
	void otherValueTakesACloserLook(String json) {
		assertThat(isFit(TREES.readTree(json))).isFalse();
	}

	@ParameterizedTest
	@MethodSource
	void nothingThatFitsIsCoerced(String property, JsonNode value) {
		ObjectNode trip = (ObjectNode) TREES.readTree(FIT);
		trip.set(property, value);
		Coerced coerced = coerce(trip);
		assertThat(!isFit(trip) || (coerced.isExact() && coerced.value() == trip)).as(trip.toString()).isTrue();
	}

	static Stream<Object[]> nothingThatFitsIsCoerced() {
		ObjectNode trip = (ObjectNode) TREES.readTree(FIT);
		List<JsonNode> values = Stream
			.of("\"\"", "\"x\"", "\"none\"", "\"BUS\"", "\"bus\"", "\"7\"", "\"23.11.2026\"", "\"2026-11-23\"",
					"\"2026-11-23T10:00:00Z\"", "\"1700000000\"", "1", "-1", "3000000000",
					"123456789012345678901234567890", "1.0", "1.5", "1e400", "1e-400", "true", "null", "[]", "[1]",
					"[null]", "[\"a\"]", "{}", "{\"name\":\"A\"}", "{\"name\":\"A\",\"minutes\":1}",
					"[{\"name\":\"A\",\"minutes\":1}]", "[{\"name\":\"A\",\"minutes\":1.5}]",
					"[{\"name\":\"A\",\"minutes\":1,\"x\":1}]", "[{\"minutes\":1}]", "{\"a\":\"b\"}")
			.map(TREES::readTree)
			.toList();
		return Stream.concat(trip.propertyNames().stream(), Stream.of("departs", "nick", "extra"))
			.flatMap((property) -> values.stream().map((value) -> new Object[] { property, value }));
	}

	@Test
	void absentPropertyIsLookedAtIfItIsNeeded() {
		JsonNode whole = TREES.readTree(FIT);
		for (String property : whole.propertyNames()) {
			ObjectNode rest = (ObjectNode) whole.deepCopy();
			rest.remove(property);
			Coerced coerced = coerce(rest);
			assertThat(isFit(rest)).as(property).isEqualTo(coerced.isExact() && coerced.value() == rest);
		}
	}

	@Test
	void valueThatIsNestedDeeplyTakesACloserLook() {
		ResponseSchema nested = new ResponseSchemas(MAPPER, null).of(Nested.class, Set.of());
		ObjectNode value = JsonNodeFactory.instance.objectNode();
		ArrayNode inner = value.putArray("inner");
		for (int i = 0; i < 20; i++) {
			inner = inner.addObject().putArray("inner");
		}
		assertThat(PlainFit.of(nested).isFit(value)).isTrue();
		for (int i = 0; i < 200; i++) {
			inner = inner.addObject().putArray("inner");
		}
		assertThat(PlainFit.of(nested).isFit(value)).isFalse();
	}

	private static boolean isFit(JsonNode value) {
		return PlainFit.of(SCHEMA).isFit(value);
	}

	private static Coerced coerce(JsonNode value) {
		return new SchemaCoercion(new SchemaTree(SCHEMA.readable()), RepairPolicy.lenient(), new Absence(true, false),
				(container) -> null)
			.coerce(value, SCHEMA.name());
	}

	record Trip(String title, Kind kind, int seats, BigDecimal price, boolean paid, LocalDate day,
			@Nullable String note, List<Stop> stops, Map<String, String> labels, @Nullable Instant departs,
			@Nullable Nick nick) {
	}

	record Stop(String name, int minutes) {
	}

	record Nick(String nick) {
	}

	record Nested(List<Nested> inner) {
	}

	enum Kind {

		BUS, TRAIN

	}

}
