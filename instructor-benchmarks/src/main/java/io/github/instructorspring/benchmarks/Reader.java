package io.github.instructorspring.benchmarks;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.bind.Binding;
import io.github.instructorspring.bind.PartialBinder;
import io.github.instructorspring.bind.ResponseBinder;
import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseJsonMapper;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;
import io.github.instructorspring.schema.SchemaDialect;

/**
 * Reads one document in all the ways that are compared.
 */
final class Reader {

	/** How many characters a model sends at a time. */
	static final int CHUNK = 8;

	private static final JsonMapper MAPPER = ResponseJsonMapper.from(JsonMapper.builder().build());

	private static final ResponseSchemas SCHEMAS = new ResponseSchemas(MAPPER, null);

	private static final ResponseBinder BINDER = new ResponseBinder(MAPPER);

	private static final RepairPolicy POLICY = RepairPolicy.lenient();

	private final String text;

	private final List<String> chunks;

	private final ObjectReader jackson;

	private final ResponseSchema schema;

	private final LoweredSchema sent;

	private final @Nullable ResponseSchema element;

	Reader(Document document) {
		this(document, CHUNK);
	}

	Reader(Document document, int chunk) {
		this.text = document.write();
		this.chunks = Document.pieces(this.text, chunk);
		this.schema = SCHEMAS.of(document.type(), Set.of());
		this.sent = this.schema.in(SchemaDialect.GENERIC);
		ObjectReader reader = MAPPER.readerFor(this.schema.type());
		String wrapper = this.schema.wrapper();
		this.jackson = (wrapper != null) ? reader.at("/" + wrapper) : reader;
		this.element = (this.schema.type().isCollectionLikeType())
				? SCHEMAS.of(this.schema.type().getContentType(), Set.of()) : null;
	}

	int length() {
		return this.text.length();
	}

	int chunks() {
		return this.chunks.size();
	}

	/**
	 * A new binder that has read nothing.
	 */
	PartialBinder<Object> binder() {
		return BINDER.partial(this.schema, POLICY);
	}

	/**
	 * What all is compared with: the text is read once, by Jackson, when it is complete.
	 */
	Object jackson() {
		return this.jackson.readValue(this.text);
	}

	/**
	 * Read chunk by chunk, and look at the object after each.
	 */
	@Nullable Object partials() {
		PartialBinder<Object> binder = binder();
		for (String chunk : this.chunks) {
			binder.feed(chunk);
			if (binder.isChanged()) {
				binder.snapshot();
			}
		}
		binder.end();
		return binder.snapshot();
	}

	/**
	 * The same, and the whole text read strictly in the end.
	 */
	@Nullable Object partialsAndJackson() {
		return (partials() != null) ? this.jackson.readValue(this.text) : null;
	}

	/**
	 * Read chunk by chunk, and look at the object in the end only.
	 */
	@Nullable Object feed() {
		PartialBinder<Object> binder = binder();
		this.chunks.forEach(binder::feed);
		binder.end();
		return binder.snapshot();
	}

	/**
	 * Read a part of the text and stop.
	 */
	PartialBinder<Object> feed(double part) {
		PartialBinder<Object> binder = binder();
		for (String chunk : this.chunks.subList(0, (int) (this.chunks.size() * part))) {
			binder.feed(chunk);
			binder.snapshot();
		}
		return binder;
	}

	/**
	 * Bind each element of a list when it closes.
	 */
	int items() {
		PartialBinder<Object> binder = binder().handOutElements();
		ResponseSchema item = Objects.requireNonNull(this.element);
		int bound = 0;
		for (String chunk : this.chunks) {
			binder.feed(chunk);
			for (JsonNode node : binder.takeClosedElements()) {
				Binding<Object> binding = BINDER.bind(node, item, POLICY);
				bound += (binding.value() != null) ? 1 : 0;
			}
		}
		return bound;
	}

	/**
	 * Read the whole text with all that may be around it and wrong with it.
	 */
	@Nullable Object whole(String answer) {
		Binding<Object> binding = BINDER.bind(JsonText.parse(answer), this.schema, this.sent, POLICY);
		return binding.value();
	}

	String text() {
		return this.text;
	}

	List<String> pieces() {
		return this.chunks;
	}

}
