package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.json.JsonCandidate;
import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.RepairPolicy;
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
	 * Bind the text of an answer: the candidate that needs the least coercion.
	 * @param <T> the target type, the one the schema was made from
	 * @param text the answer
	 * @param schema the schema that the model was given
	 * @param policy what may be mended
	 * @return the bound value, or all findings; never throws for what the text says
	 */
	public <T> Binding<T> bind(JsonText text, ResponseSchema schema, RepairPolicy policy) {
		List<List<Finding>> findings = new ArrayList<>();
		Map<T, Binding<T>> bound = new LinkedHashMap<>();
		for (JsonCandidate candidate : text.candidates()) {
			Binding<T> binding = bind(candidate.value(), schema);
			T value = binding.value();
			if (value != null) {
				bound.put(value, Binding.of(value, candidate.value(), candidate.repairs()));
			}
			findings.add(binding.findings());
		}
		if (bound.size() > 1) {
			return Binding.rejected(
					List.of(new Finding("", "must be one JSON value, not " + bound.size() + " different ones", null)));
		}
		for (Binding<T> binding : bound.values()) {
			return binding;
		}
		return Binding.rejected(findings.stream().min(Comparator.comparingInt(List::size)).orElse(List.of()));
	}

	/**
	 * Bind one JSON value. A schema that wraps its value takes the bare value as well.
	 * @param <T> the target type, the one the schema was made from
	 * @param json the value as the model answered it
	 * @param schema the schema that the model was given
	 * @return the bound value, or all findings; never throws for what the JSON says
	 */
	public <T> Binding<T> bind(JsonNode json, ResponseSchema schema) {
		String wrapper = schema.wrapper();
		if (wrapper == null) {
			return bindAs(json.deepCopy(), schema, null);
		}
		Binding<T> bare = bindAs(this.mapper.createObjectNode().set(wrapper, json.deepCopy()), schema, wrapper);
		if (!json.has(wrapper)) {
			return bare;
		}
		Binding<T> wrapped = bindAs(json.deepCopy(), schema, wrapper);
		return (wrapped.value() == null && bare.value() != null) ? bare : wrapped;
	}

	private <T> Binding<T> bindAs(JsonNode json, ResponseSchema schema, @Nullable String wrapper) {
		JsonNode value = WireForm.undo(json, schema.readable());
		List<Finding> findings = ShapeAlignment.align(value, schema.readable());
		if (!findings.isEmpty()) {
			return Binding.rejected(findings);
		}
		return (wrapper != null) ? read(value.path(wrapper), schema, wrapper) : read(value, schema, "");
	}

	private <T> Binding<T> read(JsonNode json, ResponseSchema schema, String path) {
		JsonNode root = schema.readable();
		JsonNode start = (path.isEmpty()) ? root : root.path("properties").path(path);
		ProblemCollector problems = new ProblemCollector(path, new ProblemCollector.Position(root, start));
		try {
			T value = this.mapper.readerFor(schema.type()).withHandler(problems).readValue(json);
			if (!problems.findings().isEmpty()) {
				return Binding.rejected(problems.findings());
			}
			return (value != null) ? Binding.of(value, json, List.of())
					: Binding.rejected(List.of(new Finding(path, "must not be null", json)));
		}
		catch (RuntimeException ex) {
			// Jackson's own, or that of a creator or deserializer which refused the
			// value;
			// after a problem, it may be just the consequence.
			return Binding.rejected((problems.findings().isEmpty()) ? List.of(BindingFailure.toFinding(ex, json, path))
					: problems.findings());
		}
	}

}
