package io.github.instructorspring;

/**
 * What happens in a streamed call.
 *
 * @param <R> the type of the result
 */
sealed interface StreamSignal<R> {

	/**
	 * A request is about to be made.
	 *
	 * @param number the number of the attempt, from 1
	 * @param asked what it asks for
	 * @param events tells what happens in the call
	 */
	record Started<R>(int number, Asked asked, CallEvents events) implements StreamSignal<R> {
	}

	/**
	 * A part of the answer has come.
	 *
	 * @param text the part
	 */
	record Received<R>(String text) implements StreamSignal<R> {

		/**
		 * Reactor logs what it drops.
		 */
		@Override
		public String toString() {
			return "Received[length=" + this.text.length() + "]";
		}

	}

	/**
	 * The call has its result.
	 *
	 * @param completion the result
	 */
	record Finished<R>(Completion<R> completion) implements StreamSignal<R> {
	}

}
