package io.github.instructorspring;

import java.util.List;
import java.util.Set;

import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.instructorspring.InstructorOperations.StreamSpec;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.stream.ConflatedFlux;

/**
 * A frozen call whose answer is looked at while it arrives.
 *
 * @param <T> the type of the response model
 */
record DefaultStreamSpec<T>(CallEngine engine, CallRequest request, ResponseModel model, CallValidators<T> validators,
		Set<Class<?>> groups) implements StreamSpec<T> {

	@Override
	public Flux<T> partials() {
		return snapshots().map(Partial::value);
	}

	@Override
	public Flux<Partial<T>> snapshots() {
		return Flux.defer(() -> {
			ResponseSchema schema = schema();
			return new ConflatedFlux<>(signals(schema), () -> growth(schema));
		});
	}

	@Override
	public Flux<PartialDelta> deltas() {
		return Flux.defer(() -> {
			ResponseSchema schema = schema();
			return new ConflatedFlux<>(signals(schema),
					() -> new DeltaGrowth<>(() -> this.engine.partial(this.request, schema),
							(entity) -> this.engine.write(entity, schema)))
				.concatMapIterable((deltas) -> deltas, 1);
		});
	}

	@Override
	public Flux<T> items(InvalidItemPolicy policy) {
		Assert.notNull(policy, "'policy' must not be null");
		return Flux.defer(() -> {
			ResponseSchema list = this.model.list(this.engine.schemas(), this.groups);
			CallRequest call = this.request.forItems(policy);
			ItemReader<T> reader = this.engine.items(call, policy, list, schema(), this.groups, this.validators::one);
			return this.engine.<List<T>>stream(call, list, this.groups, this.validators::each)
				.onErrorMap(RetriesExhaustedException.class, reader::invalid)
				.concatMapIterable(reader::read)
				.onBackpressureBuffer();
		});
	}

	@Override
	public Mono<T> entity() {
		return completion().map(Completion::entity);
	}

	@Override
	public Mono<Completion<T>> completion() {
		return Flux.defer(this::read)
			.ofType(StreamSignal.Finished.class)
			.map(DefaultStreamSpec::<T>completion)
			.singleOrEmpty();
	}

	/**
	 * Signals of an answer that nobody looks at, within the limits of streams.
	 */
	private Flux<StreamSignal<T>> read() {
		ResponseSchema schema = schema();
		PartialGrowth<T> growth = growth(schema);
		return signals(schema).doOnNext(growth::add);
	}

	private PartialGrowth<T> growth(ResponseSchema schema) {
		return new PartialGrowth<>(() -> this.engine.partial(this.request, schema));
	}

	@SuppressWarnings("unchecked")
	private static <T> Completion<T> completion(StreamSignal.Finished<?> finished) {
		return (Completion<T>) finished.completion();
	}

	private ResponseSchema schema() {
		return this.model.one(this.engine.schemas(), this.groups);
	}

	private Flux<StreamSignal<T>> signals(ResponseSchema schema) {
		return this.engine.stream(this.request, schema, this.groups, this.validators::one);
	}

}
