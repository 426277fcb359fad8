package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

import io.github.instructorspring.json.JsonEvents;
import io.github.instructorspring.json.JsonStream;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.json.SyntaxRepair;
import io.github.instructorspring.schema.ResponseSchema;

/**
 * Turns what is read of an answer into objects: opens a frame for each object and list,
 * puts into it what closes, and tells the view what can be seen.
 */
final class PartialReading implements JsonEvents {

	private final PartialSlot root;

	private final @Nullable String wrapper;

	private final RepairPolicy policy;

	private final boolean respelled;

	private final JsonStream stream;

	private final PartialStack stack;

	private final PartialValues values;

	private final PartialFrames frames;

	private final PartialView view;

	private final PartialTelling telling;

	private final StreamGuard guard;

	private List<JsonNode> elements = new ArrayList<>();

	private boolean handsOut;

	/**
	 * Whether a value is left out, since an earlier one is the answer or it is broken.
	 */
	private boolean ignoring;

	/** Whether the value that came last is not the answer. */
	private boolean wrong;

	/** Whether the elements of a list stand side by side. */
	private boolean sequence;

	/** Whether what comes next may be one more of them. */
	private boolean followsElement;

	private boolean complete;

	private boolean ended;

	/** Which steps of the outermost value had closed when it closed itself. */
	private @Nullable Predicate<Object> outermost;

	PartialReading(JsonMapper mapper, PartialSlot root, ResponseSchema schema, RepairPolicy policy,
			StreamLimits limits) {
		this.root = root;
		this.wrapper = schema.wrapper();
		this.policy = policy;
		this.respelled = policy.allows(Coercion.PROPERTY_NAME);
		this.stream = new JsonStream(this);
		this.stack = new PartialStack(root);
		this.values = new PartialValues(mapper, schema, policy, this.stack);
		this.frames = new PartialFrames(this.values, this.respelled);
		this.view = new PartialView(this.stack, this.stream);
		this.telling = new PartialTelling(this.stack, this.view, mapper, schema.type());
		this.guard = new StreamGuard(limits, this.stream, this.stack);
	}

	void handOutElements() {
		this.handsOut = true;
	}

	void feed(CharSequence chunk) {
		this.guard.beforeText(chunk);
		if (this.ended) {
			throw new IllegalStateException("The answer has ended");
		}
		if (!chunk.isEmpty()) {
			this.stream.feed(chunk);
			this.guard.afterText();
		}
	}

	void end() {
		if (!this.ended && !this.guard.hasStopped()) {
			this.ended = true;
			this.stream.end();
		}
	}

	boolean isChanged() {
		return this.view.isChanged(openTextLength());
	}

	@Nullable Object snapshot() {
		return this.view.snapshot(openTextLength());
	}

	boolean hasNews() {
		return this.view.hasNews(openTextLength());
	}

	void tell(DeltaSink sink) {
		this.telling.tell(openTextLength(), sink);
	}

	/**
	 * The length of the text that is being read, or -1.
	 */
	private int openTextLength() {
		return (this.ignoring) ? -1 : this.stream.openTextLength();
	}

	StreamPosition position() {
		return this.stack.position(this.complete, this.outermost);
	}

	List<JsonNode> takeClosedElements() {
		List<JsonNode> taken = this.elements;
		if (taken.isEmpty()) {
			return List.of();
		}
		this.elements = new ArrayList<>();
		return taken;
	}

	List<Finding> problems() {
		return this.values.problems();
	}

	/**
	 * Open an object or list.
	 */
	private void open(boolean list) {
		this.guard.levelBelow(this.stack.depth() - ((this.wrapper != null) ? 1 : 0));
		PartialFrame outer = this.stack.top();
		boolean json = outer.json != null || outer.handsOut;
		PartialFrame frame = this.frames.open(outer.child(), list, json);
		if (json || frame.needsJson()) {
			frame.json = (list) ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
		}
		if (outer instanceof HolderFrame && frame instanceof ElementsFrame) {
			frame.handsOut = this.handsOut;
		}
		this.view.changeIf(frame.isVisible() && !this.view.isDirty() && this.stack.isOpenShown());
		this.stack.push(frame);
	}

	/**
	 * Close the innermost object or list.
	 */
	private void close() {
		PartialFrame frame = this.stack.pop();
		if (this.stack.depth() == 0) {
			this.outermost = (frame.isVisible()) ? frame.closedSteps() : (step) -> true;
			// Brackets with nothing in them may be of the prose.
			this.wrong |= frame.count == 0;
		}
		JsonNode json = frame.json;
		if (frame instanceof HolderFrame holder) {
			closeWrapper(holder);
		}
		else if (frame.slot != null && json != null && frame.isReadWhole() && !frame.isOdd()) {
			bound(frame.slot, json);
		}
		else {
			boolean shown = frame.isShown();
			Object value = frame.close(this.values);
			shown &= frame.isWhole();
			value = (frame.slot != null) ? frame.slot.wrap(value) : value;
			closed(value, json, !shown && (frame.isVisible() || !PartialSlot.isAbsent(value)));
		}
	}

	/**
	 * Close a wrapper, or what could have been one.
	 */
	private void closeWrapper(HolderFrame holder) {
		if (holder.count == 0 && !isList()) {
			Object value = this.values.bind(this.root, JsonNodeFactory.instance.objectNode());
			closed(value, null, !PartialSlot.isAbsent(value));
			return;
		}
		this.stack.top().closed(holder.close(this.values), null);
	}

	private boolean isList() {
		PartialShape shape = this.root.shape();
		return shape instanceof PartialShape.Elements || shape instanceof PartialShape.Copied;
	}

	/**
	 * A value closed in the innermost frame which has to be bound.
	 */
	private void bound(@Nullable PartialSlot slot, JsonNode node) {
		Object value = (slot != null) ? this.values.bind(slot, node) : PartialSlot.ABSENT;
		closed(value, node, !PartialSlot.isAbsent(value));
	}

	/**
	 * A value closed in the innermost frame.
	 */
	private void closed(@Nullable Object value, @Nullable JsonNode node, boolean changes) {
		PartialFrame outer = this.stack.top();
		this.guard.elementAfter(outer.count);
		outer.closed(value, node);
		if (outer.handsOut && node != null) {
			this.elements.add(node);
		}
		this.view.changeIf(changes && !this.view.isDirty() && this.stack.isClosedShown());
		this.view.closeText();
	}

	/**
	 * Take the first name of an object that may be a wrapper.
	 */
	private void unwrap(HolderFrame holder, String name) {
		String property = String.valueOf(this.wrapper);
		boolean wrapped = name.equals(property)
				|| (this.respelled && !PropertyNames.find(List.of(property), List.of(name)).isEmpty());
		if (wrapped) {
			holder.name(property);
			return;
		}
		this.stack.pop();
		this.stack.base().setStep(property);
		if (isList()) {
			// The elements of the list stand side by side.
			open(true);
			this.sequence = true;
		}
		open(false);
		this.stack.top().name(name);
	}

	private void reset() {
		this.stack.reset();
		this.values.reset();
		this.elements.clear();
		this.sequence = false;
		this.wrong = false;
		this.ignoring = false;
		this.complete = false;
		this.view.closeText();
		this.view.change();
	}

	private boolean isWrong() {
		return this.wrong || this.values.hasProblems();
	}

	@Override
	public void startRoot(int offset) {
		this.followsElement = false;
		if (this.sequence && this.complete) {
			this.followsElement = true;
			this.complete = false;
			return;
		}
		boolean started = this.complete || this.stack.depth() > 0;
		if (started && this.complete && !isWrong()) {
			this.ignoring = true;
		}
		else if (started) {
			reset();
		}
	}

	@Override
	public void startObject(int offset) {
		start(false);
	}

	@Override
	public void startArray(int offset) {
		start(true);
	}

	private void start(boolean list) {
		if (this.ignoring) {
			return;
		}
		this.view.closeText();
		if (this.followsElement && list) {
			reset();
		}
		this.followsElement = false;
		boolean outermost = this.stack.depth() == 0;
		String property = this.wrapper;
		if (outermost && property != null && !list) {
			this.stack.push(new HolderFrame(this.root, property));
			return;
		}
		if (outermost && property != null) {
			this.stack.base().setStep(property);
		}
		open(list);
	}

	@Override
	public void name(String name) {
		this.guard.nameOf(name.length());
		if (this.ignoring) {
			return;
		}
		this.view.closeText();
		if (this.stack.top() instanceof HolderFrame holder && this.stack.depth() == 1 && holder.count == 0) {
			unwrap(holder, name);
		}
		else {
			this.stack.top().name(name);
		}
	}

	@Override
	public void missingValue(boolean colon, boolean atEnd) {
		if (this.ignoring || atEnd) {
			return;
		}
		if (!colon) {
			this.stack.top().setOdd();
		}
		scalar(NullNode.getInstance(), true);
	}

	@Override
	public void element(JsonNode value) {
		if (!this.ignoring) {
			this.stack.top().setOdd();
		}
	}

	@Override
	public void scalar(JsonNode value, boolean closed) {
		if (this.ignoring) {
			return;
		}
		String text = value.stringValue(null);
		if (text != null) {
			this.guard.tokenOf(text.length());
		}
		if (!closed) {
			if (text != null && this.view.showsText()) {
				this.view.cutText(text);
			}
			return;
		}
		PartialFrame outer = this.stack.top();
		if (outer instanceof UnionFrame union && union.isNext()) {
			discriminate(union, value);
			return;
		}
		PartialSlot slot = outer.child();
		Object bound = (slot != null) ? this.values.bind(slot, value) : PartialSlot.ABSENT;
		closed(bound, value, !PartialSlot.isAbsent(bound) && !this.view.hasShown(bound) && !outer.isOdd());
	}

	/**
	 * It is said of which class the object is: fill in what came before.
	 */
	private void discriminate(UnionFrame union, JsonNode value) {
		BeanFrame chosen = (value.isString()) ? union.choose(value.stringValue(), this.values.context(), this.policy)
				: null;
		if (chosen != null && union.json != null) {
			for (var earlier : List.copyOf(union.json.properties())) {
				chosen.name(earlier.getKey());
				PartialSlot slot = chosen.child();
				chosen.closed((slot != null) ? this.values.bind(slot, earlier.getValue()) : PartialSlot.ABSENT, null);
			}
			if (union.members().isVisible()) {
				chosen.name(union.members().property());
			}
		}
		PartialSlot slot = (chosen != null) ? chosen.child() : null;
		Object own = (slot != null) ? this.values.bind(slot, value) : PartialSlot.ABSENT;
		closed(own, value, chosen != null);
		if (chosen != null && !union.isKept()) {
			union.json = null;
		}
	}

	@Override
	public void textIsName() {
		if (!this.ignoring) {
			// Its text was an element already.
			this.stack.top().setOdd();
			this.stack.push(new ClosedFrame(null, false));
		}
	}

	@Override
	public void dropObject() {
		if (!this.ignoring) {
			this.stack.pop();
			this.stack.top().closePart(PartialSlot.ABSENT);
			this.view.change();
		}
	}

	@Override
	public void closeRow() {
		if (!this.ignoring) {
			this.stack.top().setOdd();
		}
	}

	@Override
	public void endObject(int offset, boolean closed) {
		if (!this.ignoring && closed) {
			close();
		}
	}

	@Override
	public void endArray(int offset, boolean closed, boolean grouping) {
		if (this.ignoring || !closed) {
			return;
		}
		JsonNode content = this.stack.top().json;
		if (grouping && content != null && content.size() == 1 && this.stack.top() instanceof ClosedFrame) {
			// A value in parentheses.
			bound(this.stack.pop().slot, content.get(0));
			return;
		}
		close();
	}

	@Override
	public void endRoot(int offset, boolean closed, boolean certain) {
		if (!closed) {
			return;
		}
		this.ignoring = false;
		this.complete = true;
	}

	@Override
	public void repair(SyntaxRepair kind, int offset) {
		if (!this.ignoring && !this.policy.allows(kind)) {
			malformed();
		}
	}

	@Override
	public void malformed() {
		if (!this.ignoring) {
			this.wrong = true;
			this.ignoring = true;
		}
	}

	@Override
	public void forget(int offset) {
		reset();
	}

	@Override
	public void tooDeep() {
		throw this.guard.tooDeep();
	}

}
