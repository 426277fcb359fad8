package io.github.instructorspring.autoconfigure;

import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches when a property says what to ask. One that is empty says nothing.
 */
class OnChosenModelCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("chosen model");
		return Stream.of("instructor.provider", "instructor.chat-model")
			.filter((property) -> StringUtils.hasText(context.getEnvironment().getProperty(property)))
			.findFirst()
			.map((property) -> ConditionOutcome.match(message.foundExactly(property)))
			.orElseGet(() -> ConditionOutcome.noMatch(message.because("no property names one")));
	}

}
