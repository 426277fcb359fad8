package io.github.instructorspring.bind;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.schema.ResponseSchema;

/**
 * Binds the JSON of an answer to the type of its schema. Thread-safe.
 *
 * @since 0.1
 */
public final class ResponseBinder {

	private final JsonMapper mapper;

	/**
	 * Create a binder.
	 * @param mapper the mapper that wrote the schemas, see
	 * {@link io.github.instructorspring.schema.ResponseJsonMapper}
	 */
	public ResponseBinder(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Bind one JSON value. A schema that wraps its value takes the bare value as well.
	 * @param <T> the target type, the one the schema was made from
	 * @param json the value as the model answered it
	 * @param schema the schema that the model was given
	 * @return the bound value, or all findings; never throws for what the JSON says
	 */
	public <T> Binding<T> bind(JsonNode json, ResponseSchema schema) {
		JsonNode value = WireForm.undo(json.deepCopy(), schema.readable());
		List<Finding> findings = ShapeAlignment.align(value, schema.readable());
		if (findings.isEmpty()) {
			return read((schema.wrapper() != null) ? value.path(schema.wrapper()) : value, schema);
		}
		Binding<T> bare = (schema.wrapper() != null) ? bindBare(json, schema, schema.wrapper()) : null;
		return (bare != null) ? bare : Binding.rejected(findings);
	}

	private <T> @Nullable Binding<T> bindBare(JsonNode json, ResponseSchema schema, String wrapper) {
		JsonNode wrapped = WireForm.undo(this.mapper.createObjectNode().set(wrapper, json.deepCopy()),
				schema.readable());
		return (ShapeAlignment.align(wrapped, schema.readable()).isEmpty()) ? read(wrapped.path(wrapper), schema)
				: null;
	}

	private <T> Binding<T> read(JsonNode json, ResponseSchema schema) {
		String path = (schema.wrapper() != null) ? schema.wrapper() : "";
		try {
			T value = this.mapper.readerFor(schema.type()).readValue(json);
			return (value != null) ? Binding.of(value)
					: Binding.rejected(List.of(new Finding(path, "must not be null", json)));
		}
		catch (DatabindException ex) {
			return Binding.rejected(List.of(BindingFailure.toFinding(ex, json, path)));
		}
		catch (JacksonException ex) {
			return Binding.rejected(List.of(new Finding(path, "must be readable as " + schema.name(), json)));
		}
	}

}
