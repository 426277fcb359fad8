package io.github.instructorspring.bind;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells what is new in the values so far. Each frame knows what was told of it: what
 * closed since is told as a whole, then what is open. So each value is written once.
 */
final class PartialTelling {

	private final PartialStack stack;

	private final PartialView view;

	private final JsonMapper mapper;

	private final DeltaPlace root;

	/** How much there is of the text that is open, or -1. */
	private int textLength = -1;

	PartialTelling(PartialStack stack, PartialView view, JsonMapper mapper, JavaType type) {
		this.stack = stack;
		this.view = view;
		this.mapper = mapper;
		this.root = new DeltaPlace("", true, (value) -> write(value, new WrittenValue(mapper, type)));
	}

	private static @Nullable JsonNode write(@Nullable Object value, WrittenValue written) {
		try {
			return written.write(value);
		}
		catch (RuntimeException ex) {
			// It cannot be written yet, such as by a getter that needs what is to come.
			return null;
		}
	}

	/**
	 * Tell what is new.
	 * @param openLength the length of the text that is open, or -1
	 * @param sink whom to tell
	 */
	void tell(int openLength, DeltaSink sink) {
		this.view.snapshot(openLength);
		PartialFrame base = this.stack.base();
		base.place = this.root;
		this.textLength = this.view.tellText(openLength);
		tell(base, 0, sink);
	}

	private void tell(PartialFrame frame, int level, DeltaSink sink) {
		Object shown = frame.shown();
		if (PartialSlot.isAbsent(shown)) {
			return;
		}
		PartialFrame child = this.stack.above(level);
		PartialFrame inner = (child != null) ? child.told() : null;
		if (frame.part != null && frame.part.frame() != inner) {
			// It was something else that was open.
			frame.part.close(PartialSlot.ABSENT);
		}
		finish(frame, sink);
		frame.tellClosed(shown, sink);
		if (!frame.showsOpen() || frame.isOdd()) {
			return;
		}
		if (child == null) {
			tellText(frame, sink);
		}
		else if (inner instanceof HolderFrame) {
			tellWrapper(frame, inner, level, sink);
		}
		else if (inner != null) {
			tellInner(frame, child, inner, level, sink);
		}
	}

	private void tellInner(PartialFrame frame, PartialFrame child, PartialFrame inner, int level, DeltaSink sink) {
		boolean absent = PartialSlot.isAbsent(inner.shown());
		ToldPart part = frame.part;
		if (absent && part != null && part.isTold()) {
			// Its class refuses what came since.
			sink.set(part.place().pointer(), null);
			frame.part = ToldPart.withheld(inner);
		}
		else if (!absent && part == null) {
			part = begin(frame, child, inner, sink);
			frame.part = part;
		}
		if (!absent && part != null && part.isTold()) {
			tell(inner, level + 1, sink);
		}
	}

	/**
	 * What is in a wrapper is told as if there were none.
	 */
	private void tellWrapper(PartialFrame frame, PartialFrame wrapper, int level, DeltaSink sink) {
		wrapper.place = this.root;
		tell(wrapper, level + 1, sink);
		if (frame.part == null && wrapper.hasTold()) {
			frame.part = ToldPart.of(this.root, wrapper);
		}
	}

	/**
	 * Tell that an object or list is there, and nothing of what is in it.
	 */
	private ToldPart begin(PartialFrame frame, PartialFrame child, PartialFrame inner, DeltaSink sink) {
		DeltaPlace place = frame.openPlace();
		JsonNode empty = (place != null) ? child.begin(place, this.mapper) : null;
		if (place == null || empty == null) {
			return ToldPart.withheld(inner);
		}
		frame.tellOpen(place, empty, sink);
		inner.place = place;
		return ToldPart.of(place, inner);
	}

	private void tellText(PartialFrame frame, DeltaSink sink) {
		int length = this.textLength;
		ToldPart part = frame.part;
		if (length <= 0 || (part != null && !part.isTold())) {
			return;
		}
		if (part == null) {
			DeltaPlace place = frame.openPlace();
			String text = this.view.openText(0, length);
			JsonNode node = (place != null && place.plain()) ? write(frame, place, text) : null;
			if (place == null || node == null) {
				frame.part = ToldPart.withheld(null);
				return;
			}
			frame.tellOpen(place, node, sink);
			frame.part = ToldPart.of(place, text);
		}
		else if (part.text() != null) {
			grow(frame, part, part.text(), length, sink);
		}
	}

	private void grow(PartialFrame frame, ToldPart part, StringBuilder told, int length, DeltaSink sink) {
		boolean shorter = length < told.length();
		if (shorter || part.isToCheck(length)) {
			JsonNode node = write(frame, part.place(), this.view.openText(0, length));
			if (node == null) {
				sink.set(part.place().pointer(), null);
				frame.part = ToldPart.withheld(null);
				return;
			}
			if (shorter) {
				sink.set(part.place().pointer(), node);
				told.setLength(0);
				told.append(node.stringValue());
			}
		}
		if (length > told.length()) {
			String more = this.view.openText(told.length(), length);
			sink.append(part.place().pointer(), more);
			told.append(more);
		}
	}

	/**
	 * A text in its place.
	 * @return the text, or {@code null} if it would be written otherwise
	 */
	private @Nullable JsonNode write(PartialFrame frame, DeltaPlace place, String text) {
		PartialSlot slot = frame.child();
		JsonNode node = place.write((slot != null) ? slot.open(text) : text);
		return (node != null && text.equals(node.stringValue(null))) ? node : null;
	}

	/**
	 * What was told in part has closed: tell the rest.
	 */
	private void finish(PartialFrame frame, DeltaSink sink) {
		ToldPart part = frame.part;
		if (part == null || !part.isClosed()) {
			return;
		}
		frame.part = null;
		if (!part.isTold()) {
			return;
		}
		Object value = part.value();
		if (PartialSlot.isAbsent(value)) {
			sink.set(part.place().pointer(), null);
			return;
		}
		if (part.text() != null) {
			finishText(part, part.text().toString(), sink);
		}
		else if (part.frame() != null) {
			end(part.frame(), (value instanceof Optional<?> optional) ? optional.orElse(null) : value, sink);
		}
		frame.finish(part);
	}

	private void finishText(ToldPart part, String told, DeltaSink sink) {
		JsonNode node = part.place().write(part.value());
		String text = (node != null) ? node.stringValue(null) : null;
		if (text == null || !text.startsWith(told)) {
			sink.set(part.place().pointer(), node);
		}
		else if (text.length() > told.length()) {
			sink.append(part.place().pointer(), text.substring(told.length()));
		}
	}

	private void end(PartialFrame frame, @Nullable Object value, DeltaSink sink) {
		if (frame.part != null) {
			frame.part.close(PartialSlot.ABSENT);
		}
		finish(frame, sink);
		frame.tellClosed(value, sink);
		frame.tellEnd(value, sink);
	}

}
