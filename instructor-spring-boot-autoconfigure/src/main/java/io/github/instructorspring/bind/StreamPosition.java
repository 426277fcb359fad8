package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * How far an answer had come at one time. Immutable.
 *
 * @since 0.1
 */
public final class StreamPosition {

	private final List<Level> levels;

	private final boolean started;

	private final boolean complete;

	private final String cursor;

	StreamPosition(List<Level> levels, boolean started, boolean complete, String cursor) {
		this.levels = levels;
		this.started = started;
		this.complete = complete;
		this.cursor = cursor;
	}

	/**
	 * What had come of a place.
	 * @param path the path in wire names, such as {@code items[0].name}; empty for the
	 * whole answer
	 * @return the state; what stands in something complete is complete, whether it is
	 * there or not
	 */
	public PathState state(String path) {
		List<Object> steps = steps(path);
		if (steps.isEmpty()) {
			return (this.complete) ? PathState.COMPLETE : (this.started) ? PathState.PARTIAL : PathState.MISSING;
		}
		for (int i = 0; i < steps.size(); i++) {
			if (i == this.levels.size()) {
				return (this.complete) ? PathState.COMPLETE : (this.started) ? PathState.PARTIAL : PathState.MISSING;
			}
			Level level = this.levels.get(i);
			if (!Objects.equals(level.open(), steps.get(i))) {
				return (level.closed().test(steps.get(i))) ? PathState.COMPLETE : PathState.MISSING;
			}
		}
		return PathState.PARTIAL;
	}

	/**
	 * The path of the value that was being read.
	 * @return the path in wire names; empty if none was
	 */
	public String cursor() {
		return this.cursor;
	}

	private static List<Object> steps(String path) {
		List<Object> steps = new ArrayList<>();
		int at = 0;
		while (at < path.length()) {
			if (path.startsWith("[\"", at)) {
				StringBuilder key = new StringBuilder();
				at += 2;
				while (at < path.length() && path.charAt(at) != '"') {
					at += (path.charAt(at) == '\\' && at + 1 < path.length()) ? 1 : 0;
					key.append(path.charAt(at++));
				}
				steps.add(key.toString());
				at += 2;
			}
			else if (path.charAt(at) == '[') {
				int end = path.indexOf(']', at);
				String digits = path.substring(at + 1, (end < 0) ? path.length() : end);
				steps.add((digits.matches("\\d{1,9}")) ? (Object) Integer.valueOf(digits) : digits);
				at += digits.length() + 2;
			}
			else {
				at += (path.charAt(at) == '.') ? 1 : 0;
				int end = at;
				while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
					end++;
				}
				steps.add(path.substring(at, end));
				at = end;
			}
		}
		return steps;
	}

	/**
	 * One object or list around the value that was being read.
	 *
	 * @param open the step to the value below that was open, or {@code null}
	 * @param closed tells which values below had closed
	 */
	record Level(@Nullable Object open, Predicate<Object> closed) {
	}

}
