package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.DeserializationContextExt;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;

import io.github.instructorspring.json.JsonEvents;
import io.github.instructorspring.json.JsonPaths;
import io.github.instructorspring.json.JsonStream;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.json.SyntaxRepair;
import io.github.instructorspring.schema.ResponseSchema;

/**
 * Turns what is read of an answer into objects: a stack of the objects and lists that are
 * open, and the last snapshot of them.
 */
final class PartialReading implements JsonEvents {

	private static final int MAX_PROBLEMS = 1000;

	private final JsonMapper mapper;

	private final DeserializationContextExt context;

	private final PartialSlot root;

	private final @Nullable String wrapper;

	private final RepairPolicy policy;

	private final boolean respelled;

	private final StreamLimits limits;

	private final SchemaCoercion coercion;

	private final JsonStream stream;

	private final List<PartialFrame> frames = new ArrayList<>();

	private final List<Finding> problems = new ArrayList<>();

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

	private boolean dirty;

	/** Which steps of the outermost value had closed when it closed itself. */
	private @Nullable Predicate<Object> outermost;

	private int blanks;

	/** The open text as it was shown last. */
	private @Nullable String text;

	/** Whether the text ended within the open text. */
	private boolean cut;

	private @Nullable Object snapshot;

	private @Nullable StreamLimitException failure;

	PartialReading(JsonMapper mapper, PartialSlot root, ResponseSchema schema, RepairPolicy policy,
			StreamLimits limits) {
		this.mapper = mapper;
		this.context = mapper._deserializationContext();
		this.context.assignParser(mapper.treeAsTokens(NullNode.getInstance()));
		this.root = root;
		this.wrapper = schema.wrapper();
		this.policy = policy;
		this.respelled = policy.allows(Coercion.PROPERTY_NAME);
		this.limits = limits;
		this.coercion = new SchemaCoercion(new SchemaTree(schema.readable()), policy,
				new Absence(!AnswerReadings.isMap(schema.type()), true), (container) -> null);
		this.stream = new JsonStream(this);
		this.frames.add(new PartialFrames.Holder(root, null));
	}

	void handOutElements() {
		this.handsOut = true;
	}

	void feed(CharSequence chunk) {
		if (this.failure != null) {
			throw this.failure;
		}
		if (this.ended) {
			throw new IllegalStateException("The answer has ended");
		}
		if (chunk.isEmpty()) {
			return;
		}
		if ((long) this.stream.length() + chunk.length() > this.limits.maxCharacters()) {
			throw fail(StreamLimitException.Limit.CHARACTERS, this.limits.maxCharacters());
		}
		countBlanks(chunk);
		this.stream.feed(chunk);
		if (this.stream.openTokenLength() > this.limits.maxTokenLength()) {
			throw fail(StreamLimitException.Limit.TOKEN, this.limits.maxTokenLength());
		}
		if (this.blanks > this.limits.maxBlanks() && !this.stream.isInText()) {
			throw fail(StreamLimitException.Limit.BLANKS, this.limits.maxBlanks());
		}
	}

	private void countBlanks(CharSequence chunk) {
		int start = chunk.length();
		while (start > 0 && chunk.charAt(start - 1) <= ' ') {
			start--;
		}
		this.blanks = (start > 0) ? chunk.length() - start : this.blanks + chunk.length();
	}

	void end() {
		if (!this.ended && this.failure == null) {
			this.ended = true;
			this.stream.end();
		}
	}

	boolean isChanged() {
		return this.dirty || isTextGrown();
	}

	private boolean isTextGrown() {
		int length = openTextLength();
		return length >= 0 && (this.text == null || PartialFrames.hasGrown(this.text.length(), length));
	}

	/**
	 * The length of the text that is being read and shows, or -1.
	 */
	private int openTextLength() {
		int length = this.stream.openTextLength();
		return (length >= 0 && !this.ignoring && isTextShown()) ? length : -1;
	}

	private boolean isTextShown() {
		PartialSlot slot = top().child();
		return slot != null && slot.showsText() && isOpenShown();
	}

	@Nullable Object snapshot() {
		if (isChanged()) {
			Object value = openText();
			for (int i = this.frames.size() - 1; i >= 0; i--) {
				PartialFrame frame = this.frames.get(i);
				value = frame.show(value);
				value = (frame.slot != null && i > 0 && !(frame instanceof PartialFrames.Holder))
						? frame.slot.wrap(value) : value;
			}
			this.snapshot = (PartialSlot.isAbsent(value)) ? null : value;
			this.dirty = false;
		}
		return this.snapshot;
	}

	private @Nullable Object openText() {
		int length = openTextLength();
		if (length < 0 && !this.cut) {
			return PartialSlot.ABSENT;
		}
		String known = this.text;
		if (!this.cut && (known == null || PartialFrames.hasGrown(known.length(), length))) {
			known = this.stream.openText(length);
			this.text = known;
		}
		PartialSlot slot = top().child();
		return (slot != null && known != null) ? slot.wrap(known) : PartialSlot.ABSENT;
	}

	String cursor() {
		return (this.complete) ? "" : path();
	}

	StreamPosition position() {
		List<StreamPosition.Level> levels = new ArrayList<>();
		if (this.complete && this.outermost != null && this.frames.get(0).step() == null) {
			levels.add(new StreamPosition.Level(null, this.outermost));
		}
		for (PartialFrame frame : this.frames) {
			if (frame.isVisible() && (levels.size() > 0 || frame.step() != null || frame != this.frames.get(0))) {
				levels.add(new StreamPosition.Level((this.complete) ? null : frame.step(), frame.closedSteps()));
			}
			if (!frame.showsOpen()) {
				break;
			}
		}
		boolean started = this.frames.size() > 1 || this.complete;
		return new StreamPosition(List.copyOf(levels), started, this.complete, cursor());
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
		return List.copyOf(this.problems);
	}

	boolean isComplete() {
		return this.complete;
	}

	String text() {
		return this.stream.text();
	}

	private PartialFrame top() {
		return this.frames.get(this.frames.size() - 1);
	}

	private String path() {
		String path = "";
		for (PartialFrame frame : this.frames) {
			Object step = frame.step();
			if (step instanceof Integer index) {
				path = JsonPaths.index(path, index);
			}
			else if (step != null) {
				path = (frame.hasKeys()) ? JsonPaths.key(path, step.toString())
						: JsonPaths.property(path, step.toString());
			}
		}
		return path;
	}

	private StreamLimitException fail(StreamLimitException.Limit limit, int bound) {
		StreamLimitException exception = new StreamLimitException(limit, bound, this.stream.length(),
				JsonPaths.withoutKeys(path()));
		this.failure = exception;
		return exception;
	}

	private void report(Finding problem) {
		this.wrong = true;
		if (this.problems.size() < MAX_PROBLEMS) {
			this.problems.add(problem);
		}
	}

	/**
	 * Bind a whole value.
	 * @return the value as it stands in its place, or {@link PartialSlot#ABSENT}
	 */
	private @Nullable Object bind(PartialSlot slot, JsonNode node) {
		if (node.isNull() && !slot.nullable()) {
			return PartialSlot.ABSENT;
		}
		Object simple = slot.simple(node);
		if (!PartialSlot.isAbsent(simple)) {
			return slot.wrap(simple);
		}
		Coerced coerced = this.coercion.coerce(node, slot.schema(), slot.name());
		if (!coerced.isAccepted()) {
			coerced.findings(path()).forEach(this::report);
			return PartialSlot.ABSENT;
		}
		try {
			JsonParser parser = this.mapper.treeAsTokens(coerced.value());
			this.context.assignParser(parser);
			parser.nextToken();
			return slot.reader().read(parser, this.context);
		}
		catch (RuntimeException ex) {
			report(BindingFailure.toFinding(ex, node, path()));
			return PartialSlot.ABSENT;
		}
	}

	/**
	 * Open an object or list.
	 */
	private void open(boolean list) {
		if (this.frames.size() > this.limits.maxDepth() + ((this.wrapper != null) ? 1 : 0)) {
			throw fail(StreamLimitException.Limit.DEPTH, this.limits.maxDepth());
		}
		PartialFrame outer = top();
		boolean json = outer.json != null || outer.handsOut;
		PartialFrame frame = frame(outer.child(), list, json);
		if (json || frame instanceof PartialFrames.Tree || frame instanceof PartialFrames.Union
				|| (frame instanceof PartialFrames.Closed && frame.slot != null)) {
			frame.json = (list) ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
		}
		if (outer instanceof PartialFrames.Holder && frame instanceof PartialFrames.Elements) {
			frame.handsOut = this.handsOut;
		}
		this.dirty |= frame.isVisible() && isOpenShown();
		this.frames.add(frame);
	}

	/**
	 * Whether a value shows that is open in the innermost frame.
	 */
	private boolean isOpenShown() {
		for (PartialFrame frame : this.frames) {
			if (!frame.showsOpen() || frame.isOdd()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a value shows that closes in the innermost frame.
	 */
	private boolean isClosedShown() {
		for (int i = 0; i < this.frames.size() - 1; i++) {
			if (!this.frames.get(i).showsOpen()) {
				return false;
			}
		}
		return top().isVisible();
	}

	private PartialFrame frame(@Nullable PartialSlot slot, boolean list, boolean json) {
		if (slot == null) {
			return new PartialFrames.Closed(null, list);
		}
		PartialShape shape = slot.shape();
		if (shape instanceof PartialShape.Tree) {
			return new PartialFrames.Tree(slot, PartialShapes.NODE);
		}
		if (list) {
			if (shape instanceof PartialShape.Elements view) {
				return new PartialFrames.Elements(slot, view.element(), null, this.context);
			}
			if (shape instanceof PartialShape.Copied copied) {
				return new PartialFrames.Elements(slot, copied.element(), copied, this.context);
			}
			return (shape instanceof PartialShape.Any)
					? new PartialFrames.Elements(slot, PartialShapes.ANY, null, this.context)
					: new PartialFrames.Closed(slot, true);
		}
		if (shape instanceof PartialShape.Bean bean) {
			return new PartialFrames.Bean(slot, bean.type(), this.context, this.respelled);
		}
		if (shape instanceof PartialShape.Union union) {
			return new PartialFrames.Union(slot, union.members(), json);
		}
		PartialShape.Entries entries = (shape instanceof PartialShape.Any) ? PartialShapes.ANY_ENTRIES
				: (shape instanceof PartialShape.Entries own) ? own : null;
		return (entries != null)
				? new PartialFrames.Entries(slot, entries, this.context,
						(ex) -> report(BindingFailure.toFinding(ex, MissingNode.getInstance(), path())))
				: new PartialFrames.Closed(slot, false);
	}

	/**
	 * Close the innermost object or list.
	 */
	private void close() {
		PartialFrame frame = this.frames.remove(this.frames.size() - 1);
		JsonNode json = frame.json;
		boolean shown = frame.isShown();
		if (this.frames.size() == 1) {
			this.outermost = (frame.isVisible()) ? frame.closedSteps() : (step) -> true;
			// Brackets with nothing in them may be of the prose.
			this.wrong |= frame.count == 0;
		}
		Object value = PartialSlot.ABSENT;
		if (frame instanceof PartialFrames.Holder holder) {
			close(holder);
			return;
		}
		if (frame instanceof PartialFrames.Bean bean) {
			value = close(bean);
			shown &= bean.isShown() && bean.isWhole();
		}
		else if (frame instanceof PartialFrames.Union union && union.chosen() != null) {
			PartialFrames.Bean chosen = union.chosen();
			value = close(chosen);
			shown &= chosen.isShown() && chosen.isWhole();
		}
		else if (frame.slot != null && !frame.isOdd() && (!frame.isVisible() || frame instanceof PartialFrames.Tree)
				&& json != null) {
			value = bind(frame.slot, json);
			closed(value, json, !PartialSlot.isAbsent(value));
			return;
		}
		else {
			value = frame.close();
		}
		value = (frame.slot != null) ? frame.slot.wrap(value) : value;
		closed(value, json, !shown && (frame.isVisible() || !PartialSlot.isAbsent(value)));
	}

	private @Nullable Object close(PartialFrames.Bean bean) {
		if (bean.isOdd()) {
			return bean.show(PartialSlot.ABSENT);
		}
		if (bean.isWhole() && bean.isShown()) {
			return bean.show(PartialSlot.ABSENT);
		}
		bean.fill(this::bind);
		try {
			return bean.create();
		}
		catch (RuntimeException ex) {
			report(BindingFailure.toFinding(ex, MissingNode.getInstance(), path()));
			return bean.show(PartialSlot.ABSENT);
		}
	}

	/**
	 * Close a wrapper, or what could have been one.
	 */
	private void close(PartialFrames.Holder holder) {
		PartialFrame outer = top();
		if (holder.count == 0 && !(this.root.shape() instanceof PartialShape.Elements)
				&& !(this.root.shape() instanceof PartialShape.Copied)) {
			Object value = bind(this.root, JsonNodeFactory.instance.objectNode());
			closed(value, null, !PartialSlot.isAbsent(value));
			return;
		}
		outer.closed(holder.close(), null);
	}

	/**
	 * A value closed in the innermost frame.
	 */
	private void closed(@Nullable Object value, @Nullable JsonNode node, boolean changes) {
		PartialFrame outer = top();
		if (outer.count >= this.limits.maxElements()) {
			throw fail(StreamLimitException.Limit.ELEMENTS, this.limits.maxElements());
		}
		outer.closed(value, node);
		if (outer.handsOut && node != null) {
			this.elements.add(node);
		}
		this.dirty |= changes && isClosedShown();
		this.text = null;
	}

	/**
	 * Take the first name of an object that may be a wrapper.
	 */
	private void unwrap(PartialFrames.Holder holder, String name) {
		String property = String.valueOf(this.wrapper);
		boolean wrapped = name.equals(property)
				|| (this.respelled && !PropertyNames.find(List.of(property), List.of(name)).isEmpty());
		if (wrapped) {
			holder.name(property);
			return;
		}
		this.frames.remove(this.frames.size() - 1);
		((PartialFrames.Holder) this.frames.get(0)).setStep(property);
		PartialShape shape = this.root.shape();
		if (shape instanceof PartialShape.Elements || shape instanceof PartialShape.Copied) {
			// The elements of the list stand side by side.
			open(true);
			this.sequence = true;
		}
		open(false);
		top().name(name);
	}

	private void reset() {
		this.frames.subList(1, this.frames.size()).clear();
		this.frames.set(0, new PartialFrames.Holder(this.root, null));
		this.problems.clear();
		this.elements.clear();
		this.text = null;
		this.sequence = false;
		this.wrong = false;
		this.ignoring = false;
		this.complete = false;
		this.dirty = true;
	}

	@Override
	public void startRoot(int offset) {
		this.followsElement = false;
		if (this.sequence && this.complete) {
			this.followsElement = true;
			this.complete = false;
			return;
		}
		boolean started = this.complete || this.frames.size() > 1;
		if (started && this.complete && !this.wrong) {
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
		this.text = null;
		if (this.followsElement && list) {
			reset();
		}
		this.followsElement = false;
		boolean outermost = this.frames.size() == 1;
		String property = this.wrapper;
		if (outermost && property != null && !list) {
			this.frames.add(new PartialFrames.Holder(this.root, property));
			return;
		}
		if (outermost && property != null) {
			((PartialFrames.Holder) top()).setStep(property);
		}
		open(list);
	}

	@Override
	public void name(String name) {
		if (name.length() > this.limits.maxNameLength()) {
			throw fail(StreamLimitException.Limit.NAME, this.limits.maxNameLength());
		}
		if (this.ignoring) {
			return;
		}
		this.text = null;
		if (top() instanceof PartialFrames.Holder holder && this.frames.size() == 2 && holder.count == 0) {
			unwrap(holder, name);
		}
		else {
			top().name(name);
		}
	}

	@Override
	public void missingValue(boolean colon, boolean atEnd) {
		if (this.ignoring || atEnd) {
			return;
		}
		if (!colon) {
			top().setOdd();
		}
		scalar(NullNode.getInstance(), true);
	}

	@Override
	public void element(JsonNode value) {
		if (!this.ignoring) {
			top().setOdd();
		}
	}

	@Override
	public void scalar(JsonNode value, boolean closed) {
		if (this.ignoring) {
			return;
		}
		if (value.isString() && value.stringValue().length() > this.limits.maxTokenLength()) {
			throw fail(StreamLimitException.Limit.TOKEN, this.limits.maxTokenLength());
		}
		PartialSlot slot = top().child();
		if (!closed) {
			cut(value);
			return;
		}
		if (top() instanceof PartialFrames.Union union && union.isNext()) {
			discriminate(union, value);
			return;
		}
		Object bound = (slot != null) ? bind(slot, value) : PartialSlot.ABSENT;
		boolean shown = bound instanceof String words && words.equals(this.text) && !this.dirty;
		closed(bound, value, !PartialSlot.isAbsent(bound) && !shown && !top().isOdd());
	}

	/**
	 * The text ends within a value: what shows of it stays.
	 */
	private void cut(JsonNode value) {
		if (value.isString() && isTextShown()) {
			String end = value.stringValue();
			boolean half = !end.isEmpty() && Character.isHighSurrogate(end.charAt(end.length() - 1));
			this.text = (half) ? end.substring(0, end.length() - 1) : end;
			this.cut = true;
			this.dirty = true;
		}
	}

	/**
	 * It is said of which class the object is: fill in what came before.
	 */
	private void discriminate(PartialFrames.Union union, JsonNode value) {
		PartialFrames.Bean chosen = (value.isString()) ? union.choose(value.stringValue(), this.context, this.policy)
				: null;
		if (chosen != null && union.json != null) {
			for (var earlier : List.copyOf(union.json.properties())) {
				chosen.name(earlier.getKey());
				PartialSlot slot = chosen.child();
				chosen.closed((slot != null) ? bind(slot, earlier.getValue()) : PartialSlot.ABSENT, null);
			}
			if (union.members().isVisible()) {
				chosen.name(union.members().property());
			}
		}
		PartialSlot slot = (chosen != null) ? chosen.child() : null;
		Object own = (slot != null) ? bind(slot, value) : PartialSlot.ABSENT;
		closed(own, value, chosen != null);
		if (chosen != null && !union.isKept()) {
			union.json = null;
		}
	}

	@Override
	public void textIsName() {
		if (!this.ignoring) {
			// Its text was an element already.
			top().setOdd();
			this.frames.add(new PartialFrames.Closed(null, false));
		}
	}

	@Override
	public void dropObject() {
		if (!this.ignoring) {
			this.frames.remove(this.frames.size() - 1);
			this.dirty = true;
		}
	}

	@Override
	public void closeRow() {
		if (!this.ignoring) {
			top().setOdd();
		}
	}

	@Override
	public void endObject(int offset, boolean closed) {
		closeIf(closed);
	}

	@Override
	public void endArray(int offset, boolean closed, boolean grouping) {
		JsonNode content = top().json;
		boolean only = grouping && top() instanceof PartialFrames.Closed && content != null && content.size() == 1;
		if (content != null && only && closed && !this.ignoring) {
			// A value in parentheses.
			PartialFrame frame = this.frames.remove(this.frames.size() - 1);
			Object bound = (frame.slot != null) ? bind(frame.slot, content.get(0)) : PartialSlot.ABSENT;
			closed(bound, content.get(0), !PartialSlot.isAbsent(bound));
			return;
		}
		closeIf(closed);
	}

	private void closeIf(boolean closed) {
		if (!this.ignoring && closed) {
			close();
		}
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
		throw fail(StreamLimitException.Limit.DEPTH, this.limits.maxDepth());
	}

}
