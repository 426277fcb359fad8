package io.github.instructorspring.mode;

import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.util.ClassUtils;

/**
 * The providers with a dialect of their own. None of them needs to be on the class path:
 * the class of a dialect is not loaded before the options that it knows are there.
 */
final class Dialects {

	private static final boolean OPENAI = isPresent("org.springframework.ai.openai.OpenAiChatOptions");

	private static final boolean ANTHROPIC = isPresent("org.springframework.ai.anthropic.AnthropicChatOptions");

	private static final boolean OLLAMA = isPresent("org.springframework.ai.ollama.api.OllamaChatOptions");

	private Dialects() {
	}

	static ProviderDialect of(ChatOptions options) {
		if (OPENAI && OpenAiDialect.understands(options)) {
			return new OpenAiDialect();
		}
		if (ANTHROPIC && AnthropicDialect.understands(options)) {
			return new AnthropicDialect();
		}
		if (OLLAMA && OllamaDialect.understands(options)) {
			return new OllamaDialect();
		}
		return new GenericDialect(NativeSchemas.of(options));
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, Dialects.class.getClassLoader());
	}

}
