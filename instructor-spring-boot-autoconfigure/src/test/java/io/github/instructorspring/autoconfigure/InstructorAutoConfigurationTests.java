package io.github.instructorspring.autoconfigure;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.openai.autoconfigure.OpenAiChatAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.moderation.Generation;
import org.springframework.ai.moderation.Moderation;
import org.springframework.ai.moderation.ModerationModel;
import org.springframework.ai.moderation.ModerationResponse;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;

import io.github.instructorspring.BudgetExceededException;
import io.github.instructorspring.InstructorException;
import io.github.instructorspring.InstructorOperations;
import io.github.instructorspring.InstructorOperations.PromptSpec;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.InstructorTemplateCustomizer;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.MissingModelPriceException;
import io.github.instructorspring.OutputMode;
import io.github.instructorspring.OversizedResponseException;
import io.github.instructorspring.bind.StreamLimitException;
import io.github.instructorspring.bind.StreamLimits;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.mode.RetryMessages;
import io.github.instructorspring.retry.RetryBudget;
import io.github.instructorspring.stream.ToolArgumentTap;
import io.github.instructorspring.validation.Moderated;
import io.github.instructorspring.validation.ResponseValidator;
import io.github.instructorspring.validation.Semantic;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

class InstructorAutoConfigurationTests {

	private final LoopbackModel model = new LoopbackModel();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(InstructorAutoConfiguration.class, JacksonAutoConfiguration.class,
				ValidationAutoConfiguration.class));

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void providerBuildsItsOwnClientAndPublishesNoChatModel() {
		withProvider().run((context) -> {
			this.model.answersToolCall("Box", "{\"boxCount\":3}");
			assertThat(context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes")).isEqualTo(new Box(3));
			assertThat(this.model.request(0).path("model").asString()).isEqualTo("vendor/some-model");
			assertThat(this.model.header(0, "Authorization")).isEqualTo("Bearer a-key");
			assertThat(context).doesNotHaveBean(ChatModel.class).doesNotHaveBean(ChatClient.Builder.class);
		});
	}

	@Test
	void keyAndAddressComeFromTheEnvironmentVariablesOfTheProvider() {
		this.contextRunner
			.withPropertyValues("instructor.provider=openai/some-model", "OPENAI_API_KEY=env-key",
					"OPENAI_BASE_URL=" + this.model.baseUrl())
			.run((context) -> {
				this.model.answersToolCall("Box", "{\"boxCount\":3}");
				context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
				assertThat(this.model.header(0, "Authorization")).isEqualTo("Bearer env-key");
			});
	}

	@Test
	void emptyKeySendsNone() {
		withProvider().withPropertyValues("instructor.api-key=").run((context) -> {
			this.model.answersToolCall("Box", "{\"boxCount\":3}");
			context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
			assertThat(this.model.header(0, "Authorization")).isEmpty();
		});
	}

	@Test
	void propertiesReachTheTemplate() {
		withProvider()
			.withPropertyValues("instructor.mode=md-json", "instructor.max-retries=0", "instructor.timeout=50s",
					"instructor.validation.enabled=false")
			.run((context) -> {
				this.model.answersText("{\"boxCount\":-3}");
				assertThat(context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes"))
					.isEqualTo(new Box(-3));
				assertThat(this.model.request(0).at("/messages/0/content").asString()).contains("```json code block")
					.doesNotContain("minimum");
				assertThat(Integer.parseInt(this.model.header(0, "X-Stainless-Timeout"))).isBetween(40, 50);
				assertThat(context.getBean(InstructorProperties.class)).hasToString(
						"InstructorProperties[enabled=true, provider=openai/vendor/some-model, chatModel=null, apiKey=******, baseUrl="
								+ this.model.baseUrl()
								+ ", options=ProviderOptions[temperature=null, topP=null, topK=null, maxTokens=null, frequencyPenalty=null, presencePenalty=null, stopSequences=null, seed=null, extraBody=null], mode=MD_JSON, maxRetries=0, timeout=PT50S, "
								+ "repair=Repair[preset=LENIENT, forbidSyntax=[], forbidCoercions=[]], "
								+ "validation=Validation[enabled=false, groups=[], fillers=CHECK, semanticProvider=null], "
								+ "stream=Stream[maxDepth=64, maxCharacters=4000000, maxTokenLength=2000000, "
								+ "maxNameLength=1024, maxElements=1000000, maxBlanks=4096], preflight=Preflight[packages=[]], "
								+ "logging=Logging[content=false], retry=Retry[maxTokens=null, maxCost=null, stopOnRepeatedFindings=true, "
								+ "onTruncation=FAIL, fieldLevel=false, escalations=[]], "
								+ "health=Health[active=false, timeout=PT5S, interval=PT1M], prices={}, fallback=[], providers={}]");
			});
	}

	@ParameterizedTest
	@CsvSource({ "true, 2", "false, 0" })
	void contentIsLoggedIfTheApplicationSaysSo(boolean content, int lines) {
		Logger logger = (Logger) LoggerFactory.getLogger(InstructorTemplate.class);
		ListAppender<ILoggingEvent> logged = new ListAppender<>();
		logged.start();
		logger.addAppender(logged);
		withProvider().withPropertyValues("instructor.mode=tools", "instructor.logging.content=" + content)
			.run((context) -> {
				this.model.answersToolCall("Box", "{\"boxCount\":3}");
				context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
			});
		logger.detachAppender(logged);
		assertThat(logged.list).filteredOn((line) -> line.getLevel() == Level.TRACE).hasSize(lines);
	}

	@ParameterizedTest
	@CsvSource({ "max-characters=30, CHARACTERS", "max-depth=1, DEPTH", "max-token-length=3, TOKEN",
			"max-name-length=9, NAME", "max-elements=1, ELEMENTS", "max-blanks=6, BLANKS" })
	void streamPropertiesReachTheTemplate(String property, StreamLimitException.Limit limit) {
		withProvider().withPropertyValues("instructor.stream." + property).run((context) -> {
			this.model.answersText("{\"boxCount12\":[[1],\"text\"]," + " ".repeat(16) + "\"boxCount\":3}");
			assertThat(catchThrowableOfType(OversizedResponseException.class,
					() -> context.getBean(InstructorTemplate.class)
						.prompt()
						.user("3 boxes")
						.responseModel(Box.class)
						.stream()
						.entity()
						.block()))
				.extracting(OversizedResponseException::limit)
				.isEqualTo(limit);
		});
	}

	@Test
	void streamLimitsAreThoseOfTheLibraryByDefault() {
		withProvider().run((context) -> {
			InstructorProperties.Stream stream = context.getBean(InstructorProperties.class).stream();
			assertThat(stream.toString().replace("Stream", "StreamLimits"))
				.isEqualTo(StreamLimits.defaults().toString());
		});
	}

	@Test
	void retryPropertiesAndPricesReachTheTemplate() {
		withProvider()
			.withPropertyValues("instructor.retry.max-tokens=200", "instructor.prices[vendor/some-model].input=1",
					"instructor.prices[vendor/some-model].output=4",
					"instructor.prices[vendor/some-model].cached-input=0.5",
					"instructor.prices[vendor/some-model].reasoning=8")
			.run((context) -> {
				this.model.answersToolCall("Box", "{\"boxCount\":-1}").answersToolCall("Box", "{\"boxCount\":-2}");
				BudgetExceededException exception = catchThrowableOfType(BudgetExceededException.class,
						() -> context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes"));
				assertThat(exception.budget()).isEqualTo(RetryBudget.Kind.TOKENS);
				assertThat(exception.usage().cost()).contains(new BigDecimal("0.00036"));
			});
	}

	@Test
	void costCeilingOfThePropertiesNamesTheMissingPriceAndHoldsOnceItIsGiven() {
		ApplicationContextRunner limited = withProvider().withPropertyValues("instructor.retry.max-cost=0.0001");
		limited.run((context) -> assertThatExceptionOfType(MissingModelPriceException.class)
			.isThrownBy(() -> context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes"))
			.withMessageContaining("'instructor.prices[vendor/some-model].input'"));
		assertThat(this.model.calls()).isZero();
		limited
			.withPropertyValues("instructor.prices[vendor/some-model].input=1",
					"instructor.prices[vendor/some-model].output=4")
			.run((context) -> {
				this.model.answersToolCall("Box", "{\"boxCount\":-1}");
				assertThatExceptionOfType(BudgetExceededException.class)
					.isThrownBy(() -> context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes"))
					.matches((exception) -> exception.budget() == RetryBudget.Kind.COST);
			});
	}

	@Test
	void namedProvidersJudgeAndTakeOver() {
		try (LoopbackModel strong = new LoopbackModel(); LoopbackModel judge = new LoopbackModel()) {
			withProvider().withPropertyValues("instructor.providers.strong.provider=openai/strong-model",
					"instructor.providers.strong.api-key=strong-key",
					"instructor.providers.strong.base-url=" + strong.baseUrl(),
					"instructor.providers.judge.provider=openai/judge-model",
					"instructor.providers.judge.base-url=" + judge.baseUrl(), "OPENAI_API_KEY=env-key",
					"instructor.validation.semantic-provider=judge", "instructor.retry.escalations[0].provider=strong")
				.run((context) -> {
					this.model.answersToolCall("Label", "{\"text\":\" \"}");
					strong.answersToolCall("Label", "{\"text\":\"Boxes\"}");
					judge.answersToolCall("Verdicts", "{\"verdicts\":[{\"rule\":1,\"acceptable\":true}]}");
					assertThat(context.getBean(InstructorTemplate.class).create(Label.class, "3 boxes"))
						.isEqualTo(new Label("Boxes"));
					assertThat(strong.request(0).path("model").asString()).isEqualTo("strong-model");
					assertThat(strong.header(0, "Authorization")).isEqualTo("Bearer strong-key");
					assertThat(judge.request(0).path("model").asString()).isEqualTo("judge-model");
					assertThat(judge.header(0, "Authorization")).isEqualTo("Bearer env-key");
					assertThat(context.getBean(InstructorProperties.class).toString()).contains("strong-model")
						.doesNotContain("strong-key");
					assertThat(context).doesNotHaveBean(ChatModel.class);
				});
		}
	}

	@Test
	void escalationOfThePropertiesMayFixTheFormAfterSeveralRejections() {
		try (LoopbackModel cheap = new LoopbackModel()) {
			withProvider().withPropertyValues("instructor.providers.cheap.provider=openai/cheap-model",
					"instructor.providers.cheap.api-key=k", "instructor.providers.cheap.base-url=" + cheap.baseUrl(),
					"instructor.retry.escalations[0].provider=cheap",
					"instructor.retry.escalations[0].after-rejections=2", "instructor.retry.escalations[0].role=fix")
				.run((context) -> {
					this.model.answersToolCall("Box", "{\"boxCount\":-1}").answersToolCall("Box", "{\"boxCount\":-2}");
					cheap.answersToolCall("Box", "{\"boxCount\":2}");
					assertThat(context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes"))
						.isEqualTo(new Box(2));
					assertThat(cheap.request(0).toString()).contains("You mend a JSON answer")
						.doesNotContain("3 boxes");
				});
		}
	}

	@ParameterizedTest
	@CsvSource({ "instructor.providers.strong.api-key=k, 'instructor.providers.strong.provider'",
			"instructor.retry.escalations[0].role=fix, 'instructor.retry.escalations[0].provider'" })
	void nameOfAProviderThatIsMissingIsNamed(String property, String name) {
		withProvider().withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessage("'" + name + "' must be set"));
	}

	@Test
	void fillersAndFieldLevelFollowTheProperties() {
		withProvider().withPropertyValues("instructor.validation.fillers=reask", "instructor.retry.field-level=true")
			.run((context) -> {
				this.model.answersToolCall("Parcel", "{\"to\":\"N/A\",\"from\":\"Ada\",\"weight\":3}")
					.answersToolCall("ParcelPart", "{\"to\":\"Bob\"}");
				assertThat(context.getBean(InstructorTemplate.class).create(Parcel.class, "3 boxes"))
					.isEqualTo(new Parcel("Bob", "Ada", 3));
				assertThat(this.model.request(1).at("/tools/0/function/parameters/properties").propertyNames())
					.containsExactly("to");
			});
	}

	@Test
	void singleModerationModelModerates() {
		ModerationModel moderation = mock(ModerationModel.class);
		Moderation nothingFlagged = Moderation.builder().id("1").model("a-model").results(List.of()).build();
		given(moderation.call(any())).willReturn(new ModerationResponse(new Generation(nothingFlagged)));
		withProvider().withBean(ModerationModel.class, () -> moderation).run((context) -> {
			this.model.answersToolCall("Post", "{\"text\":\"Hi\"}");
			assertThat(context.getBean(InstructorTemplate.class).create(Post.class, "Write."))
				.isEqualTo(new Post("Hi"));
			verify(moderation).call(any());
		});
	}

	@Test
	void moderatedTextNeedsASingleModerationModel() {
		withProvider().withBean("one", ModerationModel.class, () -> mock(ModerationModel.class))
			.withBean("two", ModerationModel.class, () -> mock(ModerationModel.class))
			.run((context) -> assertThatExceptionOfType(InstructorException.class)
				.isThrownBy(() -> context.getBean(InstructorTemplate.class).create(Post.class, "Write."))
				.withMessageContaining("a single ModerationModel bean"));
		assertThat(this.model.calls()).isZero();
	}

	@Test
	void priceWithoutOutputIsRefusedByName() {
		withProvider().withPropertyValues("instructor.prices[vendor/some-model].input=1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("'instructor.prices[vendor/some-model]' needs both 'input' and 'output'"));
	}

	@Test
	void repeatedFindingsAndTruncationFollowTheProperties() {
		withProvider()
			.withPropertyValues("instructor.retry.stop-on-repeated-findings=false",
					"instructor.retry.on-truncation=raise-limit")
			.run((context) -> {
				this.model.answersCut("{", "length")
					.answersToolCall("Box", "{\"boxCount\":-1}")
					.answersToolCall("Box", "{\"boxCount\":-1}")
					.answersToolCall("Box", "{\"boxCount\":3}");
				Box box = context.getBean(InstructorTemplate.class)
					.prompt()
					.user("3 boxes")
					.options((options) -> options.maxTokens(50))
					.maxRetries(3)
					.responseModel(Box.class)
					.call()
					.entity();
				assertThat(box).isEqualTo(new Box(3));
				assertThat(this.model.request(1).path("max_tokens").asInt()).isEqualTo(100);
			});
	}

	@Test
	void repairPropertiesAreThePolicyOfTheTemplate() {
		withProvider().run((context) -> assertThat(repairs(context)).hasToString(RepairPolicy.lenient().toString()));
		withProvider()
			.withPropertyValues("instructor.repair.preset=strict", "instructor.repair.forbid-syntax=missing-quote")
			.run((context) -> assertThat(repairs(context))
				.hasToString("RepairPolicy[preset=STRICT, forbidden=[MISSING_QUOTE]]"));
		withProvider()
			.withPropertyValues("instructor.repair.forbid-syntax=missing-quote,literal",
					"instructor.repair.forbid-coercions=unknown-property,enum-in-text")
			.run((context) -> assertThat(repairs(context)).hasToString("RepairPolicy[preset=LENIENT, "
					+ "forbidden=[ENUM_IN_TEXT, LITERAL, MISSING_QUOTE, UNKNOWN_PROPERTY]]"));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "preset, Preset", "forbid-syntax, SyntaxRepair", "forbid-coercions, Coercion" })
	void repairPropertyWithAWrongNameIsNamed(String property, String type) {
		withProvider().withPropertyValues("instructor.repair." + property + "=guess")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("'instructor.repair." + property + "'")
				.rootCause()
				.hasMessageContaining("No enum constant")
				.hasMessageEndingWith(type + ".guess"));
	}

	@Test
	void forbiddenCoercionCostsACall() {
		withProvider().withPropertyValues("instructor.repair.forbid-coercions=text-to-number").run((context) -> {
			this.model.answersToolCall("Box", "{\"boxCount\":\"3\"}").answersToolCall("Box", "{\"boxCount\":3}");
			assertThat(context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes")).isEqualTo(new Box(3));
			assertThat(this.model.calls()).isEqualTo(2);
		});
	}

	private static RepairPolicy repairs(AssertableApplicationContext context) {
		AtomicReference<RepairPolicy> repairs = new AtomicReference<>();
		PromptSpec unused = context.getBean(InstructorTemplate.class)
			.prompt()
			.repair((policy) -> repairs.updateAndGet((none) -> policy));
		return repairs.get();
	}

	@Test
	void validationGroupsOfThePropertiesCount() {
		withProvider().withPropertyValues("instructor.validation.groups=" + Strict.class.getName()).run((context) -> {
			this.model.answersToolCall("Box", "{\"boxCount\":-3}");
			assertThat(context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes")).isEqualTo(new Box(-3));
		});
	}

	@Test
	void chatModelOfTheApplicationIsUsedWithoutAProvider() {
		this.contextRunner.withBean(ChatModel.class, () -> this.model.chatModel("mine")).run((context) -> {
			this.model.answersToolCall("Box", "{\"boxCount\":3}");
			context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
			assertThat(this.model.request(0).path("model").asString()).isEqualTo("mine");
		});
	}

	@Test
	void chatClientBuilderOfSpringAiIsUsedWithItsCustomizations() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(ChatClientAutoConfiguration.class,
					OpenAiChatAutoConfiguration.class, ToolCallingAutoConfiguration.class))
			.withPropertyValues("spring.ai.openai.api-key=k", "spring.ai.openai.base-url=" + this.model.baseUrl(),
					"spring.ai.openai.chat.model=theirs")
			.run((context) -> {
				this.model.answersToolCall("Box", "{\"boxCount\":3}");
				context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
				assertThat(this.model.request(0).path("model").asString()).isEqualTo("theirs");
			});
	}

	@Test
	void chatClientBuilderAloneIsEnough() {
		this.contextRunner.withBean(ChatClient.Builder.class, () -> ChatClient.builder(this.model.chatModel("mine")))
			.run((context) -> assertThat(context).hasSingleBean(InstructorTemplate.class));
	}

	@Test
	void primaryChatModelIsUsedOfSeveral() {
		this.contextRunner.withUserConfiguration(TwoModelsOnePrimary.class)
			.withBean(LoopbackModel.class, () -> this.model)
			.run((context) -> {
				this.model.answersToolCall("Box", "{\"boxCount\":3}");
				context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
				assertThat(this.model.request(0).path("model").asString()).isEqualTo("first");
			});
	}

	@Test
	void backsOffWhenSwitchedOffOrWithoutSpringAiOrWithoutAModel() {
		withProvider().withPropertyValues("instructor.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(InstructorTemplate.class));
		withProvider().withClassLoader(new FilteredClassLoader(ChatClient.class))
			.run((context) -> assertThat(context).doesNotHaveBean(InstructorTemplate.class));
		this.contextRunner
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(InstructorTemplate.class));
	}

	@Test
	void backsOffToOperationsOfTheUser() {
		withProvider().withBean(InstructorOperations.class, () -> mock(InstructorOperations.class))
			.run((context) -> assertThat(context).hasSingleBean(InstructorOperations.class)
				.doesNotHaveBean(InstructorTemplate.class));
	}

	@Test
	void worksWithoutHibernateValidatorOnTheClassPath() {
		withProvider().withClassLoader(new FilteredClassLoader("org.hibernate.validator"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(InstructorTemplate.class));
	}

	@Test
	void callsOfTheProviderAreObserved() {
		MeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		withProvider().withBean(ObservationRegistry.class, () -> observations).run((context) -> {
			this.model.answersToolCall("Box", "{\"boxCount\":-3}").answersToolCall("Box", "{\"boxCount\":3}");
			context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
			assertThat(meters.get("spring.ai.chat.client").timer().count()).isEqualTo(1);
			assertThat(meters.get("gen_ai.client.operation").timer().count()).isEqualTo(2);
		});
	}

	@Test
	void builderIsAPrototypeWithTheSettingsOfTheApplication() {
		withProvider().withPropertyValues("instructor.mode=json").run((context) -> {
			InstructorTemplate.Builder builder = context.getBean(InstructorTemplate.Builder.class);
			assertThat(context.getBean(InstructorTemplate.Builder.class)).isNotSameAs(builder);
			this.model.answersText("{\"boxCount\":3}");
			builder.build().create(Box.class, "3 boxes");
			assertThat(this.model.request(0).at("/response_format/type").asString()).isEqualTo("json_object");
		});
	}

	@Test
	void customizersAreAppliedInTheirOrder() {
		withProvider().withUserConfiguration(TwoCustomizers.class).run((context) -> {
			this.model.answersText("{\"boxCount\":3}");
			context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
			assertThat(this.model.request(0).at("/response_format/type").asString()).isEqualTo("json_object");
		});
	}

	@Test
	void namingStrategyOfTheApplicationHolds() {
		withProvider().withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE").run((context) -> {
			this.model.answersToolCall("Box", "{\"box_count\":-1}").answersToolCall("Box", "{\"box_count\":3}");
			assertThat(context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes")).isEqualTo(new Box(3));
			assertThat(this.model.request(0).at("/tools/0/function/parameters/required/0").asString())
				.isEqualTo("box_count");
			assertThat(this.model.request(1).at("/messages/2/content").asString())
				.contains("- box_count: found -1, expected to be greater than or equal to 0");
		});
	}

	@Test
	void responseValidatorBeansJudgeTheTypesThatTheyDeclare() {
		withProvider().withUserConfiguration(Validators.class).run((context) -> {
			this.model.answersToolCall("Box", "{\"boxCount\":4}").answersToolCall("Box", "{\"boxCount\":3}");
			assertThat(context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes")).isEqualTo(new Box(3));
			assertThat(this.model.request(1).at("/messages/2/content").asString())
				.contains("- boxCount: found 4, expected to be odd")
				.doesNotContain("never");
		});
	}

	@Test
	void retryMessagesBeanSaysTheWordsOfTheTemplate() {
		withProvider().withBean(RetryMessages.class, ShortMessages::new).run((context) -> {
			this.model.answersToolCall("Box", "{\"boxCount\":-1}").answersToolCall("Box", "{\"boxCount\":3}");
			assertThat(context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes")).isEqualTo(new Box(3));
			assertThat(this.model.request(1).at("/messages/2/content").asString())
				.isEqualTo("Box: boxCount: found -1, expected to be greater than or equal to 0");
		});
	}

	@Test
	void retryMessagesBeansThatAreSeveralAreLeftOut() {
		withProvider().withBean("one", RetryMessages.class, ShortMessages::new)
			.withBean("two", RetryMessages.class, ShortMessages::new)
			.run((context) -> {
				this.model.answersToolCall("Box", "{\"boxCount\":-1}").answersToolCall("Box", "{\"boxCount\":3}");
				context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
				assertThat(this.model.request(1).at("/messages/2/content").asString())
					.startsWith("Validation errors found:");
			});
	}

	@Test
	void responseValidatorMayItselfAskTheModel() {
		withProvider().withUserConfiguration(AskingValidator.class).run((context) -> {
			this.model.answersToolCall("Box", "{\"boxCount\":4}")
				.answersToolCall("Boolean", "{\"value\":false}")
				.answersToolCall("Box", "{\"boxCount\":3}")
				.answersToolCall("Boolean", "{\"value\":true}");
			assertThat(context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes")).isEqualTo(new Box(3));
			assertThat(this.model.request(2).at("/messages/2/content").asString())
				.contains("- boxCount: found 4, expected to be plausible");
		});
	}

	@Test
	void responseValidatorWithoutATypeIsRefusedByName() {
		withProvider().withBean("untyped", ResponseValidator.class, () -> (value, validation) -> List.of())
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("The type that ResponseValidator bean 'untyped' judges is not declared"));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void preflightReportsResponseModelsThatCannotBeUsed(CapturedOutput output) {
		withProvider().withUserConfiguration(Validators.class)
			.withPropertyValues("instructor.preflight.packages=io.github.instructorspring.autoconfigure.models")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("'Unusable' cannot be a response model in mode TOOLS:\n - Unusable.runnable: ")
			.contains("Preflight of 3 response models: 1 cannot be used");
		assertThat(this.model.calls()).isZero();
	}

	@Test
	void toolsOfTheProviderStreamLive() {
		withProvider().run((context) -> assertThatToolsStreamLive(context.getBean(InstructorTemplate.class)));
	}

	@Test
	void toolsOfSpringAisOwnModelStreamLive() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(ChatClientAutoConfiguration.class,
					OpenAiChatAutoConfiguration.class, ToolCallingAutoConfiguration.class))
			.withPropertyValues("spring.ai.openai.api-key=k", "spring.ai.openai.base-url=" + this.model.baseUrl(),
					"spring.ai.openai.chat.model=theirs")
			.run((context) -> assertThatToolsStreamLive(context.getBean(InstructorTemplate.class)));
	}

	private void assertThatToolsStreamLive(InstructorTemplate instructor) {
		this.model.streamsPiecesOf(4).answersToolCall("Sticker", "{\"text\":\"Handle with care\"}");
		List<Sticker> partials = instructor.prompt()
			.user("text")
			.mode(OutputMode.TOOLS)
			.responseModel(Sticker.class)
			.stream()
			.partials()
			.collectList()
			.block(Duration.ofSeconds(20));
		assertThat(partials).hasSizeGreaterThan(2).endsWith(new Sticker("Handle with care"));
		assertThat(this.model.header(0, ToolArgumentTap.HEADER)).isEqualTo("application/json");
	}

	private ApplicationContextRunner withProvider() {
		return this.contextRunner.withPropertyValues("instructor.provider=openai/vendor/some-model",
				"instructor.api-key=a-key", "instructor.base-url=" + this.model.baseUrl());
	}

	record Box(@Min(0) int boxCount) {
	}

	record Sticker(String text) {
	}

	interface Strict {

	}

	static class ShortMessages implements RetryMessages {

		@Override
		public String toolCorrection(String tool, List<String> findings) {
			return tool + ": " + String.join("; ", findings);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoModelsOnePrimary {

		@Bean
		@Primary
		ChatModel first(LoopbackModel loopback) {
			return loopback.chatModel("first");
		}

		@Bean
		ChatModel second(LoopbackModel loopback) {
			return loopback.chatModel("second");
		}

	}

	record Label(@NotBlank @Semantic("must name the content") String text) {
	}

	record Parcel(String to, String from, int weight) {
	}

	record Post(@Moderated String text) {
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoCustomizers {

		@Bean
		@Order(2)
		InstructorTemplateCustomizer last() {
			return (builder) -> builder.mode(OutputMode.JSON);
		}

		@Bean
		@Order(1)
		InstructorTemplateCustomizer first() {
			return (builder) -> builder.mode(OutputMode.MD_JSON);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AskingValidator {

		@Bean
		ResponseValidator<Box> plausibleBoxes(InstructorTemplate instructor) {
			return (box, context) -> instructor.create(Boolean.class, "Are " + box.boxCount() + " boxes plausible?")
					? List.of() : List.of(Violation.of("boxCount", "must be plausible", box.boxCount()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Validators {

		@Bean
		ResponseValidator<Box> oddBoxes() {
			return (box, context) -> (box.boxCount() % 2 == 1) ? List.of()
					: List.of(Violation.of("boxCount", "must be odd", box.boxCount()));
		}

		@Bean
		ResponseValidator<String> neverAsked() {
			return (text, context) -> List.of(Violation.of("never"));
		}

	}

}
