package io.github.instructorspring.bind;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.json.RepairPolicy;

/**
 * A value of one of several classes. Until it is known of which, its JSON is kept.
 */
final class UnionFrame extends PartialFrame {

	private final PartialUnion members;

	private final boolean kept;

	private @Nullable BeanFrame chosen;

	UnionFrame(PartialSlot slot, PartialUnion members, boolean kept) {
		super(slot);
		this.members = members;
		this.kept = kept;
	}

	/**
	 * Whether the next value says of which class it is.
	 */
	boolean isNext() {
		return this.chosen == null && this.members.property().equals(name());
	}

	@Nullable BeanFrame choose(String text, DeserializationContext context, RepairPolicy policy) {
		PartialBean member = this.members.member(text, policy);
		this.chosen = (member != null)
				? new BeanFrame(this.slot, member, context, policy.allows(Coercion.PROPERTY_NAME)) : null;
		change();
		return this.chosen;
	}

	@Nullable BeanFrame chosen() {
		return this.chosen;
	}

	PartialUnion members() {
		return this.members;
	}

	boolean isKept() {
		return this.kept;
	}

	@Override
	void name(String name) {
		super.name(name);
		if (this.chosen != null) {
			this.chosen.name(name);
		}
	}

	@Override
	@Nullable PartialSlot child() {
		return (this.chosen != null) ? this.chosen.child() : null;
	}

	@Override
	boolean isVisible() {
		return this.chosen != null;
	}

	@Override
	void put(@Nullable Object value) {
		if (this.chosen != null) {
			this.chosen.closed(value, null);
		}
	}

	@Override
	void closePart(@Nullable Object value) {
		if (this.chosen != null) {
			this.chosen.closePart(value);
		}
	}

	@Override
	@Nullable PartialFrame told() {
		return this.chosen;
	}

	@Override
	@Nullable JsonNode begin(DeltaPlace start, JsonMapper mapper) {
		return (this.chosen != null) ? this.chosen.begin(start, mapper, this.members.property()) : null;
	}

	@Override
	void next() {
		if (this.chosen != null) {
			this.chosen.next();
		}
	}

	@Override
	@Nullable Object build(@Nullable Object tail) {
		return (this.chosen != null) ? this.chosen.show(tail) : PartialSlot.ABSENT;
	}

	@Override
	@Nullable Object close(PartialValues values) {
		return (this.chosen != null) ? this.chosen.close(values) : super.close(values);
	}

	@Override
	boolean needsJson() {
		return true;
	}

	@Override
	boolean isWhole() {
		return this.chosen == null || (this.chosen.isShown() && this.chosen.isWhole());
	}

	@Override
	@Nullable Object step() {
		return (this.chosen != null) ? this.chosen.step() : name();
	}

	@Override
	boolean hasKeys() {
		return this.chosen == null || this.chosen.hasKeys();
	}

	@Override
	Predicate<Object> closedSteps() {
		String property = this.members.property();
		Predicate<Object> below = (this.chosen != null) ? this.chosen.closedSteps() : (step) -> false;
		return (step) -> property.equals(step) || below.test(step);
	}

}
