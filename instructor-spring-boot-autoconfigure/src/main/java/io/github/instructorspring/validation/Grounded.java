package io.github.instructorspring.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A quotation, or a collection of them, that must stand in a text of the call's context.
 * Where it stands is recorded as a {@link Citation}. White space, letter case and the
 * forms of quotation marks and dashes may differ; the words and their order may not. A
 * value that is {@code null} is not looked for.
 *
 * <pre class="code">
 * record Fact(String statement, &#64;Grounded(in = "source") List&lt;String&gt; quotes) {}
 *
 * Fact fact = instructor.prompt()
 * 	.user(article)
 * 	.context("source", article)
 * 	.responseModel(Fact.class)
 * 	.call()
 * 	.entity();
 * </pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
public @interface Grounded {

	/**
	 * The name of the context entry to look in: a text, Spring AI's {@code Document}, or
	 * a collection of these.
	 * @return the name
	 */
	String in();

	/**
	 * How much it matters.
	 * @return the severity
	 */
	Severity severity() default Severity.ERROR;

}
