package io.github.instructorspring.schema;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.TypeFactory;

/**
 * The contract that one Java type puts to a model: a name, a description, a JSON Schema
 * (draft 2020-12, always an object at its root) and the Jackson type that the answer
 * binds to. Immutable; the same type always has the same text.
 *
 * @since 0.1
 */
public final class ResponseSchema {

	private static final String SUFFIX = "Part";

	private static final JavaType TREE = TypeFactory.createDefaultInstance().constructType(JsonNode.class);

	private final String name;

	private final String description;

	private final ObjectNode readable;

	private final ObjectNode json;

	private final String text;

	private final JavaType type;

	private final @Nullable String wrapper;

	private final List<String> problems;

	private final Map<SchemaDialect, LoweredSchema> lowered = new ConcurrentHashMap<>();

	ResponseSchema(String name, String description, ObjectNode json, JavaType type, @Nullable String wrapper,
			List<String> problems) {
		this.name = name;
		this.description = description;
		this.readable = json;
		this.json = json.deepCopy();
		removeAliases(this.json);
		this.text = this.json.toString();
		this.type = type;
		this.wrapper = wrapper;
		this.problems = List.copyOf(problems);
	}

	private static void removeAliases(JsonNode schema) {
		if (schema instanceof ObjectNode object && object.path(SchemaGenerator.ALIASES).isObject()
				&& (object.has("properties") || object.has("enum"))) {
			object.remove(SchemaGenerator.ALIASES);
		}
		schema.forEach(ResponseSchema::removeAliases);
	}

	/**
	 * The name of the response model, safe as a tool name: letters, digits, {@code _} and
	 * {@code -}, 64 characters at most.
	 * @return the name, such as {@code UserDetail}
	 */
	public String name() {
		return this.name;
	}

	/**
	 * One sentence for the model: {@code @JsonClassDescription}, or a general one.
	 * @return the description
	 */
	public String description() {
		return this.description;
	}

	/**
	 * The schema as a tree.
	 * @return a copy that the caller may change
	 */
	public ObjectNode json() {
		return this.json.deepCopy();
	}

	/**
	 * The schema as answers are read with it: with {@code $aliases} beside
	 * {@code properties} and {@code enum}, where these have further names.
	 * @return the shared tree, not to be changed
	 */
	public ObjectNode readable() {
		return this.readable;
	}

	/**
	 * The schema as compact JSON text.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

	/**
	 * A schema of parts of this one, which an answer binds to as a tree.
	 * @param parts an object schema, in the form of {@link #readable()}; not to be
	 * changed any more
	 * @return the schema, named after this one
	 */
	public ResponseSchema derive(ObjectNode parts) {
		String part = SchemaNames.safe(this.name, SUFFIX);
		return new ResponseSchema(part, "Correctly extracted parts of `" + this.name + "`", parts, TREE, null,
				List.of());
	}

	/**
	 * The schema in the words of a dialect, computed once.
	 * @param dialect the dialect
	 * @return the lowered schema; see {@link LoweredSchema#problems()} before it is used
	 */
	public LoweredSchema in(SchemaDialect dialect) {
		return this.lowered.computeIfAbsent(dialect,
				(missing) -> new SchemaLowering(missing, json(), this.wrapper).lower(this.name));
	}

	/**
	 * The type that the answer binds to, after it was unwrapped.
	 * @return the Jackson type
	 */
	public JavaType type() {
		return this.type;
	}

	/**
	 * The Java type, as a name for people.
	 * @return the type's name, such as {@code com.acme.UserDetail}
	 */
	public String typeName() {
		return this.type.toCanonical();
	}

	/**
	 * The property under which a value that is no object (a list, a number, a union) was
	 * wrapped, since providers take only objects.
	 * @return the property's name, or {@code null} when nothing was wrapped
	 */
	public @Nullable String wrapper() {
		return this.wrapper;
	}

	/**
	 * Why no answer could ever bind to this type: one sentence each, with the path and
	 * the remedy. Empty for a usable schema.
	 * @return the problems
	 */
	public List<String> problems() {
		return this.problems;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ResponseSchema that && this.text.equals(that.text) && this.type.equals(that.type);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.text, this.type);
	}

	@Override
	public String toString() {
		return "ResponseSchema[" + this.name + "]";
	}

}
