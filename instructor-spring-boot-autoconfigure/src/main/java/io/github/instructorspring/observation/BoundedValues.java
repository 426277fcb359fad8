package io.github.instructorspring.observation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values that become tags, as many of each owner as a registry can bear. Thread-safe;
 * under contention a few more may pass.
 */
final class BoundedValues {

	private static final String OTHER = "other";

	private static final String ROOT = "(root)";

	private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

	private final int limit;

	BoundedValues(int limit) {
		this.limit = limit;
	}

	List<String> bound(String owner, List<String> values) {
		return values.stream().map((value) -> bound(owner, (value.isEmpty()) ? ROOT : value)).toList();
	}

	private String bound(String owner, String value) {
		String key = (this.known.containsKey(owner) || this.known.size() < this.limit) ? owner : OTHER;
		Set<String> values = this.known.computeIfAbsent(key, (added) -> ConcurrentHashMap.newKeySet());
		boolean passes = values.contains(value) || values.size() < this.limit;
		if (passes) {
			values.add(value);
		}
		return (passes) ? value : OTHER;
	}

}
