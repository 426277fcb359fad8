package io.github.instructorspring.schema;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.bind.AnswerPart;
import io.github.instructorspring.bind.Binding;
import io.github.instructorspring.bind.Finding;
import io.github.instructorspring.bind.ResponseBinder;
import io.github.instructorspring.json.JsonPath;
import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.RepairPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each value of each answer can be asked for again, alone or with what is around it.
 */
class AnswerPartCatalogueTests {

	private static final List<CatalogueEntry> CATALOGUE = TypeCatalogue.entries();

	private final ResponseBinder binder = new ResponseBinder(ResponseJsonMapper.from(JsonMapper.builder().build()));

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("validInstances")
	void whatIsRightAlreadyFitsThePartAndItsPlace(CatalogueEntry entry, JsonNode instance) {
		ResponseSchema schema = entry.schema();
		boolean strict = schema.in(SchemaDialect.OPENAI_STRICT).isSupported();
		places(instance).forEach((path, place) -> AnswerPart.of(schema, instance, List.of(path)).ifPresent((part) -> {
			ObjectNode unchanged = unchanged(part, instance);
			assertThat(JudgedSchema.flaws(part.schema().json())).isEmpty();
			assertThat(new JudgedSchema(part.schema().json()).errors(unchanged)).as("%s of %s", path, unchanged)
				.isEmpty();
			assertThat(part.merge(instance, unchanged)).isEqualTo(instance);
			assertThat(JsonPath.find(part.paths().get(0), instance)).hasValueSatisfying(
					(asked) -> assertThat(asked.contains(place)).as("%s asks for %s", path, asked).isTrue());
			assertThat(bind(unchanged, part.schema()))
				.isEqualTo(JsonText.parse(unchanged.toString()).candidates().get(0).value());
			if (strict) {
				LoweredSchema lowered = part.schema().in(SchemaDialect.OPENAI_STRICT);
				assertThat(lowered.problems()).isEmpty();
				assertThat(OpenAiStrictRules.violations(lowered.json())).isEmpty();
			}
		}));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("validInstances")
	void whatIsMissingFindsItsPlace(CatalogueEntry entry, JsonNode instance) {
		ResponseSchema schema = entry.schema();
		places(instance).forEach((path, place) -> {
			JsonNode value = place.read(instance).orElseThrow();
			JsonNode without = instance.deepCopy();
			place.remove(without);
			Optional<AnswerPart> part = AnswerPart.of(schema, without, List.of(place.toString()));
			if (part.isPresent() && part.get().paths().equals(List.of(place.toString())) && !place.isElement()) {
				ObjectNode answer = JsonNodeFactory.instance.objectNode();
				answer.set(part.get().schema().json().path("properties").propertyNames().iterator().next(), value);
				assertThat(part.get().merge(without, answer)).isEqualTo(instance);
			}
		});
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("validInstances")
	void whatIsWrongIsMendedByTheRightPart(CatalogueEntry entry, JsonNode instance) {
		ResponseSchema schema = entry.schema();
		JsonNode right = JsonText.parse(instance.toString()).candidates().get(0).value();
		places(instance).values().forEach((place) -> {
			JsonNode wrong = right.deepCopy();
			place.write(wrong, (place.read(right).orElseThrow().isContainer()) ? BooleanNode.TRUE
					: JsonNodeFactory.instance.arrayNode());
			mend(wrong, right, schema);
			if (!place.isElement()) {
				place.remove(wrong);
				mend(wrong, right, schema);
			}
		});
	}

	private void mend(JsonNode wrong, JsonNode right, ResponseSchema schema) {
		Binding<Object> rejected = this.binder.bind(wrong, schema, RepairPolicy.of(RepairPolicy.Preset.NONE));
		JsonNode kept = rejected.json();
		List<String> paths = rejected.findings().stream().map(Finding::path).toList();
		assertThat(kept).isNotNull();
		AnswerPart.of(schema, kept, paths).ifPresent((part) -> {
			JsonNode merged = part.merge(kept, unchanged(part, right));
			Binding<Object> mended = this.binder.bind(merged, schema, RepairPolicy.of(RepairPolicy.Preset.NONE));
			assertThat(mended.findings()).as("%s of %s", paths, wrong).isEmpty();
			assertThat(mended.json())
				.isEqualTo(this.binder.bind(right, schema, RepairPolicy.of(RepairPolicy.Preset.NONE)).json());
		});
	}

	@Test
	void mostPlacesAreAskedForAlone() {
		int all = 0;
		int alone = 0;
		for (CatalogueEntry entry : CATALOGUE) {
			ResponseSchema schema = entry.schema();
			for (JsonNode instance : entry.valid()) {
				for (Map.Entry<String, JsonPath> place : places(instance).entrySet()) {
					Optional<AnswerPart> part = AnswerPart.of(schema, instance, List.of(place.getKey()));
					all++;
					alone += (part.isPresent()
							&& JsonPath.find(part.get().paths().get(0), instance).equals(Optional.of(place.getValue())))
									? 1 : 0;
				}
			}
		}
		assertThat(all).isGreaterThan(400);
		assertThat(alone).isGreaterThan(all * 3 / 4);
	}

	static Stream<Arguments> validInstances() {
		return CATALOGUE.stream()
			.flatMap((entry) -> entry.valid().stream().map((instance) -> Arguments.of(entry, instance)));
	}

	/**
	 * All places below the root by their paths, as binding and as validation write them.
	 */
	private static Map<String, JsonPath> places(JsonNode instance) {
		Map<String, JsonPath> places = new LinkedHashMap<>();
		collect(instance, JsonPath.ROOT, "", places);
		return places;
	}

	private static void collect(JsonNode node, JsonPath here, String plain, Map<String, JsonPath> places) {
		if (!here.isRoot()) {
			places.put(here.toString(), here);
			places.putIfAbsent(plain, here);
		}
		for (int index = 0; node.isArray() && index < node.size(); index++) {
			collect(node.get(index), here.element(index), plain + "[" + index + "]", places);
		}
		node.forEachEntry((name, value) -> collect(value, here.property(name),
				(plain.isEmpty()) ? name : plain + "." + name, places));
	}

	/**
	 * What the instance has in the places of a part.
	 */
	private static ObjectNode unchanged(AnswerPart part, JsonNode instance) {
		ObjectNode unchanged = JsonNodeFactory.instance.objectNode();
		Iterator<String> names = part.schema().json().path("properties").propertyNames().iterator();
		for (String path : part.paths()) {
			unchanged.set(names.next(),
					JsonPath.find(path, instance).flatMap((place) -> place.read(instance)).orElseThrow());
		}
		return unchanged;
	}

	private JsonNode bind(JsonNode answer, ResponseSchema schema) {
		Binding<JsonNode> binding = this.binder.bind(JsonText.parse(answer.toString()), schema,
				schema.in(SchemaDialect.GENERIC), RepairPolicy.of(RepairPolicy.Preset.NONE));
		assertThat(binding.findings()).extracting((finding) -> finding.path() + " " + finding.expectation()).isEmpty();
		JsonNode json = binding.json();
		assertThat(json).isNotNull().isEqualTo(binding.value());
		return json;
	}

}
