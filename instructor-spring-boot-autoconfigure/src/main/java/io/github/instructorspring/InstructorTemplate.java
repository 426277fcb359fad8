package io.github.instructorspring;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import io.micrometer.observation.ObservationRegistry;
import jakarta.validation.ValidatorFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.document.Document;
import org.springframework.ai.moderation.ModerationModel;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.Assert;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.bind.StreamLimits;
import io.github.instructorspring.event.InstructorEvent;
import io.github.instructorspring.event.InstructorHooks;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.mode.RetryMessages;
import io.github.instructorspring.observation.InstructorAttemptObservationConvention;
import io.github.instructorspring.observation.InstructorCallObservationConvention;
import io.github.instructorspring.retry.RetryPolicy;
import io.github.instructorspring.schema.ResponseJsonMapper;
import io.github.instructorspring.schema.ResponseSchemas;
import io.github.instructorspring.stream.ToolArgumentTap;
import io.github.instructorspring.validation.AnswerValidation;
import io.github.instructorspring.validation.DeclaredRules;
import io.github.instructorspring.validation.DefaultBeanValidation;
import io.github.instructorspring.validation.FillerPolicy;
import io.github.instructorspring.validation.ResponseValidator;
import io.github.instructorspring.validation.TypedValidator;

/**
 * The template that applications inject. Immutable and thread-safe; one template talks to
 * one chat client.
 *
 * <pre class="code">
 * UserDetail user = instructor.prompt()
 * 	.system("You read business cards.")
 * 	.user(text)
 * 	.responseModel(UserDetail.class)
 * 	.maxRetries(3)
 * 	.call()
 * 	.entity();
 * </pre>
 *
 * @since 0.1
 */
public final class InstructorTemplate implements InstructorOperations {

	private final Builder settings;

	private final CallEngine engine;

	private InstructorTemplate(Builder builder) {
		this.settings = new Builder(builder);
		JsonMapper mapper = ResponseJsonMapper
			.from((builder.jsonMapper != null) ? builder.jsonMapper : JsonMapper.builder().build());
		ValidatorFactory factory = (builder.beanValidation) ? builder.validatorFactory : null;
		if (builder.beanValidation && factory == null) {
			factory = DefaultBeanValidation.factory();
		}
		this.engine = new CallEngine(builder.models(), mapper,
				new ResponseSchemas(mapper, (factory != null) ? factory.getValidator() : null,
						DeclaredRules::demandsOf),
				new AnswerValidation(mapper, factory, builder.validators, InstructorTemplate::textOf),
				builder.retryMessages, builder.defaults());
	}

	private static Object textOf(Object entry) {
		return (entry instanceof Document document) ? Objects.toString(document.getText(), "") : entry;
	}

	/**
	 * Create a template with all defaults.
	 * @param chatClient the chat client to ask, with its own defaults and advisors
	 * @return a new template
	 */
	public static InstructorTemplate create(ChatClient chatClient) {
		return builder(chatClient).build();
	}

	/**
	 * Start a template.
	 * @param chatClient the chat client to ask, with its own defaults and advisors
	 * @return a new builder
	 */
	public static Builder builder(ChatClient chatClient) {
		Assert.notNull(chatClient, "'chatClient' must not be null");
		return new Builder(chatClient);
	}

	/**
	 * Show what would be sent for a response model. Makes no request.
	 * @param responseModel the response model: a class, or any other type
	 * @return the schemas per mode, and the problems
	 */
	public SchemaPreview schema(Type responseModel) {
		return this.engine.preview(new TypedModel(responseModel));
	}

	/**
	 * Show what would be sent for a response model of a generic type. Makes no request.
	 * @param responseModel the response model
	 * @return the schemas per mode, and the problems
	 */
	public SchemaPreview schema(ParameterizedTypeReference<?> responseModel) {
		return schema(responseModel.getType());
	}

	/**
	 * Show what would be sent for each response model that was used or shown so far.
	 * Makes no request.
	 * @return the schemas per mode, and the problems, by the names of the response models
	 */
	public List<SchemaPreview> schemas() {
		return this.engine.previews();
	}

	/**
	 * Which model the template asks, and how. Makes no request.
	 * @return the names, without any key
	 */
	public TemplateInfo info() {
		return this.engine.info();
	}

	/**
	 * Find out whether the model can be reached: ask it for a few tokens, without the
	 * advisors, tools and prompts of its client. It is not a call: nobody hears of it,
	 * and nothing is asked again.
	 * @param timeout the time for the answer, where the client of the model keeps one
	 */
	public void ping(Duration timeout) {
		Assert.notNull(timeout, "'timeout' must not be null");
		Ping.send(this.engine.models().client(), timeout);
	}

	/**
	 * Start another template with the settings of this one.
	 * @return a new builder
	 */
	public Builder mutate() {
		return new Builder(this.settings);
	}

	@Override
	public <T> T create(Class<T> responseModel, String text) {
		return prompt().user(text).responseModel(responseModel).call().entity();
	}

	@Override
	public <T> T create(ParameterizedTypeReference<T> responseModel, String text) {
		return prompt().user(text).responseModel(responseModel).call().entity();
	}

	@Override
	public Map<String, Object> create(DynamicModel responseModel, String text) {
		return prompt().user(text).responseModel(responseModel).call().entity();
	}

	@Override
	public PromptSpec prompt() {
		return new DefaultPromptSpec(this.engine);
	}

	/**
	 * Builds an {@link InstructorTemplate}.
	 *
	 * @since 0.1
	 */
	public static final class Builder {

		private final ChatClient chatClient;

		private final List<TypedValidator<?>> validators;

		private final Map<String, ModelPrice> prices;

		private final Map<String, ChatClient> providers;

		private OutputMode mode = OutputMode.AUTO;

		private RetryPolicy retryPolicy = RetryPolicy.builder().build();

		private RepairPolicy repairs = RepairPolicy.lenient();

		private Set<Class<?>> validationGroups = Set.of();

		private RetryMessages retryMessages = RetryMessages.defaults();

		private boolean beanValidation = true;

		private FillerPolicy fillers = FillerPolicy.CHECK;

		private String name = "default";

		private InstructorHooks hooks = InstructorHooks.none();

		private CallObservations observations = CallObservations.none();

		private boolean logContent;

		private StreamLimits streamLimits = StreamLimits.defaults();

		private @Nullable ProviderSource providerSource;

		private @Nullable String semanticProvider;

		private @Nullable ModerationModel moderationModel;

		private @Nullable ToolArgumentTap toolArgumentTap;

		private @Nullable JsonMapper jsonMapper;

		private @Nullable ValidatorFactory validatorFactory;

		private Builder(ChatClient chatClient) {
			this.chatClient = chatClient;
			this.validators = new ArrayList<>();
			this.prices = new LinkedHashMap<>();
			this.providers = new LinkedHashMap<>();
		}

		private Builder(Builder other) {
			this.chatClient = other.chatClient;
			this.validators = new ArrayList<>(other.validators);
			this.prices = new LinkedHashMap<>(other.prices);
			this.providers = new LinkedHashMap<>(other.providers);
			this.providerSource = other.providerSource;
			this.fillers = other.fillers;
			this.name = other.name;
			this.hooks = other.hooks;
			this.observations = other.observations;
			this.logContent = other.logContent;
			this.streamLimits = other.streamLimits;
			this.semanticProvider = other.semanticProvider;
			this.moderationModel = other.moderationModel;
			this.toolArgumentTap = other.toolArgumentTap;
			this.mode = other.mode;
			this.retryPolicy = other.retryPolicy;
			this.repairs = other.repairs;
			this.retryMessages = other.retryMessages;
			this.validationGroups = other.validationGroups;
			this.beanValidation = other.beanValidation;
			this.jsonMapper = other.jsonMapper;
			this.validatorFactory = other.validatorFactory;
		}

		/**
		 * Set the mode of calls that name none. Default {@link OutputMode#AUTO}.
		 * @param mode the mode
		 * @return this builder
		 */
		public Builder mode(OutputMode mode) {
			Assert.notNull(mode, "'mode' must not be null");
			this.mode = mode;
			return this;
		}

		/**
		 * Set how many times the model may be asked again, unless a call says otherwise.
		 * Calls in total = 1 + maxRetries. Default
		 * {@value RetryPolicy#DEFAULT_MAX_RETRIES}.
		 * @param maxRetries the number, 0 for none
		 * @return this builder
		 */
		public Builder maxRetries(int maxRetries) {
			return retry((policy) -> policy.maxRetries(maxRetries));
		}

		/**
		 * Set the time for a whole call, all attempts together, unless a call says
		 * otherwise. Default two minutes.
		 * @param timeout the time, positive
		 * @return this builder
		 */
		public Builder timeout(Duration timeout) {
			return retry((policy) -> policy.maxTime(timeout));
		}

		/**
		 * Edit how often the model may be asked again and what a whole call may spend,
		 * unless a call says otherwise. May be given several times.
		 * @param edit called at once with the policy so far
		 * @return this builder
		 */
		public Builder retry(Consumer<RetryPolicy.Builder> edit) {
			Assert.notNull(edit, "'edit' must not be null");
			RetryPolicy.Builder policy = this.retryPolicy.mutate();
			edit.accept(policy);
			this.retryPolicy = policy.build();
			return this;
		}

		/**
		 * Set the price of a model, for {@link CallUsage#cost()} and for cost ceilings.
		 * Default none.
		 * @param model the name of the model, exactly as the options of a request have it
		 * @param price the price
		 * @return this builder
		 */
		public Builder price(String model, ModelPrice price) {
			Assert.hasText(model, "'model' of a price must not be blank");
			Assert.notNull(price, () -> "'price' of model '" + model + "' must not be null");
			this.prices.put(model, price);
			return this;
		}

		/**
		 * Name a further model, for single calls, escalations and semantic rules. Default
		 * none.
		 * @param name the name, as {@code prompt().provider(name)} and
		 * {@code RetryPolicy.Builder.escalateTo(name)} have it
		 * @param client the chat client to ask, with its own defaults and advisors
		 * @return this builder
		 */
		public Builder provider(String name, ChatClient client) {
			Assert.hasText(name, "'name' of a provider must not be blank");
			Assert.notNull(client, () -> "'client' of provider '" + name + "' must not be null");
			this.providers.put(name, client);
			return this;
		}

		/**
		 * Set where models are found that are written as provider strings, such as
		 * {@code groq/llama-3.3-70b-versatile}, wherever the name of a provider may
		 * stand. Default nowhere.
		 * @param source the source
		 * @return this builder
		 */
		public Builder providerSource(ProviderSource source) {
			Assert.notNull(source, "'source' must not be null");
			this.providerSource = source;
			return this;
		}

		/**
		 * Set which model judges semantic rules that name none. Default the one that
		 * answers. The model is asked without the advisors, tools and prompts of its
		 * client.
		 * @param provider the name of a {@linkplain #provider(String, ChatClient)
		 * provider}
		 * @return this builder
		 */
		public Builder semanticProvider(String provider) {
			Assert.hasText(provider, "'provider' must not be blank");
			this.semanticProvider = provider;
			return this;
		}

		/**
		 * Set the model that judges texts marked
		 * {@link io.github.instructorspring.validation.Moderated}. Default none.
		 * @param moderationModel the model
		 * @return this builder
		 */
		public Builder moderationModel(ModerationModel moderationModel) {
			Assert.notNull(moderationModel, "'moderationModel' must not be null");
			this.moderationModel = moderationModel;
			return this;
		}

		/**
		 * Set the tap that the HTTP clients of the models have, so that mode
		 * {@code TOOLS} streams live. Default none: the arguments of a tool are then seen
		 * only when they are whole. {@link OutputMode#AUTO} streams as text. A model
		 * whose client lacks it answers as without a tap.
		 * @param tap the tap, see
		 * {@link io.github.instructorspring.stream.OpenAiTapInterceptor} and
		 * {@link io.github.instructorspring.stream.AnthropicTapInterceptor}
		 * @return this builder
		 */
		public Builder toolArgumentTap(ToolArgumentTap tap) {
			Assert.notNull(tap, "'tap' must not be null");
			this.toolArgumentTap = tap;
			return this;
		}

		/**
		 * Set what to do about texts that models put where they have nothing to say, such
		 * as {@code N/A}, in properties that must be there. Default
		 * {@link FillerPolicy#CHECK}.
		 * @param fillers the policy
		 * @return this builder
		 */
		public Builder fillers(FillerPolicy fillers) {
			Assert.notNull(fillers, "'fillers' must not be null");
			this.fillers = fillers;
			return this;
		}

		/**
		 * Edit the bounds of answers that are streamed. May be given several times.
		 * Default {@link StreamLimits#defaults()}.
		 * @param edit called at once with the limits so far
		 * @return this builder
		 */
		public Builder streamLimits(Consumer<StreamLimits.Builder> edit) {
			Assert.notNull(edit, "'edit' must not be null");
			StreamLimits.Builder limits = this.streamLimits.mutate();
			edit.accept(limits);
			this.streamLimits = limits.build();
			return this;
		}

		/**
		 * Set what may be mended in an answer before the model is asked again, unless a
		 * call says otherwise. Default {@link RepairPolicy#lenient()}.
		 * @param repairs the policy
		 * @return this builder
		 */
		public Builder repairs(RepairPolicy repairs) {
			Assert.notNull(repairs, "'repairs' must not be null");
			this.repairs = repairs;
			return this;
		}

		/**
		 * Set the words in which the model is asked again. Default
		 * {@link RetryMessages#defaults()}.
		 * @param retryMessages the messages, of which any method may be replaced
		 * @return this builder
		 */
		public Builder retryMessages(RetryMessages retryMessages) {
			Assert.notNull(retryMessages, "'retryMessages' must not be null");
			this.retryMessages = retryMessages;
			return this;
		}

		/**
		 * Set the name of the template, which events and meters carry. Default
		 * {@code default}.
		 * @param name the name
		 * @return this builder
		 */
		public Builder name(String name) {
			Assert.hasText(name, "'name' must not be blank");
			this.name = name;
			return this;
		}

		/**
		 * Hear what happens in every call of the template. May be given several times.
		 * The hook is called on the thread on which it happens; what it throws is logged,
		 * and the call goes on. Calls to models that judge are part of the call that they
		 * judge, and have no events of their own.
		 * @param <E> the type of the events
		 * @param event the events to hear, {@link InstructorEvent} for all
		 * @param hook hears them
		 * @return this builder
		 */
		public <E extends InstructorEvent> Builder on(Class<E> event, Consumer<? super E> hook) {
			this.hooks = this.hooks.with(event, hook);
			return this;
		}

		/**
		 * Set who publishes the events to the listeners of the application. Default
		 * nobody; Spring Boot's auto-configuration sets the application context.
		 * @param publisher the publisher
		 * @return this builder
		 */
		public Builder eventPublisher(ApplicationEventPublisher publisher) {
			Assert.notNull(publisher, "'publisher' must not be null");
			this.hooks = this.hooks.publishingTo(publisher);
			return this;
		}

		/**
		 * Set where calls and attempts are observed, as {@code instructor.call} and
		 * {@code instructor.attempt}. Default nowhere; Spring Boot's auto-configuration
		 * sets the registry of the application.
		 * @param registry the registry
		 * @return this builder
		 */
		public Builder observationRegistry(ObservationRegistry registry) {
			Assert.notNull(registry, "'registry' must not be null");
			this.observations = new CallObservations(registry, this.observations.callConvention(),
					this.observations.attemptConvention());
			return this;
		}

		/**
		 * Set the names and keys of the observations of calls. Default
		 * {@link io.github.instructorspring.observation.DefaultInstructorCallObservationConvention}.
		 * @param convention the convention
		 * @return this builder
		 */
		public Builder callObservationConvention(InstructorCallObservationConvention convention) {
			Assert.notNull(convention, "'convention' must not be null");
			this.observations = new CallObservations(this.observations.registry(), convention,
					this.observations.attemptConvention());
			return this;
		}

		/**
		 * Set the names and keys of the observations of attempts. Default
		 * {@link io.github.instructorspring.observation.DefaultInstructorAttemptObservationConvention}.
		 * @param convention the convention
		 * @return this builder
		 */
		public Builder attemptObservationConvention(InstructorAttemptObservationConvention convention) {
			Assert.notNull(convention, "'convention' must not be null");
			this.observations = new CallObservations(this.observations.registry(), this.observations.callConvention(),
					convention);
			return this;
		}

		/**
		 * Set whether prompts and answers may be logged: at {@code TRACE}, by the logger
		 * of {@link InstructorTemplate}, when a call ends. Values that are
		 * {@link io.github.instructorspring.validation.Sensitive} are masked. Default
		 * {@code false}: content is then in no line of any level.
		 * @param logContent whether to log content
		 * @return this builder
		 */
		public Builder logContent(boolean logContent) {
			this.logContent = logContent;
			return this;
		}

		/**
		 * Set the mapper whose configuration holds for schemas and answers. Default a
		 * plain one.
		 * @param jsonMapper the mapper, left as it is
		 * @return this builder
		 */
		public Builder jsonMapper(JsonMapper jsonMapper) {
			this.jsonMapper = jsonMapper;
			return this;
		}

		/**
		 * Set Bean Validation. Default what is on the class path, if anything.
		 * @param validatorFactory the factory
		 * @return this builder
		 */
		public Builder validatorFactory(ValidatorFactory validatorFactory) {
			this.validatorFactory = validatorFactory;
			return this;
		}

		/**
		 * Set whether Bean Validation judges answers and its constraints appear in
		 * schemas. Default {@code true}.
		 * @param beanValidation whether to use it
		 * @return this builder
		 */
		public Builder beanValidation(boolean beanValidation) {
			this.beanValidation = beanValidation;
			return this;
		}

		/**
		 * Set the groups of Bean Validation, unless a call says otherwise. Default the
		 * default group.
		 * @param groups the groups
		 * @return this builder
		 */
		public Builder validationGroups(Class<?>... groups) {
			Assert.noNullElements(groups, "'groups' must not contain null");
			this.validationGroups = new LinkedHashSet<>(List.of(groups));
			return this;
		}

		/**
		 * Add a validator for every value of a type, wherever in an answer it stands.
		 * @param <T> the type of value
		 * @param type the type
		 * @param validator the validator
		 * @return this builder
		 */
		public <T> Builder validator(Class<T> type, ResponseValidator<? super T> validator) {
			this.validators.add(new TypedValidator<>(type, validator));
			return this;
		}

		private CallModels models() {
			return new CallModels(this.chatClient, Map.copyOf(this.providers), this.providerSource,
					Map.copyOf(this.prices), this.semanticProvider, this.moderationModel, this.toolArgumentTap,
					new Refusals());
		}

		private CallDefaults defaults() {
			return new CallDefaults(this.mode, this.retryPolicy, this.repairs, Set.copyOf(this.validationGroups),
					this.fillers, this.streamLimits, this.name, this.hooks, this.observations, this.logContent);
		}

		/**
		 * Build the template.
		 * @return a new template
		 */
		public InstructorTemplate build() {
			return new InstructorTemplate(this);
		}

	}

}
