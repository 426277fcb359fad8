package io.github.instructorspring.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What shows in the partials of a stream only when it is complete: a property, or each
 * value of a type, be it a property, an element of a list, a value of a map or a member
 * of a union. Until then it is as if nothing had come of it: {@code null}, or empty.
 *
 * <pre class="code">
 * record Invoice(String number, List&lt;Line&gt; lines, &#64;StreamAtomic Address address) {}
 *
 * &#64;StreamAtomic
 * record Line(String text, BigDecimal amount, String currency) {}
 * </pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER,
		ElementType.RECORD_COMPONENT })
public @interface StreamAtomic {

}
