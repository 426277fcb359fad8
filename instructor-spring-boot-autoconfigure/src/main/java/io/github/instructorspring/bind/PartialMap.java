package io.github.instructorspring.bind;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The first entries of arrays that only grow, shared by all snapshots of a map, and at
 * most one more that is still being read. Who looks into it first pays for the index.
 */
final class PartialMap extends AbstractMap<Object, @Nullable Object> {

	private final Object[] keys;

	private final @Nullable Object[] values;

	private final int complete;

	private final @Nullable Object tailKey;

	private final @Nullable Object tail;

	private volatile @Nullable Map<Object, @Nullable Object> index;

	PartialMap(Object[] keys, @Nullable Object[] values, int complete, @Nullable Object tailKey,
			@Nullable Object tail) {
		this.keys = keys;
		this.values = values;
		this.complete = complete;
		this.tailKey = tailKey;
		this.tail = tail;
	}

	private Map<Object, @Nullable Object> index() {
		Map<Object, @Nullable Object> known = this.index;
		if (known == null) {
			known = new LinkedHashMap<>();
			for (int i = 0; i < this.complete; i++) {
				known.put(this.keys[i], this.values[i]);
			}
			if (this.tailKey != null) {
				known.put(this.tailKey, this.tail);
			}
			this.index = known;
		}
		return known;
	}

	@Override
	public @Nullable Object get(@Nullable Object key) {
		return index().get(key);
	}

	@Override
	public boolean containsKey(@Nullable Object key) {
		return index().containsKey(key);
	}

	@Override
	public Set<Entry<Object, @Nullable Object>> entrySet() {
		return Collections.unmodifiableMap(index()).entrySet();
	}

}
