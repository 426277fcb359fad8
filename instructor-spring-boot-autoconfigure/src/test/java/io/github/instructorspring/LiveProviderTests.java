package io.github.instructorspring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.provider.InstructorTemplateFactory;
import io.github.instructorspring.provider.KnownProvider;
import io.github.instructorspring.provider.KnownProviders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real providers, those whose keys are in the environment. Off, but in the profile live:
 * each test costs a request. {@code INSTRUCTOR_LIVE_PROVIDERS} names others, such as
 * {@code ollama/llama3.1,vllm/my-model}.
 */
@Tag("live")
class LiveProviderTests {

	static Stream<String> providers() {
		String named = Objects.toString(System.getenv("INSTRUCTOR_LIVE_PROVIDERS"), "");
		return Stream.concat(KnownProviders.all()
			.stream()
			.filter(LiveProviderTests::hasKey)
			.map(KnownProvider::id)
			.map(LiveProviderTests::firstModel)
			.flatMap(Optional::stream), Stream.of(named.split(",")).filter(StringUtils::hasText));
	}

	private static boolean hasKey(KnownProvider row) {
		return row.keyNeeded() && row.keyVariables().stream().map(System::getenv).anyMatch(StringUtils::hasText);
	}

	/**
	 * The first model that an IDE offers for a provider.
	 */
	private static Optional<String> firstModel(String provider) {
		return hints().stream().filter((hint) -> hint.startsWith(provider + "/") && !hint.endsWith("/")).findFirst();
	}

	private static List<String> hints() {
		try (InputStream metadata = InstructorTemplate.class
			.getResourceAsStream("/META-INF/additional-spring-configuration-metadata.json")) {
			JsonNode hint = JsonMapper.shared().readTree(metadata).at("/hints/0");
			return hint.path("values").valueStream().map((value) -> value.path("value").asString()).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest(allowZeroInvocations = true)
	@MethodSource("providers")
	void readsAPersonFromASentence(String provider) {
		InstructorTemplate instructor = InstructorTemplateFactory.create().fromProvider(provider);
		Completion<Person> completion = instructor.prompt()
			.user("Jason is 25 years old and lives in Oslo.")
			.responseModel(Person.class)
			.call()
			.completion();
		assertThat(completion.entity()).isEqualTo(new Person("Jason", 25));
		assertThat(completion.usage().getTotalTokens()).isPositive();
	}

	record Person(String name, @Min(0) @Max(150) int age) {
	}

}
