package io.github.instructorspring.autoconfigure;

import java.math.BigDecimal;
import java.util.TreeSet;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.ModelPrice;
import io.github.instructorspring.bind.StreamLimits;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.retry.Escalation;
import io.github.instructorspring.retry.RetryPolicy;

/**
 * Turns properties into calls of the builder.
 */
final class PropertiesInstructorTemplateBuilder {

	private PropertiesInstructorTemplateBuilder() {
	}

	static void apply(InstructorProperties properties, InstructorTemplate.Builder builder) {
		builder.mode(properties.mode())
			.maxRetries(properties.maxRetries())
			.timeout(properties.timeout())
			.retry((policy) -> apply(properties.retry(), policy))
			.retry((policy) -> policy.fallbackTo(fallback(properties)))
			.repairs(repairs(properties.repair()))
			.beanValidation(properties.validation().enabled())
			.fillers(properties.validation().fillers())
			.logContent(properties.logging().content())
			.streamLimits((limits) -> apply(properties.stream(), limits))
			.validationGroups(properties.validation().groups().toArray(Class<?>[]::new));
		if (StringUtils.hasText(properties.validation().semanticProvider())) {
			builder.semanticProvider(properties.validation().semanticProvider());
		}
		properties.prices().forEach((model, price) -> builder.price(model, price(model, price)));
	}

	/**
	 * A name that is wrong is better known at once than when a provider is down.
	 */
	private static String[] fallback(InstructorProperties properties) {
		for (String name : properties.fallback()) {
			Assert.isTrue(properties.providers().containsKey(name) || name.indexOf('/') > 0,
					() -> "'instructor.fallback' names '" + name + "', which is neither a provider of "
							+ "'instructor.providers', that is one of " + new TreeSet<>(properties.providers().keySet())
							+ ", nor a provider string such as 'openai/gpt-4o-mini'");
		}
		return properties.fallback().toArray(String[]::new);
	}

	private static void apply(InstructorProperties.Stream stream, StreamLimits.Builder limits) {
		limits.maxDepth(stream.maxDepth())
			.maxCharacters(stream.maxCharacters())
			.maxTokenLength(stream.maxTokenLength())
			.maxNameLength(stream.maxNameLength())
			.maxElements(stream.maxElements())
			.maxBlanks(stream.maxBlanks());
	}

	private static void apply(InstructorProperties.Retry retry, RetryPolicy.Builder policy) {
		if (retry.maxTokens() != null) {
			policy.maxTokens(retry.maxTokens());
		}
		if (retry.maxCost() != null) {
			policy.maxCost(retry.maxCost());
		}
		policy.stopOnRepeatedFindings(retry.stopOnRepeatedFindings())
			.onTruncation(retry.onTruncation())
			.fieldLevel(retry.fieldLevel());
		for (int i = 0; i < retry.escalations().size(); i++) {
			escalate(retry.escalations().get(i), "instructor.retry.escalations[" + i + "]", policy);
		}
	}

	private static void escalate(InstructorProperties.Escalation escalation, String name, RetryPolicy.Builder policy) {
		String provider = escalation.provider();
		Assert.hasText(provider, () -> "'" + name + ".provider' must be set");
		if (escalation.role() == Escalation.Role.FIX) {
			policy.fixWith(provider, escalation.afterRejections());
		}
		else {
			policy.escalateTo(provider, escalation.afterRejections());
		}
	}

	private static ModelPrice price(String model, InstructorProperties.Price price) {
		BigDecimal input = price.input();
		BigDecimal output = price.output();
		Assert.isTrue(input != null && output != null,
				() -> "'instructor.prices[" + model + "]' needs both 'input' and 'output'");
		ModelPrice modelPrice = ModelPrice.perMillionTokens(input, output);
		if (price.cachedInput() != null) {
			modelPrice = modelPrice.cachedInput(price.cachedInput());
		}
		if (price.cacheWrite() != null) {
			modelPrice = modelPrice.cacheWrite(price.cacheWrite());
		}
		if (price.reasoning() != null) {
			modelPrice = modelPrice.reasoning(price.reasoning());
		}
		return modelPrice;
	}

	private static RepairPolicy repairs(InstructorProperties.Repair repair) {
		return RepairPolicy.of(repair.preset()).forbid(repair.forbidSyntax()).forbid(repair.forbidCoercions());
	}

}
