package io.github.instructorspring.web;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * One thing that is sent of a stream. Its JSON is an object with one member, named as the
 * event. Its {@code toString()} shows no content.
 *
 * @since 0.1
 * @see EventStream#toNdjson()
 */
public final class StreamFrame implements JacksonSerializable {

	private final String event;

	private final Object data;

	private final boolean last;

	private StreamFrame(String event, Object data, boolean last) {
		this.event = event;
		this.data = data;
		this.last = last;
	}

	static StreamFrame of(String event, Object data) {
		return new StreamFrame(event, data, false);
	}

	static StreamFrame last(String event, Object data) {
		return new StreamFrame(event, data, true);
	}

	/**
	 * What is sent.
	 * @return the name of the event, such as {@code partial}, {@code result} or
	 * {@code error}
	 */
	public String event() {
		return this.event;
	}

	/**
	 * What it carries.
	 * @return the data, to be written as JSON
	 */
	public Object data() {
		return this.data;
	}

	boolean isLast() {
		return this.last;
	}

	/**
	 * Write the frame.
	 * @param generator where to
	 * @param context finds the serializer of the data as if it were written alone, so
	 * that discriminators are not lost
	 */
	@Override
	public void serialize(JsonGenerator generator, SerializationContext context) throws JacksonException {
		generator.writeStartObject();
		generator.writeName(this.event);
		context.findTypedValueSerializer(this.data.getClass(), true).serialize(this.data, generator, context);
		generator.writeEndObject();
	}

	/**
	 * Write the frame. It has no subtypes to tell apart.
	 * @param generator where to
	 * @param context finds the serializer of the data
	 * @param type not used
	 */
	@Override
	public void serializeWithType(JsonGenerator generator, SerializationContext context, TypeSerializer type)
			throws JacksonException {
		serialize(generator, context);
	}

	@Override
	public String toString() {
		return "StreamFrame[event=" + this.event + "]";
	}

}
