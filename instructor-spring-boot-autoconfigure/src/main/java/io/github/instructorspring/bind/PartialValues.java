package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.DeserializationContextExt;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;

import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.schema.ResponseSchema;

/**
 * Reads the values that are complete, and remembers which did not fit.
 */
final class PartialValues {

	private static final int MAX_PROBLEMS = 1000;

	private final JsonMapper mapper;

	private final DeserializationContextExt context;

	private final SchemaCoercion coercion;

	private final PartialStack stack;

	private final List<Finding> problems = new ArrayList<>();

	/**
	 * Create values.
	 * @param mapper the mapper
	 * @param schema the schema of the answer
	 * @param policy what may be mended
	 * @param stack knows where in the answer a value stands
	 */
	PartialValues(JsonMapper mapper, ResponseSchema schema, RepairPolicy policy, PartialStack stack) {
		this.mapper = mapper;
		this.context = mapper._deserializationContext();
		this.context.assignParser(mapper.treeAsTokens(NullNode.getInstance()));
		this.coercion = new SchemaCoercion(new SchemaTree(schema.readable()), policy,
				new Absence(!AnswerReadings.isMap(schema.type()), true), (container) -> null);
		this.stack = stack;
	}

	DeserializationContext context() {
		return this.context;
	}

	/**
	 * Bind a whole value.
	 * @return the value as it stands in its place, or {@link PartialSlot#ABSENT}
	 */
	@Nullable Object bind(PartialSlot slot, JsonNode node) {
		if (node.isNull() && !slot.nullable()) {
			return PartialSlot.ABSENT;
		}
		Object simple = slot.simple(node);
		if (!PartialSlot.isAbsent(simple)) {
			return slot.wrap(simple);
		}
		Coerced coerced = this.coercion.coerce(node, slot.schema(), slot.name());
		if (!coerced.isAccepted()) {
			coerced.findings(this.stack.path()).forEach(this::report);
			return PartialSlot.ABSENT;
		}
		try {
			JsonParser parser = this.mapper.treeAsTokens(coerced.value());
			this.context.assignParser(parser);
			parser.nextToken();
			return slot.reader().read(parser, this.context);
		}
		catch (RuntimeException ex) {
			report(BindingFailure.toFinding(ex, node, this.stack.path()));
			return PartialSlot.ABSENT;
		}
	}

	/**
	 * What stands where the answer is now was refused by the class that it is for.
	 */
	void refused(RuntimeException failure) {
		report(BindingFailure.toFinding(failure, MissingNode.getInstance(), this.stack.path()));
	}

	private void report(Finding problem) {
		if (this.problems.size() < MAX_PROBLEMS) {
			this.problems.add(problem);
		}
	}

	List<Finding> problems() {
		return List.copyOf(this.problems);
	}

	boolean hasProblems() {
		return !this.problems.isEmpty();
	}

	void reset() {
		this.problems.clear();
	}

}
