package io.github.instructorspring.json;

import io.github.instructorspring.json.JsonCursor.State;

/**
 * Opens and closes objects and lists, whichever bracket stands there for which.
 */
final class ContainerReader {

	static final int MAX_DEPTH = 200;

	private final JsonCursor at;

	private final PushedText text;

	private final Lookahead lookahead;

	private final JsonEvents events;

	ContainerReader(JsonCursor at) {
		this.at = at;
		this.text = at.text;
		this.lookahead = at.lookahead;
		this.events = at.events;
	}

	boolean open(int bracket) {
		if (this.at.containers.length() >= MAX_DEPTH) {
			this.at.containers.setLength(0);
			this.events.tooDeep();
			this.at.state = State.STOPPED;
			return false;
		}
		if (bracket == '(') {
			this.events.repair(SyntaxRepair.TUPLE, this.at.position);
		}
		push((char) bracket);
		this.at.grouping = bracket == '(';
		this.at.afterComma = false;
		this.at.bareNames = false;
		this.at.state = (bracket == '{') ? State.NAME : State.VALUE;
		return this.at.skip(1);
	}

	void push(char bracket) {
		this.at.containers.append(bracket);
		if (bracket == '{') {
			this.events.startObject(this.at.position);
		}
		else {
			this.events.startArray(this.at.position);
		}
	}

	/**
	 * Close the innermost container.
	 * @param end where it ends
	 * @param closed whether the text closes it
	 */
	void pop(int end, boolean closed) {
		char bracket = this.at.container();
		this.at.containers.setLength(this.at.containers.length() - 1);
		if (bracket == '{') {
			this.events.endObject(end, closed);
		}
		else {
			this.events.endArray(end, closed, bracket == '(' && this.at.grouping);
		}
		this.at.grouping = false;
	}

	boolean close(int bracket) {
		return switch (bracket) {
			case '}' -> closeObject();
			case ']' -> closeList();
			default ->
				(this.at.container() == '(') ? closeOwn() : this.at.skipRepaired(SyntaxRepair.UNEXPECTED_TEXT, 1);
		};
	}

	private boolean closeObject() {
		boolean own = this.at.container() == '{';
		boolean goesOn = ((own && this.at.outer() == 0) || (!own && this.at.outer() == '{'))
				&& this.lookahead.memberFollows(this.at.position + 1, this.at.place(false));
		if (this.text.isHungry()) {
			return false;
		}
		if (own) {
			if (goesOn) {
				this.at.state = State.AFTER_VALUE;
				return this.at.skipRepaired(SyntaxRepair.EXTRA_BRACKET, 1);
			}
			return closeOwn();
		}
		int object = this.at.containers.lastIndexOf("{");
		if (object < 0) {
			return this.at.skipRepaired(SyntaxRepair.EXTRA_BRACKET, 1);
		}
		this.events.repair(SyntaxRepair.MISSING_BRACKET, this.at.position);
		if (goesOn) {
			return closeOwn();
		}
		while (this.at.containers.length() > object + 1) {
			pop(this.at.position, true);
		}
		return closeOwn();
	}

	private boolean closeList() {
		if (this.at.container() == '[' || this.at.container() == '(') {
			int next = (this.at.container() == '[' && this.at.outer() == '{')
					? this.lookahead.listAfterComma(this.at.position + 1) : -1;
			if (this.text.isHungry()) {
				return false;
			}
			return (next >= 0) ? continueList(next) : closeOwn();
		}
		int list = this.at.containers.lastIndexOf("[");
		if (list >= 0 && this.at.state == State.NAME && !this.at.afterComma) {
			// Nothing is in the object that nothing closes.
			this.events.repair(SyntaxRepair.MISSING_BRACKET, this.at.position);
			this.at.containers.setLength(this.at.containers.length() - 1);
			this.events.dropObject();
			return closeList();
		}
		if (list >= 0) {
			this.events.repair(SyntaxRepair.MISSING_BRACKET, this.at.position);
			while (this.at.containers.length() > list + 1) {
				pop(this.at.position, true);
			}
			return closeOwn();
		}
		boolean last = this.text.at(this.text.skipSpace(this.at.position + 1)) == PushedText.END;
		if (this.text.isHungry()) {
			return false;
		}
		if (last && this.at.containers.length() == 1) {
			this.events.repair(SyntaxRepair.MISSING_BRACKET, this.at.position);
			return closeOwn();
		}
		return this.at.skipRepaired(SyntaxRepair.EXTRA_BRACKET, 1);
	}

	/**
	 * A list that stands where a name belongs goes on with the one before, which was
	 * closed too early.
	 */
	private boolean continueList(int next) {
		boolean nested = this.text.at(this.text.skipSpace(next + 1)) == '[';
		if (this.text.isHungry()) {
			return false;
		}
		this.events.repair(SyntaxRepair.EXTRA_BRACKET, this.at.position);
		if (!nested) {
			this.events.closeRow();
		}
		this.at.position = (nested) ? next + 1 : next;
		this.at.state = State.VALUE;
		return true;
	}

	private boolean closeOwn() {
		if (this.at.afterComma && this.at.state != State.AFTER_VALUE) {
			this.events.repair(SyntaxRepair.EXTRA_COMMA, this.at.position);
		}
		pop(this.at.position + 1, true);
		this.at.afterComma = false;
		this.at.position++;
		if (this.at.containers.isEmpty()) {
			this.events.endRoot(this.at.position, true, this.at.certain);
			this.at.escaped = false;
			this.at.state = State.PROSE;
		}
		else {
			this.at.state = State.AFTER_VALUE;
		}
		return true;
	}

}
