package io.github.instructorspring.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Measures bodies against each other: they take turns, in rounds, and what counts is the
 * median of the ratios within a round. Time is that of the thread's own CPU, since other
 * programs share the machine; allocation is exact.
 */
final class Meter {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	/** What a body should take in a round, so that the clock can tell. */
	private static final long ROUND = 10_000_000;

	private final List<Body> bodies = new ArrayList<>();

	private @Nullable Object sink;

	/**
	 * Add a body; the first is what the others are compared with.
	 */
	Meter body(Supplier<@Nullable Object> work) {
		this.bodies.add(new Body(work));
		return this;
	}

	/**
	 * Measure for some time.
	 * @param nanos how long, warming up included
	 * @return what was measured, in the order of the bodies
	 */
	List<Measured> measure(long nanos) {
		long start = System.nanoTime();
		warmUp(start + nanos / 3);
		for (Body body : this.bodies) {
			body.repeats = (int) Math.max(1, ROUND / Math.max(1, cpu(body, 2) / 2));
		}
		List<long[]> rounds = new ArrayList<>();
		while (rounds.size() < 3 || System.nanoTime() - start < nanos) {
			rounds.add(this.bodies.stream().mapToLong((body) -> cpu(body, body.repeats) / body.repeats).toArray());
		}
		List<Measured> measured = new ArrayList<>();
		for (int i = 0; i < this.bodies.size(); i++) {
			int index = i;
			double[] times = rounds.stream().mapToDouble((round) -> round[index]).toArray();
			double[] ratios = rounds.stream().mapToDouble((round) -> (double) round[index] / round[0]).toArray();
			measured.add(new Measured(median(times), median(ratios), allocated(this.bodies.get(i))));
		}
		return measured;
	}

	private void warmUp(long until) {
		int rounds = 0;
		while (rounds < 2 || System.nanoTime() < until) {
			this.bodies.forEach((body) -> this.sink = body.work.get());
			rounds++;
		}
	}

	private long cpu(Body body, int repeats) {
		long start = THREADS.getCurrentThreadCpuTime();
		for (int i = 0; i < repeats; i++) {
			this.sink = body.work.get();
		}
		return THREADS.getCurrentThreadCpuTime() - start;
	}

	private long allocated(Body body) {
		return allocated(() -> this.sink = body.work.get());
	}

	/**
	 * What some work allocates on this thread.
	 * @return the bytes
	 */
	static long allocated(Runnable work) {
		long start = THREADS.getCurrentThreadAllocatedBytes();
		work.run();
		return THREADS.getCurrentThreadAllocatedBytes() - start;
	}

	/**
	 * The result that was last computed, so that no work is left out.
	 */
	@Nullable Object sink() {
		return this.sink;
	}

	private static double median(double[] values) {
		Arrays.sort(values);
		return values[values.length / 2];
	}

	/**
	 * What is measured.
	 */
	private static final class Body {

		private final Supplier<@Nullable Object> work;

		private int repeats = 1;

		Body(Supplier<@Nullable Object> work) {
			this.work = work;
		}

	}

	/**
	 * What a body takes.
	 *
	 * @param nanos CPU time, the median
	 * @param ratio how many times that of the first body, the median
	 * @param bytes what it allocates
	 */
	record Measured(double nanos, double ratio, long bytes) {
	}

}
