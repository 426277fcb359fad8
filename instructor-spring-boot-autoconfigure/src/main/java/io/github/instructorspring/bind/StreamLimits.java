package io.github.instructorspring.bind;

import org.springframework.util.Assert;

/**
 * Bounds of an answer that is read while it comes. Immutable.
 *
 * <pre class="code">
 * StreamLimits limits = StreamLimits.builder().maxCharacters(100_000).build();
 * </pre>
 *
 * @since 0.1
 */
public final class StreamLimits {

	private static final int DEEPEST = 200;

	private static final StreamLimits DEFAULTS = new Builder().build();

	private final int maxDepth;

	private final int maxCharacters;

	private final int maxTokenLength;

	private final int maxNameLength;

	private final int maxElements;

	private final int maxBlanks;

	private StreamLimits(Builder builder) {
		this.maxDepth = builder.maxDepth;
		this.maxCharacters = builder.maxCharacters;
		this.maxTokenLength = builder.maxTokenLength;
		this.maxNameLength = builder.maxNameLength;
		this.maxElements = builder.maxElements;
		this.maxBlanks = builder.maxBlanks;
	}

	/**
	 * Bounds that no honest answer reaches.
	 * @return the limits
	 */
	public static StreamLimits defaults() {
		return DEFAULTS;
	}

	/**
	 * Start from the defaults.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Start from these limits.
	 * @return a new builder
	 */
	public Builder mutate() {
		return new Builder(this);
	}

	/**
	 * How deep values may be nested.
	 * @return the number
	 */
	public int maxDepth() {
		return this.maxDepth;
	}

	/**
	 * The length of the whole text.
	 * @return the number
	 */
	public int maxCharacters() {
		return this.maxCharacters;
	}

	/**
	 * The length of one text or number.
	 * @return the number
	 */
	public int maxTokenLength() {
		return this.maxTokenLength;
	}

	/**
	 * The length of a name of a property or key of a map.
	 * @return the number
	 */
	public int maxNameLength() {
		return this.maxNameLength;
	}

	/**
	 * The number of values in one object or list.
	 * @return the number
	 */
	public int maxElements() {
		return this.maxElements;
	}

	/**
	 * How much white space may stand in a row outside of texts.
	 * @return the number
	 */
	public int maxBlanks() {
		return this.maxBlanks;
	}

	@Override
	public String toString() {
		return "StreamLimits[maxDepth=" + this.maxDepth + ", maxCharacters=" + this.maxCharacters + ", maxTokenLength="
				+ this.maxTokenLength + ", maxNameLength=" + this.maxNameLength + ", maxElements=" + this.maxElements
				+ ", maxBlanks=" + this.maxBlanks + "]";
	}

	/**
	 * Builds {@link StreamLimits}.
	 *
	 * @since 0.1
	 */
	public static final class Builder {

		private int maxDepth = 64;

		private int maxCharacters = 4_000_000;

		private int maxTokenLength = 2_000_000;

		private int maxNameLength = 1024;

		private int maxElements = 1_000_000;

		private int maxBlanks = 4096;

		private Builder() {
		}

		private Builder(StreamLimits limits) {
			this.maxDepth = limits.maxDepth;
			this.maxCharacters = limits.maxCharacters;
			this.maxTokenLength = limits.maxTokenLength;
			this.maxNameLength = limits.maxNameLength;
			this.maxElements = limits.maxElements;
			this.maxBlanks = limits.maxBlanks;
		}

		/**
		 * Set how deep values may be nested. Default 64.
		 * @param maxDepth the number, at most 200
		 * @return this builder
		 */
		public Builder maxDepth(int maxDepth) {
			Assert.isTrue(maxDepth > 0 && maxDepth <= DEEPEST,
					() -> "'maxDepth' must be from 1 to " + DEEPEST + ", but is " + maxDepth);
			this.maxDepth = maxDepth;
			return this;
		}

		/**
		 * Set the length of the whole text of an answer. Default 4 million.
		 * @param maxCharacters the number, positive
		 * @return this builder
		 */
		public Builder maxCharacters(int maxCharacters) {
			Assert.isTrue(maxCharacters > 0, () -> "'maxCharacters' must be positive, but is " + maxCharacters);
			this.maxCharacters = maxCharacters;
			return this;
		}

		/**
		 * Set the length of one text or number. Default 2 million.
		 * @param maxTokenLength the number, positive
		 * @return this builder
		 */
		public Builder maxTokenLength(int maxTokenLength) {
			Assert.isTrue(maxTokenLength > 0, () -> "'maxTokenLength' must be positive, but is " + maxTokenLength);
			this.maxTokenLength = maxTokenLength;
			return this;
		}

		/**
		 * Set the length of a name of a property or key of a map. Default 1024.
		 * @param maxNameLength the number, positive
		 * @return this builder
		 */
		public Builder maxNameLength(int maxNameLength) {
			Assert.isTrue(maxNameLength > 0, () -> "'maxNameLength' must be positive, but is " + maxNameLength);
			this.maxNameLength = maxNameLength;
			return this;
		}

		/**
		 * Set the number of values in one object or list. Default 1 million.
		 * @param maxElements the number, positive
		 * @return this builder
		 */
		public Builder maxElements(int maxElements) {
			Assert.isTrue(maxElements > 0, () -> "'maxElements' must be positive, but is " + maxElements);
			this.maxElements = maxElements;
			return this;
		}

		/**
		 * Set how much white space may stand in a row outside of texts, which some models
		 * produce without end in JSON mode. Default 4096.
		 * @param maxBlanks the number, positive
		 * @return this builder
		 */
		public Builder maxBlanks(int maxBlanks) {
			Assert.isTrue(maxBlanks > 0, () -> "'maxBlanks' must be positive, but is " + maxBlanks);
			this.maxBlanks = maxBlanks;
			return this;
		}

		/**
		 * Build the limits.
		 * @return the limits
		 */
		public StreamLimits build() {
			return new StreamLimits(this);
		}

	}

}
