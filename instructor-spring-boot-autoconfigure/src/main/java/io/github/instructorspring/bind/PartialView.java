package io.github.instructorspring.bind;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.json.JsonStream;

/**
 * What is to be seen of the values so far, and whether it was seen already. A text that
 * is open grows without being told of: it is looked at when somebody looks.
 */
final class PartialView {

	private final PartialStack stack;

	private final JsonStream stream;

	private boolean dirty;

	/** The open text as it was shown last. */
	private @Nullable String text;

	/** Whether the open text shows; {@code null} before somebody asks. */
	private @Nullable Boolean shows;

	/** Whether the answer ended within the open text. */
	private boolean cut;

	private @Nullable Object snapshot;

	/** The length of the open text as it was told last. */
	private int toldLength = -1;

	PartialView(PartialStack stack, JsonStream stream) {
		this.stack = stack;
		this.stream = stream;
	}

	/**
	 * There is more to be seen.
	 */
	void change() {
		this.dirty = true;
	}

	boolean isDirty() {
		return this.dirty;
	}

	void changeIf(boolean changed) {
		this.dirty |= changed;
	}

	/**
	 * No text is open any more.
	 */
	void closeText() {
		this.text = null;
		this.shows = null;
		this.toldLength = -1;
	}

	/**
	 * The answer ends within a text: what shows of it stays.
	 * @param end the text
	 */
	void cutText(String end) {
		boolean half = !end.isEmpty() && Character.isHighSurrogate(end.charAt(end.length() - 1));
		this.text = (half) ? end.substring(0, end.length() - 1) : end;
		this.cut = true;
		this.dirty = true;
	}

	/**
	 * Whether a text is all that was seen of it when it was open, and nothing else was to
	 * be seen since.
	 */
	boolean hasShown(@Nullable Object value) {
		return value instanceof String words && words.equals(this.text) && !this.dirty;
	}

	/**
	 * Whether a text that is open shows.
	 */
	boolean showsText() {
		Boolean known = this.shows;
		if (known == null) {
			PartialSlot slot = this.stack.top().child();
			known = slot != null && slot.showsText() && this.stack.isOpenShown();
			this.shows = known;
		}
		return known;
	}

	/**
	 * Whether there is more to be seen than in the last snapshot.
	 * @param openLength the length of the text that is open, or -1
	 */
	boolean isChanged(int openLength) {
		return this.dirty || (openLength >= 0 && isTextGrown(openLength) && showsText());
	}

	private boolean isTextGrown(int length) {
		return this.text == null || Granularity.hasGrown(this.text.length(), length);
	}

	/**
	 * Whether there is more to be told than was told.
	 * @param openLength the length of the text that is open, or -1
	 */
	boolean hasNews(int openLength) {
		return this.dirty || (openLength >= 0 && openLength != this.toldLength && showsText());
	}

	/**
	 * The text that is open is told now.
	 * @return how long it is, or -1 if none shows
	 */
	int tellText(int openLength) {
		this.toldLength = openLength;
		if (this.cut && this.text != null) {
			return this.text.length();
		}
		return (openLength >= 0 && showsText()) ? openLength : -1;
	}

	/**
	 * A part of the text that is open.
	 */
	String openText(int from, int to) {
		return (this.cut && this.text != null) ? this.text.substring(from, to) : this.stream.openText(from, to);
	}

	/**
	 * The whole value so far.
	 * @param openLength the length of the text that is open, or -1
	 */
	@Nullable Object snapshot(int openLength) {
		boolean open = openLength >= 0 && showsText();
		boolean grown = open && isTextGrown(openLength);
		if (this.dirty || grown) {
			if (grown && !this.cut) {
				this.text = this.stream.openText(0, openLength);
			}
			Object value = this.stack.show((open || this.cut) ? openText() : PartialSlot.ABSENT);
			this.snapshot = (PartialSlot.isAbsent(value)) ? null : value;
			this.dirty = false;
		}
		return this.snapshot;
	}

	private @Nullable Object openText() {
		PartialSlot slot = this.stack.top().child();
		return (slot != null && this.text != null) ? slot.open(this.text) : PartialSlot.ABSENT;
	}

}
