package io.github.instructorspring.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A value that must not be shown, with everything in it: on a property, or on a type for
 * all of its values. Nothing of any answer is shown by the messages of exceptions, by
 * {@code toString()} of events and other objects of this library, or in a log. Where an
 * application asks for content, as with {@code InstructorTemplate.Builder.logContent},
 * {@value SensitiveTexts#MASK} stands in the place of these values. The model still sees
 * them, when it is asked again or judges; so does who calls accessors. What the
 * application's own types print of themselves is theirs.
 *
 * <pre class="code">
 * record Transfer(String purpose, &#64;Sensitive String iban, &#64;Sensitive Map&lt;String, BigDecimal&gt; balances) {}
 * </pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT,
		ElementType.TYPE })
public @interface Sensitive {

}
