package io.github.instructorspring.stream;

import org.jspecify.annotations.Nullable;

/**
 * Something that grows by signals and can be looked at any time. Used by one thread at a
 * time.
 *
 * @param <S> the type of the signals
 * @param <V> the type of the views
 * @since 0.1
 */
public interface Growth<S, V> {

	/**
	 * Take a signal in.
	 * @param signal the signal
	 */
	void add(S signal);

	/**
	 * Whether a view would show anything that the last one did not.
	 * @return whether to look
	 */
	boolean isChanged();

	/**
	 * Look.
	 * @return what there is to see, which later signals do not change; {@code null} for
	 * nothing yet
	 */
	@Nullable V view();

}
