package io.github.instructorspring.web;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.github.instructorspring.PartialDelta;
import io.github.instructorspring.PartialDelta.Operation;

/**
 * The frames of one stream of deltas. The last delta sets the whole object to the result,
 * and an earlier one may set it to a beginning: what comes after it tells which it is.
 */
final class DeltaFrames {

	private @Nullable PartialDelta held;

	List<StreamFrame> next(PartialDelta delta) {
		PartialDelta before = this.held;
		this.held = mayBeLast(delta) ? delta : null;
		return Stream.of(before, mayBeLast(delta) ? null : delta)
			.filter(Objects::nonNull)
			.map((shown) -> StreamFrame.of("delta", shown))
			.toList();
	}

	/**
	 * No result is null, which is what a new attempt begins with.
	 */
	private static boolean mayBeLast(PartialDelta delta) {
		return delta.operation() == Operation.SET && delta.path().isEmpty() && delta.value() != null;
	}

	Mono<StreamFrame> result() {
		return Mono.justOrEmpty(this.held)
			.mapNotNull(PartialDelta::value)
			.map((entity) -> StreamFrame.last("result", entity));
	}

}
