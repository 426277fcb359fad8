package io.github.instructorspring.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schemas of the catalogue for Anthropic and Gemini hold only what their guides
 * allow, or are refused with a path.
 */
class ProviderKeywordsTests {

	private static final List<CatalogueEntry> CATALOGUE = TypeCatalogue.entries();

	/**
	 * Anthropic's guide "Structured outputs", section "JSON Schema limitations".
	 */
	private static final Keywords ANTHROPIC = new Keywords(
			Set.of("type", "properties", "required", "additionalProperties", "items", "anyOf", "allOf", "enum", "const",
					"default", "description", "title", "format", "pattern"),
			Set.of("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"), true);

	/**
	 * The reference of Gemini's {@code responseJsonSchema}.
	 */
	private static final Keywords GEMINI = new Keywords(
			Set.of("type", "properties", "required", "additionalProperties", "items", "prefixItems", "anyOf", "oneOf",
					"enum", "description", "title", "format", "minItems", "maxItems", "minimum", "maximum"),
			Set.of(), false);

	@ParameterizedTest(name = "{0}")
	@FieldSource("CATALOGUE")
	void aSchemaForAnthropicHoldsWhatItsGuideAllows(CatalogueEntry entry) {
		LoweredSchema lowered = entry.schema().in(SchemaDialect.ANTHROPIC_SCHEMA);
		if (isTaken(lowered, entry)) {
			assertThat(ANTHROPIC.violations(lowered.json())).isEmpty();
		}
	}

	@ParameterizedTest(name = "{0}")
	@FieldSource("CATALOGUE")
	void aToolForAnthropicHasNoReferences(CatalogueEntry entry) {
		LoweredSchema lowered = entry.schema().in(SchemaDialect.ANTHROPIC_TOOLS);
		if (isTaken(lowered, entry)) {
			assertThat(lowered.json().path("type").asString()).isEqualTo("object");
			assertThat(references(lowered.json())).isEmpty();
		}
	}

	@ParameterizedTest(name = "{0}")
	@FieldSource("CATALOGUE")
	void aSchemaForGeminiHoldsWhatItsReferenceAllows(CatalogueEntry entry) {
		LoweredSchema lowered = entry.schema().in(SchemaDialect.GEMINI);
		if (isTaken(lowered, entry)) {
			assertThat(GEMINI.violations(lowered.json())).isEmpty();
		}
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					ANTHROPIC_SCHEMA | a tree, a linked list, two types that contain each other, a map of itself, a property that holds the tree, an expression, a generic tree, values of any shape, a map of any values
					ANTHROPIC_TOOLS  | a tree, a linked list, two types that contain each other, a map of itself, a property that holds the tree, an expression, a generic tree
					GEMINI           | a tree, a linked list, two types that contain each other, a map of itself, a property that holds the tree, an expression, a generic tree
					""")
	void whatIsRefusedIsRecursiveOrOpen(SchemaDialect dialect, String titles) {
		assertThat(CATALOGUE.stream()
			.filter((entry) -> !entry.schema().in(dialect).isSupported())
			.map(CatalogueEntry::toString)).containsExactlyInAnyOrder(titles.split(", "));
	}

	@Test
	void whatTheGuidesForbidIsFound() {
		assertThat(
				ANTHROPIC.violations(read("{'type':'object','properties':{'minimum':{'type':'integer','minimum':1}}}")))
			.containsExactly("additionalProperties is not false", "/properties/minimum: minimum");
		assertThat(ANTHROPIC.violations(read("{'type':'array','items':{'type':'string','format':'iri'}}")))
			.containsExactly("/items: format iri");
		assertThat(ANTHROPIC.violations(read("{'anyOf':[{'$ref':'#'}]}"))).containsExactly("/anyOf/0: $ref");
		assertThat(GEMINI.violations(read("{'type':'object','additionalProperties':{'const':1}}")))
			.containsExactly("/additionalProperties: const");
	}

	private static boolean isTaken(LoweredSchema lowered, CatalogueEntry entry) {
		assertThat(lowered.problems()).allSatisfy((problem) -> assertThat(problem).matches("[^ ]+: .+; .+"));
		return lowered.isSupported();
	}

	private static List<JsonNode> references(JsonNode schema) {
		List<JsonNode> references = new ArrayList<>(schema.findValues("$ref"));
		references.removeIf((reference) -> !reference.isString());
		return references;
	}

	private static JsonNode read(String json) {
		return JsonMapper.shared().readTree(json.replace('\'', '"'));
	}

	/**
	 * What a provider takes.
	 *
	 * @param taken the keywords
	 * @param formats the formats, empty for any
	 * @param closed whether each object must exclude further properties
	 */
	private record Keywords(Set<String> taken, Set<String> formats, boolean closed) {

		List<String> violations(JsonNode schema) {
			List<String> violations = new ArrayList<>();
			collect(schema, "", violations);
			return violations;
		}

		private void collect(JsonNode schema, String path, List<String> violations) {
			String place = (path.isEmpty()) ? "" : path + ": ";
			for (String keyword : schema.propertyNames()) {
				if (!this.taken.contains(keyword)) {
					violations.add(place + keyword);
				}
			}
			String format = schema.path("format").stringValue("");
			if (!format.isEmpty() && !this.formats.isEmpty() && !this.formats.contains(format)) {
				violations.add(place + "format " + format);
			}
			if (this.closed && schema.has("properties") && !schema.path("additionalProperties").isBoolean()) {
				violations.add(place + "additionalProperties is not false");
			}
			schema.path("properties")
				.forEachEntry((name, property) -> collect(property, path + "/properties/" + name, violations));
			for (String keyword : List.of("items", "additionalProperties")) {
				if (schema.path(keyword).isObject()) {
					collect(schema.path(keyword), path + "/" + keyword, violations);
				}
			}
			int index = 0;
			for (JsonNode member : schema.path("anyOf")) {
				collect(member, path + "/anyOf/" + index++, violations);
			}
		}

	}

}
