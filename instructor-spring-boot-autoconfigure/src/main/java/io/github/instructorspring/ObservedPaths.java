package io.github.instructorspring;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.JsonPaths;
import io.github.instructorspring.schema.ResponseSchema;

/**
 * Paths into answers as tags may have them: few, and without content. Stars stand for the
 * keys of maps and for names that the schema does not have.
 */
final class ObservedPaths {

	private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

	private final ResponseSchema schema;

	private volatile @Nullable Set<String> names;

	ObservedPaths(ResponseSchema schema) {
		this.schema = schema;
	}

	String of(String path) {
		String general = INDEX.matcher(JsonPaths.withoutKeys(path)).replaceAll("[]");
		return Arrays.stream(general.split("\\.")).map(this::known).collect(Collectors.joining("."));
	}

	private String known(String segment) {
		int bracket = segment.indexOf('[');
		String name = (bracket >= 0) ? segment.substring(0, bracket) : segment;
		return (name.isEmpty() || names().contains(name)) ? segment : "*" + segment.substring(name.length());
	}

	private Set<String> names() {
		Set<String> known = this.names;
		if (known == null) {
			known = new HashSet<>();
			collect(this.schema.json(), known);
			this.names = known;
		}
		return known;
	}

	private static void collect(JsonNode schema, Set<String> names) {
		names.addAll(schema.path("properties").propertyNames());
		schema.forEach((part) -> collect(part, names));
	}

}
