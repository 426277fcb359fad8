package io.github.instructorspring.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text, or a collection of texts, that the template's moderation model must not flag. A
 * value that is {@code null} or blank is not looked at. Only texts of answers that are
 * otherwise acceptable are moderated, each once in a call. What that costs is not known
 * and is in no usage; how long it may take is up to the moderation model.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
public @interface Moderated {

	/**
	 * How much it matters.
	 * @return the severity
	 */
	Severity severity() default Severity.ERROR;

}
