package io.github.instructorspring.autoconfigure;

import java.util.Map;
import java.util.Set;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

import io.github.instructorspring.InstructorTemplate;

/**
 * Registers a template for each named provider. It is injected by its name as qualifier,
 * and never where no name is given, so that any number of them leaves plain injection
 * alone.
 */
class NamedTemplatesRegistrar implements ImportBeanDefinitionRegistrar {

	/** The bean that makes them. */
	static final String FACTORY_BEAN = "instructorTemplates";

	private final Environment environment;

	NamedTemplatesRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		names(this.environment).forEach((name) -> register(name, registry));
	}

	/**
	 * The names of the named providers.
	 */
	static Set<String> names(Environment environment) {
		return Binder.get(environment)
			.bind("instructor.providers", Bindable.mapOf(String.class, Object.class))
			.orElseGet(Map::of)
			.keySet();
	}

	static String beanName(String name) {
		return name + "InstructorTemplate";
	}

	private static void register(String name, BeanDefinitionRegistry registry) {
		RootBeanDefinition definition = new RootBeanDefinition(InstructorTemplate.class);
		definition.setFactoryBeanName(FACTORY_BEAN);
		definition.setFactoryMethodName("named");
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		definition.setDefaultCandidate(false);
		registry.registerBeanDefinition(beanName(name), definition);
	}

}
