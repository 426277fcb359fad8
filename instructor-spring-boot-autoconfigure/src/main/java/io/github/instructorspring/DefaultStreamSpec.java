package io.github.instructorspring;

import java.util.List;
import java.util.Set;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.instructorspring.InstructorOperations.StreamSpec;
import io.github.instructorspring.retry.TruncationPolicy;
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
			return new ConflatedFlux<>(signals(schema),
					() -> new PartialGrowth<>(() -> this.engine.partial(this.request, schema)));
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
	public Flux<T> items() {
		return Flux.defer(() -> {
			ResponseSchema list = this.model.list(this.engine.schemas(), this.groups);
			CallRequest once = this.request.copy();
			once.retry((policy) -> policy.maxRetries(0).onTruncation(TruncationPolicy.FAIL));
			ItemReader<T> reader = this.engine.items(once, list, schema(), this.groups, this.validators::one);
			return this.engine.<List<T>>stream(once, list, this.groups, this.validators::each)
				.onBackpressureBuffer()
				.concatMapIterable(reader::read);
		});
	}

	@Override
	public Mono<T> entity() {
		return completion().map(Completion::entity);
	}

	@Override
	public Mono<Completion<T>> completion() {
		return Flux.defer(() -> signals(schema()))
			.ofType(StreamSignal.Finished.class)
			.map(DefaultStreamSpec::<T>completion)
			.singleOrEmpty();
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
