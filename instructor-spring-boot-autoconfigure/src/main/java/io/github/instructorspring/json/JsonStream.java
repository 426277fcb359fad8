package io.github.instructorspring.json;

/**
 * Text of a language model that arrives in pieces, read as it comes. It knows the same
 * notations as {@link JsonText}: prose, fences and thoughts around the values, and what
 * is almost JSON. Each character is read once, and looked at by a bounded number of looks
 * ahead; a value in quotes is told when what follows shows that its quote closes it. Not
 * thread-safe.
 *
 * @since 0.1
 */
public final class JsonStream {

	private final JsonTokenizer tokenizer;

	/**
	 * Create a stream.
	 * @param events whom to tell
	 */
	public JsonStream(JsonEvents events) {
		this.tokenizer = new JsonTokenizer(events, true);
	}

	/**
	 * Take the next piece of the text.
	 * @param chunk the piece, of any length
	 */
	public void feed(CharSequence chunk) {
		this.tokenizer.feed(chunk);
	}

	/**
	 * The text ends here. What is open is told as unfinished, whatever it may mean.
	 */
	public void end() {
		this.tokenizer.finish();
	}

	/**
	 * The length of the text value that is being read, escapes decoded.
	 * @return the length, or -1 when no value in quotes is being read
	 */
	public int openTextLength() {
		return this.tokenizer.openTextLength();
	}

	/**
	 * The text value that is being read.
	 * @param from where to begin
	 * @param to where to end, at most {@link #openTextLength()}
	 * @return that part of it
	 */
	public String openText(int from, int to) {
		return this.tokenizer.openText(from, to);
	}

	/**
	 * How long the name or scalar is that is being read.
	 * @return the length so far, 0 for none
	 */
	public int openTokenLength() {
		return this.tokenizer.openTokenLength();
	}

	/**
	 * Whether white space would be part of a text.
	 * @return {@code true} between quotes
	 */
	public boolean isInText() {
		return this.tokenizer.isInToken();
	}

	/**
	 * How much was fed.
	 * @return the characters
	 */
	public int length() {
		return this.tokenizer.length();
	}

	/**
	 * All that was fed.
	 * @return the text
	 */
	public String text() {
		return this.tokenizer.text();
	}

}
