package io.github.instructorspring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.bind.PartialBinder;
import io.github.instructorspring.validation.Check;
import io.github.instructorspring.validation.Violation;

/**
 * Takes the items out of a list while it arrives, each when it is complete, and reviews
 * them. For one stream.
 *
 * @param <T> the type of the items
 */
final class ItemReader<T> {

	/** The path of an item, or of a place in it, in the list that is its answer. */
	private static final Pattern ITEM = Pattern.compile("\\w+\\[(\\d+)]\\.?(.*)", Pattern.DOTALL);

	private final String responseModel;

	private final InvalidItemPolicy policy;

	private final boolean judgedLater;

	private final Supplier<PartialBinder<List<T>>> binders;

	private final Verdicts<T> verdicts;

	private @Nullable PartialBinder<List<T>> list;

	private StreamSignal.@Nullable Started<List<T>> started;

	/** How many items have come. */
	private int count;

	/** The items that are acceptable as far as can be said, by index. */
	private final Map<Integer, T> accepted = new LinkedHashMap<>();

	/** The items that are asked for again. */
	private final Map<Integer, InvalidItemException> held = new LinkedHashMap<>();

	/**
	 * Create a reader.
	 * @param responseModel the name of the response model
	 * @param policy what becomes of an item that is not acceptable
	 * @param judgedLater whether models judge the items when all are there
	 * @param binders makes a binder for the list
	 * @param verdicts judges an item for free
	 */
	ItemReader(String responseModel, InvalidItemPolicy policy, boolean judgedLater,
			Supplier<PartialBinder<List<T>>> binders, Verdicts<T> verdicts) {
		this.responseModel = responseModel;
		this.policy = policy;
		this.judgedLater = judgedLater;
		this.binders = binders;
		this.verdicts = verdicts;
	}

	/**
	 * The items that can be delivered after a signal, to be gone through once. What ends
	 * the stream, such as an item that is not acceptable and must be, is thrown when it
	 * is its turn.
	 */
	Iterable<T> read(StreamSignal<List<T>> signal) {
		if (signal instanceof StreamSignal.Started<List<T>> next) {
			this.started = next;
			start(next.asked());
		}
		else if (signal instanceof StreamSignal.Received<List<T>> received) {
			if (this.started != null && this.list != null) {
				return read(this.started, this.list, received.text());
			}
		}
		else if (signal instanceof StreamSignal.Finished<List<T>> finished) {
			return rest(finished.completion());
		}
		return List.of();
	}

	private Iterable<T> read(StreamSignal.Started<List<T>> attempt, PartialBinder<List<T>> reading, String text) {
		List<T> items = new ArrayList<>();
		Stream<T> end = Stream.empty();
		try {
			attempt.feed(reading, text);
		}
		catch (OversizedResponseException ex) {
			end = failing(ex);
		}
		try {
			reading.takeClosedElements().forEach((json) -> review(json, items));
		}
		catch (InvalidItemException ex) {
			end = failing(ended(ex));
		}
		if (!this.judgedLater && !items.isEmpty()) {
			attempt.events().shown();
		}
		Stream<T> last = end;
		return () -> Stream.concat((this.judgedLater) ? Stream.empty() : items.stream(), last).iterator();
	}

	private static <T> Stream<T> failing(RuntimeException failure) {
		return Stream.generate(() -> {
			throw failure;
		});
	}

	/**
	 * An exception that ends the call.
	 */
	private InvalidItemException ended(InvalidItemException failure) {
		if (this.started != null) {
			this.started.events().finished(failure);
		}
		return failure;
	}

	/**
	 * Begin with an answer. One that follows another either mends its invalid parts or
	 * replaces it, and what was delivered cannot be replaced.
	 */
	private void start(Asked asked) {
		if (asked instanceof Asked.Parts) {
			this.list = null;
			return;
		}
		if (!this.judgedLater && !this.accepted.isEmpty()) {
			throw ended(irreplaceable());
		}
		this.count = 0;
		this.accepted.clear();
		this.held.clear();
		this.list = this.binders.get().handOutElements();
	}

	/**
	 * Why a list whose items were delivered is to be replaced: the first item that is not
	 * acceptable, or else what was wrong with the list.
	 */
	private InvalidItemException irreplaceable() {
		if (!this.held.isEmpty()) {
			return this.held.values().iterator().next();
		}
		List<Attempt> earlier = (this.started != null) ? this.started.earlier() : List.of();
		List<Violation> violations = (earlier.isEmpty()) ? List.of() : earlier.get(earlier.size() - 1).violations();
		InvalidItemException first = first(violations, null);
		return (first != null) ? first : new InvalidItemException(this.responseModel, this.count, violations);
	}

	private void review(JsonNode json, List<T> items) {
		Judgement<T> judgement = this.verdicts.of(json);
		T item = judgement.candidate();
		int index = this.count++;
		if (item != null && judgement.isAccepted()) {
			this.accepted.put(index, item);
			items.add(item);
			return;
		}
		InvalidItemException invalid = new InvalidItemException(this.responseModel, index, judgement.violations());
		if (this.policy.fails()) {
			throw invalid;
		}
		if (this.policy.asksAgain()) {
			this.held.put(index, invalid);
		}
		else {
			this.policy.report(invalid);
		}
	}

	/**
	 * What has not been delivered: everything when models had to judge it, what was asked
	 * for again, and what only the whole text shows, such as an item that a repair
	 * closes.
	 */
	private List<T> rest(Completion<List<T>> completion) {
		List<T> all = completion.entity();
		if (this.judgedLater) {
			reportDropped(completion.checks(), all);
			return all;
		}
		if (this.policy.asksAgain()) {
			List<T> rest = new ArrayList<>();
			this.held.keySet().stream().filter((index) -> index < all.size()).map(all::get).forEach(rest::add);
			rest.addAll(after(this.count, all));
			return rest;
		}
		return after(this.accepted.size(), all);
	}

	private static <T> List<T> after(int count, List<T> all) {
		return all.subList(Math.min(count, all.size()), all.size());
	}

	/**
	 * Report what models objected to. They have judged the items that were accepted
	 * before, and something may have been left out inside of an item that stays.
	 */
	private void reportDropped(List<Check> checks, List<T> all) {
		List<Violation> dropped = checks.stream()
			.filter((check) -> check.outcome() == Check.Outcome.DROPPED)
			.map(Check::violation)
			.toList();
		List<Integer> indices = List.copyOf(this.accepted.keySet());
		byPosition(dropped).forEach((position, violations) -> {
			Integer index = (position < indices.size()) ? indices.get(position) : null;
			if (index != null && !all.contains(this.accepted.get(index))) {
				this.policy.report(new InvalidItemException(this.responseModel, index, violations));
			}
		});
	}

	/**
	 * The item that a whole list was rejected for.
	 */
	Throwable invalid(RetriesExhaustedException rejected) {
		InvalidItemException first = first(rejected.violations(), rejected);
		return (first != null) ? first : rejected;
	}

	/**
	 * The first item that violations are of, {@code null} if they are of none.
	 */
	private @Nullable InvalidItemException first(List<Violation> violations,
			@Nullable RetriesExhaustedException cause) {
		return byPosition(violations).entrySet()
			.stream()
			.findFirst()
			.map((item) -> new InvalidItemException(this.responseModel, item.getKey(), item.getValue(), cause))
			.orElse(null);
	}

	/**
	 * What is wrong with each item, by its position in the list, with paths from the item
	 * on.
	 */
	private Map<Integer, List<Violation>> byPosition(List<Violation> violations) {
		Map<Integer, List<Violation>> byPosition = new TreeMap<>();
		for (Violation violation : violations) {
			Matcher path = ITEM.matcher(violation.path());
			if (path.matches()) {
				byPosition.computeIfAbsent(Integer.valueOf(path.group(1)), (position) -> new ArrayList<>())
					.add(Violation.of(path.group(2), violation.message(), violation.rejectedValue()));
			}
		}
		return byPosition;
	}

	/**
	 * Judges an item.
	 *
	 * @param <T> the type of the items
	 */
	@FunctionalInterface
	interface Verdicts<T> {

		Judgement<T> of(JsonNode json);

	}

}
