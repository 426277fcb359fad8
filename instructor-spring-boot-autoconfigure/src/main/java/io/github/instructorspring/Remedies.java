package io.github.instructorspring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import io.github.instructorspring.json.JsonPath;
import io.github.instructorspring.validation.Check;
import io.github.instructorspring.validation.Remedy;
import io.github.instructorspring.validation.Violation;

/**
 * What can be done about the errors of one answer without the model: which are left out,
 * set to null, fixed or accepted, and which remain.
 */
final class Remedies {

	/**
	 * From the inside and the end, since what stands behind an element moves up.
	 */
	private static final Comparator<Edit> REMOVAL_ORDER = Comparator.comparingInt((Edit edit) -> edit.path().depth())
		.thenComparingInt((edit) -> edit.path().index())
		.reversed();

	private final JsonNode json;

	private final List<Place> places;

	private final List<Edit> edits = new ArrayList<>();

	private final List<Check> checks = new ArrayList<>();

	private final List<Check> accepted = new ArrayList<>();

	private final List<Violation> remaining = new ArrayList<>();

	/**
	 * Start with nothing done.
	 * @param json the answer, left as it is
	 * @param remedies the properties with a remedy, by path
	 */
	Remedies(JsonNode json, Map<String, Remedy> remedies) {
		this.json = json;
		this.places = remedies.entrySet()
			.stream()
			.flatMap((entry) -> JsonPath.find(entry.getKey(), json)
				.map((path) -> new Place(path, entry.getValue()))
				.stream())
			.sorted(Comparator.comparingInt(Place::depth).reversed())
			.toList();
	}

	/**
	 * Add an error. Of the remedies around it the innermost one that can do something
	 * does.
	 */
	void add(Violation error) {
		Optional<JsonPath> path = JsonPath.find(error.path(), this.json);
		boolean done = path.isPresent() && this.places.stream()
			.filter((place) -> place.path().contains(path.get()))
			.anyMatch((place) -> apply(place, path.get(), error));
		if (!done) {
			this.remaining.add(error);
		}
	}

	private boolean apply(Place place, JsonPath path, Violation error) {
		return switch (place.remedy()) {
			case REASK -> this.remaining.add(error);
			case ACCEPT -> this.accepted.add(new Check(error, Check.Outcome.ACCEPTED));
			case SET_NULL ->
				edit(place.path(), JsonNodeFactory.instance.nullNode(), new Check(error, Check.Outcome.SET_NULL));
			case DROP_ELEMENT -> drop(place.path(), path, error);
		};
	}

	void add(Objection objection) {
		Violation error = objection.violation();
		String fix = objection.fix();
		Optional<JsonPath> path = JsonPath.find(error.path(), this.json);
		boolean text = path.flatMap((place) -> place.read(this.json)).map(JsonNode::isString).orElse(false);
		if (fix == null || !text) {
			add(error);
			return;
		}
		edit(path.get(), JsonNodeFactory.instance.stringNode(fix), new Check(error, Check.Outcome.FIXED));
	}

	/**
	 * An error of the whole list is not one of its elements.
	 */
	private boolean drop(JsonPath list, JsonPath path, Violation error) {
		JsonPath element = path;
		while (!element.isRoot() && !element.parent().equals(list)) {
			element = element.parent();
		}
		return !element.isRoot() && edit(element, null, new Check(error, Check.Outcome.DROPPED));
	}

	private boolean edit(JsonPath path, @Nullable JsonNode replacement, Check check) {
		if (this.edits.stream().noneMatch((edit) -> edit.path().contains(path))) {
			this.edits.removeIf((edit) -> path.contains(edit.path()));
			this.edits.add(new Edit(path, replacement));
		}
		return this.checks.add(check);
	}

	/**
	 * What the model is to be asked about when not everything can be mended: what has no
	 * remedy, and what it can better itself than another model has; else everything.
	 */
	List<Violation> toAsk() {
		if (this.remaining.isEmpty()) {
			return this.checks.stream().map(Check::violation).toList();
		}
		List<Violation> asked = new ArrayList<>(this.remaining);
		this.checks.stream()
			.filter((check) -> check.outcome() == Check.Outcome.FIXED)
			.map(Check::violation)
			.forEach(asked::add);
		return asked;
	}

	/**
	 * The errors that only the model can mend.
	 */
	List<Violation> remaining() {
		return this.remaining;
	}

	/**
	 * The errors that were accepted.
	 */
	List<Check> accepted() {
		return this.accepted;
	}

	/**
	 * The errors that {@link #edited()} is free of.
	 */
	List<Check> checks() {
		return this.checks;
	}

	boolean changesNothing() {
		return this.edits.isEmpty();
	}

	/**
	 * The answer after everything was done that could be done.
	 */
	JsonNode edited() {
		JsonNode copy = this.json.deepCopy();
		this.edits.stream()
			.filter((edit) -> edit.replacement() != null)
			.forEach((edit) -> edit.path().write(copy, edit.replacement()));
		this.edits.stream()
			.filter((edit) -> edit.replacement() == null)
			.sorted(REMOVAL_ORDER)
			.forEach((edit) -> edit.path().remove(copy));
		return copy;
	}

	private record Place(JsonPath path, Remedy remedy) {

		int depth() {
			return this.path.depth();
		}

	}

	private record Edit(JsonPath path, @Nullable JsonNode replacement) {
	}

}
