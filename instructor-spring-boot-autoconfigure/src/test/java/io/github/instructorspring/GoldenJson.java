package io.github.instructorspring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares JSON with a reviewed file under {@code src/test/resources/golden}, order of
 * properties included. {@code -Dinstructor.goldens=write} writes the files anew, for a
 * reader to review.
 */
final class GoldenJson {

	private static final Path FOLDER = Path.of("src/test/resources/golden");

	private GoldenJson() {
	}

	static void assertEqual(String name, JsonNode actual) {
		Path file = FOLDER.resolve(name + ".json");
		String text = actual.toPrettyString() + "\n";
		try {
			if ("write".equals(System.getProperty("instructor.goldens"))) {
				Files.createDirectories(FOLDER);
				Files.writeString(file, text);
			}
			assertThat(text).as(name).isEqualTo(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
