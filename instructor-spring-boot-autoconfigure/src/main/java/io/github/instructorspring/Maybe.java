package io.github.instructorspring;

import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * An answer that the model may decline to give, with its reason. Tells apart what is not
 * in the text ({@link #isPresent()} is {@code false}) from what the model could not
 * determine ({@link #isError()} is {@code true}); a {@code null} inside the value is the
 * value's own business. Asked for by {@code call().maybe()}, or as the type of a
 * component. Immutable. Its {@code toString()} shows no content.
 *
 * <pre class="code">
 * Maybe&lt;UserDetail&gt; user = instructor.prompt()
 * 	.user("The weather is nice today.")
 * 	.responseModel(UserDetail.class)
 * 	.call()
 * 	.maybe();
 * user.isPresent(); // false
 * user.message(); // "The text does not mention a user."
 * </pre>
 *
 * @param <T> the type of the value
 * @since 0.1
 */
@JsonIncludeProperties({ "result", "error", "message" })
public final class Maybe<T> {

	@JsonProperty
	@JsonPropertyDescription("The answer; null if the text does not contain it or it cannot be determined")
	private final @Nullable T result;

	@JsonProperty
	@JsonPropertyDescription("Whether the answer should be there but cannot be determined")
	private final boolean error;

	@JsonProperty
	@JsonPropertyDescription("Why there is no answer; null if there is one")
	private final @Nullable String message;

	@JsonCreator
	private Maybe(@JsonProperty("result") @Nullable T result, @JsonProperty("error") boolean error,
			@JsonProperty("message") @Nullable String message) {
		Assert.isTrue(result == null || !error, "must not have a `result` when `error` is true");
		Assert.isTrue(result != null || StringUtils.hasText(message),
				"must have a `result`, or a `message` that says why there is none");
		this.result = result;
		this.error = error;
		this.message = message;
	}

	/**
	 * A value that is there.
	 * @param <T> the type of the value
	 * @param value the value
	 * @return a present value
	 */
	public static <T> Maybe<T> of(T value) {
		return new Maybe<>(value, false, null);
	}

	/**
	 * A value that the text does not contain.
	 * @param <T> the type of the value
	 * @param message the reason
	 * @return an absent value
	 */
	public static <T> Maybe<T> absent(String message) {
		return new Maybe<>(null, false, message);
	}

	/**
	 * A value that could not be determined.
	 * @param <T> the type of the value
	 * @param message the reason
	 * @return an unknown value
	 */
	public static <T> Maybe<T> error(String message) {
		return new Maybe<>(null, true, message);
	}

	/**
	 * Whether there is a value.
	 * @return {@code true} if {@link #get()} answers one
	 */
	public boolean isPresent() {
		return this.result != null;
	}

	/**
	 * Whether the value should be there and could not be determined.
	 * @return {@code true} for an unknown value, {@code false} for a present or absent
	 * one
	 */
	public boolean isError() {
		return this.error;
	}

	/**
	 * The value.
	 * @return the value, never {@code null}
	 * @throws NoSuchElementException if there is none
	 */
	public T get() {
		if (this.result == null) {
			throw new NoSuchElementException("There is no value; message() says why");
		}
		return this.result;
	}

	/**
	 * The value as an {@link Optional}, without the reason for its absence.
	 * @return the value, or empty
	 */
	public Optional<T> toOptional() {
		return Optional.ofNullable(this.result);
	}

	/**
	 * Why there is no value, in the model's words.
	 * @return the reason; usually empty if there is a value
	 */
	public Optional<String> message() {
		return Optional.ofNullable(this.message);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Maybe<?> that && Objects.equals(this.result, that.result) && this.error == that.error
				&& Objects.equals(this.message, that.message);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.result, this.error, this.message);
	}

	@Override
	public String toString() {
		if (this.result != null) {
			return "Maybe.present";
		}
		return (this.error) ? "Maybe.error" : "Maybe.absent";
	}

}
