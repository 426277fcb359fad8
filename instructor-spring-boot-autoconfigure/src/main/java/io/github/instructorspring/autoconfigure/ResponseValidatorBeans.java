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
			Class<?> type = judgedType(name, this.beanFactory.getBean(name, ResponseValidator.class));
			if (type != null && ResponseModelPreflight.isResponseModel(type)) {
				types.add(type);
			}
		}
		return types;
	}

	private List<String> names() {
		return List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, ResponseValidator.class));
	}

	@SuppressWarnings("unchecked")
	private void add(InstructorTemplate.Builder builder, String name) {
		ResponseValidator<?> validator = this.beanFactory.getBean(name, ResponseValidator.class);
		Class<?> type = judgedType(name, validator);
		if (type == null) {
			throw new IllegalStateException("The type that ResponseValidator bean '" + name
					+ "' judges is not declared; return ResponseValidator<YourType> from its @Bean method");
		}
		builder.validator((Class<Object>) type, (ResponseValidator<Object>) validator);
	}

	private @Nullable Class<?> judgedType(String name, ResponseValidator<?> validator) {
		Class<?> type = null;
		if (this.beanFactory.containsBeanDefinition(name)) {
			BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(name);
			type = definition.getResolvableType().as(ResponseValidator.class).getGeneric(0).resolve();
		}
		return (type != null) ? type
				: ResolvableType.forClass(ResponseValidator.class, validator.getClass()).getGeneric(0).resolve();
	}

}
