package io.github.instructorspring.autoconfigure;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import io.github.instructorspring.InstructorOperations;
import io.github.instructorspring.InstructorTemplate;

/**
 * Says why there is no {@link InstructorTemplate}, and which line to add.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class NoInstructorTemplateFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	private final @Nullable BeanFactory beanFactory;

	private final @Nullable Environment environment;

	NoInstructorTemplateFailureAnalyzer(@Nullable BeanFactory beanFactory, @Nullable Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		if (!isAboutInstructor(cause) || !(this.beanFactory instanceof ConfigurableListableBeanFactory beans)) {
			return null;
		}
		if (this.environment != null && !this.environment.getProperty("instructor.enabled", Boolean.class, true)) {
			return new FailureAnalysis(
					"An InstructorTemplate is needed, but Instructor is switched off by instructor.enabled=false.",
					"Remove instructor.enabled from your configuration, or set it to true.", cause);
		}
		Set<String> named = (this.environment != null) ? NamedTemplatesRegistrar.names(this.environment) : Set.of();
		if (hasDefault(beans, named)) {
			return new FailureAnalysis(
					"There is no InstructorTemplate with the qualifier that is asked for; those of instructor.providers"
							+ " are: " + list(named) + ".",
					"Add it to application.yml:\n\ninstructor:\n  providers:\n    <name>:\n"
							+ "      provider: openai/gpt-4.1\n\nor inject InstructorTemplate without a qualifier.",
					cause);
		}
		List<String> candidates = ApplicationModels.names(beans);
		if (candidates.size() > 1) {
			return new FailureAnalysis(
					"No InstructorTemplate could be created, because there are " + candidates.size()
							+ " beans that could be asked and none of them is primary: " + list(candidates) + ".",
					"Choose one in application.yml:\n\ninstructor:\n  chat-model: " + candidates.get(0)
							+ "\n\nor mark one as @Primary, or name a provider with instructor.provider.",
					cause);
		}
		if (!named.isEmpty()) {
			return new FailureAnalysis(
					"No InstructorTemplate could be created without a qualifier, because instructor.provider is not set:"
							+ " there are only those of instructor.providers: " + list(named) + ".",
					"Inject one of them with @Qualifier(\"" + named.iterator().next()
							+ "\"), or set instructor.provider for the one without a qualifier.",
					cause);
		}
		return new FailureAnalysis(
				"No InstructorTemplate could be created, because there is no model to ask:"
						+ " instructor.provider is not set and there is no ChatModel bean.",
				"Name a model in application.yml:\n\ninstructor:\n  provider: openai/gpt-4o-mini\n\n"
						+ "and set the environment variable OPENAI_API_KEY. Or declare a ChatModel bean, for example"
						+ " by adding org.springframework.ai:spring-ai-starter-model-openai.",
				cause);
	}

	private static boolean hasDefault(ListableBeanFactory beans, Set<String> named) {
		Set<String> names = new HashSet<>(
				List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, InstructorOperations.class)));
		named.forEach((name) -> names.remove(NamedTemplatesRegistrar.beanName(name)));
		return !names.isEmpty();
	}

	private static boolean isAboutInstructor(NoSuchBeanDefinitionException cause) {
		Class<?> type = (cause.getResolvableType() != null) ? cause.getResolvableType().resolve() : null;
		return type != null
				&& (InstructorOperations.class.isAssignableFrom(type) || type == InstructorTemplate.Builder.class);
	}

	private static String list(Collection<String> names) {
		return (names.isEmpty()) ? "none" : String.join(", ", new TreeSet<>(names));
	}

}
