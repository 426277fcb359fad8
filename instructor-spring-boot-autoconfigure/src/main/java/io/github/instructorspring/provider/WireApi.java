package io.github.instructorspring.provider;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * The languages that providers speak, each with the library of Spring AI that speaks it.
 *
 * @since 0.1
 */
public enum WireApi {

	/** OpenAI's chat completions, and every server that is compatible. */
	OPENAI("spring-ai-openai", "org.springframework.ai.openai.OpenAiChatModel"),

	/** OpenAI's chat completions as Azure serves them. */
	AZURE_OPENAI("spring-ai-openai", "org.springframework.ai.openai.OpenAiChatModel"),

	/** Anthropic's messages. */
	ANTHROPIC("spring-ai-anthropic", "org.springframework.ai.anthropic.AnthropicChatModel"),

	/** Ollama's chat. */
	OLLAMA("spring-ai-ollama", "org.springframework.ai.ollama.OllamaChatModel");

	private final String artifact;

	private final String chatModel;

	WireApi(String artifact, String chatModel) {
		this.artifact = artifact;
		this.chatModel = chatModel;
	}

	/**
	 * The library of Spring AI.
	 * @return its coordinates, without a version
	 */
	public String library() {
		return KnownProvider.SPRING_AI + this.artifact;
	}

	boolean isPresent(@Nullable ClassLoader classLoader) {
		return ClassUtils.isPresent(this.chatModel, classLoader);
	}

}
