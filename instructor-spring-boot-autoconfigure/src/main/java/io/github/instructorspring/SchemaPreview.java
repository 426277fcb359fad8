package io.github.instructorspring;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.instructorspring.schema.LoweredSchema;

/**
 * What would be sent to the model for a response model, per mode. No request is made for
 * it.
 *
 * @since 0.1
 */
public final class SchemaPreview {

	private final String name;

	private final OutputMode mode;

	private final Map<OutputMode, LoweredSchema> schemas;

	private final List<String> problems;

	SchemaPreview(String name, OutputMode mode, Map<OutputMode, LoweredSchema> schemas, List<String> problems) {
		this.name = name;
		this.mode = mode;
		this.schemas = new EnumMap<>(OutputMode.class);
		this.schemas.putAll(schemas);
		this.problems = List.copyOf(problems);
	}

	/**
	 * The name of the response model as the model sees it.
	 * @return the name, such as {@code UserDetail}
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The mode of a call that names none.
	 * @return the mode, never {@link OutputMode#AUTO}
	 */
	public OutputMode mode() {
		return this.mode;
	}

	/**
	 * The modes that the model has.
	 * @return the modes, without {@link OutputMode#AUTO}
	 */
	public Set<OutputMode> modes() {
		return Set.copyOf(this.schemas.keySet());
	}

	/**
	 * The schema that a call which names no mode would send.
	 * @return the schema in the provider's dialect, with what it could not say
	 */
	public LoweredSchema schema() {
		return in(this.mode);
	}

	/**
	 * The schema that a mode would send.
	 * @param wanted one of {@link #modes()}, or {@link OutputMode#AUTO}
	 * @return the schema in the provider's dialect, with what it could not say
	 * @throws IllegalArgumentException if the model does not have the mode
	 */
	public LoweredSchema in(OutputMode wanted) {
		LoweredSchema schema = this.schemas.get((wanted == OutputMode.AUTO) ? this.mode : wanted);
		if (schema == null) {
			throw new IllegalArgumentException(
					"The model does not have mode " + wanted + "; use one of " + this.schemas.keySet());
		}
		return schema;
	}

	/**
	 * Why no answer could ever bind, or why the schema of {@link #mode()} could not be
	 * sent.
	 * @return the problems, one sentence each; empty for a usable response model
	 */
	public List<String> problems() {
		return this.problems;
	}

	@Override
	public String toString() {
		return "SchemaPreview[" + this.name + ", mode=" + this.mode + "]";
	}

}
