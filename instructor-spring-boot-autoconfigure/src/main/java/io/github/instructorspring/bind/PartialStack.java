package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.json.JsonPaths;

/**
 * The objects and lists that are open, in what holds the whole value.
 */
final class PartialStack {

	private final PartialSlot root;

	private final List<PartialFrame> frames = new ArrayList<>();

	private HolderFrame base;

	private PartialFrame top;

	PartialStack(PartialSlot root) {
		this.root = root;
		this.base = new HolderFrame(root, null);
		this.frames.add(this.base);
		this.top = this.base;
	}

	void reset() {
		this.frames.clear();
		this.base = new HolderFrame(this.root, null);
		this.frames.add(this.base);
		this.top = this.base;
	}

	/**
	 * What holds the whole value.
	 */
	HolderFrame base() {
		return this.base;
	}

	PartialFrame top() {
		return this.top;
	}

	/**
	 * The frame in another.
	 * @param level the level of the other, 0 for the base
	 * @return the frame, or {@code null} if the other is the innermost
	 */
	@Nullable PartialFrame above(int level) {
		return (level < depth()) ? this.frames.get(level + 1) : null;
	}

	void push(PartialFrame frame) {
		this.frames.add(frame);
		this.top = frame;
	}

	PartialFrame pop() {
		PartialFrame popped = this.frames.remove(this.frames.size() - 1);
		this.top = this.frames.get(this.frames.size() - 1);
		return popped;
	}

	/**
	 * How many objects and lists are open.
	 */
	int depth() {
		return this.frames.size() - 1;
	}

	/**
	 * Whether a value shows that is open in the innermost frame.
	 */
	boolean isOpenShown() {
		for (int i = 0; i < this.frames.size(); i++) {
			PartialFrame frame = this.frames.get(i);
			if (!frame.showsOpen() || frame.isOdd()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a value shows that closes in the innermost frame.
	 */
	boolean isClosedShown() {
		for (int i = 0; i < this.frames.size() - 1; i++) {
			if (!this.frames.get(i).showsOpen()) {
				return false;
			}
		}
		return top().isVisible();
	}

	/**
	 * The whole value so far.
	 * @param tail the innermost value, or {@link PartialSlot#ABSENT}
	 * @return the value, or {@link PartialSlot#ABSENT}
	 */
	@Nullable Object show(@Nullable Object tail) {
		Object value = tail;
		for (int i = this.frames.size() - 1; i >= 0; i--) {
			value = this.frames.get(i).showInPlace(value);
		}
		return value;
	}

	/**
	 * The path of the value that is open.
	 */
	String path() {
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

	/**
	 * How far the answer has come.
	 * @param complete whether it is complete
	 * @param outermost which steps of the outermost value had closed when it closed
	 * itself, or {@code null} if it has not
	 */
	StreamPosition position(boolean complete, @Nullable Predicate<Object> outermost) {
		List<StreamPosition.Level> levels = new ArrayList<>();
		if (complete && outermost != null && this.base.step() == null) {
			levels.add(new StreamPosition.Level(null, outermost));
		}
		for (PartialFrame frame : this.frames) {
			if (frame.isVisible() && (levels.size() > 0 || frame.step() != null || frame != this.base)) {
				levels.add(new StreamPosition.Level((complete) ? null : frame.step(), frame.closedSteps()));
			}
			if (!frame.showsOpen()) {
				break;
			}
		}
		return new StreamPosition(List.copyOf(levels), complete || depth() > 0, complete, (complete) ? "" : path());
	}

}
