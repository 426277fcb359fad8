package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tree of JSON.
 */
final class TreeFrame extends PartialFrame {

	private final PartialSlot element;

	private int copiedSize = -1;

	private @Nullable JsonNode copy;

	/** What has closed and was not told, by name or index. */
	private final List<Object> news = new ArrayList<>();

	TreeFrame(PartialSlot slot, PartialSlot element) {
		super(slot);
		this.element = element;
	}

	@Override
	PartialSlot child() {
		return this.element;
	}

	@Override
	void put(@Nullable Object value) {
		// Its JSON has it.
		Object step = position();
		if (step != null) {
			this.news.add(step);
		}
	}

	@Override
	@Nullable Object build(@Nullable Object tail) {
		JsonNode last = (tail instanceof JsonNode node) ? node : null;
		boolean whole = this.json == null || Granularity.hasGrown(this.copiedSize, this.json.size())
				|| this.json.size() < Granularity.SHORT;
		if (whole) {
			this.copy = copy(last);
			this.copiedSize = (this.json != null) ? this.json.size() : 0;
		}
		return this.copy;
	}

	private JsonNode copy(@Nullable JsonNode last) {
		if (this.json instanceof ArrayNode list) {
			ArrayNode copy = JsonNodeFactory.instance.arrayNode(list.size() + 1);
			list.forEach(copy::add);
			return (last != null) ? copy.add(last) : copy;
		}
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		if (this.json instanceof ObjectNode object) {
			copy.setAll(object);
		}
		String name = name();
		if (last != null && name != null) {
			copy.set(name, last);
		}
		return copy;
	}

	@Override
	boolean needsJson() {
		return true;
	}

	@Override
	boolean isReadWhole() {
		return true;
	}

	@Override
	@Nullable JsonNode begin(DeltaPlace start, JsonMapper mapper) {
		return (this.json instanceof ArrayNode) ? JsonNodeFactory.instance.arrayNode()
				: JsonNodeFactory.instance.objectNode();
	}

	/**
	 * Where the value that is open will stand.
	 */
	private @Nullable Object position() {
		return (this.json instanceof ArrayNode list) ? (Object) list.size() : name();
	}

	@Override
	@Nullable DeltaPlace openPlace() {
		Object step = position();
		if (this.place == null || step == null) {
			return null;
		}
		return new DeltaPlace(this.place.below(step.toString()), this.place.plain(),
				(value) -> (value instanceof JsonNode node) ? node : null);
	}

	@Override
	void tellOpen(DeltaPlace open, JsonNode value, DeltaSink sink) {
		tell(Objects.requireNonNull(position()), value, sink);
	}

	@Override
	void finish(ToldPart finished) {
		this.news.remove(0);
	}

	@Override
	void tellClosed(@Nullable Object value, DeltaSink sink) {
		for (Object step : this.news) {
			JsonNode node = (this.json == null) ? null
					: (step instanceof Integer index) ? this.json.get(index) : this.json.get(step.toString());
			tell(step, node, sink);
		}
		this.news.clear();
	}

	private void tell(Object step, @Nullable JsonNode value, DeltaSink sink) {
		DeltaPlace start = Objects.requireNonNull(this.place);
		if (this.json instanceof ArrayNode) {
			sink.add(start.pointer(), value);
		}
		else {
			sink.set(start.below(step.toString()), value);
		}
	}

	@Override
	@Nullable Object step() {
		return (this.json instanceof ArrayNode) ? (Object) this.count : name();
	}

	@Override
	boolean hasKeys() {
		return true;
	}

	@Override
	Predicate<Object> closedSteps() {
		JsonNode now = this.json;
		int closed = this.count;
		Set<String> names = (now instanceof ObjectNode object) ? Set.copyOf(object.propertyNames()) : Set.of();
		return (step) -> (step instanceof Integer index) ? index < closed && now instanceof ArrayNode
				: names.contains(step);
	}

}
