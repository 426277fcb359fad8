package io.github.instructorspring.validation;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges a value that a model answered, beyond what Bean Validation can say. Declared as
 * a bean it sees every value of its type, wherever in an answer it stands; given to one
 * call, it sees that call's entities.
 *
 * <pre class="code">
 * &#64;Bean
 * ResponseValidator&lt;Booking&gt; bookingsStartInTheFuture(Clock clock) {
 * 	return (booking, context) -&gt; booking.start().isAfter(LocalDate.now(clock)) ? List.of()
 * 			: List.of(Violation.of("start", "must be in the future", booking.start()));
 * }
 * </pre>
 *
 * @param <T> the type of value
 * @since 0.1
 */
@FunctionalInterface
public interface ResponseValidator<T> {

	/**
	 * Judge a value. Called on the thread of the call; an exception ends the call and is
	 * thrown to the caller as it is.
	 * @param value the value, already accepted by Bean Validation or not
	 * @param context the call's context
	 * @return what is wrong, with paths relative to the value; empty when acceptable
	 */
	List<Violation> validate(T value, ValidationContext context);

	/**
	 * A validator of lists from a validator of their elements.
	 * @param <E> the type of the elements
	 * @param element judges one element
	 * @return a validator whose paths carry the index of the element
	 */
	static <E> ResponseValidator<List<E>> forEach(ResponseValidator<? super E> element) {
		return (list, context) -> {
			List<Violation> violations = new ArrayList<>();
			for (int index = 0; index < list.size(); index++) {
				String path = "[" + index + "]";
				element.validate(list.get(index), context).forEach((violation) -> violations.add(violation.at(path)));
			}
			return violations;
		};
	}

}
