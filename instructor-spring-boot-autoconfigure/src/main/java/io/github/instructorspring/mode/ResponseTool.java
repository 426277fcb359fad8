package io.github.instructorspring.mode;

import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;

/**
 * The response model as a tool. Its arguments are the answer; it is never executed.
 */
record ResponseTool(ToolDefinition definition) implements ToolCallback {

	static ResponseTool of(ResponseSchema schema, LoweredSchema input) {
		return new ResponseTool(ToolDefinition.builder()
			.name(schema.name())
			.description(schema.description())
			.inputSchema(input.text())
			.build());
	}

	@Override
	public ToolDefinition getToolDefinition() {
		return this.definition;
	}

	@Override
	public String call(String input) {
		throw new IllegalStateException("'" + this.definition.name() + "' is a response model and cannot be executed");
	}

}
