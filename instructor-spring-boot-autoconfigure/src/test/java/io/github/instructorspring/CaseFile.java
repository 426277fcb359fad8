package io.github.instructorspring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of cases, see the README beside it.
 *
 * @param name the file's name without its ending
 * @param cases its cases
 */
record CaseFile(String name, List<Case> cases) {

	private static final Set<String> TYPED = Set.of("baml_sap", "baml_streaming", "json_repair_py_schema",
			"schema_instances", "scalar_coercion");

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	static List<CaseFile> in(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(CaseFile::holdsCases).sorted().map(CaseFile::read).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean holdsCases(Path file) {
		String name = file.getFileName().toString();
		return name.endsWith(".json") && !name.startsWith("_");
	}

	private static CaseFile read(Path file) {
		List<Case> cases = MAPPER.readTree(file).valueStream().filter(JsonNode::isObject).map(Case::new).toList();
		return new CaseFile(file.getFileName().toString().replace(".json", ""), cases);
	}

	/** Whether the cases have a target type. */
	boolean isTyped() {
		return TYPED.contains(this.name);
	}

	/** Whether valid values must come back as they are, with nothing mended. */
	boolean isOfInstances() {
		return this.name.equals("schema_instances");
	}

}
