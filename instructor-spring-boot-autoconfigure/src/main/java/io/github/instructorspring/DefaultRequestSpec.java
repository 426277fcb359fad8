package io.github.instructorspring;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.core.io.Resource;

import io.github.instructorspring.InstructorOperations.RequestSpec;
import io.github.instructorspring.event.InstructorEvent;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.retry.RetryPolicy;

/**
 * Writes the common options into a {@link CallRequest}.
 *
 * @param <S> the spec itself
 */
abstract class DefaultRequestSpec<S extends RequestSpec<S>> implements RequestSpec<S> {

	private final CallRequest request;

	DefaultRequestSpec(CallRequest request) {
		this.request = request;
	}

	CallRequest request() {
		return this.request;
	}

	abstract S self();

	@Override
	public S system(String text) {
		this.request.system(text);
		return self();
	}

	@Override
	public S system(Resource template) {
		this.request.system(template);
		return self();
	}

	@Override
	public S user(String text) {
		this.request.user(text);
		return self();
	}

	@Override
	public S user(Consumer<ChatClient.PromptUserSpec> user) {
		this.request.user(user);
		return self();
	}

	@Override
	public S messages(Message... messages) {
		this.request.messages(messages);
		return self();
	}

	@Override
	public S context(String name, Object value) {
		this.request.context(name, value);
		return self();
	}

	@Override
	public S provider(String provider) {
		this.request.provider(provider);
		return self();
	}

	@Override
	public S mode(OutputMode mode) {
		this.request.mode(mode);
		return self();
	}

	@Override
	public S maxRetries(int maxRetries) {
		this.request.retry((policy) -> policy.maxRetries(maxRetries));
		return self();
	}

	@Override
	public S timeout(Duration total) {
		this.request.retry((policy) -> policy.maxTime(total));
		return self();
	}

	@Override
	public S retry(Consumer<RetryPolicy.Builder> edit) {
		this.request.retry(edit);
		return self();
	}

	@Override
	public <E extends InstructorEvent> S on(Class<E> event, Consumer<? super E> hook) {
		this.request.on(event, hook);
		return self();
	}

	@Override
	public S tag(String name, String value) {
		this.request.tag(name, value);
		return self();
	}

	@Override
	public S acceptLastAttempt() {
		this.request.acceptLastAttempt();
		return self();
	}

	@Override
	public S repair(UnaryOperator<RepairPolicy> edit) {
		this.request.repair(edit);
		return self();
	}

	@Override
	public S options(Consumer<ChatOptions.Builder<?>> options) {
		this.request.options(options);
		return self();
	}

	@Override
	public S chatClient(Consumer<ChatClient.ChatClientRequestSpec> edit) {
		this.request.chatClient(edit);
		return self();
	}

}
