package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.json.RepairPolicy;

/**
 * The classes that a value may be of, by the property that names them. Immutable once all
 * members are added.
 */
final class PartialUnion {

	private final String property;

	/** Whether the property belongs to the members as well. */
	private final boolean visible;

	private final Map<String, PartialBean> members = new LinkedHashMap<>();

	PartialUnion(String property, boolean visible) {
		this.property = property;
		this.visible = visible;
	}

	void add(String name, PartialBean member) {
		this.members.put(name, member);
	}

	String property() {
		return this.property;
	}

	boolean isVisible() {
		return this.visible;
	}

	/**
	 * The member that a text names.
	 * @return the member, or {@code null} if it is none of those that show
	 */
	@Nullable PartialBean member(String text, RepairPolicy policy) {
		PartialBean member = this.members.get(text);
		if (member != null) {
			return member;
		}
		List<String> names = new ArrayList<>(this.members.keySet());
		EnumMatcher.Match match = new EnumMatcher(names).match(text);
		return (match != null && policy.allows(match.coercion())) ? this.members.get(names.get(match.index())) : null;
	}

}
