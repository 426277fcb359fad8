package io.github.instructorspring.json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.json.JsonTreeBuilder.Root;

/**
 * Joins an answer that was cut with the text in which the model went on. Models put that
 * text in a code fence, introduce it, repeat the last characters of the cut text or start
 * over. Of the ways to join the two, the one is taken that needs the least repair; a
 * plain concatenation that is valid JSON always stands, unless what is joined repeats at
 * least eight characters and is valid without them.
 *
 * <p>
 * Some of it cannot be known. Eight characters that come twice may be a repetition, which
 * is assumed, or be meant twice, as in a list of equal elements. Fewer are taken to be
 * meant twice where that is valid: {@code 12} after <code>{"n":1</code> gives 112. An
 * introduction in the line in which a text goes on is part of that text, and so is a
 * blank before it. What the model left out at the seam is not noticed.
 *
 * @since 0.1
 */
public final class ContinuedText {

	private static final int MIN_OVERLAP = 8;

	private static final int MAX_LIKENESS = 16;

	private static final int UNUSABLE = 100_000;

	private static final Pattern OPENING_FENCE = Pattern
		.compile("\\A([^{}\\[\\]\"]*?(?:^|\\n))?[ \\t]*+(?:```|~~~)(?:[\\w+-]*+[ \\t]*+\\R|(?:json\\b)?)");

	private static final Pattern CLOSING_FENCE = Pattern.compile("(?:\\R[ \\t]*+)?(?:```|~~~)\\s*+\\z");

	private static final Pattern CLOSING_FENCE_LINE = Pattern
		.compile("\\R[ \\t]*+(?:```|~~~)[ \\t]*+\\R[^{}\\[\\]\"]{0,300}+\\z");

	private static final Pattern INTRODUCTION = Pattern.compile(
			"\\A\\s*+(?:here|sure|certainly|of course|ok|okay|continu|resum|the rest|the remain|rest|remain|sorry|"
					+ "apolog|i apolog|my apolog)[^{}\\[\\]\"\\n]{0,300}[:.!\u2026][ \\t]*+\\R(?:[ \\t]*+\\R){0,5}+",
			Pattern.CASE_INSENSITIVE);

	private final String cut;

	/** Where the value begins that is open at the cut; its end if none is. */
	private final int start;

	private final Set<String> tried = new LinkedHashSet<>();

	private @Nullable String best;

	private int bestPenalty = Integer.MAX_VALUE;

	private ContinuedText(String cut) {
		this.cut = cut;
		this.start = startOfOpenValue(cut);
	}

	/**
	 * Join a cut text with its continuation.
	 * @param cut the text up to where it was cut
	 * @param rest what the model wrote when it was asked to go on
	 * @return the whole text, which may still be incomplete
	 */
	public static String join(String cut, String rest) {
		ContinuedText text = new ContinuedText(cut);
		List<String> readings = readings(rest);
		if (text.start == cut.length()) {
			return text.afterWholeValue(rest, readings);
		}
		readings.forEach(text::tryJoins);
		readings.forEach(text::tryShortOverlaps);
		return (text.best != null) ? text.best : cut + rest;
	}

	private static int startOfOpenValue(String cut) {
		List<Root> roots = tree(cut).roots();
		if (roots.isEmpty()) {
			return 0;
		}
		Root last = roots.get(roots.size() - 1);
		return (last.closed()) ? cut.length() : last.start();
	}

	/**
	 * Nothing was cut, as it seems, so that there is nothing to tell joins apart by.
	 */
	private String afterWholeValue(String rest, List<String> readings) {
		for (String reading : readings) {
			List<Integer> overlaps = overlaps(reading);
			if (!overlaps.isEmpty() && overlaps.get(0) >= MIN_OVERLAP) {
				return this.cut + reading.substring(overlaps.get(0));
			}
		}
		return this.cut + rest;
	}

	/**
	 * The continuation as it stands, and without what may be around it.
	 */
	private static List<String> readings(String rest) {
		Set<String> readings = new LinkedHashSet<>();
		readings.add(rest);
		readings.add(withoutIntroduction(rest));
		String unfenced = withoutFence(rest);
		readings.add(unfenced);
		readings.add(withoutIntroduction(unfenced));
		return List.copyOf(readings);
	}

	private static String withoutIntroduction(String rest) {
		Matcher introduction = INTRODUCTION.matcher(rest);
		return (introduction.find()) ? rest.substring(introduction.end()) : rest;
	}

	private static String withoutFence(String rest) {
		Matcher opening = OPENING_FENCE.matcher(rest);
		if (!opening.find()) {
			return rest;
		}
		String inside = rest.substring(opening.end());
		Matcher line = CLOSING_FENCE_LINE.matcher(inside);
		Matcher closing = CLOSING_FENCE.matcher(inside);
		if (line.find()) {
			return inside.substring(0, line.start());
		}
		return (closing.find()) ? inside.substring(0, closing.start()) : inside;
	}

	private void tryJoins(String rest) {
		for (int overlap : overlaps(rest)) {
			if (overlap >= MIN_OVERLAP || overlap == this.cut.length() - this.start) {
				tryText(this.cut + rest.substring(overlap), this.start);
			}
		}
		tryText(this.cut + rest, this.start);
		int again = indexOfBracket(rest);
		if (again >= 0 && startsOver(rest, again)) {
			tryText(rest.substring(again), 0);
		}
	}

	/**
	 * A few characters that come twice may well be meant twice, unless that makes no
	 * sense.
	 */
	private void tryShortOverlaps(String rest) {
		if (this.bestPenalty > 1) {
			overlaps(rest).forEach((overlap) -> tryText(this.cut + rest.substring(overlap), this.start));
		}
	}

	private void tryText(String text, int from) {
		if (this.bestPenalty > 0 && this.tried.add(text)) {
			int penalty = penalty(text.substring(from));
			if (penalty < this.bestPenalty) {
				this.best = text;
				this.bestPenalty = penalty;
			}
		}
	}

	/**
	 * What must be mended, and last whether it is complete, since the model may have been
	 * cut again.
	 */
	private static int penalty(String text) {
		JsonTreeBuilder tree = tree(text);
		if (tree.roots().isEmpty() || tree.isMalformed() || tree.isTooDeep() || tree.isTooMany()) {
			return UNUSABLE;
		}
		Root root = tree.roots().get(0);
		boolean alone = root.start() == 0 && text.substring(Math.min(text.length(), root.end())).isBlank();
		boolean complete = root.closed() && root.certain();
		return 2 * (root.repairs().size() + ((alone) ? 0 : 1)) + ((complete) ? 0 : 1);
	}

	private static JsonTreeBuilder tree(String text) {
		JsonTreeBuilder tree = new JsonTreeBuilder(UnfinishedTail.KEEP);
		JsonTokenizer tokenizer = new JsonTokenizer(tree, true);
		tokenizer.feed(text);
		tokenizer.finish();
		return tree;
	}

	/**
	 * How many characters may come twice: the cut text ends in as many as the rest begins
	 * with.
	 * @return the numbers, the largest first
	 */
	private List<Integer> overlaps(String rest) {
		int length = Math.min(this.cut.length(), rest.length());
		String both = rest.substring(0, length) + this.cut.substring(this.cut.length() - length);
		int[] borders = new int[both.length()];
		for (int i = 1; i < borders.length; i++) {
			int border = borders[i - 1];
			while (border > 0 && both.charAt(border) != both.charAt(i)) {
				border = borders[border - 1];
			}
			borders[i] = (both.charAt(border) == both.charAt(i)) ? border + 1 : 0;
		}
		List<Integer> overlaps = new ArrayList<>();
		int overlap = (borders.length > 0) ? borders[borders.length - 1] : 0;
		while (overlap > 0 && overlaps.size() < 2 * MIN_OVERLAP) {
			if (overlap <= length) {
				overlaps.add(overlap);
			}
			overlap = borders[overlap - 1];
		}
		return overlaps;
	}

	private boolean startsOver(String rest, int again) {
		String begun = beginning(this.cut, this.start);
		return !begun.isEmpty() && beginning(rest, again).startsWith(begun);
	}

	private static String beginning(String text, int start) {
		StringBuilder beginning = new StringBuilder();
		for (int i = start; i < text.length() && beginning.length() < MAX_LIKENESS; i++) {
			if (!PushedText.isSpace(text.charAt(i))) {
				beginning.append(text.charAt(i));
			}
		}
		return beginning.toString();
	}

	private static int indexOfBracket(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) == '{' || text.charAt(i) == '[') {
				return i;
			}
		}
		return -1;
	}

}
