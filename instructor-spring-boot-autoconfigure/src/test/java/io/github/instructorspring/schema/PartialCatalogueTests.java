package io.github.instructorspring.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.bind.DeltaTree;
import io.github.instructorspring.bind.PartialBinder;
import io.github.instructorspring.bind.PathState;
import io.github.instructorspring.bind.ResponseBinder;
import io.github.instructorspring.bind.StreamPosition;
import io.github.instructorspring.json.JsonPaths;
import io.github.instructorspring.json.RepairPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each type of the catalogue, seen while its JSON comes.
 */
class PartialCatalogueTests {

	private static final int CHUNKINGS = 200;

	private final JsonMapper mapper = ResponseJsonMapper.from(JsonMapper.builder().build());

	private final ResponseBinder binder = new ResponseBinder(this.mapper);

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("validInstances")
	void theLastSnapshotIsWhatTheWholeTextBindsTo(CatalogueEntry entry, JsonNode instance) {
		ResponseSchema schema = entry.schema();
		PartialBinder<Object> partial = partial(schema);
		partial.feed(instance.toString());
		partial.end();
		assertThat(partial.problems()).extracting((problem) -> problem.path() + " " + problem.expectation()).isEmpty();
		assertThat(partial.position().state("")).isEqualTo(PathState.COMPLETE);
		assertThat(write(partial.snapshot(), schema)).isEqualTo(write(bind(instance, schema), schema));
		if (entry.isComparable()) {
			assertThat(partial.snapshot()).isEqualTo(bind(instance, schema));
		}
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("validInstances")
	void eachSnapshotIsAPartOfTheNextAndStaysAsItWas(CatalogueEntry entry, JsonNode instance) {
		ResponseSchema schema = entry.schema();
		String text = instance.toString();
		PartialBinder<Object> partial = partial(schema);
		List<@Nullable Object> snapshots = new ArrayList<>();
		List<JsonNode> written = new ArrayList<>();
		for (int i = 0; i <= text.length(); i++) {
			if (i < text.length()) {
				partial.feed(text.substring(i, i + 1));
			}
			else {
				partial.end();
			}
			snapshots.add(partial.snapshot());
			written.add(write(partial.snapshot(), schema));
			assertThat(partial.problems()).isEmpty();
			assertThat(partial.isChanged()).isFalse();
			if (i > 0) {
				assertThat(isPart(written.get(i - 1), written.get(i)))
					.as("%s then %s", written.get(i - 1), written.get(i))
					.isTrue();
			}
		}
		assertThat(written.get(text.length())).isEqualTo(write(bind(instance, schema), schema));
		for (int i = 0; i < snapshots.size(); i++) {
			assertThat(write(snapshots.get(i), schema)).as(text.substring(0, i)).isEqualTo(written.get(i));
		}
	}

	/**
	 * The slow way: close the brackets, bind with Jackson. A partial shows what is open
	 * or leaves it out. A {@code Maybe} is not what Jackson alone makes of a part of it.
	 */
	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("comparableInstances")
	void eachSnapshotIsWhatJacksonMakesOfTheClosedPrefix(CatalogueEntry entry, JsonNode instance) {
		ResponseSchema schema = entry.schema();
		String text = instance.toString();
		PartialBinder<Object> partial = partial(schema);
		List<List<JsonNode>> references = new ArrayList<>();
		for (int i = 0; i < text.length(); i++) {
			partial.feed(text.substring(i, i + 1));
			JsonNode seen = present(write(partial.snapshot(), schema));
			references.add(references(text.substring(0, i + 1), schema));
			int decided = ClosedPrefix.decided(text.substring(0, i + 1));
			List<List<JsonNode>> newest = references.subList(Math.max(0, decided - 1), i + 1);
			assertThat(newest.stream().flatMap(List::stream)).as(text.substring(0, i + 1)).contains(seen);
		}
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("validInstances")
	void aPlaceThatIsCompleteHasItsLastValue(CatalogueEntry entry, JsonNode instance) {
		ResponseSchema schema = entry.schema();
		String text = instance.toString();
		JsonNode whole = CatalogueEntry.wrap(write(bind(instance, schema), schema), schema);
		List<String> paths = new ArrayList<>();
		paths("", whole, instance, paths);
		PartialBinder<Object> partial = partial(schema);
		for (int i = 0; i < text.length(); i++) {
			partial.feed(text.substring(i, i + 1));
			JsonNode seen = CatalogueEntry.wrap(write(partial.snapshot(), schema), schema);
			for (String path : paths) {
				// One that refuses to be partial is not there.
				boolean refuses = entry.toString().startsWith("maybe") && at(seen, path).isMissingNode();
				if (partial.position().state(path) == PathState.COMPLETE && !refuses) {
					assertThat(at(seen, path)).as("%s after %s", path, text.substring(0, i + 1))
						.isEqualTo(at(whole, path));
				}
			}
		}
		partial.end();
		assertThat(paths)
			.allSatisfy((path) -> assertThat(partial.position().state(path)).isEqualTo(PathState.COMPLETE));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("validInstances")
	void howTheTextIsCutMakesNoDifference(CatalogueEntry entry, JsonNode instance) {
		ResponseSchema schema = entry.schema();
		String text = instance.toString();
		List<String> states = new ArrayList<>(List.of(""));
		PartialBinder<Object> reference = partial(schema);
		for (int i = 0; i < text.length(); i++) {
			reference.feed(text.substring(i, i + 1));
			states.add(state(reference, schema));
		}
		for (int seed = 0; seed < CHUNKINGS; seed++) {
			Random random = new Random(seed);
			PartialBinder<Object> partial = partial(schema);
			for (int from = 0; from < text.length();) {
				int to = Math.min(text.length(), from + 1 + random.nextInt(1 + seed % 50));
				partial.feed(text.substring(from, to));
				if (random.nextInt(10) == 0 || to == text.length()) {
					assertThat(state(partial, schema)).as(text.substring(0, to)).isEqualTo(states.get(to));
				}
				from = to;
			}
		}
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("validInstances")
	void anAnswerThatBreaksOffAnywhereIsAPartOfTheWhole(CatalogueEntry entry, JsonNode instance) {
		ResponseSchema schema = entry.schema();
		String text = instance.toString();
		JsonNode whole = write(bind(instance, schema), schema);
		for (int end = 0; end < text.length(); end++) {
			PartialBinder<Object> partial = partial(schema);
			partial.feed(text.substring(0, end));
			JsonNode before = write(partial.snapshot(), schema);
			partial.end();
			JsonNode after = write(partial.snapshot(), schema);
			assertThat(partial.position().state("")).isNotEqualTo(PathState.COMPLETE);
			assertThat(partial.problems()).isEmpty();
			assertThat(isPart(before, after)).as("%s then %s", before, after).isTrue();
			assertThat(isPart(after, whole)).as("%s of %s", after, whole).isTrue();
		}
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("validInstances")
	void whatIsToldIsWhatIsSeen(CatalogueEntry entry, JsonNode instance) {
		ResponseSchema schema = entry.schema();
		String text = instance.toString();
		for (int seed = 0; seed < CHUNKINGS / 10; seed++) {
			Random random = new Random(seed);
			PartialBinder<Object> partial = partial(schema);
			PartialBinder<Object> seen = partial(schema);
			DeltaTree tree = new DeltaTree();
			for (int from = 0; from < text.length();) {
				int to = Math.min(text.length(), from + 1 + random.nextInt(1 + seed * 3));
				partial.feed(text.substring(from, to));
				seen.feed(text.substring(from, to));
				if (seed == 0 || random.nextInt(3) > 0) {
					partial.tell(tree);
					JsonNode whole = DeltaTree.read(write(seen.snapshot(), schema));
					assertThat(isTold(tree.root(), whole, "", seen.position()))
						.as("%s: %s tells %s of %s", text.substring(0, to), tree.log(), tree.root(), whole)
						.isTrue();
				}
				from = to;
			}
			partial.end();
			partial.tell(tree);
			assertThat(tree.root()).as(tree.log()).isEqualTo(DeltaTree.read(write(bind(instance, schema), schema)));
			assertThat(tree.characters()).isLessThan(3 * Math.max(text.length(), tree.root().toString().length()));
			int told = tree.steps();
			partial.tell(tree);
			assertThat(tree.steps()).isEqualTo(told);
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("entries")
	void aValueWithoutItsWrapperShowsToo(CatalogueEntry entry) {
		ResponseSchema schema = entry.schema();
		for (JsonNode instance : entry.bare()) {
			if (instance.isContainer()) {
				PartialBinder<Object> partial = partial(schema);
				instance.toString().chars().forEach((character) -> partial.feed(String.valueOf((char) character)));
				partial.end();
				assertThat(partial.problems()).isEmpty();
				assertThat(write(partial.snapshot(), schema)).isEqualTo(write(bind(instance, schema), schema));
			}
		}
	}

	static List<CatalogueEntry> entries() {
		return TypeCatalogue.entries();
	}

	static Stream<Arguments> comparableInstances() {
		return validInstances().filter((arguments) -> !arguments.get()[0].toString().startsWith("maybe"));
	}

	static Stream<Arguments> validInstances() {
		return TypeCatalogue.entries()
			.stream()
			.flatMap((entry) -> entry.valid().stream().map((instance) -> Arguments.of(entry, instance)));
	}

	private String state(PartialBinder<Object> partial, ResponseSchema schema) {
		return partial.position().cursor() + " " + partial.position().state("") + " "
				+ write(partial.snapshot(), schema);
	}

	/**
	 * Whether one value can grow to another: texts and lists by what is added at their
	 * end, everything else from nothing.
	 */
	private static boolean isPart(JsonNode part, JsonNode whole) {
		if (isNothing(part) || part.equals(whole)) {
			return true;
		}
		if (part.isString()) {
			return whole.isString() && whole.stringValue().startsWith(part.stringValue());
		}
		if (part.isArray()) {
			for (int i = 0; i < part.size(); i++) {
				boolean last = i == part.size() - 1;
				if (last ? !isPart(part.get(i), whole.path(i)) : !part.get(i).equals(whole.path(i))) {
					return false;
				}
			}
			return true;
		}
		return part.isObject() && part.properties()
			.stream()
			.allMatch((property) -> isPart(property.getValue(), whole.path(property.getKey())));
	}

	/**
	 * Whether what was told is all that is seen, but for what did not come, sets that are
	 * open and what was refused once.
	 */
	private static boolean isTold(@Nullable JsonNode told, JsonNode seen, String path, StreamPosition position) {
		if (told == null || told.isNull()) {
			boolean waits = seen.isArray() || told != null;
			return isEmpty(seen) || (waits && position.state(path) == PathState.PARTIAL);
		}
		if (!told.isContainer()) {
			return told.equals(seen);
		}
		for (int i = 0; told.isArray() && i < told.size(); i++) {
			if (!isTold(told.get(i), seen.path(i), JsonPaths.index(path, i), position)) {
				return false;
			}
		}
		return told.getNodeType() == seen.getNodeType() && (told.isObject() || told.size() == seen.size()) && told
			.propertyNames()
			.stream()
			.allMatch(seen::has) && seen.properties()
				.stream()
				.allMatch((property) -> isTold(
						told.get(property.getKey()), property.getValue(), (property.getKey().matches("\\w+"))
								? JsonPaths.property(path, property.getKey()) : JsonPaths.key(path, property.getKey()),
						position));
	}

	private static boolean isEmpty(JsonNode value) {
		return isNothing(value) || (value.isObject() && value.valueStream().allMatch(PartialCatalogueTests::isEmpty));
	}

	private static boolean isNothing(JsonNode value) {
		return value.isNull() || (value.isContainer() && value.isEmpty())
				|| (value.isNumber() && value.doubleValue() == 0) || (value.isBoolean() && !value.booleanValue())
				|| (value.isString() && value.stringValue().replace("\u0000", "").isEmpty());
	}

	/**
	 * The paths of the scalars that the instance names.
	 */
	private static void paths(String path, JsonNode whole, JsonNode instance, List<String> paths) {
		if (whole.isObject()) {
			whole.forEachEntry((name, value) -> {
				if (instance.has(name)) {
					paths((name.matches("\\w+")) ? JsonPaths.property(path, name) : JsonPaths.key(path, name), value,
							instance.get(name), paths);
				}
			});
		}
		else if (whole.isArray()) {
			for (int i = 0; i < whole.size(); i++) {
				paths(JsonPaths.index(path, i), whole.get(i), instance.path(i), paths);
			}
		}
		else if (!path.isEmpty() && !whole.isNull()) {
			paths.add(path);
		}
	}

	private static JsonNode at(JsonNode root, String path) {
		JsonNode found = root;
		for (String step : path.split("[.\\[\\]]+")) {
			String name = step.replace("\"", "");
			found = (found.isArray()) ? found.path(Integer.parseInt(name)) : found.path(name);
		}
		return found;
	}

	/**
	 * What Jackson makes of the closed texts that it does not refuse, or nothing.
	 */
	private List<JsonNode> references(String prefix, ResponseSchema schema) {
		List<JsonNode> references = new ArrayList<>();
		for (String closed : ClosedPrefix.of(prefix)) {
			reference(closed, schema).ifPresent((reference) -> references.add(present(reference)));
		}
		references.add(NullNode.instance);
		return references;
	}

	/**
	 * What Jackson makes of a text, empty if it refuses it.
	 */
	private Optional<JsonNode> reference(String closed, ResponseSchema schema) {
		JsonNode json = this.mapper.readTree(closed);
		JsonNode bare = (schema.wrapper() != null) ? json.path(schema.wrapper()) : json;
		if (bare.isMissingNode()) {
			return Optional.empty();
		}
		try {
			return Optional.of(write(this.mapper.readerFor(schema.type()).readValue(bare), schema));
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
	}

	/**
	 * A value without what is absent, be it null or empty.
	 */
	private static JsonNode present(JsonNode value) {
		if (value.isArray()) {
			ArrayNode present = JsonNodeFactory.instance.arrayNode();
			value.forEach((element) -> present.add(present(element)));
			return present;
		}
		if (!value.isObject()) {
			return value;
		}
		ObjectNode present = JsonNodeFactory.instance.objectNode();
		value.forEachEntry((name, property) -> {
			if (!property.isNull() && !(property.isContainer() && property.isEmpty())) {
				present.set(name, present(property));
			}
		});
		return present;
	}

	private PartialBinder<Object> partial(ResponseSchema schema) {
		return this.binder.partial(schema, RepairPolicy.lenient());
	}

	private Object bind(JsonNode instance, ResponseSchema schema) {
		Object value = this.binder.bind(instance, schema, RepairPolicy.lenient()).value();
		assertThat(value).isNotNull();
		return value;
	}

	private JsonNode write(@Nullable Object value, ResponseSchema schema) {
		return this.mapper.readTree(this.mapper.writerFor(schema.type()).writeValueAsString(value));
	}

}
