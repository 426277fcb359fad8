package io.github.instructorspring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.PromptTemplate;
import org.springframework.core.io.Resource;
import org.springframework.util.Assert;

import io.github.instructorspring.event.InstructorEvent;
import io.github.instructorspring.event.InstructorHooks;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.retry.RetryPolicy;
import io.github.instructorspring.retry.TruncationPolicy;
import io.github.instructorspring.validation.Remedy;

/**
 * The options of one call, without its response model. A live instance belongs to one
 * spec; {@link #copy()} freezes it.
 */
final class CallRequest {

	private @Nullable String systemText;

	private @Nullable Resource systemTemplate;

	private @Nullable Consumer<ChatClientRequestSpec> user;

	private final List<Message> messages;

	private final Map<String, Object> context;

	private final List<Consumer<ChatOptions.Builder<?>>> optionEdits;

	private final List<Consumer<ChatClientRequestSpec>> clientEdits;

	private final Map<String, String> tags;

	private final OutputMode defaultMode;

	private @Nullable OutputMode mode;

	private @Nullable String provider;

	private InstructorHooks hooks;

	private RetryPolicy retryPolicy;

	private RepairPolicy repairPolicy;

	private boolean acceptLastAttempt;

	private @Nullable InvalidItemPolicy items;

	CallRequest(CallDefaults defaults) {
		this.messages = new ArrayList<>();
		this.context = new LinkedHashMap<>();
		this.optionEdits = new ArrayList<>();
		this.clientEdits = new ArrayList<>();
		this.tags = new LinkedHashMap<>();
		this.defaultMode = defaults.mode();
		this.retryPolicy = defaults.retryPolicy();
		this.repairPolicy = defaults.repairs();
		this.hooks = defaults.hooks().forCall();
	}

	private CallRequest(CallRequest other) {
		this.systemText = other.systemText;
		this.systemTemplate = other.systemTemplate;
		this.user = other.user;
		this.messages = new ArrayList<>(other.messages);
		this.context = new LinkedHashMap<>(other.context);
		this.optionEdits = new ArrayList<>(other.optionEdits);
		this.clientEdits = new ArrayList<>(other.clientEdits);
		this.defaultMode = other.defaultMode;
		this.mode = other.mode;
		this.provider = other.provider;
		this.retryPolicy = other.retryPolicy;
		this.repairPolicy = other.repairPolicy;
		this.acceptLastAttempt = other.acceptLastAttempt;
		this.items = other.items;
		this.tags = new LinkedHashMap<>(other.tags);
		this.hooks = other.hooks;
	}

	CallRequest copy() {
		return new CallRequest(this);
	}

	/**
	 * The same options for a list whose items are delivered before the answer ends: what
	 * was delivered cannot be asked for again.
	 */
	CallRequest forItems(InvalidItemPolicy policy) {
		CallRequest copy = copy();
		copy.items = policy;
		copy.retry((retry) -> retry.onTruncation(TruncationPolicy.FAIL));
		if (!policy.asksAgain()) {
			copy.retry((retry) -> retry.maxRetries(0));
		}
		return copy;
	}

	void system(String text) {
		Assert.hasText(text, "'text' of the system message must not be blank");
		this.systemText = text;
		this.systemTemplate = null;
	}

	void system(Resource template) {
		Assert.notNull(template, "'template' must not be null");
		this.systemTemplate = template;
		this.systemText = null;
	}

	void user(String text) {
		Assert.hasText(text, "'text' of the user's message must not be blank");
		this.user = (spec) -> spec.user(text);
	}

	void user(Consumer<ChatClient.PromptUserSpec> consumer) {
		Assert.notNull(consumer, "'user' must not be null");
		this.user = (spec) -> spec.user(consumer);
	}

	void messages(Message... added) {
		Assert.noNullElements(added, "'messages' must not contain null");
		this.messages.addAll(List.of(added));
	}

	void context(String name, Object value) {
		Assert.hasText(name, "'name' of a context entry must not be blank");
		Assert.notNull(value, () -> "'value' of context entry '" + name + "' must not be null");
		this.context.put(name, value);
	}

	void mode(OutputMode newMode) {
		Assert.notNull(newMode, "'mode' must not be null");
		this.mode = newMode;
	}

	void provider(String name) {
		Assert.hasText(name, "'provider' must not be blank");
		this.provider = name;
	}

	void retry(Consumer<RetryPolicy.Builder> edit) {
		RetryPolicy.Builder builder = this.retryPolicy.mutate();
		edit.accept(builder);
		this.retryPolicy = builder.build();
	}

	void acceptLastAttempt() {
		this.acceptLastAttempt = true;
	}

	void repair(UnaryOperator<RepairPolicy> edit) {
		Assert.notNull(edit, "'edit' must not be null");
		RepairPolicy edited = edit.apply(this.repairPolicy);
		Assert.notNull(edited, "'edit' must not answer null");
		this.repairPolicy = edited;
	}

	void options(Consumer<ChatOptions.Builder<?>> edit) {
		Assert.notNull(edit, "'options' must not be null");
		this.optionEdits.add(edit);
	}

	void chatClient(Consumer<ChatClientRequestSpec> edit) {
		Assert.notNull(edit, "'request' must not be null");
		this.clientEdits.add(edit);
	}

	<E extends InstructorEvent> void on(Class<E> event, Consumer<? super E> hook) {
		this.hooks = this.hooks.with(event, hook);
	}

	void tag(String name, String value) {
		Assert.hasText(name, "'name' of a tag must not be blank");
		Assert.notNull(value, () -> "'value' of tag '" + name + "' must not be null");
		this.tags.put(name, value);
	}

	InstructorHooks hooks() {
		return this.hooks;
	}

	Map<String, String> tags() {
		return this.tags;
	}

	/**
	 * The mode for a provider.
	 * @param modes what is known of the provider's modes
	 */
	OutputMode mode(ProviderModes modes) {
		return modes.choose(this.mode, this.defaultMode);
	}

	/**
	 * Whether the mode was left to the library, and is not what somebody asked for.
	 */
	boolean isModeFree(ProviderModes modes) {
		return this.mode == OutputMode.AUTO
				|| (this.mode == null && modes.wanted() == OutputMode.AUTO && this.defaultMode == OutputMode.AUTO);
	}

	@Nullable String provider() {
		return this.provider;
	}

	RetryPolicy retryPolicy() {
		return this.retryPolicy;
	}

	boolean acceptsLastAttempt() {
		return this.acceptLastAttempt;
	}

	/**
	 * What is kept of an answer that is rejected.
	 */
	FollowUps.Keeping keeping() {
		if (this.items != null && this.items.asksAgain()) {
			return FollowUps.Keeping.ALWAYS;
		}
		return (this.retryPolicy.fieldLevel()) ? FollowUps.Keeping.IF_SMALLER : FollowUps.Keeping.NOTHING;
	}

	/**
	 * Whether parts of the answer are delivered before it ends, for good.
	 */
	boolean deliversItems() {
		return this.items != null;
	}

	/**
	 * What is done about a bad element of the list that is asked for.
	 */
	Remedy elements() {
		return (this.items != null) ? this.items.remedy() : Remedy.REASK;
	}

	RepairPolicy repairPolicy() {
		return this.repairPolicy;
	}

	Map<String, Object> context() {
		return this.context;
	}

	ChatOptions edit(ChatOptions options) {
		if (this.optionEdits.isEmpty()) {
			return options;
		}
		ChatOptions.Builder<?> builder = options.mutate();
		this.optionEdits.forEach((edit) -> edit.accept(builder));
		return builder.build();
	}

	void applyTo(ChatClientRequestSpec spec) {
		Assert.state(this.user != null || !this.messages.isEmpty() || !this.clientEdits.isEmpty(),
				"There is nothing to ask: give user(..) or messages(..) before call()");
		String system = (this.systemTemplate != null) ? render(this.systemTemplate) : this.systemText;
		if (system != null) {
			spec.system(system);
		}
		spec.messages(this.messages);
		if (this.user != null) {
			this.user.accept(spec);
		}
		this.clientEdits.forEach((edit) -> edit.accept(spec));
	}

	private String render(Resource template) {
		return PromptTemplate.builder().resource(template).variables(this.context).build().render();
	}

}
