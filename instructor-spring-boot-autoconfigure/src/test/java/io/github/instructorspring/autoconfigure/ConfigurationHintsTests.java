package io.github.instructorspring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ChatModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.OutputMode;
import io.github.instructorspring.provider.KnownProvider;
import io.github.instructorspring.provider.KnownProviders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an IDE offers while properties are written.
 */
class ConfigurationHintsTests {

	@Test
	void everyProviderIsOfferedInTheOrderOfTheTable() {
		Set<String> offered = new LinkedHashSet<>();
		values("instructor.provider").forEach((value) -> offered.add(value.substring(0, value.indexOf('/'))));
		assertThat(offered).containsExactlyElementsOf(KnownProviders.all().stream().map(KnownProvider::id).toList());
		assertThat(hint("instructor.provider").at("/providers/0/name").asString()).isEqualTo("any");
	}

	@Test
	void everyModeIsOffered() {
		assertThat(values("instructor.mode")).containsExactlyElementsOf(Arrays.stream(OutputMode.values())
			.map((mode) -> mode.name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList());
	}

	@Test
	void chatModelsAreOfferedByTheirNames() {
		assertThat(hint("instructor.chat-model").at("/providers/0/parameters/target").asString())
			.isEqualTo(ChatModel.class.getName());
	}

	@Test
	void hintsAreOfPropertiesThatExist() {
		List<String> properties = metadata().path("properties")
			.valueStream()
			.map((property) -> property.path("name").asString())
			.toList();
		assertThat(metadata().path("hints").valueStream().map((hint) -> hint.path("name").asString())).hasSize(4)
			.isSubsetOf(properties);
	}

	private static List<String> values(String property) {
		return hint(property).path("values").valueStream().map((value) -> value.path("value").asString()).toList();
	}

	private static JsonNode hint(String property) {
		return metadata().path("hints")
			.valueStream()
			.filter((hint) -> hint.path("name").asString().equals(property))
			.findFirst()
			.orElseThrow();
	}

	private static JsonNode metadata() {
		try (InputStream metadata = InstructorProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.shared().readTree(metadata);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
