package io.github.instructorspring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.ai.chat.model.ChatResponse;

import io.github.instructorspring.bind.PartialBinder;
import io.github.instructorspring.bind.StreamLimitException;

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
	 * @param earlier the attempts before
	 * @param spent what the call has cost so far
	 * @param at when, by the clock of {@link System#nanoTime()}
	 */
	record Started<R>(int number, Asked asked, CallEvents events, List<Attempt> earlier, CallUsage spent,
			long at) implements StreamSignal<R> {

		/**
		 * Read on.
		 * @throws OversizedResponseException if the text passes a limit
		 */
		void feed(PartialBinder<?> reading, String text) {
			try {
				reading.feed(text);
			}
			catch (StreamLimitException ex) {
				throw oversized(ex, reading.text());
			}
		}

		/**
		 * The end of the call, as its answer passed a limit.
		 * @param text what was read of the answer
		 */
		private OversizedResponseException oversized(StreamLimitException passed, String text) {
			ModelTurn turn = new ModelTurn(text, new ChatResponse(List.of()), CallUsage.none(),
					Duration.ofNanos(System.nanoTime() - this.at));
			List<Attempt> attempts = new ArrayList<>(this.earlier);
			attempts.add(new Attempt(this.number, turn, Judgement.rejected(FailureStage.INCOMPLETE, List.of())));
			OversizedResponseException oversized = new OversizedResponseException(this.asked.schema().name(), passed,
					attempts, this.spent);
			this.events.finished(oversized);
			return oversized;
		}

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
