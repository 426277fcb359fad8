package io.github.instructorspring.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Characters that can be appended to, one byte each as long as they are Latin-1. Unlike a
 * {@link StringBuilder}, it looks for the end of plain text by itself, and takes over
 * what is in another one without a text between them.
 */
final class Characters {

	private static final int FIRST_CAPACITY = 32;

	private byte[] narrow = new byte[FIRST_CAPACITY];

	/** All characters, once one of them needs two bytes. */
	private char @Nullable [] wide;

	private int length;

	int length() {
		return this.length;
	}

	boolean isEmpty() {
		return this.length == 0;
	}

	void setLength(int length) {
		this.length = length;
	}

	char charAt(int index) {
		char[] all = this.wide;
		return (all != null) ? all[index] : (char) (this.narrow[index] & 0xFF);
	}

	void append(CharSequence characters) {
		String text = characters.toString();
		int from = 0;
		if (this.wide == null) {
			from = appendNarrow(text);
			if (from == text.length()) {
				return;
			}
			widen(text.length() - from);
		}
		char[] all = wideFor(this.length + text.length() - from);
		text.getChars(from, text.length(), all, this.length);
		this.length += text.length() - from;
	}

	/**
	 * Append a text as far as it is Latin-1.
	 * @return how much of it that is
	 */
	private int appendNarrow(String text) {
		byte[] bytes = narrowFor(this.length + text.length());
		int start = this.length;
		int end = text.length();
		for (int i = 0; i < end; i++) {
			char character = text.charAt(i);
			if (character > 0xFF) {
				this.length = start + i;
				return i;
			}
			bytes[start + i] = (byte) character;
		}
		this.length = start + end;
		return end;
	}

	void append(char character) {
		if (this.wide == null && character <= 0xFF) {
			narrowFor(this.length + 1)[this.length++] = (byte) character;
			return;
		}
		if (this.wide == null) {
			widen(1);
		}
		wideFor(this.length + 1)[this.length++] = character;
	}

	void append(Characters other, int from, int to) {
		if (this.wide == null && other.wide == null) {
			System.arraycopy(other.narrow, from, narrowFor(this.length + to - from), this.length, to - from);
			this.length += to - from;
		}
		else {
			append(other.substring(from, to));
		}
	}

	private byte[] narrowFor(int needed) {
		if (needed > this.narrow.length) {
			this.narrow = Arrays.copyOf(this.narrow, Math.max(needed, this.narrow.length * 2));
		}
		return this.narrow;
	}

	private char[] wideFor(int needed) {
		char[] all = this.wide;
		if (all == null || needed > all.length) {
			all = (all != null) ? Arrays.copyOf(all, Math.max(needed, all.length * 2)) : new char[needed];
			this.wide = all;
		}
		return all;
	}

	private void widen(int more) {
		char[] all = new char[Math.max(this.narrow.length, this.length + more)];
		for (int i = 0; i < this.length; i++) {
			all[i] = (char) (this.narrow[i] & 0xFF);
		}
		this.wide = all;
		this.narrow = new byte[0];
	}

	/**
	 * Where characters end that stand for themselves between double quotes: at a quote, a
	 * backslash, a control character or the end.
	 */
	int plainEnd(int index) {
		char[] all = this.wide;
		int end = index;
		if (all != null) {
			while (end < this.length && isPlain(all[end])) {
				end++;
			}
			return end;
		}
		byte[] bytes = this.narrow;
		int limit = this.length;
		while (end < limit && isPlain((char) (bytes[end] & 0xFF))) {
			end++;
		}
		return end;
	}

	private static boolean isPlain(char character) {
		return character >= ' ' && character != '"' && character != '\\';
	}

	String substring(int start, int end) {
		char[] all = this.wide;
		return (all != null) ? new String(all, start, end - start)
				: new String(this.narrow, start, end - start, StandardCharsets.ISO_8859_1);
	}

	/**
	 * Whether a text stands at a place.
	 */
	boolean hasAt(int index, String text) {
		if (this.wide != null) {
			return String.valueOf(this.wide, index, text.length()).equals(text);
		}
		byte[] bytes = this.narrow;
		for (int i = 0; i < text.length(); i++) {
			if ((bytes[index + i] & 0xFF) != text.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public String toString() {
		return substring(0, this.length);
	}

}
