package io.github.instructorspring.sample.standin;

import java.util.Locale;

/**
 * A word of the text, with its place.
 *
 * @param text the word as it is written
 * @param start where it starts
 * @param end where it ends
 */
record Word(String text, int start, int end) {

	String lower() {
		return this.text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
	}

	boolean isCapitalised() {
		return Character.isUpperCase(this.text.codePointAt(0));
	}

	boolean isLetters() {
		return this.text.chars().noneMatch(Character::isDigit);
	}

	boolean isInitial() {
		return this.text.length() == 1 && isCapitalised();
	}

	boolean isShouted() {
		return this.text.length() > 1 && this.text.equals(this.text.toUpperCase(Locale.ROOT));
	}

}
