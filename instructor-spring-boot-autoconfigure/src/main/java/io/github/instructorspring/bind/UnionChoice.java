package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.bind.Coerced.Part;
import io.github.instructorspring.bind.Coerced.Step;
import io.github.instructorspring.json.RepairPolicy;

/**
 * Chooses the member of a union: the one that a value names, else the one that it fits
 * best. Where different members fit as well, none is chosen.
 */
final class UnionChoice {

	private static final String MUST_BE = "must be ";

	private final ValueCoercion values;

	private final SchemaTree schemas;

	private final RepairPolicy policy;

	private final ScalarCoercion scalars;

	private final IdentityHashMap<List<JsonNode>, Optional<Discriminator>> discriminators = new IdentityHashMap<>();

	UnionChoice(ValueCoercion values, SchemaTree schemas, RepairPolicy policy, ScalarCoercion scalars) {
		this.values = values;
		this.schemas = schemas;
		this.policy = policy;
		this.scalars = scalars;
	}

	Coerced choose(JsonNode value, List<JsonNode> members, Target target) {
		boolean nullable = members.stream().anyMatch(this.schemas::allowsNull);
		if (value.isNull()) {
			return (nullable) ? Coerced.asIs(value) : Coerced.rejected(value, "must not be null");
		}
		List<JsonNode> others = members.stream().filter((member) -> !SchemaTree.isNull(member)).toList();
		boolean absent = nullable && this.scalars.isNothing(value)
				&& others.stream().noneMatch(this.schemas::takesAnyText);
		Coerced nothing = (absent) ? Coerced.changed(JsonNodeFactory.instance.nullNode(), Coercion.TEXT_TO_NULL) : null;
		if (nothing != null && value.stringValue("").isBlank()) {
			return nothing;
		}
		Coerced chosen = (others.size() == 1) ? this.values.coerce(value, target.by(others.get(0)))
				: among(value, others, members, target);
		return (nothing != null && !chosen.isAccepted()) ? nothing : chosen;
	}

	private Coerced among(JsonNode value, List<JsonNode> others, List<JsonNode> members, Target target) {
		Discriminator discriminator = (value.isObject()) ? this.discriminators
			.computeIfAbsent(members, (union) -> Optional.ofNullable(Discriminator.of(others, this.schemas)))
			.orElse(null) : null;
		Coerced named = (discriminator != null) ? named(value, discriminator, others, target) : null;
		if (named != null) {
			return named;
		}
		List<Coerced> attempts = others.stream().map((member) -> this.values.coerce(value, target.by(member))).toList();
		return best(value, attempts, others.stream().map(this::nameOf).toList());
	}

	private @Nullable Coerced named(JsonNode value, Discriminator discriminator, List<JsonNode> others, Target target) {
		JsonNode name = value.path(nameKey(value, discriminator.property()));
		JsonNode member = discriminator.member(name.stringValue(""));
		if (member == null && name.isString()) {
			List<String> names = discriminator.all();
			EnumMatcher.Match match = new EnumMatcher(names).match(name.stringValue());
			member = (match != null && this.policy.allows(match.coercion()))
					? discriminator.member(names.get(match.index())) : null;
		}
		if (member != null) {
			return this.values.coerce(value, target.by(member));
		}
		if (name.isMissingNode()) {
			return unnamed(value, discriminator, others, target);
		}
		return (others.size() == discriminator.members().size()) ? rejected(value, discriminator, name) : null;
	}

	private String nameKey(JsonNode value, String property) {
		if (value.has(property) || !this.policy.allows(Coercion.PROPERTY_NAME)) {
			return property;
		}
		return PropertyNames.find(List.of(property), value.propertyNames()).getOrDefault(property, property);
	}

	private static Coerced rejected(JsonNode value, Discriminator discriminator, JsonNode name) {
		String expectation = "must be one of " + String.join(", ", discriminator.all());
		Coerced wrong = (name.isMissingNode()) ? Coerced.missing(name, expectation)
				: Coerced.rejected(name, expectation);
		return Coerced.of(value, List.of(new Part(Step.property(discriminator.property()), wrong)));
	}

	/**
	 * A value that does not name its member may still fit only one of them.
	 */
	private Coerced unnamed(JsonNode value, Discriminator discriminator, List<JsonNode> others, Target target) {
		List<Coerced> fitting = new ArrayList<>();
		for (JsonNode member : others) {
			Coerced plain = this.values.coerce(value, target.by(member));
			if (plain.isExact()) {
				return plain;
			}
			if (plain.isAccepted() && !discriminator.members().contains(member)) {
				fitting.add(plain);
			}
		}
		if (this.policy.allows(Coercion.UNION_MEMBER)) {
			for (int i = 0; i < discriminator.members().size(); i++) {
				Coerced named = this.values.coerce(withName(value, discriminator, i),
						target.by(discriminator.members().get(i)));
				boolean shared = value.propertyNames()
					.stream()
					.anyMatch(discriminator.members().get(i).path("properties")::has);
				if (named.isAccepted() && shared && discriminator.names().get(i).size() == 1) {
					fitting.add(named.and(Coercion.UNION_MEMBER));
				}
			}
		}
		List<Coerced> best = lowest(fitting);
		return (best.size() == 1) ? best.get(0) : rejected(value, discriminator, value.path(discriminator.property()));
	}

	private static ObjectNode withName(JsonNode value, Discriminator discriminator, int index) {
		ObjectNode named = JsonNodeFactory.instance.objectNode();
		named.put(discriminator.property(), discriminator.names().get(index).get(0));
		value.forEachEntry(named::set);
		return named;
	}

	/**
	 * The best of several attempts.
	 * @param value the value
	 * @param attempts what became of it, by member
	 * @param names what the members are called
	 * @return the best, or what is wrong with all of them
	 */
	Coerced best(JsonNode value, List<Coerced> attempts, List<String> names) {
		for (Coerced attempt : attempts) {
			if (attempt.isExact()) {
				return attempt;
			}
		}
		List<Coerced> accepted = attempts.stream().filter(Coerced::isAccepted).toList();
		if (accepted.isEmpty()) {
			return nearest(value, attempts);
		}
		List<Coerced> best = lowest(accepted);
		int penalty = best.get(0).penalty();
		List<String> equal = new ArrayList<>();
		for (int i = 0; i < attempts.size(); i++) {
			if (attempts.get(i).isAccepted() && attempts.get(i).penalty() == penalty) {
				equal.add(names.get(i));
			}
		}
		// The same object may be of two types; the same number may not.
		boolean clear = best.size() == 1 && (equal.size() == 1 || !best.get(0).value().isObject());
		return (clear) ? best.get(0) : Coerced.rejected(value, "must be clearly one of " + String.join(", ", equal));
	}

	/**
	 * Those of the lowest penalty, each value once.
	 */
	private static List<Coerced> lowest(Collection<Coerced> accepted) {
		int penalty = accepted.stream().mapToInt(Coerced::penalty).min().orElse(0);
		List<Coerced> lowest = new ArrayList<>();
		for (Coerced attempt : accepted) {
			boolean known = lowest.stream().anyMatch((other) -> JsonValues.same(other.value(), attempt.value()));
			if (attempt.penalty() == penalty && !known) {
				lowest.add(attempt);
			}
		}
		return lowest;
	}

	private static Coerced nearest(JsonNode value, List<Coerced> attempts) {
		List<Coerced> inside = attempts.stream().filter((attempt) -> attempt.expectation() == null).toList();
		if (!inside.isEmpty()) {
			return inside.stream()
				.min(Comparator.comparingInt(Coerced::wrong).thenComparingInt(Coerced::penalty))
				.orElseThrow();
		}
		List<String> expectations = attempts.stream()
			.map((attempt) -> String.valueOf(attempt.expectation()))
			.distinct()
			.toList();
		boolean alike = expectations.stream().allMatch((expectation) -> expectation.startsWith(MUST_BE));
		return Coerced.rejected(value,
				(alike) ? expectations.stream()
					.map((expectation) -> expectation.substring(MUST_BE.length()))
					.collect(Collectors.joining(" or ", MUST_BE, "")) : expectations.get(0));
	}

	private String nameOf(JsonNode member) {
		for (String definitions : List.of("$defs", "definitions")) {
			for (Map.Entry<String, JsonNode> definition : this.schemas.root().path(definitions).properties()) {
				if (JsonValues.identical(definition.getValue(), member)) {
					return definition.getKey();
				}
			}
		}
		if (member.path("properties").isObject()) {
			return member.path("title")
				.stringValue("{" + String.join(", ", member.get("properties").propertyNames()) + "}");
		}
		return member.path("title").stringValue(String.join("/", SchemaTree.types(member)));
	}

}
