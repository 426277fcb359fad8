package io.github.instructorspring.mode;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;

/**
 * Arithmetic on counts of tokens, any of which a provider may leave out.
 */
final class TokenCounts {

	private TokenCounts() {
	}

	static long prompt(Usage usage) {
		return count(usage.getPromptTokens());
	}

	static long promptWithoutCache(Usage usage) {
		return Math.max(0,
				prompt(usage) - count(usage.getCacheReadInputTokens()) - count(usage.getCacheWriteInputTokens()));
	}

	static int doubled(int limit) {
		return (int) Math.min(Integer.MAX_VALUE, 2L * limit);
	}

	private static long count(@Nullable Number tokens) {
		return (tokens != null) ? tokens.longValue() : 0;
	}

}
