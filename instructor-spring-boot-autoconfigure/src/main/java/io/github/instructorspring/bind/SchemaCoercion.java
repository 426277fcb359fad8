package io.github.instructorspring.bind;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.RepairPolicy;

/**
 * The walk over a value and the schema that it should be of. What is right is left as it
 * is, and so is what the walk does not know of JSON Schema; bounds, lengths and patterns
 * are left to validation. Each part is fitted to each schema once at most, whatever the
 * number of readings in which it comes.
 */
final class SchemaCoercion implements ValueCoercion {

	private static final int MAX_DEPTH = 200;

	private static final long MIN_STEPS = 100_000;

	private static final int STEPS_PER_VALUE = 1000;

	private final SchemaTree schemas;

	private final ObjectCoercion objects;

	private final ArrayCoercion arrays;

	private final ScalarCoercion scalars;

	private final EnumCoercion enums;

	private final UnionChoice unions;

	private final Reshaping reshaping;

	private Map<Place, Coerced> known = new HashMap<>();

	private long steps;

	private long maxSteps;

	/**
	 * Create a walk.
	 * @param schemas the schema
	 * @param policy what may be coerced
	 * @param absence what becomes of properties that are absent
	 * @param sources the text of containers that hold words without quotes
	 */
	SchemaCoercion(SchemaTree schemas, RepairPolicy policy, Absence absence,
			Function<JsonNode, @Nullable String> sources) {
		this.schemas = schemas;
		this.reshaping = new Reshaping(this, policy);
		this.objects = new ObjectCoercion(this, schemas, policy, this.reshaping, absence);
		this.arrays = new ArrayCoercion(this, this.reshaping);
		this.scalars = new ScalarCoercion(policy, this.reshaping, sources);
		this.enums = new EnumCoercion(policy, this.reshaping);
		this.unions = new UnionChoice(this, schemas, policy, this.scalars);
	}

	/**
	 * Fit a whole value to the whole schema.
	 * @param value the value, left as it is
	 * @param name what the whole is called
	 * @return what became of it
	 */
	Coerced coerce(JsonNode value, @Nullable String name) {
		return coerce(value, this.schemas.root(), name);
	}

	/**
	 * Fit a value to a part of the schema.
	 * @param value the value, left as it is
	 * @param part the part
	 * @param name the name of the property that the value stands in, or {@code null}
	 * @return what became of it
	 */
	Coerced coerce(JsonNode value, JsonNode part, @Nullable String name) {
		// To clear a map takes as long as the largest value that it ever held.
		this.known = new HashMap<>();
		this.steps = 0;
		this.maxSteps = MIN_STEPS + STEPS_PER_VALUE * size(value);
		Coerced coerced = coerce(value, new Target(part, name, false, 0));
		return (this.steps <= this.maxSteps) ? coerced
				: Coerced.rejected(value, "must be simpler: there are too many ways to read it");
	}

	private static long size(JsonNode value) {
		long size = 0;
		Deque<JsonNode> open = new ArrayDeque<>(List.of(value));
		while (!open.isEmpty()) {
			JsonNode next = open.pop();
			size++;
			next.forEach(open::push);
		}
		return size;
	}

	@Override
	public Coerced coerce(JsonNode value, Target target) {
		if (target.depth() > MAX_DEPTH) {
			return Coerced.rejected(value, "must not be nested deeper than " + MAX_DEPTH + " levels");
		}
		this.steps++;
		if (this.steps > this.maxSteps) {
			return Coerced.asIs(value);
		}
		JsonNode schema = this.schemas.resolve(target.schema());
		if (schema == null) {
			return Coerced.rejected(value, "must be of a schema that does not refer to itself");
		}
		if (!value.isContainer()) {
			return fit(value, schema, target);
		}
		Place place = new Place(value, schema, target.name(), target.reshaped());
		Coerced known = this.known.get(place);
		if (known == null) {
			// Until it is known: a schema that leads back here does so forever.
			this.known.put(place, Coerced.rejected(value, "must be of a schema that does not refer to itself"));
			known = fit(value, schema, target);
			this.known.put(place, known);
		}
		return known;
	}

	private Coerced fit(JsonNode value, JsonNode schema, Target target) {
		if (!schema.isObject()) {
			return (schema.isBoolean() && !schema.booleanValue()) ? Coerced.rejected(value, "must not be present")
					: Coerced.asIs(value);
		}
		Target here = new Target(schema, target.name(), target.reshaped(), target.depth());
		Coerced coerced = typed(value, here);
		String reference = schema.path("$ref").stringValue(null);
		if (reference != null) {
			coerced = coerced.then(coerce(coerced.value(), here.by(this.schemas.find(reference))));
		}
		for (JsonNode part : schema.path("allOf")) {
			coerced = coerced.then(coerce(coerced.value(), here.by(part)));
		}
		List<JsonNode> members = this.schemas.members(schema);
		return (members.isEmpty()) ? coerced : coerced.then(this.unions.choose(coerced.value(), members, here));
	}

	private Coerced typed(JsonNode value, Target target) {
		JsonNode schema = target.schema();
		if (SchemaTree.isConstant(schema)) {
			return this.enums.coerce(value, target);
		}
		Set<String> types = SchemaTree.types(schema);
		if (types.isEmpty()) {
			return untyped(value, target);
		}
		String own = type(value, types);
		Coerced nothing = this.scalars.nothing(value, target, types);
		if (nothing != null) {
			return nothing;
		}
		if (own != null) {
			return as(own, value, target);
		}
		if (value.isNull()) {
			return Coerced.rejected(value, "must not be null");
		}
		return this.unions.best(value,
				types.stream().filter((type) -> !type.equals("null")).map((type) -> as(type, value, target)).toList(),
				List.copyOf(types));
	}

	private Coerced untyped(JsonNode value, Target target) {
		if (value.isObject()) {
			return this.objects.properties(value, target);
		}
		return (value.isArray()) ? this.arrays.elements(value, target) : Coerced.asIs(value);
	}

	/**
	 * The declared type that a value already is of.
	 */
	private static @Nullable String type(JsonNode value, Set<String> types) {
		String type = switch (value.getNodeType()) {
			case OBJECT -> "object";
			case ARRAY -> "array";
			case STRING -> "string";
			case BOOLEAN -> "boolean";
			case NUMBER -> (types.contains("number")) ? "number" : "integer";
			case NULL -> "null";
			default -> "";
		};
		return (types.contains(type)) ? type : null;
	}

	private Coerced as(String type, JsonNode value, Target target) {
		return switch (type) {
			case "object" -> this.objects.coerce(value, target);
			case "array" -> this.arrays.coerce(value, target);
			case "string" -> this.scalars.text(value, target);
			case "integer" -> this.scalars.number(value, target, true);
			case "number" -> this.scalars.number(value, target, false);
			case "boolean" -> this.scalars.flag(value, target);
			case "null" -> Coerced.asIs(value);
			default -> Coerced.rejected(value, "must be of a type that JSON does not have");
		};
	}

	/**
	 * A part of the value and the schema that it is fitted to, by identity.
	 */
	private record Place(JsonNode value, JsonNode schema, @Nullable String name, boolean reshaped) {

		@Override
		@SuppressWarnings("ReferenceEquality")
		public boolean equals(@Nullable Object other) {
			return other instanceof Place that && this.value == that.value && this.schema == that.schema
					&& this.reshaped == that.reshaped
					&& ((this.name != null) ? this.name.equals(that.name) : that.name == null);
		}

		@Override
		public int hashCode() {
			return 31 * System.identityHashCode(this.value) + System.identityHashCode(this.schema);
		}

	}

}
