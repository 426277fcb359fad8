package io.github.instructorspring.mode;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The library on a class path that lacks providers.
 */
class MissingProvidersTests {

	@Test
	void everyProviderThatIsThereHasItsDialect() {
		assertThat(ProviderDialect.of(OpenAiChatOptions.builder().model("m").build()))
			.isInstanceOf(OpenAiDialect.class);
		assertThat(ProviderDialect.of(AnthropicChatOptions.builder().model("m").build()))
			.isInstanceOf(AnthropicDialect.class);
		assertThat(ProviderDialect.of(OllamaChatOptions.builder().model("m").build()))
			.isInstanceOf(OllamaDialect.class);
		assertThat(ProviderDialect.of(ChatOptions.builder().model("m").build())).isInstanceOf(GenericDialect.class);
	}

	@ParameterizedTest
	@CsvSource({ "spring-ai-openai openai-java, org.springframework.ai.openai.OpenAiChatOptions",
			"spring-ai-anthropic anthropic-java, com.anthropic.models.messages.ToolChoice",
			"spring-ai-ollama, org.springframework.ai.ollama.api.OllamaChatOptions",
			"spring-ai-openai openai-java spring-ai-anthropic anthropic-java spring-ai-ollama okhttp okio, okhttp3.Response" })
	void dialectIsFoundWithoutAProvider(String missing, String type) throws Exception {
		try (URLClassLoader loader = without(missing)) {
			assertThat(ClassUtils.isPresent(type, loader)).isFalse();
			Class<?> optionsType = loader.loadClass(ChatOptions.class.getName());
			Object builder = optionsType.getMethod("builder").invoke(null);
			Object options = loader.loadClass(ChatOptions.Builder.class.getName()).getMethod("build").invoke(builder);
			Object dialect = loader.loadClass(ProviderDialect.class.getName())
				.getMethod("of", optionsType)
				.invoke(null, options);
			assertThat(dialect.getClass().getName()).isEqualTo(GenericDialect.class.getName());
			assertThat(dialect.getClass()).isNotEqualTo(GenericDialect.class);
			// All of what a call needs of these rooms links as well.
			loader.loadClass("io.github.instructorspring.InstructorTemplate").getDeclaredMethods();
			assertThat(loader.loadClass("io.github.instructorspring.InstructorStreamAdvisor").getDeclaredMethods())
				.isNotEmpty();
			assertThat(loader.loadClass("io.github.instructorspring.stream.ToolArgumentTap")
				.getConstructor()
				.newInstance()).isNotNull();
		}
	}

	@ParameterizedTest
	@CsvSource({ "spring-webflux", "spring-webflux spring-web" })
	void failureIsUnderstoodWithoutTheClientsOfSpring(String missing) throws Exception {
		try (URLClassLoader loader = without(missing)) {
			Object failure = loader.loadClass(ProviderFailure.class.getName())
				.getMethod("of", Throwable.class)
				.invoke(null, new IllegalStateException("HTTP 503 - busy"));
			assertThat(failure).hasToString("Optional[ProviderFailure[status=503]]");
		}
	}

	/**
	 * A class loader of the test's class path less some jars, which shares nothing with
	 * that of the test.
	 */
	private static URLClassLoader without(String missing) {
		String[] names = missing.split(" ");
		URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((entry) -> Arrays.stream(names).noneMatch(entry.getFileName().toString()::startsWith))
			.map(MissingProvidersTests::url)
			.toArray(URL[]::new);
		return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
	}

	private static URL url(Path entry) {
		try {
			return entry.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
