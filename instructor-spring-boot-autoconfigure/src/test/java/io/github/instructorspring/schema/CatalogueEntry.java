package io.github.instructorspring.schema;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.core.ResolvableType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One type of the catalogue with JSON that is and is not of it. Instances are written
 * bare, with {@code '} for a quotation mark; a schema that wraps its value gets them
 * wrapped.
 */
final class CatalogueEntry {

	private final String title;

	private final Type type;

	private final List<JsonNode> valid = new ArrayList<>();

	private final Map<String, JsonNode> invalid = new LinkedHashMap<>();

	private boolean comparable = true;

	private CatalogueEntry(String title, Type type) {
		this.title = title;
		this.type = type;
	}

	static CatalogueEntry of(String title, Class<?> type) {
		return new CatalogueEntry(title, type);
	}

	static CatalogueEntry of(String title, Class<?> type, Class<?>... arguments) {
		return new CatalogueEntry(title, ResolvableType.forClassWithGenerics(type, arguments).getType());
	}

	static CatalogueEntry of(String title, Class<?> type, ResolvableType... arguments) {
		return new CatalogueEntry(title, ResolvableType.forClassWithGenerics(type, arguments).getType());
	}

	CatalogueEntry valid(String... instances) {
		for (String instance : instances) {
			this.valid.add(read(instance));
		}
		return this;
	}

	/**
	 * Add an instance that the schema must reject.
	 * @param reason why, unique in the entry
	 * @param instance the instance
	 */
	CatalogueEntry invalid(String reason, String instance) {
		if (this.invalid.put(reason, read(instance)) != null) {
			throw new IllegalArgumentException("Twice in '" + this.title + "': " + reason);
		}
		return this;
	}

	/**
	 * Declare that objects of the type are equal to themselves only.
	 */
	CatalogueEntry withoutEquals() {
		this.comparable = false;
		return this;
	}

	Type type() {
		return this.type;
	}

	boolean isComparable() {
		return this.comparable;
	}

	ResponseSchema schema() {
		return SchemaFixture.schema(this.type);
	}

	/**
	 * The valid instances, as the schema describes them.
	 */
	List<JsonNode> valid() {
		ResponseSchema schema = schema();
		return this.valid.stream().map((instance) -> wrap(instance, schema)).toList();
	}

	List<JsonNode> bare() {
		return this.valid;
	}

	/**
	 * The invalid instances by the reason why they are, as the schema describes them.
	 */
	Map<String, JsonNode> invalid() {
		ResponseSchema schema = schema();
		Map<String, JsonNode> wrapped = new LinkedHashMap<>();
		this.invalid.forEach((reason, instance) -> wrapped.put(reason, wrap(instance, schema)));
		return wrapped;
	}

	/**
	 * A value where the schema of its type has it.
	 */
	static JsonNode wrap(JsonNode value, ResponseSchema schema) {
		String wrapper = schema.wrapper();
		return (wrapper != null) ? JsonNodeFactory.instance.objectNode().set(wrapper, value) : value;
	}

	private static JsonNode read(String text) {
		return JsonMapper.shared().readTree(text.replace('\'', '"'));
	}

	@Override
	public String toString() {
		return this.title;
	}

}
