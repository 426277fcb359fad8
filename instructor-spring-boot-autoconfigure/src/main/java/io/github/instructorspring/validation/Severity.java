package io.github.instructorspring.validation;

import jakarta.validation.Payload;

/**
 * How much a broken rule matters.
 *
 * @since 0.1
 */
public enum Severity {

	/** The answer is not acceptable. */
	ERROR,

	/**
	 * The answer is acceptable and the violation is recorded, see {@link Check}.
	 */
	CHECK;

	/**
	 * Makes a constraint of Bean Validation one of severity {@link Severity#CHECK}.
	 *
	 * <pre class="code">
	 * &#64;Size(max = 80, payload = Severity.AsCheck.class) String title
	 * </pre>
	 */
	public interface AsCheck extends Payload {

	}

}
