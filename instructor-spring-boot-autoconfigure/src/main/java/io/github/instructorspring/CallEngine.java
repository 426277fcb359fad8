package io.github.instructorspring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.bind.PartialBinder;
import io.github.instructorspring.bind.ResponseBinder;
import io.github.instructorspring.event.InstructorHooks;
import io.github.instructorspring.mode.ProviderDialect;
import io.github.instructorspring.mode.RetryMessages;
import io.github.instructorspring.mode.WireMode;
import io.github.instructorspring.retry.Escalation;
import io.github.instructorspring.retry.RetryPolicy;
import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;
import io.github.instructorspring.stream.Cancellation;
import io.github.instructorspring.validation.AnswerValidation;
import io.github.instructorspring.validation.DeclaredRules;
import io.github.instructorspring.validation.ResponseValidator;
import io.github.instructorspring.validation.ValidationContext;

/**
 * Everything that calls share, and how one is made.
 */
final class CallEngine {

	private static final Logger logger = LoggerFactory.getLogger(CallEngine.class);

	private final CallModels models;

	private final JsonMapper mapper;

	private final ResponseSchemas schemas;

	private final ResponseBinder binder;

	private final AnswerValidation validation;

	private final ViolationLines lines;

	private final RetryMessages messages;

	private final CallDefaults defaults;

	private volatile @Nullable OptionsProbe probe;

	CallEngine(CallModels models, JsonMapper mapper, ResponseSchemas schemas, AnswerValidation validation,
			RetryMessages messages, CallDefaults defaults) {
		this.models = models;
		this.mapper = mapper;
		this.schemas = schemas;
		this.binder = new ResponseBinder(mapper);
		this.validation = validation;
		this.lines = new ViolationLines(mapper);
		this.messages = messages;
		this.defaults = defaults;
	}

	CallRequest newRequest() {
		return new CallRequest(this.defaults);
	}

	/**
	 * The name of the template.
	 */
	String name() {
		return this.defaults.name();
	}

	CallModels models() {
		return this.models;
	}

	CallModels models(CallRequest call) {
		return this.models.answeredBy(call.provider());
	}

	CallObservations observations() {
		return this.defaults.observations();
	}

	ResponseSchemas schemas() {
		return this.schemas;
	}

	Set<Class<?>> validationGroups() {
		return this.defaults.groups();
	}

	/**
	 * Who hears what happens in a call, the log of its content included.
	 */
	InstructorHooks hooks(CallRequest call, ResponseSchema schema) {
		return (this.defaults.logContent() && ContentLog.isEnabled())
				? ContentLog.addTo(call.hooks(), this.validation.sensitive(schema.type()), schema.wrapper())
				: call.hooks();
	}

	FollowUps followUps(CallRequest call, ResponseSchema schema) {
		return new FollowUps(schema, call.keeping(), this.lines, this.messages);
	}

	<R> AnswerPipeline<R> pipeline(CallRequest call, AnswerRules<R> rules, CallLimits limits, CallLedger ledger) {
		JudgedCall judged = new JudgedCall(rules.schema().name(), limits, ledger, call.acceptsLastAttempt());
		Moderator moderator = new Moderator(this.models.moderation(), judged);
		SemanticJudge judge = new SemanticJudge(models(call), this.mapper, this.messages, judged);
		return new AnswerPipeline<>(this.binder, call.repairPolicy(), rules, (reviewed, report) -> {
			List<Objection> objections = new ArrayList<>(moderator.judge(reviewed, report.moderatedTexts()));
			objections.addAll(judge.judge(reviewed, report.semanticRules()));
			return objections;
		});
	}

	Wire wire(OutputMode mode, Set<WireMode> refused, ChatOptions options, ProviderDialect dialect,
			ResponseSchema schema) {
		return Wire.of(mode, refused, options, dialect, schema, this.messages);
	}

	SchemaPreview preview(ResponseModel model) {
		return preview(model.one(this.schemas, this.defaults.groups()), probe());
	}

	/**
	 * What would be sent for each response model that was looked at so far.
	 */
	List<SchemaPreview> previews() {
		OptionsProbe probe = probe();
		return this.schemas.known()
			.stream()
			.map((schema) -> preview(schema, probe))
			.sorted(Comparator.comparing(SchemaPreview::name))
			.toList();
	}

	TemplateInfo info() {
		OptionsProbe probe = probe();
		String family = CallEvents.family(probe.options());
		String provider = probe.modes().provider();
		String model = probe.options().getModel();
		return new TemplateInfo(name(), (provider.isEmpty()) ? family : provider, family,
				(model != null) ? model : "unknown", newRequest().mode(probe.modes()));
	}

	/**
	 * What the requests of the client are like, which does not change. Looking for it is
	 * observed as a call of the client, so it is looked for once.
	 */
	private OptionsProbe probe() {
		OptionsProbe known = this.probe;
		if (known == null) {
			known = OptionsProbe.of(this.models.client());
			this.probe = known;
		}
		return known;
	}

	private SchemaPreview preview(ResponseSchema schema, OptionsProbe probe) {
		ChatOptions options = probe.options();
		ProviderDialect dialect = ProviderDialect.of(options);
		Map<OutputMode, LoweredSchema> lowered = new EnumMap<>(OutputMode.class);
		for (WireMode wireMode : dialect.modes(options)) {
			OutputMode mode = OutputMode.valueOf(wireMode.name());
			if (probe.modes().available().contains(mode)) {
				lowered.put(mode, dialect.lower(wireMode, options, schema));
			}
		}
		OutputMode mode = newRequest().mode(probe.modes());
		OutputMode chosen = (mode != OutputMode.AUTO) ? mode
				: OutputMode.valueOf(dialect.preferredMode(options, schema).name());
		List<String> problems = problems(schema);
		LoweredSchema sent = lowered.get(chosen);
		if (sent != null && problems.isEmpty()) {
			problems.addAll(sent.problems());
		}
		return new SchemaPreview(schema.name(), chosen, lowered, problems);
	}

	/**
	 * What a call may need later must be there before it costs anything.
	 */
	private void requireProviders(RetryPolicy policy) {
		for (Escalation escalation : policy.escalations()) {
			ChatClient client = this.models.provider(escalation.provider());
			if (policy.maxCost().isPresent()) {
				this.models.requirePrice(OptionsProbe.optionsOf(client));
			}
		}
		policy.fallbacks().forEach(this.models::provider);
	}

	/**
	 * A binder for an answer that is looked at while it comes.
	 */
	<T> PartialBinder<T> partial(CallRequest call, ResponseSchema schema) {
		return this.binder.partial(schema, call.repairPolicy(), this.defaults.streamLimits());
	}

	/**
	 * A result as it is written for those who saw it grow.
	 */
	JsonNode write(Object entity, ResponseSchema schema) {
		return this.binder.write(entity, schema);
	}

	/**
	 * A reader of items that arrive one by one.
	 */
	<T> ItemReader<T> items(CallRequest call, InvalidItemPolicy policy, ResponseSchema list, ResponseSchema item,
			Set<Class<?>> groups, ResponseValidator<T> validator) {
		AnswerRules<T> rules = new AnswerRules<>(item, this.validation, groups, validator, this.defaults.fillers());
		AnswerReview<T> review = new AnswerReview<>(rules, (reviewed, report) -> List.of(),
				(json) -> this.binder.bind(json, item, call.repairPolicy()));
		ValidationContext context = new ValidationContext(call.context(), 1, 1);
		ItemReader.Verdicts<T> verdicts = (json) -> review
			.review(AnswerPipeline.judgement(this.binder.<T>bind(json, item, call.repairPolicy()), List.of()), context);
		return new ItemReader<>(item.name(), policy, asksJudges(item), () -> partial(call, list), verdicts);
	}

	/**
	 * Make a call that tells what happens while it does. Each subscription makes a call
	 * of its own; cancelling it cancels the request.
	 */
	<R> Flux<StreamSignal<R>> stream(CallRequest call, ResponseSchema schema, Set<Class<?>> groups,
			ResponseValidator<R> validator) {
		return Flux.create((sink) -> {
			CallAttempts<R> attempts = attempts(call, schema, groups, validator, true);
			attempts.observation().begin(sink.contextView());
			Disposable subscription = Flux.defer(() -> responses(call, attempts, sink::next))
				.then(Mono.fromCallable(attempts::completion))
				.contextWrite(CallEngine::withoutErrorsAfterCancellation)
				.contextWrite(attempts.observation()::inCall)
				.contextWrite(sink.contextView())
				.doOnCancel(attempts.events()::cancelled)
				.subscribe((completion) -> {
					attempts.events().finished(null);
					sink.next(new StreamSignal.Finished<>(completion));
				}, (error) -> sink.error(failure(error, attempts)), sink::complete);
			// The client waits for a word of the model before it closes a connection.
			sink.onCancel(() -> Cancellation.start(subscription::dispose));
		}, FluxSink.OverflowStrategy.IGNORE);
	}

	private <R> Flux<ChatClientResponse> responses(CallRequest call, CallAttempts<R> attempts,
			Consumer<StreamSignal<R>> listener) {
		ChatClientRequestSpec spec = models(call).client().prompt();
		call.applyTo(spec);
		return spec.advisors(new InstructorStreamAdvisor<>(attempts, listener)).stream().chatClientResponse();
	}

	/**
	 * A reader whose connection is closed fails, which Reactor would log as an error that
	 * nobody waits for. Its message may carry content.
	 */
	private static Context withoutErrorsAfterCancellation(Context context) {
		Consumer<Throwable> late = (error) -> logger.debug("After the end of a stream: {}", error.getClass().getName());
		return context.put("reactor.onErrorDropped.local", late);
	}

	/**
	 * Rules can be read from a type that Jackson can read.
	 */
	private List<String> problems(ResponseSchema schema) {
		return new ArrayList<>((schema.problems().isEmpty()) ? rules(schema).problems() : schema.problems());
	}

	private DeclaredRules rules(ResponseSchema schema) {
		return this.validation.rules(schema.type(), schema.name());
	}

	/**
	 * Whether models judge answers.
	 */
	boolean asksJudges(ResponseSchema schema) {
		DeclaredRules rules = rules(schema);
		return !rules.judges().isEmpty() || rules.moderated() != null;
	}

	/**
	 * Nothing is asked when it is clear that the answer could not be judged.
	 */
	private void requireJudges(CallRequest call, ResponseSchema schema) {
		DeclaredRules rules = rules(schema);
		List<String> missing = new ArrayList<>();
		rules.judges().forEach((named, path) -> {
			String judge = this.models.judge(named);
			if (!judge.isEmpty() && !this.models.mayHave(judge)) {
				missing.add(path + ": " + this.models.missing(judge));
			}
		});
		if (rules.moderated() != null && this.models.moderation() == null) {
			missing.add(rules.moderated() + ": There is no model that moderates. Add one with "
					+ "InstructorTemplate.Builder.moderationModel(..), or a single ModerationModel bean");
		}
		missing.addAll(this.validation.missingSources(rules, new ValidationContext(call.context(), 1, 1)));
		if (!missing.isEmpty()) {
			throw new InstructorException("No answer for response model '" + schema.name() + "' could be judged:\n - "
					+ String.join("\n - ", missing));
		}
		if (call.retryPolicy().maxCost().isPresent()) {
			rules.judges()
				.keySet()
				.stream()
				.map(this.models::judge)
				.distinct()
				.map(models(call)::judging)
				.map(OptionsProbe::optionsOf)
				.forEach(this.models::requirePrice);
		}
	}

	<R> Completion<R> execute(CallRequest call, ResponseSchema schema, Set<Class<?>> groups,
			ResponseValidator<R> validator) {
		CallAttempts<R> attempts = attempts(call, schema, groups, validator, false);
		return attempts.observation().inCall(() -> execute(call, attempts));
	}

	private <R> Completion<R> execute(CallRequest call, CallAttempts<R> attempts) {
		try {
			ChatClientRequestSpec spec = models(call).client().prompt();
			call.applyTo(spec);
			spec.advisors(new InstructorAdvisor<>(attempts)).call().chatClientResponse();
			Completion<R> completion = attempts.completion();
			attempts.events().finished(null);
			return completion;
		}
		catch (RuntimeException ex) {
			attempts.events().finished(ex);
			throw ex;
		}
	}

	private static Throwable failure(Throwable error, CallAttempts<?> attempts) {
		Throwable unwrapped = StreamErrors.unwrap(error);
		attempts.interruptedBy(unwrapped);
		attempts.events().finished(unwrapped);
		return unwrapped;
	}

	private <R> CallAttempts<R> attempts(CallRequest call, ResponseSchema schema, Set<Class<?>> groups,
			ResponseValidator<R> validator, boolean streamed) {
		List<String> problems = problems(schema);
		if (!problems.isEmpty()) {
			throw new UnsupportedResponseModelException(schema.typeName(), problems);
		}
		requireJudges(call, schema);
		requireProviders(call.retryPolicy());
		return new CallAttempts<>(this, call,
				new AnswerRules<>(schema, this.validation, groups, validator, this.defaults.fillers(), call.elements()),
				streamed);
	}

}
