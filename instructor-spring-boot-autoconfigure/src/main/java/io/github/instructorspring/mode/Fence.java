package io.github.instructorspring.mode;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text between two rows of backticks that are longer than any in it, so that nothing in
 * the text can end it.
 */
final class Fence {

	private static final int SHORTEST = 3;

	private static final Pattern ROW = Pattern.compile("`+");

	/**
	 * No other info string, as that of a model may say anything.
	 */
	private static final Pattern BLOCK = Pattern.compile("\\s*(`{" + SHORTEST + ",})(?:json)?[ \\t]*\\R(.*)\\R\\1\\s*",
			Pattern.DOTALL + Pattern.CASE_INSENSITIVE);

	private Fence() {
	}

	/**
	 * Fence a text.
	 * @param info what the text is, such as {@code json}, or empty
	 * @param text any text
	 * @return the fenced text, with no line break at its end
	 */
	static String around(String info, String text) {
		String row = "`".repeat(Math.max(SHORTEST, longestRow(text) + 1));
		return row + info + "\n" + text + "\n" + row;
	}

	/**
	 * Fence a text that a model wrote, unless it is one fenced block already.
	 * @param info what the text is, or empty
	 * @param text any text
	 * @return the fenced text
	 */
	static String aroundUnfenced(String info, String text) {
		return (isBlock(text)) ? text : around(info, text);
	}

	private static boolean isBlock(String text) {
		Matcher block = BLOCK.matcher(text);
		return block.matches() && longestRow(block.group(2)) < block.group(1).length();
	}

	private static int longestRow(String text) {
		return ROW.matcher(text).results().mapToInt((row) -> row.end() - row.start()).max().orElse(0);
	}

}
