package io.github.instructorspring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
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
import org.springframework.core.Ordered;
import org.springframework.util.Assert;

import io.github.instructorspring.mode.Answer;
import io.github.instructorspring.mode.Exchange;
import io.github.instructorspring.mode.Finish;
import io.github.instructorspring.mode.ProviderDialect;
import io.github.instructorspring.mode.RetryMessages;
import io.github.instructorspring.mode.WireMode;
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

	private final ViolationLines lines;

	private final Map<String, ModelPrice> prices;

	private final RetryMessages messages;

	private final CallLimits limits;

	private Correction correction = Correction.none();

	private boolean limitRaised;

	private @Nullable Completion<R> completion;

	InstructorAdvisor(CallRequest call, ResponseSchema schema, AnswerPipeline<R> pipeline, ViolationLines lines,
			Map<String, ModelPrice> prices, RetryMessages messages) {
		this.call = call;
		this.schema = schema;
		this.pipeline = pipeline;
		this.lines = lines;
		this.prices = prices;
		this.messages = messages;
		this.limits = new CallLimits(schema.name(), call.retryPolicy(), this.ledger);
	}

	Completion<R> completion() {
		if (this.completion == null) {
			throw new InstructorException(
					"An advisor or a tool with returnDirect answered the call for response model '" + this.schema.name()
							+ "' in place of the model; leave it out of this call");
		}
		return this.completion;
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
		ChatOptions options = this.call.edit(optionsOf(request));
		ProviderDialect dialect = ProviderDialect.of(options);
		WireMode mode = wireMode(dialect, options);
		LoweredSchema sent = dialect.lower(mode, options, this.schema);
		requireSupported(sent);
		requirePrice(options);
		if (this.limitRaised) {
			options = dialect.withDoubledLimit(options).orElse(options);
		}
		Exchange exchange = Exchange.of(mode, dialect, this.schema, this.messages);
		List<Message> conversation = request.prompt().getInstructions();
		UsageAccumulator usage = new UsageAccumulator();
		this.limits.requireBudget();
		while (true) {
			Prompt prompt = exchange
				.prepare(new Prompt(this.correction.insertInto(conversation), withTimeout(options, dialect)));
			long startedAt = System.nanoTime();
			ChatClientResponse response = chain.copy(this).nextCall(request.mutate().prompt(prompt).build());
			ModelTurn turn = turn(response, options, dialect, Duration.ofNanos(System.nanoTime() - startedAt));
			this.ledger.spend(turn.usage());
			usage.addRoundResponse(turn.response());
			Finish finish = Finish.of(turn.response());
			if (finish != Finish.COMPLETE) {
				recordUnfinished(turn, finish);
				options = withRaisedLimit(options, dialect, turn, finish);
				continue;
			}
			AssistantMessage message = messageOf(turn.response());
			Answer answer = exchange.read(message, prompt);
			if (answer instanceof Answer.ToolRound round) {
				return usage.applyAccumulatedUsage(withMessage(response, turn.response(), toolRound(message, round)));
			}
			Judgement<R> judgement = judge(turn, answer, sent);
			if (lastStage() == FailureStage.INCOMPLETE) {
				options = withRaisedLimit(options, dialect, turn, finish);
				continue;
			}
			if (judgement.isAccepted() || isAcceptedAsLast(judgement)) {
				return usage.applyAccumulatedUsage(withMessage(response, turn.response(), complete(judgement)));
			}
			List<Message> reask = exchange.reask(message, this.lines.of(lastAttempt().violations()));
			this.correction = new Correction(conversation.size(), reask);
		}
	}

	private static ChatOptions optionsOf(ChatClientRequest request) {
		ChatOptions options = request.prompt().getOptions();
		return (options != null) ? options : ChatOptions.builder().build();
	}

	private WireMode wireMode(ProviderDialect dialect, ChatOptions options) {
		if (this.call.mode() == OutputMode.AUTO) {
			return dialect.preferredMode(options, this.schema);
		}
		WireMode mode = WireMode.valueOf(this.call.mode().name());
		if (!dialect.modes(options).contains(mode)) {
			throw new InstructorException("Mode " + mode + " is not available for a model with "
					+ options.getClass().getSimpleName() + "; use one of " + dialect.modes(options) + " or AUTO");
		}
		return mode;
	}

	private void requireSupported(LoweredSchema lowered) {
		if (!lowered.isSupported()) {
			throw new UnsupportedResponseModelException(this.schema.typeName(), lowered.problems());
		}
	}

	private ChatOptions withTimeout(ChatOptions options, ProviderDialect dialect) {
		return this.limits.remainingTime().map((time) -> dialect.withTimeout(options, time)).orElse(options);
	}

	private void requirePrice(ChatOptions options) {
		if (this.call.retryPolicy().maxCost().isPresent() && priceOf(options) == null) {
			throw new MissingModelPriceException(options.getModel());
		}
	}

	private @Nullable ModelPrice priceOf(ChatOptions options) {
		String model = options.getModel();
		return (model != null) ? this.prices.get(model) : null;
	}

	private ModelTurn turn(ChatClientResponse response, ChatOptions options, ProviderDialect dialect,
			Duration duration) {
		ChatResponse chatResponse = response.chatResponse();
		if (chatResponse == null) {
			chatResponse = new ChatResponse(List.of());
		}
		Usage reported = chatResponse.getMetadata().getUsage();
		CallUsage usage = CallUsage.of(reported, dialect.reasoningTokens(reported));
		ModelPrice price = priceOf(options);
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
	 * The options to ask again with after a cut answer. A text may be cut although the
	 * provider says that the model stopped.
	 * @throws AttemptedCallException if it is not asked for again
	 */
	private ChatOptions withRaisedLimit(ChatOptions options, ProviderDialect dialect, ModelTurn turn, Finish finish) {
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
		Judgement<R> judgement = this.pipeline.judge(text.text(), sent, context);
		this.ledger.record(turn.withText(text.text()), judgement);
		return judgement;
	}

	/**
	 * Whether the call ends with an answer that was rejected.
	 * @throws AttemptedCallException if it ends with none
	 */
	private boolean isAcceptedAsLast(Judgement<R> judgement) {
		Optional<AttemptedCallException> end = this.limits.end();
		if (end.isPresent() && !(this.call.acceptsLastAttempt() && judgement.candidate() != null)) {
			throw end.get();
		}
		return end.isPresent();
	}

	private AssistantMessage complete(Judgement<R> judgement) {
		R entity = judgement.candidate();
		String json = judgement.json();
		Assert.state(entity != null && json != null, "An answer without an object must not be accepted");
		this.completion = new Completion<>(this.id, entity, this.ledger.usage(), this.ledger.attempts());
		return new AssistantMessage(json);
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
