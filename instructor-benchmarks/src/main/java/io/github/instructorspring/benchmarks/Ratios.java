package io.github.instructorspring.benchmarks;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.instructorspring.benchmarks.Meter.Measured;

/**
 * Prints what streaming costs as ratios of one run, so that they compare between
 * machines.
 */
public final class Ratios {

	private static final long SECOND = 1_000_000_000L;

	private static final PrintStream OUT = System.out;

	private final long seconds;

	private Ratios(long seconds) {
		this.seconds = seconds;
	}

	/**
	 * Measure and print.
	 * @param arguments what to measure, all for none: {@code partials}, {@code items},
	 * {@code whole}, {@code heap}, {@code live}; and how many seconds to spend on each
	 * document, 10 for none
	 */
	public static void main(String[] arguments) {
		List<String> asked = List.of(arguments);
		long seconds = asked.stream().filter((word) -> word.matches("\\d+")).mapToLong(Long::parseLong).sum();
		List<String> parts = asked.stream().filter((word) -> !word.matches("\\d+")).toList();
		Ratios ratios = new Ratios((seconds > 0) ? seconds : 10);
		OUT.printf("# JDK %s, %d processors%n", Runtime.version(), Runtime.getRuntime().availableProcessors());
		if (parts.isEmpty() || parts.contains("partials")) {
			ratios.partials();
		}
		if (parts.isEmpty() || parts.contains("items")) {
			ratios.items();
		}
		if (parts.isEmpty() || parts.contains("whole")) {
			ratios.whole();
		}
		if (parts.isEmpty() || parts.contains("heap")) {
			HeapPerStream.print(OUT);
		}
		if (parts.isEmpty() || parts.contains("live")) {
			LiveStreams.print(OUT);
		}
	}

	private void partials() {
		OUT.println("# rows 7 to 10: chunks of 8 characters, an object after each; x = times one parse by Jackson");
		row("document", "chars", "jackson us", "partials", "+jackson", "feed", "ns/chunk", "feed ns", "B/char");
		Map<Document, Double> perCharacter = new EnumMap<>(Document.class);
		for (Document document : List.of(Document.FLAT, Document.ORDER, Document.CATALOG_1000, Document.CATALOG_10000,
				Document.REPORT_100K, Document.REPORT_1M, Document.ARTICLE)) {
			Reader reader = new Reader(document);
			List<Measured> measured = new Meter().body(reader::jackson)
				.body(reader::partials)
				.body(reader::partialsAndJackson)
				.body(reader::feed)
				.measure(this.seconds * SECOND);
			Measured partials = measured.get(1);
			perCharacter.put(document, partials.nanos() / reader.length());
			row(document.name(), reader.length(), measured.get(0).nanos() / 1000, partials.ratio(),
					measured.get(2).ratio(), measured.get(3).ratio(), partials.nanos() / reader.chunks(),
					measured.get(3).nanos() / reader.chunks(), (double) partials.bytes() / reader.length());
		}
		OUT.printf(Locale.ROOT, "# row 8: time of CATALOG_10000 / CATALOG_1000, for 10 times the text: %.1f%n",
				10 * perCharacter.getOrDefault(Document.CATALOG_10000, 0.0)
						/ perCharacter.getOrDefault(Document.CATALOG_1000, 0.0));
	}

	private void items() {
		OUT.println("# row 11: each element of a list bound when it closes");
		row("document", "chars", "jackson us", "items", "ns/chunk", "B/char");
		for (Document document : List.of(Document.SHORT_ITEMS, Document.LONG_ITEMS)) {
			Reader reader = new Reader(document);
			List<Measured> measured = new Meter().body(reader::jackson)
				.body(reader::items)
				.measure(this.seconds * SECOND);
			Measured items = measured.get(1);
			row(document.name(), reader.length(), measured.get(0).nanos() / 1000, items.ratio(),
					items.nanos() / reader.chunks(), (double) items.bytes() / reader.length());
		}
	}

	private void whole() {
		OUT.println("# row 12: the whole text; clean, in prose and a fence, in a mess");
		row("document", "chars", "jackson us", "clean", "fence", "mess", "B/char");
		for (Document document : List.of(Document.FLAT, Document.ORDER, Document.CATALOG_1000)) {
			Reader reader = new Reader(document);
			String clean = reader.text();
			String fence = "Here it is:\n```json\n" + clean + "\n```\nAnything else?";
			String mess = "```json\n// as asked\n" + mess(clean) + "\n```";
			List<Measured> measured = new Meter().body(reader::jackson)
				.body(() -> reader.whole(clean))
				.body(() -> reader.whole(fence))
				.body(() -> reader.whole(mess))
				.measure(this.seconds * SECOND);
			row(document.name(), reader.length(), measured.get(0).nanos() / 1000, measured.get(1).ratio(),
					measured.get(2).ratio(), measured.get(3).ratio(),
					(double) measured.get(1).bytes() / clean.length());
		}
	}

	/**
	 * Trailing commas, single quotes, names without quotes.
	 */
	static String mess(String clean) {
		return clean.replaceAll("\"([a-zA-Z]+)\":", "$1: ").replaceAll("[\"]", "'").replaceAll("([\\w'])}", "$1,}");
	}

	private static void row(Object... cells) {
		StringBuilder row = new StringBuilder();
		for (Object cell : cells) {
			String text = (cell instanceof Double number) ? String.format(Locale.ROOT, "%.1f", number)
					: String.valueOf(cell);
			row.append(String.format(Locale.ROOT, row.isEmpty() ? "%-14s" : "%12s", text));
		}
		OUT.println(row);
	}

}
