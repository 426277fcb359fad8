package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.bind.Binding;
import io.github.instructorspring.bind.PartialBinder;
import io.github.instructorspring.validation.ValidationContext;

/**
 * Takes the items out of a list while it arrives, each when it is complete, and reviews
 * them. For one stream.
 *
 * @param <T> the type of the items
 */
final class ItemReader<T> {

	private final String responseModel;

	private final Supplier<PartialBinder<List<T>>> binders;

	private final Function<JsonNode, Binding<T>> itemBinder;

	private final AnswerReview<T> review;

	private final ValidationContext context;

	private @Nullable PartialBinder<List<T>> list;

	private StreamSignal.@Nullable Started<List<T>> started;

	private int count;

	/**
	 * Create a reader.
	 * @param rules what is judged of each item
	 * @param binders makes a binder for the list
	 * @param itemBinder binds an item
	 * @param context what validators may know
	 */
	ItemReader(AnswerRules<T> rules, Supplier<PartialBinder<List<T>>> binders,
			Function<JsonNode, Binding<T>> itemBinder, ValidationContext context) {
		this.responseModel = rules.schema().name();
		this.binders = binders;
		this.itemBinder = itemBinder;
		this.review = new AnswerReview<>(rules, (reviewed, report) -> List.of(), itemBinder);
		this.context = context;
	}

	/**
	 * The items that a signal completes, to be gone through once. An item that is not
	 * acceptable is an {@link InvalidItemException} when it is its turn.
	 */
	Iterable<T> read(StreamSignal<List<T>> signal) {
		if (signal instanceof StreamSignal.Started<List<T>> next) {
			this.started = next;
			this.list = this.binders.get().handOutElements();
		}
		else if (signal instanceof StreamSignal.Received<List<T>> received) {
			if (this.started != null && this.list != null) {
				return read(this.started, this.list, received.text());
			}
		}
		else if (signal instanceof StreamSignal.Finished<List<T>> finished) {
			// What only the whole text shows, such as an item that a repair closes.
			List<T> all = finished.completion().entity();
			return new ArrayList<>(all.subList(Math.min(this.count, all.size()), all.size()));
		}
		return List.of();
	}

	private Iterable<T> read(StreamSignal.Started<List<T>> attempt, PartialBinder<List<T>> reading, String text) {
		Stream<T> end = feed(attempt, reading, text);
		List<JsonNode> closed = reading.takeClosedElements();
		return () -> Stream.concat(closed.stream().map(this::item), end).iterator();
	}

	/**
	 * Read on.
	 * @return nothing, or an exception that comes after the items before it
	 */
	private Stream<T> feed(StreamSignal.Started<List<T>> attempt, PartialBinder<List<T>> reading, String text) {
		try {
			attempt.feed(reading, text);
			return Stream.empty();
		}
		catch (OversizedResponseException ex) {
			return Stream.generate(() -> {
				throw ex;
			});
		}
	}

	private T item(JsonNode json) {
		Judgement<T> judgement = this.review.review(AnswerPipeline.judgement(this.itemBinder.apply(json), List.of()),
				this.context);
		T item = judgement.candidate();
		if (item == null || !judgement.isAccepted()) {
			throw new InvalidItemException(this.responseModel, this.count, judgement.violations());
		}
		this.count++;
		return item;
	}

}
