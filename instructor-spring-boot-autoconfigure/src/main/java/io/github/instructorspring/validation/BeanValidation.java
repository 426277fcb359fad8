package io.github.instructorspring.validation;

import java.lang.annotation.ElementType;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.hibernate.validator.HibernateValidatorFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Makes the validators of one answer, which know its {@link ValidationContext} where the
 * provider of Bean Validation can tell constraint validators something.
 */
final class BeanValidation {

	private static final boolean HIBERNATE = ClassUtils.isPresent("org.hibernate.validator.HibernateValidatorFactory",
			BeanValidation.class.getClassLoader());

	// The walk visits every bean itself, so that @Valid must not visit it twice.
	private static final TraversableResolver NO_CASCADE = new NoCascade();

	private final ValidatorFactory factory;

	private final boolean takesPayload;

	BeanValidation(ValidatorFactory factory) {
		this.factory = factory;
		this.takesPayload = HIBERNATE && Hibernate.is(factory);
	}

	Validator validator(ValidationContext context) {
		return (this.takesPayload) ? Hibernate.validator(this.factory, context)
				: this.factory.usingContext().traversableResolver(NO_CASCADE).getValidator();
	}

	/**
	 * Loaded only when Hibernate Validator is there.
	 */
	private static final class Hibernate {

		static boolean is(ValidatorFactory factory) {
			try {
				factory.unwrap(HibernateValidatorFactory.class);
				return true;
			}
			catch (RuntimeException ex) {
				return false;
			}
		}

		static Validator validator(ValidatorFactory factory, ValidationContext context) {
			return factory.unwrap(HibernateValidatorFactory.class)
				.usingContext()
				.traversableResolver(NO_CASCADE)
				.constraintValidatorPayload(context)
				.getValidator();
		}

	}

	/**
	 * Keeps Bean Validation at the bean it was given.
	 */
	private static final class NoCascade implements TraversableResolver {

		@Override
		public boolean isReachable(@Nullable Object bean, Path.Node property, Class<?> rootBeanType, Path pathToObject,
				ElementType elementType) {
			return true;
		}

		@Override
		public boolean isCascadable(@Nullable Object bean, Path.Node property, Class<?> rootBeanType, Path pathToObject,
				ElementType elementType) {
			return false;
		}

	}

}
