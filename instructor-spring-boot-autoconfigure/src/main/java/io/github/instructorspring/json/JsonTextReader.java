package io.github.instructorspring.json;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.json.JsonText.Outcome;
import io.github.instructorspring.json.JsonTreeBuilder.Root;
import io.github.instructorspring.json.JsonTreeBuilder.Span;

/**
 * Reads one whole text: as it stands if it is JSON, else what the tokenizer finds in it.
 */
final class JsonTextReader {

	private static final ObjectReader STRICT = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build()
		.readerFor(JsonNode.class);

	private static final Pattern REASONING_BLOCK = Pattern.compile(
			"<(think|thinking|reasoning)>.*?</\\1>|<(?:think|thinking|reasoning)>.*+",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern REASONING_TAG = Pattern.compile("</?(?:think|thinking|reasoning)>",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern BETWEEN_VALUES = Pattern
		.compile("(?:\\s|,|;|\uFEFF|/\\*(?:[^*]|\\*(?!/))*+\\*/|//[^\\n]*+\\n)*+|\\s*+```[^`]*+```[\\w+-]*+\\s*+");

	private static final Pattern FENCE = Pattern.compile("(?:```|~~~)[\\w+-]*+");

	private static final Pattern GROUPED_NUMBER = Pattern.compile("-?\\d{1,3}(?:,\\d{3})++(?:\\.\\d++)?");

	private static final String SCALAR_START = "\"-0123456789tfn";

	private final String text;

	private final RepairPolicy policy;

	JsonTextReader(String text, RepairPolicy policy) {
		this.text = text;
		this.policy = policy;
	}

	JsonText read() {
		if (this.text.length() > JsonText.MAX_LENGTH) {
			return new JsonText("", List.of(), false, Outcome.TOO_LONG);
		}
		JsonNode whole = strict(this.text);
		if (whole != null) {
			return new JsonText(this.text, List.of(new JsonCandidate(whole, true, List.of())), false, Outcome.FOUND);
		}
		JsonTreeBuilder tree = onlyValue();
		if (tree == null) {
			tree = tokenize(this.text, UnfinishedTail.KEEP, false, false);
		}
		String answer = answer(tree.answerStart());
		if (tree.roots().isEmpty() && !tree.isTooDeep() && !tree.isMalformed()) {
			JsonText scalars = scalars(answer);
			if (scalars != null) {
				return scalars;
			}
		}
		return result(answer, tree, tree.answerStart());
	}

	JsonText readCut(UnfinishedTail tail) {
		JsonTreeBuilder tree = tokenize(this.text, tail, true, false);
		if (tree.roots().isEmpty()) {
			List<JsonCandidate> values = new ArrayList<>();
			for (Root list : tokenize(this.text, tail, true, true).roots()) {
				list.value().forEach((element) -> values.add(new JsonCandidate(element, false, list.repairs())));
			}
			return new JsonText(this.text, values, values.size() > 1, Outcome.UNCLOSED);
		}
		return result(this.text, tree, 0);
	}

	private static JsonTreeBuilder tokenize(String text, UnfinishedTail tail, boolean cut, boolean inList) {
		JsonTreeBuilder tree = new JsonTreeBuilder(tail);
		JsonTokenizer tokenizer = new JsonTokenizer(tree, cut);
		if (inList) {
			tokenizer.startInList();
		}
		tokenizer.feed(text);
		tokenizer.finish();
		return tree;
	}

	/**
	 * One valid value in plain text, which is the most frequent answer, is read faster by
	 * Jackson; the tokenizer would give the same.
	 */
	private @Nullable JsonTreeBuilder onlyValue() {
		int start = indexOfBracket();
		int end = 1 + Math.max(this.text.lastIndexOf('}'), this.text.lastIndexOf(']'));
		boolean plain = start >= 0 && end > start && this.text.lastIndexOf('"', start) < 0
				&& this.text.indexOf('{', end) < 0 && this.text.indexOf('[', end) < 0 && !hasReasoning(this.text);
		JsonNode value = (plain) ? strict(this.text.substring(start, end)) : null;
		if (value == null) {
			return null;
		}
		JsonTreeBuilder tree = new JsonTreeBuilder(UnfinishedTail.KEEP);
		tree.take(value, start, end);
		return tree;
	}

	private static boolean hasReasoning(String text) {
		return text.indexOf('<') >= 0 && REASONING_TAG.matcher(text).find();
	}

	private static String withoutReasoning(String text) {
		return (hasReasoning(text)) ? REASONING_BLOCK.matcher(text).replaceAll("") : text;
	}

	private int indexOfBracket() {
		int brace = this.text.indexOf('{');
		int bracket = this.text.indexOf('[');
		return (brace < 0 || bracket < 0) ? Math.max(brace, bracket) : Math.min(brace, bracket);
	}

	private String answer(int start) {
		String thoughtless = withoutReasoning(this.text.substring(start));
		int first = 0;
		int last = thoughtless.length();
		while (first < last && PushedText.isSpace(thoughtless.charAt(first))) {
			first++;
		}
		while (last > first && PushedText.isSpace(thoughtless.charAt(last - 1))) {
			last--;
		}
		return thoughtless.substring(first, last);
	}

	private JsonText result(String answer, JsonTreeBuilder tree, int start) {
		List<Root> roots = tree.roots();
		List<JsonCandidate> candidates = new ArrayList<>();
		List<Repair> surroundings = surroundings(roots, start);
		boolean forbidden = false;
		boolean unclosed = false;
		for (Root root : roots) {
			List<Repair> repairs = repairs(root, surroundings);
			boolean allowed = repairs.stream().allMatch((repair) -> this.policy.allows(repair.kind()));
			forbidden |= !allowed;
			unclosed = !root.closed();
			if (allowed) {
				candidates.add(new JsonCandidate(root.value(), root.closed() && root.certain(), repairs));
			}
		}
		boolean sequence = roots.size() > 1 && !forbidden && isSequence(roots);
		if (isStray(candidates)) {
			// A brace of the prose, or the answer proper cut at its first character.
			return new JsonText(answer, List.of(), false, Outcome.MALFORMED);
		}
		boolean none = candidates.stream().noneMatch(JsonCandidate::complete);
		Outcome outcome = outcome(tree, answer, none, unclosed);
		return new JsonText(answer, candidates, sequence, outcome, (container) -> source(tree, container),
				tree::isOpen);
	}

	/**
	 * Whether after a whole value something opens that looks like prose rather than like
	 * another answer.
	 */
	private static boolean isStray(List<JsonCandidate> candidates) {
		JsonCandidate last = (candidates.size() > 1) ? candidates.get(candidates.size() - 1) : null;
		if (last == null || last.complete() || !candidates.get(0).complete()) {
			return false;
		}
		return last.value().isEmpty() || (last.value().isArray() && candidates.get(0).value().isObject())
				|| last.repairs().stream().anyMatch((repair) -> repair.kind() == SyntaxRepair.UNQUOTED);
	}

	private @Nullable String source(JsonTreeBuilder tree, JsonNode container) {
		Span span = tree.spans().get(container);
		return (span != null) ? this.text.substring(span.start(), span.end()) : null;
	}

	private static Outcome outcome(JsonTreeBuilder tree, String answer, boolean none, boolean unclosed) {
		if (tree.isTooDeep()) {
			return Outcome.TOO_DEEP;
		}
		if (tree.isTooMany()) {
			return Outcome.TOO_MANY;
		}
		if (unclosed) {
			return Outcome.UNCLOSED;
		}
		if (!none) {
			return Outcome.FOUND;
		}
		if (tree.isMalformed() || !tree.roots().isEmpty()) {
			return Outcome.MALFORMED;
		}
		return (answer.isBlank()) ? Outcome.EMPTY : Outcome.NO_JSON;
	}

	/**
	 * What was left out around the values.
	 */
	private List<Repair> surroundings(List<Root> roots, int start) {
		StringBuilder around = new StringBuilder();
		int end = start;
		for (Root root : roots) {
			around.append(this.text.substring(end, root.start())).append('\n');
			end = Math.min(this.text.length(), root.end());
		}
		around.append(this.text, end, this.text.length());
		List<Repair> repairs = new ArrayList<>();
		String thoughtless = withoutReasoning(around.toString());
		if (start > 0 || thoughtless.length() < around.length()) {
			repairs.add(new Repair(SyntaxRepair.REASONING, 0, ""));
		}
		String unfenced = FENCE.matcher(thoughtless).replaceAll("");
		if (unfenced.length() < thoughtless.length()) {
			repairs.add(new Repair(SyntaxRepair.CODE_FENCE, Math.max(0, this.text.indexOf("```")), ""));
		}
		if (!unfenced.isBlank() || roots.size() > 1) {
			repairs.add(new Repair(SyntaxRepair.SURROUNDING_TEXT, 0, ""));
		}
		return repairs;
	}

	private static List<Repair> repairs(Root root, List<Repair> surroundings) {
		List<Repair> repairs = new ArrayList<>(surroundings);
		repairs.addAll(root.repairs());
		return repairs;
	}

	private boolean isSequence(List<Root> roots) {
		int end = -1;
		for (Root root : roots) {
			if (end >= 0 && !BETWEEN_VALUES.matcher(this.text.substring(end, root.start())).matches()) {
				return false;
			}
			end = root.end();
		}
		return true;
	}

	/**
	 * A text that is a scalar, or several with commas or line breaks between them.
	 */
	private @Nullable JsonText scalars(String answer) {
		JsonNode scalar = strict(answer);
		if (scalar != null) {
			boolean bare = answer.length() == this.text.strip().length();
			List<Repair> repairs = (bare) ? List.of() : List.of(new Repair(SyntaxRepair.REASONING, 0, ""));
			return new JsonText(answer, List.of(new JsonCandidate(scalar, true, repairs)), false, Outcome.FOUND);
		}
		if (answer.isEmpty() || GROUPED_NUMBER.matcher(answer).matches()
				|| SCALAR_START.indexOf(answer.charAt(0)) < 0) {
			return null;
		}
		List<Root> roots = tokenize(answer, UnfinishedTail.KEEP, false, true).roots();
		if (roots.isEmpty()) {
			return null;
		}
		Root list = roots.get(0);
		List<Repair> repairs = new ArrayList<>(list.repairs());
		repairs.add(0, new Repair(SyntaxRepair.MISSING_BRACKET, 0, ""));
		boolean plain = list.repairs()
			.stream()
			.allMatch((repair) -> repair.kind() == SyntaxRepair.EXTRA_COMMA
					|| repair.kind() == SyntaxRepair.MISSING_COMMA);
		if (!plain || list.value().size() < 2) {
			return null;
		}
		List<JsonCandidate> values = new ArrayList<>();
		list.value().forEach((element) -> values.add(new JsonCandidate(element, true, repairs)));
		return new JsonText(answer, values, true, Outcome.FOUND);
	}

	private static @Nullable JsonNode strict(String json) {
		try {
			JsonNode value = STRICT.readValue(json);
			return (value != null && !value.isMissingNode()) ? value : null;
		}
		catch (JacksonException | NumberFormatException ex) {
			// The latter for a number whose exponent is beyond all bounds.
			return null;
		}
	}

}
