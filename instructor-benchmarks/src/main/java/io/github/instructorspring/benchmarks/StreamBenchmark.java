package io.github.instructorspring.benchmarks;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The bodies of {@link Ratios} under JMH, to see more of one of them, by {@code -prof gc}
 * or {@code -prof jfr}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamBenchmark {

	/** What is read. */
	@Param({ "FLAT", "ORDER", "CATALOG_1000", "REPORT_100K", "ARTICLE" })
	public Document document = Document.FLAT;

	private Reader reader = new Reader(Document.FLAT);

	/**
	 * Create a benchmark.
	 */
	public StreamBenchmark() {
	}

	/**
	 * Write the document.
	 */
	@Setup
	public void setUp() {
		this.reader = new Reader(this.document);
	}

	/**
	 * Read the whole text once, by Jackson.
	 * @return the object
	 */
	@Benchmark
	public Object jackson() {
		return this.reader.jackson();
	}

	/**
	 * Look at the object after each chunk.
	 * @return the last object
	 */
	@Benchmark
	public @Nullable Object partials() {
		return this.reader.partials();
	}

	/**
	 * Look at the object in the end only.
	 * @return the last object
	 */
	@Benchmark
	public @Nullable Object feed() {
		return this.reader.feed();
	}

	/**
	 * Read the whole text as an answer of a model.
	 * @return the object
	 */
	@Benchmark
	public @Nullable Object whole() {
		return this.reader.whole(this.reader.text());
	}

}
