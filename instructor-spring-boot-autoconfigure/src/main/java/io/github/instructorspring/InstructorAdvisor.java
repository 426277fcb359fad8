package io.github.instructorspring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.UsageAccumulator;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.core.Ordered;
import org.springframework.util.Assert;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.mode.Answer;
import io.github.instructorspring.mode.Exchange;
import io.github.instructorspring.mode.Finish;
import io.github.instructorspring.mode.ProviderDialect;
import io.github.instructorspring.retry.Escalation;
import io.github.instructorspring.retry.TruncationPolicy;
import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.validation.ValidationContext;
import io.github.instructorspring.validation.Violation;

/**
 * The attempts of one call, inside the advisor chain: memory and RAG, which stand before
 * it, run once, and what leaves it is clean JSON text. Belongs to one call; entered again
 * after each round of the caller's own tools.
 *
 * @param <R> the type of the result
 */
final class InstructorAdvisor<R> implements CallAdvisor {

	static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1000;

	private final String id = UUID.randomUUID().toString();

	private final CallLedger ledger = new CallLedger();

	private final CallRequest call;

	private final ResponseSchema schema;

	private final AnswerPipeline<R> pipeline;

	private final FollowUps followUps;

	private final CallEngine engine;

	private final CallLimits limits;

	private FollowUp next;

	private boolean limitRaised;

	private int escalations;

	private @Nullable Completion<R> completion;

	InstructorAdvisor(CallEngine engine, CallRequest call, AnswerRules<R> rules) {
		this.engine = engine;
		this.call = call;
		this.schema = rules.schema();
		this.followUps = engine.followUps(call, this.schema);
		this.limits = new CallLimits(this.schema.name(), call.retryPolicy(), this.ledger);
		this.pipeline = engine.pipeline(call, rules, this.limits, this.ledger);
		this.next = this.followUps.first();
	}

	Completion<R> completion() {
		if (this.completion == null) {
			throw new InstructorException(
					"An advisor or a tool with returnDirect answered the call for response model '" + this.schema.name()
							+ "' in place of the model; leave it out of this call");
		}
		return this.completion;
	}

	CallLedger ledger() {
		return this.ledger;
	}

	@Override
	public String getName() {
		return "instructor";
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
		return ask(request, chain, this, this.call.edit(optionsOf(request)));
	}

	/**
	 * Ask one model until its answer is accepted, it calls a tool of the caller, another
	 * model is to take over, or the call has failed.
	 * @param self the advisor that stands for this call in the chain of the model
	 */
	private ChatClientResponse ask(ChatClientRequest request, CallAdvisorChain chain, CallAdvisor self,
			ChatOptions given) {
		ProviderDialect dialect = ProviderDialect.of(given);
		ChatOptions options = (this.limitRaised) ? dialect.withDoubledLimit(given).orElse(given) : given;
		requirePrice(options);
		List<Message> conversation = request.prompt().getInstructions();
		UsageAccumulator usage = new UsageAccumulator();
		this.limits.requireBudget();
		while (true) {
			Asked asked = this.next.asked();
			Wire wire = this.engine.wire(asked.mode(this.call.mode()), options, dialect, asked.schema());
			Exchange exchange = wire.exchange();
			Prompt prompt = exchange.prepare(new Prompt(this.next.correction().insertInto(conversation, exchange),
					withTimeout(options, dialect)));
			long startedAt = System.nanoTime();
			ChatClientResponse response = chain.copy(self).nextCall(request.mutate().prompt(prompt).build());
			ModelTurn turn = turn(response, options, dialect, Duration.ofNanos(System.nanoTime() - startedAt));
			this.ledger.spend(turn.usage());
			usage.addRoundResponse(turn.response());
			Finish finish = Finish.of(turn.response());
			AssistantMessage message = messageOf(turn.response());
			if (finish != Finish.COMPLETE) {
				recordUnfinished(turn, finish);
				options = afterCut(options, dialect, turn, finish, exchange.read(message, prompt), conversation.size());
				continue;
			}
			Answer answer = exchange.read(message, prompt);
			if (answer instanceof Answer.ToolRound round) {
				return usage.applyAccumulatedUsage(withMessage(response, turn.response(), toolRound(message, round)));
			}
			Judgement<R> judgement = judge(turn, answer, wire.sent());
			if (lastStage() == FailureStage.INCOMPLETE) {
				options = afterCut(options, dialect, turn, finish, answer, conversation.size());
				continue;
			}
			if (judgement.isAccepted() || isAcceptedAsLast(judgement)) {
				return usage.applyAccumulatedUsage(withMessage(response, turn.response(), complete(judgement)));
			}
			Rejection rejection = Rejection.of(asked, message, lastAttempt(), judgement);
			this.next = this.followUps.afterRejection(rejection, conversation.size());
			Escalation escalation = dueEscalation();
			if (escalation != null) {
				ChatClientResponse taken = escalate(escalation, rejection, conversation, options);
				ChatResponse last = taken.chatResponse();
				Assert.state(last != null, "A call that was completed has a response");
				usage.addRoundResponse(last);
				return usage.applyAccumulatedUsage(taken.mutate().context(request.context()).build());
			}
		}
	}

	private @Nullable Escalation dueEscalation() {
		List<Escalation> planned = this.call.retryPolicy().escalations();
		if (this.escalations == planned.size()) {
			return null;
		}
		Escalation escalation = planned.get(this.escalations);
		boolean due = this.ledger.rejections() >= escalation.afterRejections() || this.limits.isRepeated();
		return (due) ? escalation : null;
	}

	/**
	 * Let another model take over, inside the chain of its own client.
	 */
	private ChatClientResponse escalate(Escalation escalation, Rejection rejection, List<Message> conversation,
			ChatOptions options) {
		this.escalations++;
		this.limitRaised = false;
		boolean fixes = (escalation.role() == Escalation.Role.FIX);
		this.next = (fixes) ? this.followUps.first() : this.followUps.toOtherModel(rejection, this.next);
		ChatClientRequestSpec spec = this.engine.models()
			.provider(escalation.provider())
			.prompt()
			.messages((fixes) ? this.followUps.fix(rejection) : conversation);
		if (!fixes) {
			offerTools(spec, options);
		}
		ChatClientResponse response = spec
			.advisors(new CallTakeover((request, chain, self) -> ask(request, chain, self, optionsOf(request))))
			.call()
			.chatClientResponse();
		Assert.state(response != null, "A call that was completed has a response");
		return response;
	}

	private static void offerTools(ChatClientRequestSpec spec, ChatOptions options) {
		if (options instanceof ToolCallingChatOptions toolOptions) {
			List<ToolCallback> tools = toolOptions.getToolCallbacks();
			Map<String, Object> context = toolOptions.getToolContext();
			spec.tools((tools != null) ? tools.toArray() : new Object[0])
				.toolContext((context != null) ? context : Map.of());
		}
	}

	private static ChatOptions optionsOf(ChatClientRequest request) {
		ChatOptions options = request.prompt().getOptions();
		return (options != null) ? options : ChatOptions.builder().build();
	}

	private ChatOptions withTimeout(ChatOptions options, ProviderDialect dialect) {
		return this.limits.remainingTime().map((time) -> dialect.withTimeout(options, time)).orElse(options);
	}

	private void requirePrice(ChatOptions options) {
		if (this.call.retryPolicy().maxCost().isPresent() && this.engine.models().price(options) == null) {
			throw new MissingModelPriceException(options.getModel());
		}
	}

	private ModelTurn turn(ChatClientResponse response, ChatOptions options, ProviderDialect dialect,
			Duration duration) {
		ChatResponse chatResponse = response.chatResponse();
		if (chatResponse == null) {
			chatResponse = new ChatResponse(List.of());
		}
		Usage reported = chatResponse.getMetadata().getUsage();
		CallUsage usage = CallUsage.of(reported, dialect.reasoningTokens(reported));
		ModelPrice price = this.engine.models().price(options);
		if (price != null) {
			usage = usage.costing(price.costOf(usage, dialect.freshInputTokens(options, reported)));
		}
		String text = messageOf(chatResponse).getText();
		return new ModelTurn((text != null) ? text : "", chatResponse, usage, duration);
	}

	private static AssistantMessage messageOf(ChatResponse response) {
		Generation generation = response.getResult();
		return (generation != null) ? generation.getOutput() : new AssistantMessage("");
	}

	private void recordUnfinished(ModelTurn turn, Finish finish) {
		boolean refused = (finish == Finish.REFUSED);
		this.ledger.record(turn,
				Judgement.rejected((refused) ? FailureStage.REFUSED : FailureStage.INCOMPLETE, List.of()));
		if (refused) {
			throw new ResponseRefusedException(this.schema.name(), Finish.refusal(turn.response()),
					this.ledger.attempts(), this.ledger.usage());
		}
	}

	/**
	 * Plan what is asked after a cut answer. A text may be cut although the provider says
	 * that the model stopped.
	 * @return the options to ask with
	 * @throws AttemptedCallException if it is not asked again
	 */
	private ChatOptions afterCut(ChatOptions options, ProviderDialect dialect, ModelTurn turn, Finish finish,
			Answer answer, int position) {
		TruncationPolicy policy = this.call.retryPolicy().onTruncation();
		if (policy == TruncationPolicy.CONTINUE && finish != Finish.FILTERED && this.limits.hasRetry()
				&& answer instanceof Answer.Text text) {
			this.limits.requireBudget();
			Asked asked = this.next.asked();
			this.next = this.followUps.afterCut(asked, asked.text(text.text()), position);
			return options;
		}
		Optional<ChatOptions> raised = (mayRaiseLimit(finish)) ? dialect.withDoubledLimit(options) : Optional.empty();
		if (raised.isEmpty()) {
			throw incomplete(turn, finish);
		}
		this.limits.requireBudget();
		this.limitRaised = true;
		return raised.get();
	}

	private boolean mayRaiseLimit(Finish finish) {
		return this.call.retryPolicy().onTruncation() == TruncationPolicy.RAISE_LIMIT && finish != Finish.FILTERED
				&& !this.limitRaised && this.limits.hasRetry();
	}

	private IncompleteResponseException incomplete(ModelTurn turn, Finish finish) {
		return new IncompleteResponseException(this.schema.name(), finish, Finish.reason(turn.response()),
				this.ledger.attempts(), this.ledger.usage());
	}

	private Judgement<R> judge(ModelTurn turn, Answer answer, LoweredSchema sent) {
		if (!(answer instanceof Answer.Text text)) {
			String problem = (answer instanceof Answer.Unusable unusable) ? unusable.problem() : "must be an answer";
			Judgement<R> unusable = Judgement.rejected(FailureStage.EXTRACTION, List.of(Violation.of(problem)));
			this.ledger.record(turn, unusable);
			return unusable;
		}
		ValidationContext context = new ValidationContext(this.call.context(), this.ledger.rejections() + 1,
				this.limits.maxAttempts());
		Asked asked = this.next.asked();
		this.ledger.judging(turn.withText(text.text()));
		Judgement<R> judgement = asked.judge(this.pipeline, asked.text(text.text()), sent, context);
		this.ledger.record(turn.withText(text.text()), judgement);
		return judgement;
	}

	/**
	 * Whether the call ends with an answer that was rejected.
	 * @throws AttemptedCallException if it ends with none
	 */
	private boolean isAcceptedAsLast(Judgement<R> judgement) {
		boolean mayEscalate = this.escalations < this.call.retryPolicy().escalations().size();
		Optional<AttemptedCallException> end = this.limits.end(mayEscalate);
		if (end.isPresent() && !(this.call.acceptsLastAttempt() && judgement.candidate() != null)) {
			throw end.get();
		}
		return end.isPresent();
	}

	private AssistantMessage complete(Judgement<R> judgement) {
		R entity = judgement.candidate();
		JsonNode json = judgement.json();
		Assert.state(entity != null && json != null, "An answer without an object must not be accepted");
		this.completion = new Completion<>(this.id, entity, this.ledger.usage(), this.ledger.attempts());
		return new AssistantMessage(json.toString());
	}

	private @Nullable FailureStage lastStage() {
		return lastAttempt().failure().map(AttemptFailure::stage).orElse(null);
	}

	private Attempt lastAttempt() {
		return this.ledger.attempts().get(this.ledger.attempts().size() - 1);
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

	private static ChatClientResponse withMessage(ChatClientResponse response, ChatResponse chatResponse,
			AssistantMessage message) {
		Generation generation = chatResponse.getResult();
		Generation replaced = (generation != null) ? new Generation(message, generation.getMetadata())
				: new Generation(message);
		return response.mutate()
			.chatResponse(ChatResponse.builder().from(chatResponse).generations(List.of(replaced)).build())
			.build();
	}

}
