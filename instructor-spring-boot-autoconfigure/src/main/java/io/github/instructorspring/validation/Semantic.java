package io.github.instructorspring.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rule in plain words that a model judges. On a property it is about its value, on a
 * type about each object of it; a value that is {@code null} is not judged. The rule also
 * stands in the schema, so that the answering model knows it.
 *
 * <p>
 * Models are asked only about answers that are otherwise acceptable, about all rules of
 * an answer at once, and in the same call never twice about the same value. The reason
 * that the model gives becomes the message of the {@link Violation}. What it costs counts
 * in the call's usage and budgets. Of the chat client that judges, only the model and its
 * options are used: no advisors, such as memory, no tools and no prompts.
 *
 * <pre class="code">
 * record Reply(&#64;Semantic("must not blame the customer") String text) {}
 * </pre>
 *
 * @since 0.1
 */
@Documented
@Repeatable(Semantic.Rules.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER,
		ElementType.RECORD_COMPONENT })
public @interface Semantic {

	/**
	 * The rule, such as {@code must not blame the customer}.
	 * @return the rule
	 */
	String value();

	/**
	 * Whether a text that the judging model proposes in place of a bad one is taken, if
	 * it is valid otherwise; it is not judged again. Only on properties that are text.
	 * @return whether to take it
	 */
	boolean allowFix() default false;

	/**
	 * How much the rule matters.
	 * @return the severity
	 */
	Severity severity() default Severity.ERROR;

	/**
	 * The named provider whose model judges.
	 * @return the name; empty for the template's own choice
	 */
	String provider() default "";

	/**
	 * Several rules.
	 */
	@Documented
	@Retention(RetentionPolicy.RUNTIME)
	@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER,
			ElementType.RECORD_COMPONENT })
	@interface Rules {

		/**
		 * The rules.
		 * @return the rules
		 */
		Semantic[] value();

	}

}
