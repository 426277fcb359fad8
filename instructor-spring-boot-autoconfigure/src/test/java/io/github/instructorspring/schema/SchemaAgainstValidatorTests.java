package io.github.instructorspring.schema;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schemas of the catalogue before an independent validator.
 */
class SchemaAgainstValidatorTests {

	private static final List<CatalogueEntry> CATALOGUE = TypeCatalogue.entries();

	@Test
	void theCatalogueIsLargeAndItsTitlesDiffer() {
		assertThat(CATALOGUE).hasSizeGreaterThanOrEqualTo(60);
		assertThat(CATALOGUE.stream().map(CatalogueEntry::toString)).doesNotHaveDuplicates();
		assertThat(CATALOGUE)
			.allSatisfy((entry) -> assertThat(entry.bare().size() + entry.invalid().size()).isGreaterThan(1));
	}

	@ParameterizedTest(name = "{0}")
	@FieldSource("CATALOGUE")
	void aSchemaIsAValidSchemaInEveryDialect(CatalogueEntry entry) {
		ResponseSchema schema = entry.schema();
		assertThat(schema.problems()).isEmpty();
		assertThat(JudgedSchema.flaws(schema.json())).isEmpty();
		for (SchemaDialect dialect : SchemaDialect.values()) {
			assertThat(JudgedSchema.flaws(schema.in(dialect).json())).as(dialect.name()).isEmpty();
		}
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource
	void aSchemaAcceptsWhatIsOfItsType(CatalogueEntry entry, JsonNode instance) {
		assertThat(new JudgedSchema(entry.schema().json()).errors(instance)).isEmpty();
	}

	static Stream<Arguments> aSchemaAcceptsWhatIsOfItsType() {
		return CATALOGUE.stream()
			.flatMap((entry) -> entry.valid().stream().map((instance) -> Arguments.of(entry, instance)));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource
	void aSchemaRejectsWhatIsNot(CatalogueEntry entry, String reason, JsonNode instance) {
		assertThat(new JudgedSchema(entry.schema().json()).accepts(instance)).isFalse();
	}

	static Stream<Arguments> aSchemaRejectsWhatIsNot() {
		return CATALOGUE.stream()
			.flatMap((entry) -> entry.invalid()
				.entrySet()
				.stream()
				.map((row) -> Arguments.of(entry, row.getKey(), row.getValue())));
	}

	@Test
	void theJudgeKnowsFlawedSchemasAndAssertsFormats() {
		assertThat(JudgedSchema.flaws(read("{'type':'text'}"))).isNotEmpty();
		assertThat(JudgedSchema.flaws(read("{'minLength':-1}"))).isNotEmpty();
		for (Map.Entry<String, String> row : Map
			.of("date", "2026-02-31", "date-time", "now", "uuid", "1", "email", "me", "uri", "a b", "duration", "1h")
			.entrySet()) {
			JsonNode schema = JsonMapper.shared().createObjectNode().put("format", row.getKey());
			assertThat(new JudgedSchema(schema).accepts(read("'" + row.getValue() + "'"))).as(row.getKey()).isFalse();
		}
	}

	private static JsonNode read(String json) {
		return JsonMapper.shared().readTree(json.replace('\'', '"'));
	}

}
