package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.JsonPaths;
import io.github.instructorspring.json.Repair;
import io.github.instructorspring.json.RepairKind;

/**
 * What became of one value. It does not know where the value stands, so that it can be
 * shared between several readings of an answer.
 *
 * @param value the value to go on with
 * @param penalty how much was coerced, in the value and below it
 * @param wrong how many findings there are, in the value and below it
 * @param kinds what was done to the value itself
 * @param expectation what is wrong with the value itself, or {@code null}
 * @param found what stands there, or {@code null} when nothing does
 * @param parts what was done below the value, in the order of the schema
 */
record Coerced(JsonNode value, int penalty, int wrong, List<RepairKind> kinds, @Nullable String expectation,
		@Nullable JsonNode found, List<Part> parts) {

	private static final int MAX_FINDINGS = 1000;

	private static final int MAX_PATH = 1000;

	/**
	 * How a text that holds JSON was mended counts one each.
	 */
	private static final int SYNTAX_PENALTY = 1;

	static Coerced asIs(JsonNode value) {
		return new Coerced(value, 0, 0, List.of(), null, null, List.of());
	}

	static Coerced rejected(JsonNode value, String expectation) {
		return new Coerced(value, 0, 1, List.of(), expectation, value, List.of());
	}

	static Coerced missing(JsonNode placeholder, String expectation) {
		return new Coerced(placeholder, 0, 1, List.of(), expectation, null, List.of());
	}

	static Coerced changed(JsonNode value, RepairKind kind) {
		return asIs(value).and(kind);
	}

	static Coerced of(JsonNode value, List<Part> parts) {
		int penalties = 0;
		int findings = 0;
		List<Part> noted = new ArrayList<>();
		for (Part part : parts) {
			penalties += part.coerced().penalty();
			findings += part.coerced().wrong();
			if (!part.coerced().isExact()) {
				noted.add(part);
			}
		}
		return new Coerced(value, penalties, findings, List.of(), null, null, List.copyOf(noted));
	}

	/**
	 * Whether the value was right from the beginning.
	 */
	boolean isExact() {
		return this.wrong == 0 && this.kinds.isEmpty() && this.parts.isEmpty();
	}

	boolean isAccepted() {
		return this.wrong == 0;
	}

	Coerced and(RepairKind kind) {
		List<RepairKind> more = new ArrayList<>(this.kinds);
		more.add(kind);
		return new Coerced(this.value, this.penalty + penalty(kind), this.wrong, List.copyOf(more), this.expectation,
				this.found, this.parts);
	}

	/**
	 * What was done to the same value afterwards.
	 */
	Coerced then(Coerced next) {
		if (isExact() || next.isExact()) {
			return (isExact()) ? next : new Coerced(next.value(), this.penalty, this.wrong, this.kinds,
					this.expectation, this.found, this.parts);
		}
		return of(next.value(), List.of(new Part(null, this), new Part(null, next)));
	}

	/**
	 * As one step toward another value, such as the element of a list.
	 */
	Coerced as(JsonNode other) {
		return new Coerced(other, this.penalty, this.wrong, this.kinds, this.expectation, this.found, this.parts);
	}

	private static int penalty(RepairKind kind) {
		return (kind instanceof Coercion coercion) ? coercion.penalty() : SYNTAX_PENALTY;
	}

	List<Repair> repairs(String path) {
		List<Repair> repairs = new ArrayList<>();
		visit(path, (place, coerced) -> {
			coerced.kinds().forEach((kind) -> repairs.add(new Repair(kind, -1, place)));
			return true;
		});
		return repairs;
	}

	List<Finding> findings(String path) {
		Map<String, Finding> findings = new LinkedHashMap<>();
		visit(path, (place, coerced) -> {
			String expectation = coerced.expectation();
			if (expectation != null && findings.size() < MAX_FINDINGS) {
				findings.putIfAbsent(place + '\n' + expectation, new Finding(place, expectation, coerced.found()));
			}
			return coerced.wrong() > 0;
		});
		return List.copyOf(findings.values());
	}

	private void visit(String path, BiFunction<String, Coerced, Boolean> visitor) {
		if (visitor.apply(path, this)) {
			for (Part part : this.parts) {
				Step step = part.step();
				part.coerced().visit((step != null) ? abbreviated(step.from(path)) : path, visitor);
			}
		}
	}

	/**
	 * Keys are content of the model and may be of any length.
	 */
	private static String abbreviated(String path) {
		return (path.length() <= MAX_PATH) ? path : path.substring(0, MAX_PATH - 1) + "…";
	}

	/**
	 * A value below another.
	 *
	 * @param step the way there, or {@code null} for the same place
	 * @param coerced what became of it
	 */
	record Part(@Nullable Step step, Coerced coerced) {
	}

	/**
	 * One step of a path.
	 *
	 * @param name the name of a property, or the key of a map; empty in a list
	 * @param index the index in a list
	 * @param key whether the name is the key of a map
	 */
	record Step(String name, int index, boolean key) {

		static Step property(String name) {
			return new Step(name, -1, false);
		}

		static Step key(String name) {
			return new Step(name, -1, true);
		}

		static Step index(int index) {
			return new Step("", index, false);
		}

		String from(String path) {
			if (this.index >= 0) {
				return JsonPaths.index(path, this.index);
			}
			// A key of any length is cut before it is written with its escapes.
			String name = (this.name.length() <= MAX_PATH) ? this.name : this.name.substring(0, MAX_PATH);
			return (this.key) ? JsonPaths.key(path, name) : JsonPaths.property(path, name);
		}

	}

}
