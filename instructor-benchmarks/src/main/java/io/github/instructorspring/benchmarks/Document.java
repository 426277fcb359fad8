package io.github.instructorspring.benchmarks;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.core.ParameterizedTypeReference;

/**
 * The answers that are read: compact JSON, in ASCII, the same in each run.
 */
public enum Document {

	/** Six values. */
	FLAT(Contact.class, () -> """
			{"name":"Ada Lovelace","email":"ada@example.org","age":36,"city":"London","score":98.5,"active":true}"""),

	/** 50 items, 5.8 KB. */
	ORDER(Order.class, () -> order(50)),

	/** 100 products, 11 KB. */
	CATALOG_100(Catalog.class, () -> catalog(100)),

	/** 1,000 products, 112 KB. */
	CATALOG_1000(Catalog.class, () -> catalog(1000)),

	/** 10,000 products, 1.1 MB. */
	CATALOG_10000(Catalog.class, () -> catalog(10_000)),

	/** Prose in sections of six paragraphs, 100 KB. */
	REPORT_100K(Report.class, () -> report(50)),

	/** Prose in sections of six paragraphs, 1 MB. */
	REPORT_1M(Report.class, () -> report(500)),

	/** One text of 50 KB. */
	ARTICLE(Article.class, () -> "{\"title\":\"On bolts\",\"body\":\"" + prose(7, 50_000) + "\"}"),

	/** A list of 1,000 objects of 100 characters. */
	SHORT_ITEMS(new ParameterizedTypeReference<List<Product>>() {
	}.getType(), () -> list(1000, Document::product)),

	/** A list of 50 objects of 2 KB. */
	LONG_ITEMS(new ParameterizedTypeReference<List<Article>>() {
	}.getType(), () -> list(50, (i) -> "{\"title\":\"Part " + i + "\",\"body\":\"" + prose(i, 2000) + "\"}"));

	private static final String[] WORDS = ("the bolt holds a plate of steel and when it turns, each thread bears some "
			+ "of the load; nobody knows why this works so well but engineers trust it")
		.split(" ");

	private final Type type;

	private final Text text;

	Document(Type type, Text text) {
		this.type = type;
		this.text = text;
	}

	Type type() {
		return this.type;
	}

	/**
	 * Write the document. A list is wrapped in an object, as models are asked for one.
	 * @return the whole text
	 */
	String write() {
		return this.text.write();
	}

	/**
	 * Cut a text into pieces.
	 * @param text the text
	 * @param length the length of each piece but the last
	 * @return the pieces
	 */
	static List<String> pieces(String text, int length) {
		List<String> pieces = new ArrayList<>();
		for (int i = 0; i < text.length(); i += length) {
			pieces.add(text.substring(i, Math.min(text.length(), i + length)));
		}
		return pieces;
	}

	private static String order(int items) {
		return "{\"id\":\"A-20261127-0042\",\"customer\":{\"name\":\"Ada Lovelace\",\"email\":\"ada@example.org\","
				+ "\"address\":{\"street\":\"12 St James's Square\",\"city\":\"London\",\"zip\":\"SW1Y 4JH\"}},"
				+ "\"status\":\"PAID\",\"items\":"
				+ IntStream.range(0, items).mapToObj(Document::product).collect(Collectors.joining(",", "[", "]"))
				+ ",\"total\":1234.5}";
	}

	private static String catalog(int products) {
		return "{\"title\":\"Spring catalogue\",\"products\":"
				+ IntStream.range(0, products).mapToObj(Document::product).collect(Collectors.joining(",", "[", "]"))
				+ "}";
	}

	private static String product(int i) {
		return String.format(Locale.ROOT,
				"{\"sku\":\"SKU-%05d\",\"name\":\"Steel bolt of %d mm, zinc\",\"quantity\":%d,\"price\":%.2f,"
						+ "\"kind\":\"%s\",\"inStock\":%b}",
				i, 3 + i % 60, 1 + i * 7 % 90, 0.25 + i * 37 % 5000 / 100.0, Kind.values()[i % 3], i % 4 != 0);
	}

	private static String report(int sections) {
		return "{\"title\":\"On bolts\",\"sections\":" + IntStream.range(0, sections)
			.mapToObj((i) -> "{\"heading\":\"Section " + i + "\",\"paragraphs\":["
					+ IntStream.range(0, 6)
						.mapToObj((paragraph) -> '"' + prose(i + paragraph, 320) + '"')
						.collect(Collectors.joining(","))
					+ "]}")
			.collect(Collectors.joining(",", "[", "]")) + "}";
	}

	private static String list(int size, java.util.function.IntFunction<String> element) {
		return "{\"items\":" + IntStream.range(0, size).mapToObj(element).collect(Collectors.joining(",", "[", "]"))
				+ "}";
	}

	private static String prose(int seed, int length) {
		StringBuilder text = new StringBuilder();
		int word = seed;
		while (text.length() < length) {
			text.append(WORDS[Math.floorMod(word * 7 + word / 5, WORDS.length)]);
			text.append((++word % 60 == 0) ? ".\\n" : (word % 13 == 0) ? ". " : " ");
		}
		return text.toString();
	}

	/**
	 * Writes a text.
	 */
	private interface Text {

		String write();

	}

	/**
	 * A flat object.
	 */
	record Contact(String name, String email, int age, String city, double score, boolean active) {
	}

	/**
	 * A nested object with a list.
	 */
	record Order(String id, Customer customer, Status status, List<Product> items, double total) {
	}

	/**
	 * Who ordered.
	 */
	record Customer(String name, String email, Address address) {
	}

	/**
	 * Where they live.
	 */
	record Address(String street, String city, String zip) {
	}

	/**
	 * An object that is mostly a list.
	 */
	record Catalog(String title, List<Product> products) {
	}

	/**
	 * Values of several kinds.
	 */
	record Product(String sku, String name, int quantity, double price, Kind kind, boolean inStock) {
	}

	/**
	 * What became of an order.
	 */
	enum Status {

		OPEN, PAID, SHIPPED

	}

	/**
	 * The kinds of products.
	 */
	enum Kind {

		BOLT, NUT, WASHER

	}

	/**
	 * Prose with structure.
	 */
	record Report(String title, List<Section> sections) {
	}

	/**
	 * A part of a report.
	 */
	record Section(String heading, List<String> paragraphs) {
	}

	/**
	 * Prose without structure.
	 */
	record Article(String title, String body) {
	}

}
