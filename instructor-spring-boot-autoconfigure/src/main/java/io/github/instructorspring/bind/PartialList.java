package io.github.instructorspring.bind;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

import org.jspecify.annotations.Nullable;

/**
 * The first elements of an array that only grows, shared by all snapshots of a list, and
 * at most one more that is still being read. Elements that are counted are never written
 * again, so that the list does not change.
 */
final class PartialList extends AbstractList<@Nullable Object> implements RandomAccess {

	private final @Nullable Object[] shared;

	private final int complete;

	private final @Nullable Object tail;

	private final int size;

	PartialList(@Nullable Object[] shared, int complete) {
		this.shared = shared;
		this.complete = complete;
		this.tail = null;
		this.size = complete;
	}

	PartialList(@Nullable Object[] shared, int complete, @Nullable Object tail) {
		this.shared = shared;
		this.complete = complete;
		this.tail = tail;
		this.size = complete + 1;
	}

	@Override
	public @Nullable Object get(int index) {
		if (index >= 0 && index < this.complete) {
			return this.shared[index];
		}
		if (index == this.complete && this.size > this.complete) {
			return this.tail;
		}
		throw new IndexOutOfBoundsException(index);
	}

	@Override
	public int size() {
		return this.size;
	}

	@Override
	public @Nullable Object[] toArray() {
		@Nullable Object[] array = Arrays.copyOf(this.shared, this.size, Object[].class);
		if (this.size > this.complete) {
			array[this.complete] = this.tail;
		}
		return array;
	}

}
