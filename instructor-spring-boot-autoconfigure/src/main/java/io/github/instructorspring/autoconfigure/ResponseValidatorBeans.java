package io.github.instructorspring.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.validation.ResponseValidator;

/**
 * The application's {@link ResponseValidator} beans with the types they judge. The type
 * is read from the bean's declaration, since a lambda has none of its own.
 */
class ResponseValidatorBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	ResponseValidatorBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	void addTo(InstructorTemplate.Builder builder) {
		names().forEach((name) -> add(builder, name));
	}

	/**
	 * The types that the validators judge, as far as they could be answers.
	 */
	Set<Class<?>> judgedTypes() {
		Set<Class<?>> types = new LinkedHashSet<>();
		for (String name : names()) {
			Class<?> type = judgedType(name);
			if (type != null && ResponseModelPreflight.isResponseModel(type)) {
				types.add(type);
			}
		}
		return types;
	}

	private List<String> names() {
		return List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, ResponseValidator.class));
	}

	/**
	 * The bean itself is taken when there is something to judge: a validator may well ask
	 * a model, through the template that is being built here.
	 */
	@SuppressWarnings("unchecked")
	private void add(InstructorTemplate.Builder builder, String name) {
		Class<?> type = judgedType(name);
		if (type == null) {
			throw new IllegalStateException("The type that ResponseValidator bean '" + name
					+ "' judges is not declared; return ResponseValidator<YourType> from its @Bean method");
		}
		builder.validator((Class<Object>) type,
				(value, context) -> this.beanFactory.getBean(name, ResponseValidator.class).validate(value, context));
	}

	private @Nullable Class<?> judgedType(String name) {
		if (this.beanFactory.containsBeanDefinition(name)) {
			BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(name);
			Class<?> declared = definition.getResolvableType().as(ResponseValidator.class).getGeneric(0).resolve();
			if (declared != null) {
				return declared;
			}
		}
		Class<?> beanType = this.beanFactory.getType(name);
		return (beanType != null) ? ResolvableType.forClass(ResponseValidator.class, beanType).getGeneric(0).resolve()
				: null;
	}

}
