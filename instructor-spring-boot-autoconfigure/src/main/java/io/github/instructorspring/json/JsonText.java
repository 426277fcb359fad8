package io.github.instructorspring.json;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The JSON that was found in a text of a language model: in a code fence, between prose,
 * after a reasoning block, or all by itself; mended where it is almost right. Valid JSON
 * is never changed, and a value that the text does not close is said to be incomplete,
 * never replaced by one of its parts.
 *
 * <pre class="code">
 * JsonText json = JsonText.parse("Sure! {name: 'Ada', age: 36,}");
 * json.value(); // {"name":"Ada","age":36}
 * json.isComplete(); // true
 * json.repairs(); // SURROUNDING_TEXT, UNQUOTED, QUOTE_STYLE, EXTRA_COMMA, ...
 * </pre>
 *
 * @since 0.1
 */
public final class JsonText {

	/** A longer text is not read. */
	public static final int MAX_LENGTH = 4_000_000;

	private final String answer;

	private final List<JsonCandidate> candidates;

	private final boolean sequence;

	private final Outcome outcome;

	private final Function<JsonNode, @Nullable String> sources;

	private final Predicate<JsonNode> open;

	JsonText(String answer, List<JsonCandidate> candidates, boolean sequence, Outcome outcome) {
		this(answer, candidates, sequence, outcome, (container) -> null, (container) -> false);
	}

	JsonText(String answer, List<JsonCandidate> candidates, boolean sequence, Outcome outcome,
			Function<JsonNode, @Nullable String> sources, Predicate<JsonNode> open) {
		this.open = open;
		this.sources = sources;
		this.answer = answer;
		this.candidates = List.copyOf(candidates);
		this.sequence = sequence;
		this.outcome = outcome;
	}

	/**
	 * Find and mend the JSON objects and arrays in a text; a text that is nothing but a
	 * JSON scalar counts as well. Never throws for what the text says; takes time linear
	 * in its length.
	 * @param text any text
	 * @return what was found
	 */
	public static JsonText parse(String text) {
		return new JsonTextReader(text, RepairPolicy.lenient()).read();
	}

	/**
	 * Find and mend JSON as a policy allows.
	 * @param text any text
	 * @param policy which repairs may be made; a value that needs another is malformed
	 * @return what was found
	 */
	public static JsonText parse(String text, RepairPolicy policy) {
		return new JsonTextReader(text, policy).read();
	}

	/**
	 * Read a text that is known to be cut, so that what is open at its end is unfinished
	 * and not misspelled.
	 * @param text the beginning of a text
	 * @param tail what becomes of the value that the text ends in
	 * @return what was found
	 */
	public static JsonText parseCut(String text, UnfinishedTail tail) {
		return new JsonTextReader(text, RepairPolicy.lenient()).readCut(tail);
	}

	/**
	 * The first value of the text. Values with nothing but a comma or a line break
	 * between them, such as JSON Lines, and values in code fences of their own are one
	 * list, of which empty ones are no part.
	 * @return the value, complete or not; {@code null} when the text holds none
	 */
	public @Nullable JsonNode value() {
		if (!this.sequence) {
			return (this.candidates.isEmpty()) ? null : this.candidates.get(0).value();
		}
		ArrayNode list = JsonNodeFactory.instance.arrayNode();
		this.candidates.stream().map(JsonCandidate::value).filter((value) -> !isEmpty(value)).forEach(list::add);
		if (list.size() == 1) {
			return list.get(0);
		}
		if (list.isEmpty()) {
			this.candidates.forEach((candidate) -> list.add(candidate.value()));
		}
		return list;
	}

	private static boolean isEmpty(JsonNode value) {
		return value.isContainer() && value.isEmpty();
	}

	/**
	 * Whether the text itself closes the value and everything in it.
	 * @return {@code true} if nothing had to be closed for it
	 */
	public boolean isComplete() {
		return (this.sequence) ? this.candidates.stream().allMatch(JsonCandidate::complete)
				: !this.candidates.isEmpty() && this.candidates.get(0).complete();
	}

	/**
	 * Whether the text itself closes one object or list of a candidate; of a cut text,
	 * all but those around its end.
	 * @param container the object or list, the very node of the candidate
	 * @return {@code false} if it had to be closed for it
	 */
	public boolean isComplete(JsonNode container) {
		return !this.open.test(container);
	}

	/**
	 * What was mended in the value.
	 * @return the repairs, in the order of the text
	 */
	public List<Repair> repairs() {
		long count = (this.sequence) ? this.candidates.size() : 1;
		return this.candidates.stream()
			.limit(count)
			.flatMap((candidate) -> candidate.repairs().stream())
			.distinct()
			.toList();
	}

	/**
	 * All outermost values, in the order of the text.
	 * @return the candidates, which may be incomplete
	 */
	public List<JsonCandidate> candidates() {
		return this.candidates;
	}

	/**
	 * The text of the answer without what the model thought aloud.
	 * @return the text, possibly blank
	 */
	public String answer() {
		return this.answer;
	}

	/**
	 * How an object or list that holds words without quotes was written, since it may
	 * have been meant as a text.
	 * @param container an object or list of a candidate
	 * @return its text, or {@code null} if all of it is in quotes
	 */
	public @Nullable String source(JsonNode container) {
		return this.sources.apply(container);
	}

	/**
	 * What became of the search.
	 * @return the outcome
	 */
	public Outcome outcome() {
		return this.outcome;
	}

	/**
	 * How the search for JSON ended.
	 */
	public enum Outcome {

		/** At least one complete value was found, and no unfinished one after it. */
		FOUND("must be JSON and nothing else"),

		/** The text is blank, reasoning aside. */
		EMPTY("must not be empty"),

		/** The text holds nothing that looks like JSON. */
		NO_JSON("must be JSON"),

		/** The text ends before its last value does. */
		UNCLOSED("must be complete JSON, but it ends before its last bracket is closed"),

		/** Something looks like JSON, and is not, or cannot or may not be mended. */
		MALFORMED("must be valid JSON"),

		/** Values are nested deeper than 200 levels. */
		TOO_DEEP("must be JSON that is nested less deep"),

		/** More than 10,000 values stand side by side. */
		TOO_MANY("must be one JSON value, not thousands"),

		/** The text is longer than {@value JsonText#MAX_LENGTH} characters. */
		TOO_LONG("must be shorter");

		private final String expectation;

		Outcome(String expectation) {
			this.expectation = expectation;
		}

		/**
		 * What a text must be that is to bind to a type.
		 * @return words for the model that wrote the text
		 */
		public String expectation() {
			return this.expectation;
		}

	}

}
