package io.github.instructorspring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.UsageAccumulator;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.util.Assert;

import io.github.instructorspring.event.FallbackEvent;
import io.github.instructorspring.mode.Answer;
import io.github.instructorspring.mode.Finish;
import io.github.instructorspring.mode.ProviderDialect;
import io.github.instructorspring.mode.ProviderFailure;
import io.github.instructorspring.mode.RequestParameter;
import io.github.instructorspring.mode.WireMode;
import io.github.instructorspring.retry.Escalation;
import io.github.instructorspring.retry.TruncationPolicy;

/**
 * The part of a call that one model makes, from where it comes into the chain of its
 * client until its answer is accepted, it calls a tool of the caller, or another model
 * takes over. Sends nothing itself.
 *
 * @param <R> the type of the result
 */
final class ModelLane<R> {

	private static final Logger logger = LoggerFactory.getLogger(ModelLane.class);

	private final CallAttempts<R> attempts;

	private final ChatClientRequest request;

	private final ProviderDialect dialect;

	private final ProviderModes modes;

	private final List<Message> conversation;

	private final UsageAccumulator usage = new UsageAccumulator();

	private ChatOptions options;

	private @Nullable Sent sent;

	private @Nullable Duration unkeptTime;

	/**
	 * Enter a lane.
	 * @param attempts the attempts of the call
	 * @param request the request as it came
	 * @param options the options of the request
	 * @throws BudgetExceededException if nothing may be spent any more
	 * @throws MissingModelPriceException if a ceiling of cost needs the model's price
	 */
	ModelLane(CallAttempts<R> attempts, ChatClientRequest request, ChatOptions options) {
		this.attempts = attempts;
		this.request = request;
		this.conversation = request.prompt().getInstructions();
		this.dialect = ProviderDialect.of(options);
		this.modes = ProviderModes.of(request);
		this.options = (attempts.isLimitRaised()) ? this.dialect.withDoubledLimit(options).orElse(options) : options;
		if (attempts.call().retryPolicy().maxCost().isPresent()) {
			attempts.engine().models().requirePrice(this.options);
		}
		attempts.limits().requireBudget();
	}

	static ChatOptions optionsOf(ChatClientRequest request) {
		return optionsOf(request.prompt());
	}

	private static ChatOptions optionsOf(Prompt prompt) {
		ChatOptions given = prompt.getOptions();
		return (given != null) ? given : ChatOptions.builder().build();
	}

	/**
	 * The next request.
	 */
	ChatClientRequest next() {
		FollowUp next = this.attempts.next();
		Asked asked = next.asked();
		Set<WireMode> refused = refused(asked);
		Wire wire = this.attempts.engine()
			.wire(mode(asked, refused), refused, this.options, this.dialect, asked.schema());
		Duration time = this.attempts.limits().remainingTime().orElse(null);
		ChatOptions timed = (time != null) ? this.dialect.withTimeout(this.options, time) : this.options;
		this.unkeptTime = (timed != this.options) ? null : (time != null) ? time : Duration.ZERO;
		List<Message> messages = next.correction().insertInto(this.conversation, wire.exchange());
		Prompt prepared = wire.exchange().prepare(new Prompt(messages, timed));
		Set<RequestParameter> unknown = refusals().parameters(this.attempts.client(), modelName());
		Prompt prompt = (unknown.isEmpty()) ? prepared
				: new Prompt(prepared.getInstructions(), this.dialect.without(optionsOf(prepared), unknown));
		this.attempts.asked(prompt, wire.mode());
		this.sent = new Sent(wire, prompt, System.nanoTime());
		return this.request.mutate().prompt(prompt).build();
	}

	/**
	 * Whether the last request asks for a call of the response model's tool.
	 */
	boolean asksForTool() {
		return this.sent != null && this.sent.wire().mode() == WireMode.TOOLS;
	}

	/**
	 * The time that the last request may take, if its provider does not keep it.
	 */
	Optional<Duration> unkeptTime() {
		return Optional.ofNullable(this.unkeptTime);
	}

	/**
	 * The last request with a header, if the provider's options can carry one.
	 */
	Optional<ChatClientRequest> withHeader(ChatClientRequest last, String name, String value) {
		return this.dialect.withHeader(optionsOf(last), name, value)
			.map((edited) -> last.mutate().prompt(new Prompt(last.prompt().getInstructions(), edited)).build());
	}

	/**
	 * The arguments of a tool can be seen while they arrive only through a tap, so a
	 * stream whose caller has no wish is asked for as text.
	 */
	private OutputMode mode(Asked asked, Set<WireMode> refused) {
		CallRequest call = this.attempts.call();
		OutputMode mode = asked.mode(this.modes.require(call.mode(this.modes)));
		boolean tool = mode == OutputMode.TOOLS || (mode == OutputMode.AUTO
				&& this.dialect.preferredMode(this.options, asked.schema()) == WireMode.TOOLS);
		boolean free = call.isModeFree(this.modes);
		if (tool && free && this.attempts.isStreamed()) {
			return OutputMode.MD_JSON;
		}
		boolean known = mode != OutputMode.AUTO && refused.contains(WireMode.valueOf(mode.name()));
		return (known && free) ? OutputMode.AUTO : mode;
	}

	/**
	 * The modes that the model has refused, or its provider does not have.
	 */
	private Set<WireMode> refused(Asked asked) {
		Set<WireMode> refused = refusals().modes(this.attempts.client(), modelName(), asked.schema().name());
		for (WireMode mode : WireMode.values()) {
			if (!this.modes.available().contains(OutputMode.valueOf(mode.name()))) {
				refused.add(mode);
			}
		}
		return refused;
	}

	/**
	 * Decide what follows when the last request was not answered: what the model refuses
	 * is left out, and a provider that cannot be reached is replaced.
	 * @return the step, empty if the call ends
	 */
	Optional<Step> recover(Throwable failure) {
		if (!(failure instanceof InstructorException)) {
			this.attempts.events().failed(failure);
		}
		Optional<ProviderFailure> known = ProviderFailure.of(failure);
		if (known.filter(this::isNewRefusal).isPresent()) {
			return Optional.of(new Step.Again());
		}
		boolean replaced = known.filter(ProviderFailure::isTransport).isPresent()
				&& this.attempts.fallBack(failure, this.conversation.size());
		return (replaced) ? Optional.of(takeOver()) : Optional.empty();
	}

	private boolean isNewRefusal(ProviderFailure failure) {
		Sent last = this.sent;
		RequestParameter parameter = failure.refusedParameter().orElse(null);
		if (last == null) {
			return false;
		}
		if (parameter != null && refusals().add(this.attempts.client(), modelName(), parameter)) {
			logger.info("Model '{}' refuses the parameter '{}': left out from now on", modelName(),
					parameter.wireName());
			this.attempts.events().fallback(FallbackEvent.Kind.PARAMETER, parameter.wireName(), "");
			return true;
		}
		Asked asked = this.attempts.next().asked();
		WireMode mode = last.wire().mode();
		boolean free = this.attempts.call().isModeFree(this.modes) && !(asked instanceof Asked.Rest);
		if (!free || !failure.refuses(mode)) {
			return false;
		}
		String responseModel = (failure.refusesSchema()) ? asked.schema().name() : Refusals.ANY;
		boolean added = refusals().add(this.attempts.client(), modelName(), responseModel, mode);
		if (added) {
			this.attempts.events().fallback(FallbackEvent.Kind.MODE, mode.name(), "");
			logger.info("Model '{}' refuses mode {}: another one is used from now on{}", modelName(), mode,
					(failure.refusesSchema()) ? " for response model '" + responseModel + "'" : "");
		}
		return added;
	}

	private Refusals refusals() {
		return this.attempts.engine().models().refusals();
	}

	private String modelName() {
		return String.valueOf(this.options.getModel());
	}

	/**
	 * Decide what follows from the response to the last request.
	 * @throws AttemptedCallException if the call ends without a result
	 */
	Step settle(ChatClientResponse response) {
		Sent last = this.sent;
		Assert.state(last != null, "There is no response without a request");
		ModelTurn turn = turn(response, Duration.ofNanos(System.nanoTime() - last.startedAt()));
		this.attempts.answered(turn);
		this.usage.addRoundResponse(turn.response());
		Finish finish = Finish.of(turn.response());
		Answer answer = last.wire().exchange().read(turn.message(), last.prompt());
		if (finish != Finish.COMPLETE) {
			this.attempts.recordUnfinished(turn, finish);
			return afterCut(turn, finish, answer);
		}
		if (answer instanceof Answer.ToolRound round) {
			return leave(response, turn, toolRound(turn.message(), round));
		}
		Judgement<R> judgement = this.attempts.judge(turn, answer, last.wire().sent());
		if (this.attempts.isCut()) {
			return afterCut(turn, finish, answer);
		}
		if (this.attempts.endsWith(judgement)) {
			return leave(response, turn, new AssistantMessage(this.attempts.complete(judgement)));
		}
		Rejection rejection = this.attempts.rejection(judgement, turn);
		Escalation escalation = this.attempts.dueEscalation();
		if (escalation == null) {
			this.attempts.askAgain(rejection, this.conversation.size());
			return new Step.Again();
		}
		this.attempts.escalate(escalation, rejection, this.conversation.size());
		return takeOver();
	}

	/**
	 * The request to the client of another model, with the caller's tools unless that
	 * model sees nothing of the conversation.
	 */
	private Step takeOver() {
		ChatClientRequestSpec spec = this.attempts.client().prompt().messages(this.conversation);
		if (!this.attempts.isFixing() && this.options instanceof ToolCallingChatOptions toolOptions) {
			List<ToolCallback> tools = toolOptions.getToolCallbacks();
			Map<String, Object> context = toolOptions.getToolContext();
			spec.tools((tools != null) ? tools.toArray() : new Object[0])
				.toolContext((context != null) ? context : Map.of());
		}
		return new Step.TakeOver(spec);
	}

	/**
	 * The response of another model that took over, as that to this lane's request.
	 */
	ChatClientResponse afterTakeOver(ChatClientResponse response) {
		ChatResponse taken = response.chatResponse();
		Assert.state(taken != null, "A call that was completed has a response");
		this.usage.addRoundResponse(taken);
		return this.usage.applyAccumulatedUsage(response.mutate().context(this.request.context()).build());
	}

	/**
	 * Plan what is asked after a cut answer. A text may be cut although the provider says
	 * that the model stopped.
	 * @throws AttemptedCallException if it is not asked again
	 */
	private Step afterCut(ModelTurn turn, Finish finish, Answer answer) {
		TruncationPolicy policy = this.attempts.call().retryPolicy().onTruncation();
		boolean mayGoOn = finish != Finish.FILTERED && this.attempts.limits().hasRetry();
		// A rest that the model ended by itself, too early, is no rest.
		boolean endless = (finish == Finish.COMPLETE && this.attempts.next().asked() instanceof Asked.Rest);
		if (policy == TruncationPolicy.CONTINUE && mayGoOn && !endless && answer instanceof Answer.Text text) {
			this.attempts.askForRest(text.text(), this.conversation.size());
			return new Step.Again();
		}
		boolean mayRaise = policy == TruncationPolicy.RAISE_LIMIT && mayGoOn && !this.attempts.isLimitRaised();
		Optional<ChatOptions> raised = (mayRaise) ? this.dialect.withDoubledLimit(this.options) : Optional.empty();
		if (raised.isEmpty()) {
			throw this.attempts.incomplete(turn, finish);
		}
		this.attempts.raiseLimit();
		this.options = raised.get();
		return new Step.Again();
	}

	private ModelTurn turn(ChatClientResponse response, Duration duration) {
		ChatResponse chatResponse = response.chatResponse();
		if (chatResponse == null) {
			chatResponse = new ChatResponse(List.of());
		}
		chatResponse = this.dialect.withAnswerFirst(chatResponse);
		Usage reported = chatResponse.getMetadata().getUsage();
		CallUsage spent = CallUsage.of(reported, this.dialect.reasoningTokens(reported));
		ModelPrice price = this.attempts.engine().models().price(this.options);
		if (price != null) {
			spent = spent.costing(price.costOf(spent, this.dialect.freshInputTokens(this.options, reported)));
		}
		String text = ModelTurn.messageOf(chatResponse).getText();
		return new ModelTurn((text != null) ? text : "", chatResponse, spent, duration);
	}

	/**
	 * The caller's tools are run further out in the chain, which knows nothing of the
	 * response model's tool.
	 */
	private static AssistantMessage toolRound(AssistantMessage message, Answer.ToolRound round) {
		String text = message.getText();
		return AssistantMessage.builder()
			.content((text != null) ? text : "")
			.properties(message.getMetadata())
			.toolCalls(round.calls())
			.build();
	}

	private Step leave(ChatClientResponse response, ModelTurn turn, AssistantMessage message) {
		Generation generation = turn.response().getResult();
		Generation replaced = (generation != null) ? new Generation(message, generation.getMetadata())
				: new Generation(message);
		ChatResponse clean = ChatResponse.builder().from(turn.response()).generations(List.of(replaced)).build();
		return new Step.Leave(this.usage.applyAccumulatedUsage(response.mutate().chatResponse(clean).build()));
	}

	/**
	 * What follows from a response.
	 */
	sealed interface Step {

		/**
		 * The same model is asked again.
		 */
		record Again() implements Step {
		}

		/**
		 * The model has done its part.
		 *
		 * @param response what leaves the chain
		 */
		record Leave(ChatClientResponse response) implements Step {
		}

		/**
		 * Another model goes on.
		 *
		 * @param spec the request to its client, without the advisor of the call
		 */
		record TakeOver(ChatClientRequestSpec spec) implements Step {
		}

	}

	/**
	 * A request that was sent.
	 *
	 * @param wire the way of its schema
	 * @param prompt the prompt
	 * @param startedAt when, by the clock of {@link System#nanoTime()}
	 */
	private record Sent(Wire wire, Prompt prompt, long startedAt) {
	}

}
