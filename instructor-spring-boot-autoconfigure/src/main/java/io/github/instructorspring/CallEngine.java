package io.github.instructorspring;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import org.springframework.ai.chat.prompt.ChatOptions;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.bind.ResponseBinder;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.mode.ProviderDialect;
import io.github.instructorspring.mode.RetryMessages;
import io.github.instructorspring.mode.WireMode;
import io.github.instructorspring.retry.RetryPolicy;
import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;
import io.github.instructorspring.validation.AnswerValidation;
import io.github.instructorspring.validation.ResponseValidator;

/**
 * Everything that calls share, and how one is made.
 */
final class CallEngine {

	private final ChatClient chatClient;

	private final ResponseSchemas schemas;

	private final ResponseBinder binder;

	private final AnswerValidation validation;

	private final ViolationLines lines;

	private final OutputMode mode;

	private final RetryPolicy retryPolicy;

	private final RepairPolicy repairPolicy;

	private final Set<Class<?>> validationGroups;

	private final Map<String, ModelPrice> prices;

	private final RetryMessages retryMessages;

	CallEngine(ChatClient chatClient, JsonMapper mapper, ResponseSchemas schemas, AnswerValidation validation,
			OutputMode mode, RetryPolicy retryPolicy, RepairPolicy repairPolicy, Set<Class<?>> validationGroups,
			Map<String, ModelPrice> prices, RetryMessages retryMessages) {
		this.chatClient = chatClient;
		this.schemas = schemas;
		this.binder = new ResponseBinder(mapper);
		this.validation = validation;
		this.lines = new ViolationLines(mapper);
		this.mode = mode;
		this.retryPolicy = retryPolicy;
		this.repairPolicy = repairPolicy;
		this.validationGroups = Set.copyOf(validationGroups);
		this.prices = Map.copyOf(prices);
		this.retryMessages = retryMessages;
	}

	CallRequest newRequest() {
		return new CallRequest(this.mode, this.retryPolicy, this.repairPolicy);
	}

	ResponseSchemas schemas() {
		return this.schemas;
	}

	Set<Class<?>> validationGroups() {
		return this.validationGroups;
	}

	SchemaPreview preview(ResponseModel model) {
		ResponseSchema schema = model.one(this.schemas, this.validationGroups);
		OptionsProbe probe = new OptionsProbe();
		this.chatClient.prompt().user("preview").advisors(probe).call().chatClientResponse();
		ChatOptions options = probe.options();
		ProviderDialect dialect = ProviderDialect.of(options);
		Map<OutputMode, LoweredSchema> lowered = new EnumMap<>(OutputMode.class);
		for (WireMode wireMode : dialect.modes(options)) {
			lowered.put(OutputMode.valueOf(wireMode.name()), dialect.lower(wireMode, options, schema));
		}
		OutputMode chosen = (this.mode != OutputMode.AUTO) ? this.mode
				: OutputMode.valueOf(dialect.preferredMode(options, schema).name());
		List<String> problems = new ArrayList<>(schema.problems());
		LoweredSchema sent = lowered.get(chosen);
		if (sent != null && problems.isEmpty()) {
			problems.addAll(sent.problems());
		}
		return new SchemaPreview(schema.name(), chosen, lowered, problems);
	}

	<R> Completion<R> execute(CallRequest call, ResponseSchema schema, Set<Class<?>> groups,
			ResponseValidator<R> validator) {
		if (!schema.problems().isEmpty()) {
			throw new UnsupportedResponseModelException(schema.typeName(), schema.problems());
		}
		AnswerPipeline<R> pipeline = new AnswerPipeline<>(schema, this.binder, call.repairPolicy(), this.validation,
				groups, validator);
		InstructorAdvisor<R> advisor = new InstructorAdvisor<>(call, schema, pipeline, this.lines, this.prices,
				this.retryMessages);
		ChatClientRequestSpec spec = this.chatClient.prompt();
		call.applyTo(spec);
		spec.advisors(advisor).call().chatClientResponse();
		return advisor.completion();
	}

}
