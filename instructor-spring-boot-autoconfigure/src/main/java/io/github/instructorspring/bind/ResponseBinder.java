package io.github.instructorspring.bind;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.bind.AnswerReadings.Reading;
import io.github.instructorspring.json.JsonCandidate;
import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;

/**
 * Binds the JSON of an answer to the type of its schema. Thread-safe.
 *
 * @since 0.1
 */
public final class ResponseBinder {

	private final JsonMapper mapper;

	/** Some schemas are for one call only. */
	private final Map<ResponseSchema, PartialSlot> shapes = Collections.synchronizedMap(new WeakHashMap<>());

	/** Some schemas are for one answer only. */
	private final Map<ResponseSchema, PlainFit> fits = Collections.synchronizedMap(new WeakHashMap<>());

	/**
	 * Create a binder.
	 * @param mapper the mapper that wrote the schemas, see
	 * {@link io.github.instructorspring.schema.ResponseJsonMapper}
	 */
	public ResponseBinder(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Bind the text of an answer: the reading of it that needs the least coercion. Two
	 * different ones that need as much are a finding.
	 * @param <T> the target type, the one the schema was made from
	 * @param text the answer
	 * @param schema the schema that the model was given
	 * @param policy what may be mended
	 * @return the bound value, or all findings; never throws for what the text says
	 */
	<T> Binding<T> bind(JsonText text, ResponseSchema schema, RepairPolicy policy) {
		return bind(text, schema, false, policy);
	}

	/**
	 * Bind the text of an answer to a schema that was sent in the words of a dialect.
	 * @param <T> the target type, the one the schema was made from
	 * @param text the answer
	 * @param schema the schema
	 * @param sent the schema as the model was given it
	 * @param policy what may be mended
	 * @return the bound value, or all findings; never throws for what the text says
	 */
	public <T> Binding<T> bind(JsonText text, ResponseSchema schema, LoweredSchema sent, RepairPolicy policy) {
		return bind(text, schema, sent.asksForNulls(), policy);
	}

	/**
	 * Bind one JSON value, in which {@code null} may stand for an optional property. A
	 * schema that wraps its value takes the bare value as well. The value is left as it
	 * is.
	 * @param <T> the target type, the one the schema was made from
	 * @param json the value as the model answered it
	 * @param schema the schema
	 * @param policy what may be mended
	 * @return the bound value, or all findings; never throws for what the JSON says
	 */
	public <T> Binding<T> bind(JsonNode json, ResponseSchema schema, RepairPolicy policy) {
		JsonCandidate candidate = new JsonCandidate(json, true, List.of());
		return best(new AnswerReadings(schema, fit(schema), true, policy, (container) -> null).of(candidate), schema);
	}

	/**
	 * Bind an answer while it comes. What is known of the type is found out once.
	 * @param <T> the target type, the one the schema was made from
	 * @param schema the schema
	 * @param policy what may be mended
	 * @return a new binder, for one answer
	 */
	public <T> PartialBinder<T> partial(ResponseSchema schema, RepairPolicy policy) {
		return partial(schema, policy, StreamLimits.defaults());
	}

	/**
	 * Bind an answer of limited size while it comes.
	 * @param <T> the target type, the one the schema was made from
	 * @param schema the schema
	 * @param policy what may be mended
	 * @param limits the bounds of the answer
	 * @return a new binder, for one answer
	 */
	public <T> PartialBinder<T> partial(ResponseSchema schema, RepairPolicy policy, StreamLimits limits) {
		PartialSlot root = this.shapes.computeIfAbsent(schema, (key) -> new PartialShapes(this.mapper, key).root());
		return new PartialBinder<>(new PartialReading(this.mapper, root, schema, policy, limits));
	}

	/**
	 * The JSON of a value, as {@link PartialBinder#tell} has it.
	 * @param value the value
	 * @param schema the schema of its type
	 * @return the JSON as Jackson writes it
	 */
	public JsonNode write(Object value, ResponseSchema schema) {
		return new WrittenValue(this.mapper, schema.type()).write(value);
	}

	private <T> Binding<T> bind(JsonText text, ResponseSchema schema, boolean nullsAsked, RepairPolicy policy) {
		List<Reading> readings = new AnswerReadings(schema, fit(schema), nullsAsked, policy, text::source).of(text);
		return (readings.isEmpty())
				? Binding.rejected(List.of(new Finding("", text.outcome().expectation(), null)), null)
				: best(readings, schema);
	}

	private <T> Binding<T> best(List<Reading> readings, ResponseSchema schema) {
		List<Reading> accepted = readings.stream()
			.filter((reading) -> reading.coerced().isAccepted())
			.sorted(Comparator.comparingInt(Reading::penalty))
			.toList();
		if (accepted.isEmpty()) {
			return readings.stream()
				.map(Reading::coerced)
				.min(Comparator.comparingInt(Coerced::wrong))
				.map((coerced) -> Binding.<T>rejected(coerced.findings(""), coerced.value()))
				.orElse(Binding.rejected(List.of(), null));
		}
		Binding<T> refused = null;
		for (int from = 0; from < accepted.size();) {
			int to = from;
			while (to < accepted.size() && accepted.get(to).penalty() == accepted.get(from).penalty()) {
				to++;
			}
			Binding<T> binding = one(distinct(accepted.subList(from, to)), schema);
			if (binding.value() != null) {
				return binding;
			}
			refused = (refused != null) ? refused : binding;
			from = to;
		}
		return (refused != null) ? refused : Binding.rejected(List.of(), null);
	}

	private PlainFit fit(ResponseSchema schema) {
		return this.fits.computeIfAbsent(schema, PlainFit::of);
	}

	private static List<Reading> distinct(List<Reading> readings) {
		Map<JsonNode, Reading> distinct = new LinkedHashMap<>();
		readings.forEach((reading) -> distinct.putIfAbsent(reading.coerced().value(), reading));
		return List.copyOf(distinct.values());
	}

	/**
	 * The only one of several readings that Jackson takes.
	 */
	private <T> Binding<T> one(List<Reading> readings, ResponseSchema schema) {
		List<Binding<T>> bindings = readings.stream().map((reading) -> this.<T>read(reading, schema)).toList();
		List<Binding<T>> bound = bindings.stream().filter((binding) -> binding.value() != null).toList();
		if (bound.size() > 1) {
			return Binding.rejected(
					List.of(new Finding("", "must be one JSON value, not " + bound.size() + " different ones", null)),
					null);
		}
		return (bound.isEmpty()) ? bindings.get(0) : bound.get(0);
	}

	private <T> Binding<T> read(Reading reading, ResponseSchema schema) {
		String wrapper = schema.wrapper();
		JsonNode json = reading.coerced().value();
		Binding<T> binding = (wrapper != null) ? read(json.path(wrapper), schema, wrapper) : read(json, schema, "");
		T value = binding.value();
		return (value != null) ? Binding.of(value, json, reading.repairs())
				: Binding.rejected(binding.findings(), json);
	}

	private <T> Binding<T> read(JsonNode json, ResponseSchema schema, String path) {
		JsonNode root = schema.readable();
		JsonNode start = (path.isEmpty()) ? root : root.path("properties").path(path);
		ProblemCollector problems = new ProblemCollector(path, new ProblemCollector.Position(root, start));
		try {
			T value = this.mapper.readerFor(schema.type()).withHandler(problems).readValue(json);
			if (!problems.findings().isEmpty()) {
				return Binding.rejected(problems.findings(), json);
			}
			return (value != null) ? Binding.of(value, json, List.of())
					: Binding.rejected(List.of(new Finding(path, "must not be null", json)), json);
		}
		catch (RuntimeException ex) {
			// Jackson's own, or that of a creator or deserializer which refused the
			// value;
			// after a problem, it may be just the consequence.
			return Binding.rejected((problems.findings().isEmpty()) ? List.of(BindingFailure.toFinding(ex, json, path))
					: problems.findings(), json);
		}
	}

}
