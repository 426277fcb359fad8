package io.github.instructorspring.validation;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Bean Validation for templates that are built outside of Spring Boot.
 *
 * @since 0.1
 */
public final class DefaultBeanValidation {

	private static final boolean AVAILABLE = ClassUtils.isPresent("org.hibernate.validator.HibernateValidator",
			DefaultBeanValidation.class.getClassLoader());

	private DefaultBeanValidation() {
	}

	/**
	 * Create a factory with Hibernate Validator.
	 * @return a new factory, or {@code null} when it is not on the class path
	 */
	public static @Nullable ValidatorFactory factory() {
		return (AVAILABLE) ? Hibernate.factory() : null;
	}

	/**
	 * Loaded only when Hibernate Validator is there.
	 */
	private static final class Hibernate {

		static ValidatorFactory factory() {
			// Without expressions in messages, which would need a further library.
			return Validation.byProvider(HibernateValidator.class)
				.configure()
				.messageInterpolator(new BoundMessageInterpolator())
				.buildValidatorFactory();
		}

	}

	/**
	 * Knows the only expression in the messages of the built-in constraints, that of
	 * {@code @DecimalMin} and {@code @DecimalMax}.
	 */
	private static final class BoundMessageInterpolator extends ParameterMessageInterpolator {

		private static final Pattern INCLUSIVE = Pattern.compile("\\$\\{inclusive == true \\? '([^']*)' : '([^']*)'}");

		@Override
		public String interpolate(Context context, Locale locale, String term) {
			Matcher choice = INCLUSIVE.matcher(term);
			if (!choice.matches()) {
				return super.interpolate(context, locale, term);
			}
			boolean inclusive = Boolean.TRUE.equals(context.getConstraintDescriptor().getAttributes().get("inclusive"));
			return choice.group(inclusive ? 1 : 2);
		}

	}

}
