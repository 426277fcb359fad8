package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.JsonPaths;
import io.github.instructorspring.schema.ResponseSchema;

/**
 * Finds texts that models put where they have nothing to say: {@code N/A},
 * {@code not specified}, {@code <name>}, {@code John Doe}, the name of the property, the
 * example of the schema. Looked at are properties that must be there and are of plain
 * text, and the texts of lists; not the values of maps, and no text that is a constant or
 * the default of its schema.
 *
 * <p>
 * A finding is a suspicion. There are people called None, a film called Unknown, a town
 * that is the example of the schema, a Super Bowl XXX, and sources that themselves say
 * {@code [redacted]} or "not specified". So it is a reason to look again rather than to
 * reject. {@code NA} is no filler, since it is also the code of Namibia and of sodium.
 *
 * @since 0.1
 */
public final class Fillers {

	private static final String EXPECTATION = "must be taken from the text, not be a placeholder";

	private static final Set<String> WORDS = Set.of("n/a", "n.a", "n.a.", "not available", "not applicable",
			"not provided", "not specified", "not mentioned", "not stated", "not given", "unknown", "<unknown>", "none",
			"null", "nil", "undefined", "tbd", "to be determined", "todo", "placeholder", "string", "text", "example",
			"john doe", "jane doe");

	private static final Pattern LOREM_IPSUM = Pattern.compile("lorem ipsum\\b.*+", Pattern.DOTALL);

	private static final Pattern SIGNS = Pattern.compile("x{3,}|[-\u2013\u2014]++|\\?++|\\.{3,}|\u2026");

	private static final String ONE_TO_FOUR_WORDS = "[ _]*\\p{L}++(?:[ _]+\\p{L}++){0,3}[ _]*";

	private static final Pattern IN_BRACKETS = Pattern
		.compile("<" + ONE_TO_FOUR_WORDS + ">|\\{\\{" + ONE_TO_FOUR_WORDS + "\\}\\}|\\[" + ONE_TO_FOUR_WORDS + "\\]");

	private static final int MAX_DEPTH = 200;

	private final SchemaTree schemas;

	private final List<Finding> findings = new ArrayList<>();

	private Fillers(SchemaTree schemas) {
		this.schemas = schemas;
	}

	/**
	 * Find the fillers in an answer.
	 * @param json the answer as it binds, see {@link Binding#json()}
	 * @param schema its schema
	 * @return what looks like a filler, in the order of the answer
	 */
	public static List<Finding> find(JsonNode json, ResponseSchema schema) {
		Fillers fillers = new Fillers(new SchemaTree(schema.readable()));
		fillers.read(json, new Place(List.of(schema.readable()), "", "", false, 0));
		return List.copyOf(fillers.findings);
	}

	private void read(JsonNode value, Place place) {
		if (place.depth() > MAX_DEPTH) {
			return;
		}
		List<JsonNode> parts = parts(value, place.schemas());
		if (value.isObject()) {
			for (Map.Entry<String, JsonNode> property : value.properties()) {
				readProperty(property.getKey(), property.getValue(), parts, place);
			}
		}
		else if (value.isArray()) {
			List<JsonNode> items = parts.stream().map((part) -> part.path("items")).filter(JsonNode::isObject).toList();
			for (int i = 0; i < value.size(); i++) {
				read(value.get(i), place.element(i, items));
			}
		}
		else if (value.isString() && place.wanted() && isFiller(value.stringValue(), parts, place)) {
			this.findings.add(new Finding(place.path(), EXPECTATION, value));
		}
	}

	private void readProperty(String name, JsonNode value, List<JsonNode> parts, Place place) {
		List<JsonNode> having = parts.stream().filter((part) -> part.path("properties").has(name)).toList();
		if (!having.isEmpty()) {
			boolean required = having.stream().allMatch((part) -> PropertyKeys.required(part).contains(name));
			List<JsonNode> schemas = having.stream().map((part) -> part.path("properties").path(name)).toList();
			read(value, place.property(name, schemas, required));
		}
	}

	/**
	 * The schemas that describe a value: without references, and of unions only the
	 * members that it may be of.
	 */
	private List<JsonNode> parts(JsonNode value, List<JsonNode> schemas) {
		List<JsonNode> parts = new ArrayList<>();
		Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		schemas.forEach((schema) -> addParts(value, schema, seen, parts));
		return parts;
	}

	private void addParts(JsonNode value, JsonNode schema, Set<JsonNode> seen, List<JsonNode> parts) {
		JsonNode resolved = this.schemas.resolve(schema);
		if (resolved == null || !resolved.isObject() || !seen.add(resolved) || !hasConstantsOf(value, resolved)) {
			return;
		}
		parts.add(resolved);
		String reference = resolved.path("$ref").stringValue(null);
		if (reference != null) {
			addParts(value, this.schemas.find(reference), seen, parts);
		}
		resolved.path("allOf").forEach((part) -> addParts(value, part, seen, parts));
		this.schemas.members(resolved).forEach((member) -> addParts(value, member, seen, parts));
	}

	/**
	 * Whether an object is what the constants in its schema say, such as the type.
	 */
	private boolean hasConstantsOf(JsonNode value, JsonNode schema) {
		for (Map.Entry<String, JsonNode> property : value.properties()) {
			JsonNode declared = this.schemas.resolve(schema.path("properties").path(property.getKey()));
			if (declared != null && SchemaTree.isConstant(declared)
					&& !SchemaTree.constants(declared).contains(property.getValue())) {
				return false;
			}
		}
		return true;
	}

	private static boolean isFiller(String text, List<JsonNode> parts, Place place) {
		if (parts.stream().noneMatch(SchemaTree::isPlainText)) {
			return false;
		}
		boolean legal = Stream.concat(parts.stream(), place.schemas().stream())
			.anyMatch((part) -> text.equals(part.path("default").stringValue(null))
					|| SchemaTree.constants(part).stream().anyMatch((value) -> text.equals(value.stringValue(null))));
		return !legal && (isFiller(text) || isNameOf(text, place.name())
				|| Stream.concat(parts.stream(), place.schemas().stream()).anyMatch((part) -> isSampleOf(text, part)));
	}

	private static boolean isFiller(String text) {
		String plain = text.strip().toLowerCase(Locale.ROOT);
		return isWord(plain) || SIGNS.matcher(plain).matches() || IN_BRACKETS.matcher(plain).matches()
				|| LOREM_IPSUM.matcher(plain).matches();
	}

	/**
	 * Whether it is one of the words, possibly with a full stop or in parentheses.
	 */
	private static boolean isWord(String plain) {
		if (plain.endsWith(".")) {
			return WORDS.contains(plain) || WORDS.contains(plain.substring(0, plain.length() - 1));
		}
		boolean enclosed = plain.startsWith("(") && plain.endsWith(")");
		return WORDS.contains((enclosed) ? plain.substring(1, plain.length() - 1).strip() : plain);
	}

	private static boolean isNameOf(String text, String name) {
		String plain = PlainWords.withoutPunctuation(text);
		return !plain.isEmpty() && plain.equals(PlainWords.withoutPunctuation(name));
	}

	private static boolean isSampleOf(String text, JsonNode schema) {
		return schema.path("examples")
			.valueStream()
			.anyMatch((example) -> text.strip().equalsIgnoreCase(example.stringValue("").strip()));
	}

	/**
	 * Where a value stands.
	 *
	 * @param schemas what describes it, references and all
	 * @param path the path
	 * @param name the property that it is the value of, or is an element of the value of
	 * @param wanted whether it was asked for
	 * @param depth how deep it is nested
	 */
	private record Place(List<JsonNode> schemas, String path, String name, boolean wanted, int depth) {

		Place property(String property, List<JsonNode> described, boolean required) {
			return new Place(described, JsonPaths.property(this.path, property), property, required, this.depth + 1);
		}

		Place element(int index, List<JsonNode> described) {
			return new Place(described, JsonPaths.index(this.path, index), this.name, true, this.depth + 1);
		}

	}

}
