package io.github.instructorspring.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the values of a text from what a tokenizer tells.
 */
final class JsonTreeBuilder implements JsonEvents {

	/** With so many values, the text is no answer. */
	static final int MAX_VALUES = 10_000;

	/** More is no longer a report. */
	private static final int MAX_REPAIRS = 1000;

	private final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private final UnfinishedTail tail;

	private final Deque<Frame> frames = new ArrayDeque<>();

	private final List<Root> roots = new ArrayList<>();

	private List<Repair> repairs = new ArrayList<>();

	private @Nullable JsonNode root;

	private int start;

	private int answerStart;

	private final IdentityHashMap<JsonNode, Span> spans = new IdentityHashMap<>();

	private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());

	private boolean malformed;

	private boolean tooDeep;

	private boolean broken;

	private boolean tooMany;

	JsonTreeBuilder(UnfinishedTail tail) {
		this.tail = tail;
	}

	/**
	 * Where containers stand in which words have no quotes.
	 */
	IdentityHashMap<JsonNode, Span> spans() {
		return this.spans;
	}

	/**
	 * Whether the text does not close a container.
	 */
	boolean isOpen(JsonNode container) {
		return this.open.contains(container);
	}

	/**
	 * Take a value that was read by other means.
	 */
	void take(JsonNode value, int from, int to) {
		this.roots.add(new Root(value, true, true, List.of(), from, to));
	}

	List<Root> roots() {
		return this.roots;
	}

	/**
	 * Where thoughts end that opened before the text did.
	 */
	int answerStart() {
		return this.answerStart;
	}

	boolean isMalformed() {
		return this.malformed;
	}

	boolean isTooMany() {
		return this.tooMany;
	}

	boolean isTooDeep() {
		return this.tooDeep;
	}

	@Override
	public void startRoot(int offset) {
		this.start = offset;
		this.repairs = new ArrayList<>();
		this.frames.clear();
		this.root = null;
		this.broken = false;
	}

	@Override
	public void startObject(int offset) {
		this.frames.push(new Frame(this.nodes.objectNode(), null, offset));
	}

	@Override
	public void startArray(int offset) {
		this.frames.push(new Frame(null, this.nodes.arrayNode(), offset));
	}

	@Override
	public void name(String name) {
		this.frames.element().name = name;
	}

	@Override
	public void missingValue(boolean colon, boolean atEnd) {
		Frame frame = this.frames.element();
		UnfinishedTail.Names names = this.tail.names();
		boolean kept = !atEnd || names == UnfinishedTail.Names.ALL
				|| (colon && names == UnfinishedTail.Names.AFTER_COLON);
		if (kept) {
			if (!colon && !atEnd && frame.name != null) {
				frame.elements.add(this.nodes.stringNode(frame.name));
				frame.names++;
			}
			add(this.nodes.nullNode());
		}
		frame.name = null;
	}

	@Override
	public void element(JsonNode value) {
		this.frames.element().elements.add(value);
	}

	@Override
	public void scalar(JsonNode value, boolean closed) {
		if (closed || isKept(value)) {
			add(value);
		}
		else {
			this.frames.element().name = null;
		}
	}

	private boolean isKept(JsonNode value) {
		if (value.isString()) {
			return this.tail.texts();
		}
		return (value.isNumber()) ? this.tail.numbers() : this.tail.literals();
	}

	@Override
	public void textIsName() {
		ArrayNode list = this.frames.element().list();
		JsonNode last = (!list.isEmpty()) ? list.remove(list.size() - 1) : this.nodes.missingNode();
		if (!last.isString()) {
			malformed();
		}
		startObject(this.frames.element().start);
		name(last.stringValue(""));
	}

	@Override
	public void dropObject() {
		this.frames.pop();
	}

	@Override
	public void closeRow() {
		ArrayNode list = this.frames.element().list();
		int rows = 0;
		while (rows < list.size() && list.get(rows).isArray()) {
			rows++;
		}
		if (rows > 0 && rows < list.size()) {
			ArrayNode row = this.nodes.arrayNode();
			while (rows < list.size()) {
				row.add(list.remove(rows));
			}
			list.add(row);
		}
	}

	@Override
	public void endObject(int offset, boolean closed) {
		Frame frame = this.frames.pop();
		ObjectNode object = frame.object();
		if (!frame.elements.isEmpty() && frame.names == object.size()) {
			// No member has a value: a set, in the notation of Python and others.
			repair(SyntaxRepair.TUPLE, this.start);
			add(frame, offset, closed, this.nodes.arrayNode().addAll(frame.elements));
			return;
		}
		if (frame.elements.size() > frame.names) {
			// What belongs to no name would be lost.
			malformed();
		}
		add(frame, offset, closed, object);
	}

	@Override
	public void endArray(int offset, boolean closed, boolean grouping) {
		Frame frame = this.frames.pop();
		ArrayNode list = frame.list();
		add(frame, offset, closed, (grouping && list.size() == 1) ? list.get(0) : list);
	}

	@Override
	public void endRoot(int offset, boolean closed, boolean certain) {
		JsonNode value = this.root;
		if (value == null) {
			return;
		}
		boolean words = this.repairs.stream()
			.anyMatch((repair) -> repair.kind() == SyntaxRepair.UNEXPECTED_TEXT
					|| repair.kind() == SyntaxRepair.EXTRA_BRACKET);
		if (this.broken || (closed && words && value.isContainer() && value.isEmpty())) {
			this.malformed = true;
		}
		else if (this.roots.size() == MAX_VALUES) {
			this.tooMany = true;
		}
		else {
			this.roots.add(new Root(value, closed, certain, this.repairs, this.start, offset));
		}
	}

	@Override
	public void repair(SyntaxRepair kind, int offset) {
		Frame frame = this.frames.peek();
		if (frame != null) {
			frame.words |= kind == SyntaxRepair.UNQUOTED || kind == SyntaxRepair.UNEXPECTED_TEXT;
		}
		if (this.repairs.size() < MAX_REPAIRS) {
			this.repairs.add(new Repair(kind, offset, path()));
		}
	}

	@Override
	public void malformed() {
		this.broken = true;
	}

	@Override
	public void forget(int offset) {
		this.answerStart = offset;
		this.frames.clear();
		this.roots.clear();
		this.malformed = false;
	}

	@Override
	public void tooDeep() {
		this.tooDeep = true;
	}

	/**
	 * Add a container, and remember how it was written if words in it have no quotes.
	 */
	private void add(Frame frame, int end, boolean closed, JsonNode value) {
		Frame outer = this.frames.peek();
		if (!closed) {
			this.open.add(value);
		}
		if (frame.words) {
			this.spans.put(value, new Span(frame.start, end));
		}
		if (outer != null) {
			outer.words |= frame.words;
		}
		add(value);
	}

	private void add(JsonNode value) {
		Frame frame = this.frames.peek();
		if (frame == null) {
			this.root = value;
		}
		else {
			frame.add(value);
		}
	}

	private String path() {
		String path = "";
		for (Iterator<Frame> outer = this.frames.descendingIterator(); outer.hasNext();) {
			path = outer.next().step(path);
		}
		return path;
	}

	/**
	 * A part of the text.
	 */
	record Span(int start, int end) {
	}

	/**
	 * A container that is open, an object or a list.
	 */
	private static final class Frame {

		private final @Nullable ObjectNode object;

		private final @Nullable ArrayNode list;

		private @Nullable String name;

		private final List<JsonNode> elements = new ArrayList<>();

		private int names;

		private final int start;

		private boolean words;

		Frame(@Nullable ObjectNode object, @Nullable ArrayNode list, int start) {
			this.start = start;
			this.object = object;
			this.list = list;
		}

		ObjectNode object() {
			return Objects.requireNonNull(this.object);
		}

		ArrayNode list() {
			return Objects.requireNonNull(this.list);
		}

		void add(JsonNode value) {
			if (this.list != null) {
				this.list.add(value);
			}
			else if (this.name != null) {
				object().set(this.name, value);
				this.name = null;
			}
		}

		String step(String path) {
			if (this.list != null) {
				return JsonPaths.index(path, this.list.size());
			}
			return (this.name != null) ? JsonPaths.property(path, this.name) : path;
		}

	}

	/**
	 * An outermost value and where it stands.
	 */
	record Root(JsonNode value, boolean closed, boolean certain, List<Repair> repairs, int start, int end) {
	}

}
