package io.github.instructorspring;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

/**
 * Keeps the contexts of observations, in the order in which they start and stop.
 */
public final class ObservedContexts implements ObservationHandler<Observation.Context> {

	private final List<Observation.Context> started = new CopyOnWriteArrayList<>();

	private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

	public List<Observation.Context> started() {
		return this.started;
	}

	public List<Observation.Context> stopped() {
		return this.stopped;
	}

	@Override
	public void onStart(Observation.Context context) {
		this.started.add(context);
	}

	@Override
	public void onStop(Observation.Context context) {
		this.stopped.add(context);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return true;
	}

}
