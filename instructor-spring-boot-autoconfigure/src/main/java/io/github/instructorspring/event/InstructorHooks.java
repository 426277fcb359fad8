package io.github.instructorspring.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.Assert;

/**
 * Who hears the events of a call: hooks of the call, hooks of its template, and the
 * listeners of the application, in this order, and those of one level in the order in
 * which they were registered. Immutable.
 *
 * @since 0.1
 */
public final class InstructorHooks {

	private static final Logger logger = LoggerFactory.getLogger(InstructorHooks.class);

	private static final int MAX_LOGGED = 100;

	private final List<Hook<?>> hooks;

	/** How many of the first hooks are of the newest level. */
	private final int newest;

	private final @Nullable ApplicationEventPublisher publisher;

	/** What was logged, so that it is logged once. */
	private final Set<String> logged;

	private InstructorHooks(List<Hook<?>> hooks, int newest, @Nullable ApplicationEventPublisher publisher,
			Set<String> logged) {
		this.hooks = List.copyOf(hooks);
		this.newest = newest;
		this.publisher = publisher;
		this.logged = logged;
	}

	/**
	 * Nobody.
	 * @return hooks that hear nothing
	 */
	public static InstructorHooks none() {
		return new InstructorHooks(List.of(), 0, null, ConcurrentHashMap.newKeySet());
	}

	/**
	 * These and one more, which comes after those of its level.
	 * @param <E> the type of the events
	 * @param type the events to hear
	 * @param hook hears them
	 * @return new hooks
	 */
	public <E extends InstructorEvent> InstructorHooks with(Class<E> type, Consumer<? super E> hook) {
		Assert.notNull(type, "'event' must not be null");
		Assert.notNull(hook, "'hook' must not be null");
		List<Hook<?>> more = new ArrayList<>(this.hooks);
		more.add(this.newest, new Hook<>(type, hook));
		return new InstructorHooks(more, this.newest + 1, this.publisher, this.logged);
	}

	/**
	 * These as those of a template: hooks that are added come before them.
	 * @return new hooks
	 */
	public InstructorHooks forCall() {
		return new InstructorHooks(this.hooks, 0, this.publisher, this.logged);
	}

	/**
	 * These and the listeners of an application.
	 * @param newPublisher publishes to them
	 * @return new hooks
	 */
	public InstructorHooks publishingTo(ApplicationEventPublisher newPublisher) {
		return new InstructorHooks(this.hooks, this.newest, newPublisher, this.logged);
	}

	/**
	 * Whether anybody may hear an event, so that it is worth making.
	 * @param type the type of the event
	 * @return {@code false} if nobody does
	 */
	public boolean hears(Class<? extends InstructorEvent> type) {
		boolean application = this.publisher != null && type != StreamSnapshotEvent.class;
		return application || this.hooks.stream().anyMatch((hook) -> hook.type().isAssignableFrom(type));
	}

	/**
	 * Tell everybody, if anybody hears.
	 * @param <E> the type of the event
	 * @param type the type of the event
	 * @param event makes the event, if it is heard
	 */
	public <E extends InstructorEvent> void publish(Class<E> type, Supplier<E> event) {
		if (!hears(type)) {
			return;
		}
		E made = event.get();
		for (Hook<?> hook : this.hooks) {
			if (hook.type().isInstance(made)) {
				safely(made, () -> hook.hear(made));
			}
		}
		ApplicationEventPublisher application = this.publisher;
		if (application != null && type != StreamSnapshotEvent.class) {
			safely(made, () -> application.publishEvent(made));
		}
	}

	/**
	 * What a listener throws may carry what it has heard, so its message is not logged.
	 */
	private void safely(InstructorEvent event, Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			StackTraceElement[] trace = ex.getStackTrace();
			String place = (trace.length > 0) ? trace[0].toString() : "an unknown place";
			String failure = event.getClass().getSimpleName() + ex.getClass().getName() + place;
			if (this.logged.size() < MAX_LOGGED && this.logged.add(failure)) {
				logger.warn("A listener to {} threw {} at {}. The call goes on; this is logged once",
						event.getClass().getSimpleName(), ex.getClass().getName(), place);
			}
		}
	}

	/**
	 * A hook.
	 *
	 * @param type the events it hears
	 * @param consumer the hook
	 */
	private record Hook<E extends InstructorEvent>(Class<E> type, Consumer<? super E> consumer) {

		void hear(InstructorEvent event) {
			this.consumer.accept(this.type.cast(event));
		}

	}

}
