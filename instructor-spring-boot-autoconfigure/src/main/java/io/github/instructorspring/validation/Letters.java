package io.github.instructorspring.validation;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * The letters and digits of a text, without case and accents, which know where each comes
 * from. So are found again what was escaped, cased or spaced in another way.
 */
final class Letters {

	private static final int UNICODE_ESCAPE = 6;

	private int[] characters;

	private int[] starts;

	private int[] ends;

	private int length;

	private Letters(int capacity) {
		this.characters = new int[capacity];
		this.starts = new int[capacity];
		this.ends = new int[capacity];
	}

	/**
	 * Read a text.
	 * @param text any text
	 * @param escaped how often it was put into a text of JSON
	 */
	static Letters of(String text, int escaped) {
		Letters all = new Letters(text.length());
		for (int index = 0; index < text.length();) {
			int character = text.codePointAt(index);
			int next = index + Character.charCount(character);
			all.add(character, index, next);
			index = next;
		}
		for (int i = 0; i < escaped; i++) {
			all = all.unescaped();
		}
		return all.folded();
	}

	int length() {
		return this.length;
	}

	/**
	 * Where a letter begins in the text itself.
	 */
	int start(int index) {
		return this.starts[index];
	}

	/**
	 * Where a letter ends in the text itself.
	 */
	int end(int index) {
		return this.ends[index];
	}

	/**
	 * The letters and nothing else. All are of one {@code char}.
	 */
	String characters() {
		StringBuilder text = new StringBuilder(this.length);
		for (int i = 0; i < this.length; i++) {
			text.append((char) this.characters[i]);
		}
		return text.toString();
	}

	private void add(int character, int start, int end) {
		if (this.length == this.characters.length) {
			int capacity = 2 * this.length + 16;
			this.characters = Arrays.copyOf(this.characters, capacity);
			this.starts = Arrays.copyOf(this.starts, capacity);
			this.ends = Arrays.copyOf(this.ends, capacity);
		}
		this.characters[this.length] = character;
		this.starts[this.length] = start;
		this.ends[this.length] = end;
		this.length++;
	}

	private Letters unescaped() {
		Letters unescaped = new Letters(this.length);
		for (int index = 0; index < this.length;) {
			int size = (this.characters[index] == '\\' && index + 1 < this.length) ? 2 : 1;
			int character = this.characters[index + size - 1];
			int unicode = (size == 2 && character == 'u') ? unicode(index + 2) : -1;
			if (unicode >= 0) {
				character = unicode;
				size = UNICODE_ESCAPE;
			}
			else if (size == 2 && "bfnrt".indexOf(character) >= 0) {
				character = ' ';
			}
			unescaped.add(character, this.starts[index], this.ends[index + size - 1]);
			index += size;
		}
		return unescaped;
	}

	private int unicode(int from) {
		if (from + 4 > this.length) {
			return -1;
		}
		int value = 0;
		for (int i = from; i < from + 4; i++) {
			int digit = Character.digit(this.characters[i], 16);
			if (digit < 0) {
				return -1;
			}
			value = 16 * value + digit;
		}
		return value;
	}

	private Letters folded() {
		Letters folded = new Letters(this.length);
		for (int i = 0; i < this.length; i++) {
			int character = this.characters[i];
			if (character < 0x80) {
				folded.addLetter(Character.toLowerCase(character), this.starts[i], this.ends[i]);
			}
			else {
				String plain = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKD);
				for (int j = 0; j < plain.length(); j++) {
					folded.addLetter(Character.toLowerCase(Character.toUpperCase(plain.charAt(j))), this.starts[i],
							this.ends[i]);
				}
			}
		}
		return folded;
	}

	private void addLetter(int character, int start, int end) {
		boolean surrogate = Character.isSurrogate((char) character);
		if (surrogate || Character.isLetterOrDigit(character)) {
			add(character, start, end);
		}
	}

}
