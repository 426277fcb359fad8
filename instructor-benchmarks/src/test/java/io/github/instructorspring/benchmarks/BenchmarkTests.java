package io.github.instructorspring.benchmarks;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each body computes what it should; how fast is for quiet machines to say. What is
 * allocated is the same on any.
 */
class BenchmarkTests {

	@ParameterizedTest
	@EnumSource(names = { "CATALOG_10000", "REPORT_1M" }, mode = EnumSource.Mode.EXCLUDE)
	void eachWayOfReadingEndsInTheSameObject(Document document) {
		Reader reader = new Reader(document);
		Object expected = reader.jackson();
		assertThat(reader.partials()).isEqualTo(expected);
		assertThat(reader.feed()).isEqualTo(expected);
		assertThat(reader.partialsAndJackson()).isEqualTo(expected);
		assertThat(reader.whole(reader.text())).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource(names = { "FLAT", "CATALOG_100" })
	void messIsReadToTheSameObject(Document document) {
		Reader reader = new Reader(document);
		String mess = Ratios.mess(reader.text());
		assertThat(mess).isNotEqualTo(reader.text()).contains("'", ",}").doesNotContain("\"");
		assertThat(reader.whole("```json\n" + mess + "\n```")).isEqualTo(reader.jackson());
	}

	@ParameterizedTest
	@CsvSource({ "SHORT_ITEMS, 1000", "LONG_ITEMS, 50" })
	void eachItemIsBoundOnce(Document document, int expected) {
		assertThat(new Reader(document).items()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "ORDER, 30", "CATALOG_1000, 27", "REPORT_100K, 55", "ARTICLE, 90" })
	void objectAfterEachChunkAllocatesLittleForEachCharacter(Document document, int bound) {
		Reader reader = new Reader(document);
		reader.partials();
		long bytes = Meter.allocated(reader::partials);
		assertThat((double) bytes / reader.length()).isLessThan(bound);
	}

	@Test
	void tenTimesTheTextAllocatesTenTimesAsMuch() {
		double small = perCharacter(Document.CATALOG_100);
		double large = perCharacter(Document.CATALOG_1000);
		assertThat(large / small).isBetween(0.7, 1.3);
	}

	private static double perCharacter(Document document) {
		Reader reader = new Reader(document);
		reader.partials();
		return (double) Meter.allocated(reader::partials) / reader.length();
	}

	@Test
	void meterTellsMoreWorkFromLess() {
		Meter meter = new Meter().body(() -> new byte[1000]).body(() -> new byte[100_000]);
		assertThat(meter.measure(1)).hasSize(2)
			.satisfies((measured) -> assertThat(measured.get(1).bytes()).isGreaterThan(50 * measured.get(0).bytes()));
		assertThat(meter.sink()).isNotNull();
	}

	@ParameterizedTest
	@MethodSource
	void liveStreamsEndWithoutFailure(
			Function<LiveStreams, Function<LiveStreams.Bringer, Supplier<Publisher<?>>>> way) {
		LiveStreams live = new LiveStreams(20, 1000, 1);
		LiveStreams.Measured measured = live.measure(way.apply(live));
		assertThat(measured.failed()).isZero();
		assertThat(measured.objects()).isPositive();
	}

	static Stream<Function<LiveStreams, Function<LiveStreams.Bringer, Supplier<Publisher<?>>>>> liveStreamsEndWithoutFailure() {
		return Stream.of(LiveStreams::template, LiveStreams::client, LiveStreams::direct);
	}

	@Test
	void benchmarkReadsTheDocumentThatIsAskedFor() {
		StreamBenchmark benchmark = new StreamBenchmark();
		benchmark.document = Document.ORDER;
		benchmark.setUp();
		assertThat(Flux.just(benchmark.jackson(), benchmark.partials(), benchmark.feed(), benchmark.whole())
			.distinct()
			.collectList()
			.block()).hasSize(1).first().isInstanceOf(Document.Order.class);
	}

}
