package io.github.instructorspring.schema;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.bind.Binding;
import io.github.instructorspring.bind.ResponseBinder;
import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.RepairPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From JSON that satisfies a schema to an object, and back.
 */
class CatalogueRoundTripTests {

	private static final List<CatalogueEntry> CATALOGUE = TypeCatalogue.entries();

	private final JsonMapper mapper = ResponseJsonMapper.from(JsonMapper.builder().build());

	private final ResponseBinder binder = new ResponseBinder(this.mapper);

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("validInstances")
	void whatBindsIsWrittenAsTheSchemaAsksAndBindsAgain(CatalogueEntry entry, JsonNode instance) {
		ResponseSchema schema = entry.schema();
		Object bound = bind(instance, schema);
		JsonNode written = write(bound, schema);
		assertThat(new JudgedSchema(schema.json()).errors(written)).as("%s", written).isEmpty();
		Object again = bind(written, schema);
		assertThat(write(again, schema)).isEqualTo(written);
		assertThat(entry.isComparable()).isEqualTo(again.equals(bound));
	}

	@ParameterizedTest(name = "{0}")
	@FieldSource("CATALOGUE")
	void aWrappedValueBindsWithoutItsWrapperToo(CatalogueEntry entry) {
		ResponseSchema schema = entry.schema();
		for (JsonNode instance : entry.bare()) {
			assertThat(write(bind(instance, schema), schema))
				.isEqualTo(write(bind(CatalogueEntry.wrap(instance, schema), schema), schema));
		}
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("validInstances")
	void theLoweredFormOfAnInstanceBindsToTheSameObject(CatalogueEntry entry, JsonNode instance) {
		ResponseSchema schema = entry.schema();
		LoweredSchema strict = schema.in(SchemaDialect.OPENAI_STRICT);
		boolean whole = strict.losses().stream().noneMatch((loss) -> loss.lost().equals("further properties"));
		if (strict.isSupported() && whole) {
			JsonNode lowered = LoweredInstance.of(instance, schema.json());
			assertThat(new JudgedSchema(strict.json()).errors(lowered)).as("%s", lowered).isEmpty();
			assertThat(write(bind(lowered, schema), schema)).isEqualTo(write(bind(instance, schema), schema));
		}
	}

	static Stream<Arguments> validInstances() {
		return CATALOGUE.stream()
			.flatMap((entry) -> entry.valid().stream().map((instance) -> Arguments.of(entry, instance)));
	}

	private Object bind(JsonNode instance, ResponseSchema schema) {
		Binding<Object> binding = this.binder.bind(JsonText.parse(instance.toString()), schema,
				schema.in(SchemaDialect.OPENAI_STRICT), RepairPolicy.of(RepairPolicy.Preset.NONE));
		assertThat(binding.findings()).extracting((finding) -> finding.path() + " " + finding.expectation()).isEmpty();
		Object value = binding.value();
		assertThat(value).isNotNull();
		return value;
	}

	private JsonNode write(Object value, ResponseSchema schema) {
		JsonNode written = this.mapper.readTree(this.mapper.writerFor(schema.type()).writeValueAsString(value));
		return CatalogueEntry.wrap(written, schema);
	}

}
