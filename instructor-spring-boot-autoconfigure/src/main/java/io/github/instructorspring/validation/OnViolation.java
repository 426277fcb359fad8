package io.github.instructorspring.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what to do about errors in a property and everything below it, in place of asking
 * the model again. The innermost annotation around an error that can do something about
 * it counts. What was done is recorded as a {@link Check}. What is not of the type is an
 * error, too: it can be left out or set to null, but not accepted.
 *
 * <pre class="code">
 * record Order(&#64;OnViolation(Remedy.DROP_ELEMENT) List&lt;Line&gt; lines,
 * 		&#64;OnViolation(Remedy.SET_NULL) &#64;Nullable &#64;Email String contact) {}
 * </pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
public @interface OnViolation {

	/**
	 * What to do.
	 * @return the remedy
	 */
	Remedy value();

}
