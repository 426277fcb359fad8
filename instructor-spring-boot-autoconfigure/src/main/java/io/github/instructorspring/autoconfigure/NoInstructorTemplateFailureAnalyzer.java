package io.github.instructorspring.autoconfigure;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
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
		if (!isAboutInstructor(cause) || !(this.beanFactory instanceof ListableBeanFactory beans)) {
			return null;
		}
		if (this.environment != null && !this.environment.getProperty("instructor.enabled", Boolean.class, true)) {
			return new FailureAnalysis(
					"An InstructorTemplate is needed, but Instructor is switched off by instructor.enabled=false.",
					"Remove instructor.enabled from your configuration, or set it to true.", cause);
		}
		String[] models = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, ChatModel.class);
		if (models.length > 1) {
			return new FailureAnalysis("No InstructorTemplate could be created, because there are " + models.length
					+ " ChatModel beans and none of them is primary: " + String.join(", ", sorted(models)) + ".",
					"Mark one of them as @Primary, or name the model to use in application.yml:\n\n"
							+ "instructor:\n  provider: openai/gpt-4o-mini",
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

	private static boolean isAboutInstructor(NoSuchBeanDefinitionException cause) {
		Class<?> type = (cause.getResolvableType() != null) ? cause.getResolvableType().resolve() : null;
		return type != null
				&& (InstructorOperations.class.isAssignableFrom(type) || type == InstructorTemplate.Builder.class);
	}

	private static String[] sorted(String[] names) {
		String[] sorted = names.clone();
		Arrays.sort(sorted);
		return sorted;
	}

}
