package io.github.instructorspring;

import java.util.Set;

import io.github.instructorspring.bind.StreamLimits;
import io.github.instructorspring.event.InstructorHooks;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.retry.RetryPolicy;
import io.github.instructorspring.validation.FillerPolicy;

/**
 * What holds for calls that say nothing else.
 *
 * @param mode how the schema goes out
 * @param retryPolicy how often the model may be asked again
 * @param repairs what may be mended
 * @param groups the validation groups
 * @param fillers what to do about fillers
 * @param streamLimits the bounds of answers that are streamed
 * @param name the name of the template
 * @param hooks who hears what happens
 * @param observations how calls are observed
 * @param logContent whether prompts and answers may be logged
 */
record CallDefaults(OutputMode mode, RetryPolicy retryPolicy, RepairPolicy repairs, Set<Class<?>> groups,
		FillerPolicy fillers, StreamLimits streamLimits, String name, InstructorHooks hooks,
		CallObservations observations, boolean logContent) {
}
