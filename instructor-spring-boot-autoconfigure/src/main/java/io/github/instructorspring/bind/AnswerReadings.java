package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.json.JsonCandidate;
import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.Repair;
import io.github.instructorspring.json.RepairKind;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.json.SyntaxRepair;
import io.github.instructorspring.schema.ResponseSchema;

/**
 * The ways in which an answer can be read: each value that it holds, wrapped or bare; all
 * of them as one list; and for types that a sentence can name, the text itself.
 */
final class AnswerReadings {

	private final RepairPolicy policy;

	private final @Nullable String wrapper;

	private final String name;

	private final SchemaTree schemas;

	private final PlainFit fit;

	private final SchemaCoercion coercion;

	AnswerReadings(ResponseSchema schema, PlainFit fit, boolean nullsAsked, RepairPolicy policy,
			Function<JsonNode, @Nullable String> sources) {
		this.fit = fit;
		this.policy = policy;
		this.wrapper = schema.wrapper();
		this.name = schema.name();
		this.schemas = new SchemaTree(schema.readable());
		this.coercion = new SchemaCoercion(this.schemas, policy, new Absence(!isMap(schema.type()), nullsAsked),
				sources);
	}

	/**
	 * Whether the value is bound to maps, which are left as they are; an object of Java
	 * needs the defaults that were promised for it.
	 */
	static boolean isMap(JavaType type) {
		return type.isMapLikeType() || type.isJavaLangObject() || type.hasRawClass(JsonNode.class)
				|| (type.containedTypeCount() > 0 && isMap(type.containedType(type.containedTypeCount() - 1)));
	}

	List<Reading> of(JsonText text) {
		List<JsonCandidate> complete = withoutEmpty(
				text.candidates().stream().filter(JsonCandidate::complete).toList());
		List<Reading> readings = new ArrayList<>();
		Reading sequence = sequence(complete);
		for (JsonCandidate candidate : complete) {
			for (Reading reading : of(candidate)) {
				// One of several values is not the whole list, nor is [1] in prose a 1.
				if ((sequence == null || isWholeList(reading)) && !isMark(candidate, reading)) {
					readings.add(reading);
				}
			}
		}
		if (sequence != null) {
			readings.add(sequence);
		}
		Reading whole = whole(text, complete);
		if (whole != null) {
			readings.add(whole);
		}
		return readings;
	}

	/**
	 * Brackets with nothing in them, where there is something, are of the prose.
	 */
	private static List<JsonCandidate> withoutEmpty(List<JsonCandidate> candidates) {
		List<JsonCandidate> filled = candidates.stream()
			.filter((candidate) -> !candidate.value().isContainer() || !candidate.value().isEmpty())
			.toList();
		return (filled.isEmpty()) ? candidates : filled;
	}

	/**
	 * Whether a list of one scalar in prose may be the mark of a note.
	 */
	private boolean isMark(JsonCandidate candidate, Reading reading) {
		boolean prose = candidate.repairs()
			.stream()
			.anyMatch((repair) -> repair.kind() == SyntaxRepair.SURROUNDING_TEXT);
		return prose && candidate.value().isArray() && reading.has(Coercion.LIST_TO_VALUE, this.wrapper);
	}

	private boolean isWholeList(Reading reading) {
		return reading.coerced().isAccepted() && !reading.has(Coercion.VALUE_TO_LIST, this.wrapper);
	}

	/**
	 * The readings of one value, the better first.
	 */
	List<Reading> of(JsonCandidate candidate) {
		JsonNode value = candidate.value();
		if (this.wrapper == null) {
			return List.of(reading(value, candidate.repairs(), 0));
		}
		boolean wrapped = value.has(this.wrapper);
		Reading bare = reading(wrap(value), candidate.repairs(), (wrapped) ? 1 : 0);
		if (!value.isObject()) {
			return List.of(bare);
		}
		Reading asIs = reading(value, candidate.repairs(), 0);
		if (asIs.coerced().isAccepted() == bare.coerced().isAccepted()) {
			return (asIs.coerced().isAccepted()) ? List.of(asIs, bare) : List.of((wrapped) ? asIs : bare);
		}
		return List.of((asIs.coerced().isAccepted()) ? asIs : bare);
	}

	private Reading reading(JsonNode value, List<Repair> repairs, int penalty) {
		Coerced coerced = (this.fit.isFit(value)) ? Coerced.asIs(value) : this.coercion.coerce(value, this.name);
		return new Reading(coerced, repairs, penalty);
	}

	private ObjectNode wrap(JsonNode value) {
		ObjectNode wrapped = JsonNodeFactory.instance.objectNode();
		wrapped.set(String.valueOf(this.wrapper), value);
		return wrapped;
	}

	private JsonNode target() {
		JsonNode value = this.schemas.root().path("properties").path(String.valueOf(this.wrapper));
		JsonNode resolved = this.schemas.resolve(value);
		return (resolved != null) ? resolved : value;
	}

	/**
	 * All values as one list, where they are the elements of it.
	 */
	private @Nullable Reading sequence(List<JsonCandidate> candidates) {
		boolean list = this.wrapper != null && SchemaTree.allows(target(), "array");
		boolean elements = candidates.size() > 1 && candidates.stream()
			.map(JsonCandidate::value)
			.noneMatch((value) -> value.isArray() || value.has(String.valueOf(this.wrapper)));
		if (!list || !elements || !this.policy.allows(Coercion.SEQUENCE_TO_LIST)) {
			return null;
		}
		ArrayNode sequence = JsonNodeFactory.instance.arrayNode();
		Set<Repair> repairs = new LinkedHashSet<>();
		for (JsonCandidate candidate : candidates) {
			sequence.add(candidate.value());
			repairs.addAll(candidate.repairs());
		}
		return reading(wrap(sequence), List.copyOf(repairs), 0).and(Coercion.SEQUENCE_TO_LIST, this.wrapper);
	}

	/**
	 * The text itself, unless it is an attempt at JSON that is broken, cut off or of
	 * another shape.
	 */
	private @Nullable Reading whole(JsonText text, List<JsonCandidate> complete) {
		String answer = text.answer().strip();
		boolean possible = this.wrapper != null && this.policy.allows(Coercion.WHOLE_TEXT) && !answer.isEmpty()
				&& isSaid(target(), true, complete, answer, text.outcome());
		return (possible) ? reading(wrap(JsonNodeFactory.instance.stringNode(answer)), List.of(), 0)
			.and(Coercion.WHOLE_TEXT, this.wrapper) : null;
	}

	private boolean isSaid(JsonNode schema, boolean single, List<JsonCandidate> complete, String answer,
			JsonText.Outcome outcome) {
		boolean bracket = answer.startsWith("{") || answer.startsWith("[") || answer.startsWith("```");
		boolean objects = complete.stream().anyMatch((candidate) -> candidate.value().isContainer());
		boolean wrapped = complete.stream().anyMatch((candidate) -> candidate.value().has(this.wrapper));
		if (wrapped || complete.stream().anyMatch((candidate) -> candidate.value().isValueNode())) {
			return false;
		}
		if (single && isText(schema)) {
			return !bracket || (!complete.isEmpty() && outcome == JsonText.Outcome.FOUND);
		}
		boolean cut = answer.startsWith("\"") && answer.indexOf('"', 1) < 0;
		if (bracket || cut || outcome == JsonText.Outcome.UNCLOSED) {
			return false;
		}
		Set<Kind> kinds = kinds(schema, EnumSet.noneOf(Kind.class));
		return !kinds.contains(Kind.OTHER) && (!objects || !kinds.contains(Kind.SCALAR));
	}

	private static boolean isText(JsonNode schema) {
		return SchemaTree.isPlainText(schema);
	}

	/**
	 * What a text can name: a constant of a few, a number or truth value, or neither.
	 */
	private Set<Kind> kinds(JsonNode schema, Set<Kind> kinds) {
		JsonNode resolved = this.schemas.resolve(schema);
		if (resolved == null || resolved.has("allOf")) {
			kinds.add(Kind.OTHER);
			return kinds;
		}
		if (SchemaTree.isConstant(resolved)) {
			kinds.add(Kind.CONSTANT);
			return kinds;
		}
		List<JsonNode> members = this.schemas.members(resolved);
		members.forEach((member) -> kinds(member, kinds));
		Set<String> types = SchemaTree.types(resolved);
		for (String type : types) {
			switch (type) {
				case "number", "integer", "boolean" -> kinds.add(Kind.SCALAR);
				case "array" -> kinds(resolved.path("items"), kinds);
				case "null" -> {
				}
				default -> kinds.add((type.equals("string")) ? Kind.TEXT : Kind.OTHER);
			}
		}
		if (types.isEmpty() && members.isEmpty()) {
			kinds.add(Kind.OTHER);
		}
		return kinds;
	}

	private enum Kind {

		CONSTANT, SCALAR, TEXT, OTHER

	}

	/**
	 * One way to read an answer.
	 *
	 * @param coerced the whole value, inside its wrapper if there is one
	 * @param syntax what was mended before
	 * @param offset how much less likely the reading is than another of the same value
	 */
	record Reading(Coerced coerced, List<Repair> syntax, int offset) {

		int penalty() {
			long mended = this.syntax.stream()
				.filter((repair) -> repair.kind() != SyntaxRepair.SURROUNDING_TEXT)
				.count();
			return this.coerced.penalty() + this.offset + (int) mended;
		}

		Reading and(RepairKind kind, @Nullable String property) {
			Coerced noted = Coerced.changed(this.coerced.value(), kind);
			Coerced.Step step = (property != null) ? Coerced.Step.property(property) : null;
			return new Reading(
					Coerced.of(this.coerced.value(),
							List.of(new Coerced.Part(null, this.coerced), new Coerced.Part(step, noted))),
					this.syntax, this.offset);
		}

		boolean has(RepairKind kind, @Nullable String path) {
			return this.coerced.repairs("")
				.stream()
				.anyMatch((repair) -> repair.kind() == kind && repair.path().equals(path));
		}

		List<Repair> repairs() {
			List<Repair> repairs = new ArrayList<>(this.syntax);
			repairs.addAll(this.coerced.repairs(""));
			return repairs;
		}

	}

}
