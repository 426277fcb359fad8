package io.github.instructorspring.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * What the beginning of a JSON text may be closed to, by a reader of its own that knows
 * nothing of types: slow and simple, for comparison.
 */
final class ClosedPrefix {

	private final String prefix;

	/** The containers that are open, with where what they hold for sure ends. */
	private final Deque<Open> open = new ArrayDeque<>();

	private boolean inText;

	private boolean isKey;

	private boolean inScalar;

	private int escape;

	/** Where a value seems to have ended. */
	private int undecided = -1;

	private ClosedPrefix(String prefix) {
		this.prefix = prefix;
	}

	/**
	 * The closed texts: first with the text that is open, if one is; then without the
	 * value that is open; then without the container that is open, and so on outwards.
	 */
	static List<String> of(String prefix) {
		return read(prefix).texts();
	}

	/**
	 * How much of a prefix is decided: whether a value has ended, and a quotation mark
	 * was the end of a text, shows with the name or value that follows it.
	 */
	static int decided(String prefix) {
		ClosedPrefix closed = read(prefix);
		return (closed.undecided >= 0) ? closed.undecided : prefix.length();
	}

	private static ClosedPrefix read(String prefix) {
		ClosedPrefix closed = new ClosedPrefix(prefix);
		for (int i = 0; i < prefix.length(); i++) {
			closed.read(prefix.charAt(i), i);
		}
		return closed;
	}

	private void read(char next, int position) {
		if (this.inText) {
			if (this.escape > 0) {
				this.escape = (this.escape == 1 && next == 'u') ? 5 : this.escape - 1;
			}
			else if (next == '\\') {
				this.escape = 1;
			}
			else if (next == '"') {
				this.inText = false;
				if (!this.isKey) {
					valueEnded(position + 1, position);
				}
			}
			return;
		}
		Open top = this.open.peek();
		if (this.inScalar && ",]} ".indexOf(next) >= 0) {
			this.inScalar = false;
			valueEnded(position, position);
		}
		if (next == '"') {
			this.inText = true;
			this.isKey = top != null && top.closer == '}' && !top.named;
		}
		else if (next == '{' || next == '[') {
			this.open.push(new Open((next == '{') ? '}' : ']', position + 1));
		}
		else if (next == '}' || next == ']') {
			this.open.pop();
			valueEnded(position + 1, (this.undecided >= 0) ? this.undecided : position);
		}
		else if (next == ':' || next == ',') {
			Objects.requireNonNull(top).named = next == ':';
			this.undecided = (next == ':') ? -1 : this.undecided;
		}
		else if (next != ' ') {
			this.inScalar = true;
		}
	}

	private void valueEnded(int end, int decided) {
		this.undecided = decided;
		Open top = this.open.peek();
		if (top != null) {
			top.end = end;
		}
	}

	private List<String> texts() {
		List<String> texts = new ArrayList<>();
		if (this.open.isEmpty() && !this.inText && !this.inScalar) {
			return (this.prefix.isEmpty()) ? texts : List.of(this.prefix);
		}
		if (this.inText && !this.isKey) {
			String shown = this.prefix.replaceFirst((this.escape > 0) ? "\\\\(u[0-9a-fA-F]*)?$" : "$", "");
			texts.add(shown + '"' + closers(this.open.size()));
		}
		int depth = this.open.size();
		for (Iterator<Open> inner = this.open.iterator(); inner.hasNext(); depth--) {
			texts.add(this.prefix.substring(0, inner.next().end) + closers(depth));
		}
		return texts;
	}

	/** What closes the outer containers. */
	private String closers(int depth) {
		StringBuilder closers = new StringBuilder();
		this.open.stream().skip(this.open.size() - depth).forEach((container) -> closers.append(container.closer));
		return closers.toString();
	}

	private static final class Open {

		private final char closer;

		private int end;

		private boolean named;

		Open(char closer, int end) {
			this.closer = closer;
			this.end = end;
		}

	}

}
