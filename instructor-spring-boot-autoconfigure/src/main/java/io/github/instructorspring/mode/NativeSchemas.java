package io.github.instructorspring.mode;

import java.util.Map;

import org.springframework.ai.chat.prompt.ChatOptions;

import io.github.instructorspring.schema.SchemaDialect;

/**
 * What the providers behind Spring AI's other models take. Known by the name of their
 * options, so that none of them needs to be on the class path.
 *
 * @param tools the dialect of tool inputs
 * @param schemas the dialect of native schemas
 */
record NativeSchemas(SchemaDialect tools, SchemaDialect schemas) {

	private static final NativeSchemas UNKNOWN = new NativeSchemas(SchemaDialect.GENERIC, SchemaDialect.GENERIC);

	private static final Map<String, NativeSchemas> BY_OPTIONS = Map.of("GoogleGenAiChatOptions",
			new NativeSchemas(SchemaDialect.GEMINI, SchemaDialect.GEMINI), "MistralAiChatOptions",
			new NativeSchemas(SchemaDialect.GENERIC, SchemaDialect.MISTRAL), "DeepSeekChatOptions",
			new NativeSchemas(SchemaDialect.DEEPSEEK, SchemaDialect.DEEPSEEK));

	static NativeSchemas of(ChatOptions options) {
		return BY_OPTIONS.getOrDefault(options.getClass().getSimpleName(), UNKNOWN);
	}

}
