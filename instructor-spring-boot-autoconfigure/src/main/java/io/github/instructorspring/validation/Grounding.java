package io.github.instructorspring.validation;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Looks for quotations in one entry of a call's context.
 */
final class Grounding {

	static final String EXPECTATION = "must be quoted word for word from the text";

	private final String source;

	private final List<String> texts;

	private Grounding(String source, List<String> texts) {
		this.source = source;
		this.texts = texts;
	}

	/**
	 * Find the texts of an entry.
	 * @param texts gives the text of what holds one
	 * @throws IllegalStateException if there is none, or it is no text
	 */
	static Grounding in(String source, ValidationContext context, UnaryOperator<Object> texts) {
		Object entry = context.get(source)
			.orElseThrow(() -> new IllegalStateException("There is nothing to look for quotations in: "
					+ "give the call its text with context(\"" + source + "\", ..)"));
		Collection<?> entries = (entry instanceof Collection<?> several) ? several : List.of(entry);
		return new Grounding(source, entries.stream().map((each) -> text(source, texts.apply(each))).toList());
	}

	private static String text(String source, Object entry) {
		if (!(entry instanceof CharSequence text)) {
			throw new IllegalStateException("Context entry '" + source + "' must be a text, a Document or a "
					+ "collection of these to look for quotations in, but is " + entry.getClass().getName());
		}
		return text.toString();
	}

	/**
	 * Find a quotation.
	 * @param path where it stands in the answer
	 * @param quote the quotation
	 * @return where it was found first, or {@code null}
	 */
	@Nullable Citation find(String path, String quote) {
		for (int document = 0; document < this.texts.size(); document++) {
			String text = this.texts.get(document);
			QuoteSearch.Span span = QuoteSearch.find(quote, text);
			if (span != null) {
				return new Citation(path, this.source, document, span.start(), span.end(),
						text.substring(span.start(), span.end()));
			}
		}
		return null;
	}

}
