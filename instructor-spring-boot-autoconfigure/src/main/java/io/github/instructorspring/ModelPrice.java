package io.github.instructorspring;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * What the tokens of one model cost, per million. The unit is the caller's: costs and
 * ceilings are in the same. Immutable.
 *
 * <pre class="code">
 * ModelPrice.perMillionTokens("0.15", "0.60").cachedInput("0.075")
 * </pre>
 *
 * @since 0.1
 */
public final class ModelPrice {

	private final BigDecimal input;

	private final BigDecimal output;

	private final BigDecimal cachedInput;

	private final BigDecimal cacheWrite;

	private final BigDecimal reasoning;

	private ModelPrice(BigDecimal input, BigDecimal output, BigDecimal cachedInput, BigDecimal cacheWrite,
			BigDecimal reasoning) {
		this.input = input;
		this.output = output;
		this.cachedInput = cachedInput;
		this.cacheWrite = cacheWrite;
		this.reasoning = reasoning;
	}

	/**
	 * The price of a model. Cached input and cache writes cost as much as input and
	 * reasoning as much as output, unless said otherwise.
	 * @param input the price of a million input tokens, such as {@code "0.15"}
	 * @param output the price of a million output tokens
	 * @return the price
	 */
	public static ModelPrice perMillionTokens(String input, String output) {
		return perMillionTokens(new BigDecimal(input), new BigDecimal(output));
	}

	/**
	 * The price of a model, as {@link #perMillionTokens(String, String)}.
	 * @param input the price of a million input tokens
	 * @param output the price of a million output tokens
	 * @return the price
	 */
	public static ModelPrice perMillionTokens(BigDecimal input, BigDecimal output) {
		price("input", input);
		price("output", output);
		return new ModelPrice(input, output, input, input, output);
	}

	/**
	 * Set the price of input that the provider had cached.
	 * @param price the price of a million tokens
	 * @return a new price
	 */
	public ModelPrice cachedInput(String price) {
		return cachedInput(new BigDecimal(price));
	}

	/**
	 * Set the price of input that the provider had cached.
	 * @param price the price of a million tokens
	 * @return a new price
	 */
	public ModelPrice cachedInput(BigDecimal price) {
		return new ModelPrice(this.input, this.output, price("cachedInput", price), this.cacheWrite, this.reasoning);
	}

	/**
	 * Set the price of input that the provider writes to its cache.
	 * @param price the price of a million tokens
	 * @return a new price
	 */
	public ModelPrice cacheWrite(String price) {
		return cacheWrite(new BigDecimal(price));
	}

	/**
	 * Set the price of input that the provider writes to its cache.
	 * @param price the price of a million tokens
	 * @return a new price
	 */
	public ModelPrice cacheWrite(BigDecimal price) {
		return new ModelPrice(this.input, this.output, this.cachedInput, price("cacheWrite", price), this.reasoning);
	}

	/**
	 * Set the price of the part of the output that the model spends on thinking.
	 * @param price the price of a million tokens
	 * @return a new price
	 */
	public ModelPrice reasoning(String price) {
		return reasoning(new BigDecimal(price));
	}

	/**
	 * Set the price of the part of the output that the model spends on thinking.
	 * @param price the price of a million tokens
	 * @return a new price
	 */
	public ModelPrice reasoning(BigDecimal price) {
		return new ModelPrice(this.input, this.output, this.cachedInput, this.cacheWrite, price("reasoning", price));
	}

	/**
	 * What a request cost.
	 * @param usage its tokens
	 * @param freshInputTokens how many tokens of the input were neither read from the
	 * provider's cache nor written to it
	 */
	BigDecimal costOf(CallUsage usage, long freshInputTokens) {
		long reasoningTokens = Math.min(usage.getReasoningTokens(), usage.getCompletionTokens());
		return cost(freshInputTokens, this.input).add(cost(usage.getCacheReadInputTokens(), this.cachedInput))
			.add(cost(usage.getCacheWriteInputTokens(), this.cacheWrite))
			.add(cost(usage.getCompletionTokens() - reasoningTokens, this.output))
			.add(cost(reasoningTokens, this.reasoning));
	}

	private static BigDecimal cost(long tokens, BigDecimal perMillion) {
		return BigDecimal.valueOf(tokens).multiply(perMillion).movePointLeft(6);
	}

	private static BigDecimal price(String name, @Nullable BigDecimal price) {
		Assert.notNull(price, () -> "'" + name + "' of a price must not be null");
		Assert.isTrue(price.signum() >= 0, () -> "'" + name + "' of a price must not be negative, but is " + price);
		return price;
	}

	@Override
	public String toString() {
		return "ModelPrice[input=" + this.input + ", output=" + this.output + ", cachedInput=" + this.cachedInput
				+ ", cacheWrite=" + this.cacheWrite + ", reasoning=" + this.reasoning + "]";
	}

}
