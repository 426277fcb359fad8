package io.github.instructorspring;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;

/**
 * The tokens that a call, or one attempt of it, consumed. Immutable; sums add up over
 * every request that was made for a result. What a provider does not report counts as
 * zero.
 *
 * @since 0.1
 */
public final class CallUsage implements Usage {

	private static final CallUsage NONE = new CallUsage(0, 0, 0, 0, 0, 0, null);

	private final int promptTokens;

	private final int completionTokens;

	private final int totalTokens;

	private final long cacheReadInputTokens;

	private final long cacheWriteInputTokens;

	private final long reasoningTokens;

	private final @Nullable BigDecimal cost;

	private CallUsage(int promptTokens, int completionTokens, int totalTokens, long cacheReadInputTokens,
			long cacheWriteInputTokens, long reasoningTokens, @Nullable BigDecimal cost) {
		this.promptTokens = promptTokens;
		this.completionTokens = completionTokens;
		this.totalTokens = totalTokens;
		this.cacheReadInputTokens = cacheReadInputTokens;
		this.cacheWriteInputTokens = cacheWriteInputTokens;
		this.reasoningTokens = reasoningTokens;
		this.cost = cost;
	}

	static CallUsage none() {
		return NONE;
	}

	static CallUsage of(@Nullable Usage usage, long reasoningTokens) {
		if (usage == null) {
			return NONE;
		}
		return new CallUsage(count(usage.getPromptTokens()), count(usage.getCompletionTokens()),
				count(usage.getTotalTokens()), count(usage.getCacheReadInputTokens()),
				count(usage.getCacheWriteInputTokens()), reasoningTokens, null);
	}

	/**
	 * The same tokens with their cost.
	 */
	CallUsage costing(BigDecimal amount) {
		BigDecimal plain = amount.stripTrailingZeros();
		return new CallUsage(this.promptTokens, this.completionTokens, this.totalTokens, this.cacheReadInputTokens,
				this.cacheWriteInputTokens, this.reasoningTokens, (plain.scale() < 0) ? plain.setScale(0) : plain);
	}

	private static int count(@Nullable Integer tokens) {
		return (tokens != null) ? tokens : 0;
	}

	private static long count(@Nullable Long tokens) {
		return (tokens != null) ? tokens : 0;
	}

	CallUsage plus(CallUsage other) {
		if (equals(NONE) || other.equals(NONE)) {
			return (equals(NONE)) ? other : this;
		}
		CallUsage sum = new CallUsage(this.promptTokens + other.promptTokens,
				this.completionTokens + other.completionTokens, this.totalTokens + other.totalTokens,
				this.cacheReadInputTokens + other.cacheReadInputTokens,
				this.cacheWriteInputTokens + other.cacheWriteInputTokens, this.reasoningTokens + other.reasoningTokens,
				null);
		return (this.cost != null && other.cost != null) ? sum.costing(this.cost.add(other.cost)) : sum;
	}

	@Override
	public Integer getPromptTokens() {
		return this.promptTokens;
	}

	@Override
	public Integer getCompletionTokens() {
		return this.completionTokens;
	}

	@Override
	public Integer getTotalTokens() {
		return this.totalTokens;
	}

	@Override
	public Long getCacheReadInputTokens() {
		return this.cacheReadInputTokens;
	}

	@Override
	public Long getCacheWriteInputTokens() {
		return this.cacheWriteInputTokens;
	}

	/**
	 * The tokens that the model spent on thinking; part of the completion tokens.
	 * @return the number
	 */
	public long getReasoningTokens() {
		return this.reasoningTokens;
	}

	/**
	 * What the tokens cost, in the unit of the prices that the template knows. Exact,
	 * never rounded.
	 * @return the amount, empty when the price of a model that was asked is not known
	 */
	public Optional<BigDecimal> cost() {
		return Optional.ofNullable(this.cost);
	}

	/**
	 * A sum has no native form.
	 * @return always {@code null}; see {@link Attempt#response()} for the provider's own
	 */
	@Override
	public @Nullable Object getNativeUsage() {
		return null;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CallUsage that && this.promptTokens == that.promptTokens
				&& this.completionTokens == that.completionTokens && this.totalTokens == that.totalTokens
				&& this.cacheReadInputTokens == that.cacheReadInputTokens
				&& this.cacheWriteInputTokens == that.cacheWriteInputTokens
				&& this.reasoningTokens == that.reasoningTokens && Objects.equals(this.cost, that.cost);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.promptTokens, this.completionTokens, this.totalTokens, this.cacheReadInputTokens,
				this.cacheWriteInputTokens, this.reasoningTokens, this.cost);
	}

	@Override
	public String toString() {
		return "CallUsage[prompt=" + this.promptTokens + ", completion=" + this.completionTokens + ", total="
				+ this.totalTokens + ((this.cost != null) ? ", cost=" + this.cost.toPlainString() : "") + "]";
	}

}
