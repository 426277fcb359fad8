package io.github.instructorspring;

import java.util.function.Consumer;

import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.chat.prompt.ChatOptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.github.instructorspring.bind.PartialBinder;
import io.github.instructorspring.retry.RetryBudget;
import io.github.instructorspring.stream.Cancellation;
import io.github.instructorspring.stream.ToolArgumentTap;

/**
 * Makes the attempts of one streamed call inside the advisor chain, as
 * {@link InstructorAdvisor} does for blocking ones. The text of the attempts goes to a
 * listener while it arrives; the chain gets one clean response at the end.
 *
 * @param <R> the type of the result
 */
final class InstructorStreamAdvisor<R> implements StreamAdvisor {

	private final CallAttempts<R> attempts;

	private final Consumer<StreamSignal<R>> listener;

	private final boolean first;

	/**
	 * Create the advisor of a call.
	 * @param attempts the attempts of the call
	 * @param listener hears the answers while they arrive
	 */
	InstructorStreamAdvisor(CallAttempts<R> attempts, Consumer<StreamSignal<R>> listener) {
		this(attempts, listener, true);
	}

	private InstructorStreamAdvisor(CallAttempts<R> attempts, Consumer<StreamSignal<R>> listener, boolean first) {
		this.attempts = attempts;
		this.listener = listener;
		this.first = first;
	}

	@Override
	public String getName() {
		return "instructor";
	}

	@Override
	public int getOrder() {
		return InstructorAdvisor.ORDER;
	}

	@Override
	public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
		return Flux.defer(() -> ask(new ModelLane<>(this.attempts, request, options(request)), chain));
	}

	private Flux<ChatClientResponse> ask(ModelLane<R> lane, StreamAdvisorChain chain) {
		return Flux.defer(() -> {
			ChatClientRequest request = lane.next();
			StreamSignal.Started<R> started = this.attempts.started();
			this.listener.accept(started);
			StreamedResponse received = new StreamedResponse(request);
			Mono<Void> sent = send(lane, request, started, received, chain).then();
			Mono<ModelLane.Step> step = lane.unkeptTime()
				.map((time) -> Cancellation.aside(sent).timeout(time, Mono.error(() -> outOfTime(started))))
				.orElse(sent)
				.then(Mono.<ModelLane.Step>empty())
				.onErrorResume((error) -> recover(lane, error))
				.switchIfEmpty(settle(lane, received));
			CallObservation observation = this.attempts.observation();
			return step.doOnTerminate(observation::attemptEnded)
				.contextWrite(observation::inAttempt)
				.flatMapMany((next) -> follow(lane, next, chain));
		});
	}

	private Mono<ModelLane.Step> recover(ModelLane<R> lane, Throwable error) {
		return Mono.justOrEmpty(lane.recover(StreamErrors.unwrap(error))).switchIfEmpty(Mono.error(error));
	}

	private BudgetExceededException outOfTime(StreamSignal.Started<R> started) {
		return new BudgetExceededException(started.asked().schema().name(), RetryBudget.Kind.TIME,
				this.attempts.call().retryPolicy(), started.earlier(), started.spent());
	}

	/**
	 * Models that judge the answer are waited for, which must not be done on a thread
	 * that brings answers. Validators and judges see the thread-locals of the
	 * subscriber's context, which Reactor restores for a handler.
	 */
	private Mono<ModelLane.Step> settle(ModelLane<R> lane, StreamedResponse received) {
		Mono<ModelLane.Step> step = Mono.just(received)
			.handle((response, sink) -> sink.next(lane.settle(response.whole())));
		return (this.attempts.asksJudges()) ? step.subscribeOn(Schedulers.boundedElastic()) : step;
	}

	private Flux<ChatClientResponse> send(ModelLane<R> lane, ChatClientRequest request, StreamSignal.Started<R> started,
			StreamedResponse received, StreamAdvisorChain chain) {
		boolean tool = lane.asksForTool();
		ToolArgumentTap tap = this.attempts.engine().models().tap();
		String name = started.asked().schema().name();
		Flux<ChatClientResponse> chunks = (tap != null && tap.isOn())
				? tapped(lane, request, (tool) ? name : "", tap, chain) : chain.copy(this).nextStream(request);
		PartialBinder<R> aside = (tool) ? this.attempts.reading() : null;
		return Cancellation.announced(chunks).doOnNext((chunk) -> {
			String text = received.add(chunk);
			if (aside != null) {
				started.feed(aside, text);
			}
			else {
				hear(text);
			}
		});
	}

	private Flux<ChatClientResponse> tapped(ModelLane<R> lane, ChatClientRequest request, String tool,
			ToolArgumentTap tap, StreamAdvisorChain chain) {
		String id = tap.open(tool, (tool.isEmpty()) ? (arguments) -> {
		} : this::hear);
		ChatClientRequest tapped = lane.withHeader(request, ToolArgumentTap.HEADER, id).orElse(request);
		return chain.copy(this)
			.nextStream(tapped)
			// Later than the client knows of it: else its reader fails and tells.
			.doOnCancel(() -> Cancellation.start(() -> tap.cancel(id)))
			.doOnTerminate(() -> tap.close(id));
	}

	private void hear(String text) {
		if (!text.isEmpty()) {
			this.attempts.heard();
			this.listener.accept(new StreamSignal.Received<>(text));
		}
	}

	private Flux<ChatClientResponse> follow(ModelLane<R> lane, ModelLane.Step step, StreamAdvisorChain chain) {
		if (step instanceof ModelLane.Step.Leave leave) {
			return Flux.just(leave.response());
		}
		if (step instanceof ModelLane.Step.TakeOver takeOver) {
			Mono<ChatClientResponse> taken = takeOver.spec()
				.advisors(new InstructorStreamAdvisor<>(this.attempts, this.listener, false))
				.stream()
				.chatClientResponse()
				.last();
			return taken.map(lane::afterTakeOver).flux();
		}
		return ask(lane, chain);
	}

	/**
	 * The caller's edits are those of the model that was meant.
	 */
	private ChatOptions options(ChatClientRequest request) {
		ChatOptions options = ModelLane.optionsOf(request);
		return (this.first) ? this.attempts.call().edit(options) : options;
	}

}
