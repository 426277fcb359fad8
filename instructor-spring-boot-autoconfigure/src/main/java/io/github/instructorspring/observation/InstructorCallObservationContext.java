package io.github.instructorspring.observation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one call, all of its attempts together. Filled while the call is made;
 * totals are there when it has stopped. Carries no content.
 *
 * @since 0.1
 */
public final class InstructorCallObservationContext extends Observation.Context {

	/**
	 * What stands for something that is not known yet.
	 */
	public static final String UNKNOWN = "unknown";

	private final String callId;

	private final String template;

	private final String responseType;

	private final boolean streamed;

	private final Map<String, String> tags;

	private final List<String> reasks = new CopyOnWriteArrayList<>();

	private final List<String> fallbacks = new CopyOnWriteArrayList<>();

	private final AtomicLong conflatedSnapshots = new AtomicLong();

	private volatile String provider = UNKNOWN;

	private volatile String model = UNKNOWN;

	private volatile String mode = UNKNOWN;

	private volatile String outcome = UNKNOWN;

	private volatile CallTotals totals = CallTotals.NONE;

	private volatile @Nullable String stoppedBudget;

	private volatile @Nullable Duration firstPartial;

	/**
	 * Create the context of a call that begins.
	 * @param callId the id of the call
	 * @param template the name of the template
	 * @param responseType the name of the response model
	 * @param streamed whether the answer is looked at while it arrives
	 * @param tags what the caller has set
	 */
	public InstructorCallObservationContext(String callId, String template, String responseType, boolean streamed,
			Map<String, String> tags) {
		this.callId = callId;
		this.template = template;
		this.responseType = responseType;
		this.streamed = streamed;
		this.tags = Map.copyOf(tags);
	}

	/**
	 * The id of the call.
	 * @return as {@code Completion.id()} has it
	 */
	public String callId() {
		return this.callId;
	}

	/**
	 * The name of the template.
	 * @return the name
	 */
	public String template() {
		return this.template;
	}

	/**
	 * The name of the response model.
	 * @return the name
	 */
	public String responseType() {
		return this.responseType;
	}

	/**
	 * Whether the answer is looked at while it arrives.
	 * @return {@code false} for a blocking call
	 */
	public boolean isStreamed() {
		return this.streamed;
	}

	/**
	 * What the caller has set.
	 * @return the tags
	 */
	public Map<String, String> tags() {
		return this.tags;
	}

	/**
	 * The provider that was asked last.
	 * @return its name, or {@value #UNKNOWN}
	 */
	public String provider() {
		return this.provider;
	}

	/**
	 * The model that was asked last.
	 * @return its name, or {@value #UNKNOWN}
	 */
	public String model() {
		return this.model;
	}

	/**
	 * The mode of the last request.
	 * @return its name, or {@value #UNKNOWN}
	 */
	public String mode() {
		return this.mode;
	}

	/**
	 * How the call ended.
	 * @return the outcome, as {@code CompletionFinishedEvent} has it, or
	 * {@value #UNKNOWN}
	 */
	public String outcome() {
		return this.outcome;
	}

	/**
	 * What the call has spent, once it has stopped.
	 * @return the totals
	 */
	public CallTotals totals() {
		return this.totals;
	}

	/**
	 * Why the model was asked again, each time.
	 * @return the stages at which its answers were rejected
	 */
	public List<String> reasks() {
		return this.reasks;
	}

	/**
	 * What the call went on with in place of what failed.
	 * @return the kinds, as {@code FallbackEvent} has them
	 */
	public List<String> fallbacks() {
		return this.fallbacks;
	}

	/**
	 * The budget that ended the call.
	 * @return its kind, empty if none did
	 */
	public Optional<String> stoppedBudget() {
		return Optional.ofNullable(this.stoppedBudget);
	}

	/**
	 * How long the first partial took.
	 * @return the time from the beginning of the call, empty if there was none
	 */
	public Optional<Duration> firstPartial() {
		return Optional.ofNullable(this.firstPartial);
	}

	/**
	 * How many states of a stream nobody has seen, because a newer one was there first.
	 * @return the number
	 */
	public long conflatedSnapshots() {
		return this.conflatedSnapshots.get();
	}

	/**
	 * A request goes out.
	 * @param newProvider the name of the provider
	 * @param newModel the name of the model
	 * @param newMode the mode
	 */
	public void requested(String newProvider, String newModel, String newMode) {
		this.provider = newProvider;
		this.model = newModel;
		this.mode = newMode;
	}

	/**
	 * The model is asked again.
	 * @param stage the stage at which its answer was rejected
	 */
	public void reasked(String stage) {
		this.reasks.add(stage);
	}

	/**
	 * The call goes on with something else.
	 * @param kind what was replaced
	 */
	public void fellBack(String kind) {
		this.fallbacks.add(kind);
	}

	/**
	 * A partial was seen.
	 * @param sinceStart the time from the beginning of the call
	 */
	public void partial(Duration sinceStart) {
		if (this.firstPartial == null) {
			this.firstPartial = sinceStart;
		}
	}

	/**
	 * A state of a stream was passed over.
	 */
	public void conflated() {
		this.conflatedSnapshots.incrementAndGet();
	}

	/**
	 * The call has ended.
	 * @param newOutcome how
	 * @param newTotals what it has spent
	 * @param budget the kind of the budget that ended it, if one did
	 */
	public void finished(String newOutcome, CallTotals newTotals, @Nullable String budget) {
		this.outcome = newOutcome;
		this.totals = newTotals;
		this.stoppedBudget = budget;
	}

	/**
	 * What a call has spent.
	 *
	 * @param requests how many requests were made, those to judges left out
	 * @param inputTokens the tokens of all prompts
	 * @param outputTokens the tokens of all answers
	 * @param cachedTokens those of the prompts that were read from the provider's cache
	 * @param reasoningTokens those of the answers that were spent on thinking
	 * @param cost the cost, if the prices are known
	 */
	public record CallTotals(int requests, long inputTokens, long outputTokens, long cachedTokens, long reasoningTokens,
			@Nullable BigDecimal cost) {

		static final CallTotals NONE = new CallTotals(0, 0, 0, 0, 0, null);

	}

}
