package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.util.Assert;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.bind.PartialBinder;
import io.github.instructorspring.event.FallbackEvent;
import io.github.instructorspring.mode.Answer;
import io.github.instructorspring.mode.Finish;
import io.github.instructorspring.mode.WireMode;
import io.github.instructorspring.observation.InstructorCallObservationContext;
import io.github.instructorspring.retry.Escalation;
import io.github.instructorspring.retry.RetryPolicy;
import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.validation.ValidationContext;
import io.github.instructorspring.validation.Violation;

/**
 * The attempts of one call, whichever models make them: what is asked next, what was
 * spent, and how the call ends. Used by one thread at a time.
 *
 * @param <R> the type of the result
 */
final class CallAttempts<R> {

	private final String id = UUID.randomUUID().toString();

	private final CallLedger ledger = new CallLedger();

	private final CallObservation observation;

	private final CallEvents events;

	private final CallEngine engine;

	private final CallRequest call;

	private final AnswerPipeline<R> pipeline;

	private final FollowUps followUps;

	private final CallLimits limits;

	private final ResponseSchema schema;

	private final String responseModel;

	private final boolean streamed;

	private final boolean asksJudges;

	private FollowUp next;

	private ChatClient client;

	private String provider;

	private @Nullable Rejection rejection;

	private final List<Throwable> failures = new ArrayList<>();

	private boolean heard;

	private boolean limitRaised;

	private int escalations;

	private @Nullable Completion<R> completion;

	CallAttempts(CallEngine engine, CallRequest call, AnswerRules<R> rules, boolean streamed) {
		this.streamed = streamed;
		this.asksJudges = engine.asksJudges(rules.schema());
		this.engine = engine;
		this.call = call;
		this.schema = rules.schema();
		this.responseModel = this.schema.name();
		this.followUps = engine.followUps(call, rules.schema());
		this.limits = new CallLimits(this.responseModel, call.retryPolicy(), this.ledger);
		this.pipeline = engine.pipeline(call, rules, this.limits, this.ledger);
		this.observation = new CallObservation(engine.observations(),
				new InstructorCallObservationContext(this.id, engine.name(), this.responseModel, streamed, call.tags()),
				this.schema);
		this.events = new CallEvents(engine.hooks(call, this.schema), this.observation, CallEvents.start(this.id,
				engine.name(), this.responseModel, this.limits.maxAttempts(), streamed, call.tags()),
				this.ledger::usage);
		this.next = this.followUps.first();
		this.provider = (call.provider() != null) ? call.provider() : "";
		this.client = engine.models(call).client();
	}

	/**
	 * The result.
	 * @throws InstructorException if no model was asked
	 */
	Completion<R> completion() {
		if (this.completion == null) {
			throw new InstructorException(
					"An advisor or a tool with returnDirect answered the call for response model '" + this.responseModel
							+ "' in place of the model; leave it out of this call");
		}
		return this.completion;
	}

	CallObservation observation() {
		return this.observation;
	}

	CallEvents events() {
		return this.events;
	}

	CallLedger ledger() {
		return this.ledger;
	}

	CallEngine engine() {
		return this.engine;
	}

	CallRequest call() {
		return this.call;
	}

	/**
	 * Whether the answers are looked at while they arrive.
	 */
	boolean isStreamed() {
		return this.streamed;
	}

	/**
	 * Whether judging an answer may take requests to models.
	 */
	boolean asksJudges() {
		return this.asksJudges;
	}

	/**
	 * The client of the model that is asked now.
	 */
	ChatClient client() {
		return this.client;
	}

	/**
	 * A part of an answer was delivered.
	 */
	void heard() {
		this.heard = true;
	}

	CallLimits limits() {
		return this.limits;
	}

	FollowUp next() {
		return this.next;
	}

	/**
	 * The number of the attempt that comes next or is under way.
	 */
	int number() {
		return this.ledger.attempts().size() + 1;
	}

	/**
	 * A reading of text that holds it to the limits of streams.
	 */
	PartialBinder<R> reading() {
		return this.engine.partial(this.call, this.schema);
	}

	/**
	 * Tell that the next attempt begins.
	 */
	StreamSignal.Started<R> started() {
		return new StreamSignal.Started<>(number(), this.next.asked(), this.events, List.copyOf(this.ledger.attempts()),
				this.ledger.usage(), System.nanoTime());
	}

	boolean isLimitRaised() {
		return this.limitRaised;
	}

	void raiseLimit() {
		this.limits.requireBudget();
		this.limitRaised = true;
	}

	void asked(Prompt prompt, WireMode mode) {
		this.events.request(this.provider, prompt, mode, number());
	}

	void answered(ModelTurn turn) {
		this.ledger.spend(turn.usage());
		this.events.response(turn);
	}

	/**
	 * Judge an answer and keep it as an attempt.
	 */
	Judgement<R> judge(ModelTurn turn, Answer answer, LoweredSchema sent) {
		if (!(answer instanceof Answer.Text text)) {
			String problem = (answer instanceof Answer.Unusable unusable) ? unusable.problem() : "must be an answer";
			Judgement<R> unusable = Judgement.rejected(FailureStage.EXTRACTION, List.of(Violation.of(problem)));
			record(turn, unusable);
			return unusable;
		}
		ValidationContext context = new ValidationContext(this.call.context(), this.ledger.rejections() + 1,
				this.limits.maxAttempts());
		Asked asked = this.next.asked();
		this.ledger.judging(turn.withText(text.text()));
		Judgement<R> judgement = asked.judge(this.pipeline, asked.text(text.text()), sent, context);
		record(turn.withText(text.text()), judgement);
		return judgement;
	}

	private void record(ModelTurn turn, Judgement<?> judgement) {
		this.ledger.record(turn, judgement);
		this.events.judged(judgement);
	}

	/**
	 * Keep an answer that is not whole as an attempt.
	 * @throws ResponseRefusedException if there is none, because the model declined
	 */
	void recordUnfinished(ModelTurn turn, Finish finish) {
		boolean refused = (finish == Finish.REFUSED);
		record(turn, Judgement.rejected((refused) ? FailureStage.REFUSED : FailureStage.INCOMPLETE, List.of()));
		if (refused) {
			throw new ResponseRefusedException(this.responseModel, Finish.refusal(turn.response()),
					this.ledger.attempts(), this.ledger.usage());
		}
	}

	/**
	 * Whether the last answer has no end.
	 */
	boolean isCut() {
		return lastAttempt().failure().map(AttemptFailure::stage).orElse(null) == FailureStage.INCOMPLETE;
	}

	/**
	 * Keep what was spent with an exception that is not of this call.
	 */
	void interruptedBy(Throwable failure) {
		this.failures.stream().filter((former) -> former != failure).forEach(failure::addSuppressed);
		if (!(failure instanceof AttemptedCallException) && this.ledger.requests() > 0) {
			failure.addSuppressed(
					new UnfinishedCallException(this.responseModel, this.ledger.attempts(), this.ledger.usage()));
		}
	}

	IncompleteResponseException incomplete(ModelTurn turn, Finish finish) {
		return new IncompleteResponseException(this.responseModel, finish, Finish.reason(turn.response()),
				this.ledger.attempts(), this.ledger.usage());
	}

	/**
	 * Whether the call ends with this judgement.
	 * @throws AttemptedCallException if it ends without a result
	 */
	boolean endsWith(Judgement<R> judgement) {
		if (judgement.isAccepted()) {
			return true;
		}
		boolean mayEscalate = this.escalations < this.call.retryPolicy().escalations().size();
		Optional<AttemptedCallException> end = this.limits.end(mayEscalate);
		if (end.isPresent() && !(this.call.acceptsLastAttempt() && judgement.candidate() != null)) {
			throw end.get();
		}
		return end.isPresent();
	}

	/**
	 * End the call with a result.
	 * @return the result as JSON
	 */
	String complete(Judgement<R> judgement) {
		R entity = judgement.candidate();
		JsonNode json = judgement.json();
		Assert.state(entity != null && json != null, "An answer without an object must not be accepted");
		this.completion = new Completion<>(this.id, entity, this.ledger.usage(), this.ledger.attempts());
		return json.toString();
	}

	Rejection rejection(Judgement<R> judgement, ModelTurn turn) {
		Rejection rejected = Rejection.of(this.next.asked(), turn.message(), lastAttempt(), judgement);
		this.rejection = rejected;
		return rejected;
	}

	/**
	 * Plan to ask the same model again.
	 * @param position how many messages of the caller it has seen
	 */
	void askAgain(Rejection rejection, int position) {
		this.next = (isFixing()) ? this.followUps.toFix(rejection) : this.followUps.afterRejection(rejection, position);
	}

	/**
	 * Plan to ask for the rest of a cut answer.
	 * @param position how many messages of the caller the model has seen
	 */
	void askForRest(String text, int position) {
		this.limits.requireBudget();
		Asked asked = this.next.asked();
		this.next = this.followUps.afterCut(asked, asked.text(text), position);
	}

	/**
	 * The model that is to take over now, if any.
	 */
	@Nullable Escalation dueEscalation() {
		RetryPolicy policy = this.call.retryPolicy();
		if (this.escalations == policy.escalations().size()) {
			return null;
		}
		Escalation escalation = policy.escalations().get(this.escalations);
		boolean due = this.ledger.rejections() >= escalation.afterRejections() || this.limits.isRepeated();
		return (due) ? escalation : null;
	}

	/**
	 * Plan to ask the next model of the policy.
	 */
	void escalate(Escalation escalation, Rejection rejection, int position) {
		this.events.fallback(FallbackEvent.Kind.ESCALATION, escalation.provider());
		goOnWith(escalation.provider());
		this.escalations++;
		this.limitRaised = false;
		this.next = (isFixing()) ? this.followUps.toFix(rejection) : this.followUps.toOtherModel(rejection, position);
	}

	/**
	 * Plan to ask the next provider, since this one gives no answer.
	 * @param failure why not
	 * @param position how many messages of the caller the model has seen
	 * @return whether there is one, and a part of the call's time
	 */
	boolean fallBack(Throwable failure, int position) {
		List<String> fallbacks = this.call.retryPolicy().fallbacks();
		int tried = this.failures.size();
		boolean delivered = this.heard && this.call.deliversItems();
		if (delivered || tried == fallbacks.size() || this.limits.remainingTime().isEmpty()) {
			return false;
		}
		this.failures.add(failure);
		this.events.fallback(FallbackEvent.Kind.PROVIDER, fallbacks.get(tried));
		goOnWith(fallbacks.get(tried));
		this.limitRaised = false;
		if (this.rejection != null && !isFixing() && !(this.next.asked() instanceof Asked.Rest)) {
			this.next = this.followUps.toOtherModel(this.rejection, position);
		}
		return true;
	}

	private void goOnWith(String name) {
		this.client = this.engine.models().provider(name);
		this.provider = name;
	}

	/**
	 * Whether the model that is asked now only mends what another has answered.
	 */
	boolean isFixing() {
		List<Escalation> planned = this.call.retryPolicy().escalations();
		return this.escalations > 0 && planned.get(this.escalations - 1).role() == Escalation.Role.FIX;
	}

	private Attempt lastAttempt() {
		return this.ledger.attempts().get(this.ledger.attempts().size() - 1);
	}

}
