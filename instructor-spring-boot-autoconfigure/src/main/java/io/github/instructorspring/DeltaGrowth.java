package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import io.github.instructorspring.PartialDelta.Operation;
import io.github.instructorspring.bind.DeltaSink;
import io.github.instructorspring.bind.PartialBinder;
import io.github.instructorspring.stream.Growth;

/**
 * An object that grows with the text of its answers, seen as the steps in which it does.
 * What nobody asks for yet stays in the text, so that it can be told in fewer steps.
 *
 * @param <T> the type of the response model
 */
final class DeltaGrowth<T> implements Growth<StreamSignal<T>, List<PartialDelta>> {

	private final ShownAnswer<T> answer;

	private final Function<T, JsonNode> writer;

	private @Nullable T result;

	/** Whether what was told is of an attempt that has failed. */
	private boolean stale;

	private boolean changed;

	private boolean told;

	/**
	 * Create an object that has not begun to grow.
	 * @param binders makes a binder for each answer
	 * @param writer writes the result
	 */
	DeltaGrowth(Supplier<PartialBinder<T>> binders, Function<T, JsonNode> writer) {
		this.answer = new ShownAnswer<>(binders);
		this.writer = writer;
	}

	@Override
	public void add(StreamSignal<T> signal) {
		if (signal instanceof StreamSignal.Started<T> next) {
			this.answer.start(next);
			this.stale = this.answer.shown() != null && this.told;
			this.changed = this.stale;
		}
		else if (signal instanceof StreamSignal.Received<T> received) {
			this.answer.feed(received);
			PartialBinder<T> shown = this.answer.shown();
			this.changed = this.stale || (shown != null && shown.hasNews());
		}
		else if (signal instanceof StreamSignal.Finished<T> finished) {
			this.result = finished.completion().entity();
			this.changed = true;
		}
	}

	@Override
	public boolean isChanged() {
		return this.changed;
	}

	@Override
	public @Nullable List<PartialDelta> view() {
		this.changed = false;
		if (this.result != null) {
			return List.of(new PartialDelta(this.answer.number(), Operation.SET, "", this.writer.apply(this.result)));
		}
		Steps steps = new Steps(this.answer.number());
		if (this.stale) {
			steps.set("", null);
			this.stale = false;
		}
		PartialBinder<T> shown = this.answer.shown();
		if (shown != null) {
			shown.tell(steps);
		}
		if (!steps.deltas.isEmpty()) {
			this.told = true;
			this.answer.seen();
		}
		return (steps.deltas.isEmpty()) ? null : steps.deltas;
	}

	/**
	 * The steps of one look.
	 */
	private static final class Steps implements DeltaSink {

		private final List<PartialDelta> deltas = new ArrayList<>();

		private final int attempt;

		Steps(int attempt) {
			this.attempt = attempt;
		}

		@Override
		public void set(String path, @Nullable JsonNode value) {
			this.deltas.add(new PartialDelta(this.attempt, Operation.SET, path, value));
		}

		@Override
		public void append(String path, String text) {
			this.deltas
				.add(new PartialDelta(this.attempt, Operation.APPEND, path, JsonNodeFactory.instance.stringNode(text)));
		}

		@Override
		public void add(String path, @Nullable JsonNode value) {
			this.deltas.add(new PartialDelta(this.attempt, Operation.ADD, path, value));
		}

	}

}
