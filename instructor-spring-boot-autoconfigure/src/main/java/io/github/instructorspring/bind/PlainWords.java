package io.github.instructorspring.bind;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Texts without what sets two spellings of one word apart.
 */
final class PlainWords {

	private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]++");

	private static final Pattern PLUS = Pattern.compile("(?<=[\\p{L}\\p{N}+])\\+");

	private static final Pattern SHARP = Pattern.compile("(?<=\\p{L})#");

	private static final Pattern CLAUSE = Pattern.compile("[.,;:!?\\n()\u2014]|\\s-+\\s");

	private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}++");

	private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*+");

	private PlainWords() {
	}

	static String lower(String text) {
		return Normalizer.normalize(text.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
	}

	static String withoutPunctuation(String text) {
		return PUNCTUATION.matcher(withoutSigns(lower(text))).replaceAll("");
	}

	static String withoutAccents(String text) {
		String plain = lower(text);
		if (ASCII.matcher(plain).matches()) {
			return plain;
		}
		// Letters that do not come apart into one and its accent.
		String letters = plain.replace("ß", "ss")
			.replace("æ", "ae")
			.replace("œ", "oe")
			.replace("ø", "o")
			.replace("ł", "l")
			.replace("đ", "d")
			.replace("ı", "i");
		String apart = Normalizer.normalize(letters, Normalizer.Form.NFD);
		return Normalizer.normalize(ACCENTS.matcher(apart).replaceAll(""), Normalizer.Form.NFC);
	}

	/**
	 * Lower-case words without accents, with one space between them.
	 */
	static String words(String text) {
		return clauses(text).replace('\n', ' ');
	}

	/**
	 * The same words, with a line break where a clause ends.
	 */
	static String clauses(String text) {
		return PUNCTUATION.matcher(withoutSigns(withoutAccents(text)))
			.replaceAll((between) -> (CLAUSE.matcher(between.group()).find()) ? "\n" : " ")
			.strip();
	}

	/**
	 * With names for the signs that are part of a word, as in C++, C# and A+.
	 */
	private static String withoutSigns(String text) {
		return SHARP.matcher(PLUS.matcher(text).replaceAll("plus")).replaceAll("sharp");
	}

}
