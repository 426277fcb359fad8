package io.github.instructorspring.autoconfigure;

import java.io.File;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.provider.InstructorTemplateFactory;
import io.github.instructorspring.provider.MissingLibraryException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications whose class path really lacks the libraries of some providers, as that of
 * the starter does. A filtered class loader would not tell: classes that were loaded
 * before would still be linked.
 */
class AbsentLibrariesTests {

	private static final String STARTED = "started";

	@ParameterizedTest
	@CsvSource({ "spring-ai-anthropic anthropic-java spring-ai-ollama spring-ai-retry, openai/m, " + STARTED,
			"spring-ai-anthropic anthropic-java, ollama/m, " + STARTED,
			"spring-ai-ollama spring-ai-openai openai-java, anthropic/m, " + STARTED,
			"spring-ai-anthropic anthropic-java, anthropic/m, org.springframework.ai:spring-ai-anthropic",
			"spring-ai-ollama, ollama/m, org.springframework.ai:spring-ai-ollama",
			"spring-ai-openai openai-java, groq/m, org.springframework.ai:spring-ai-openai",
			"spring-ai-openai openai-java spring-ai-anthropic anthropic-java spring-ai-ollama okhttp okio, '', none" })
	void applicationStartsOrNamesWhatIsAbsent(String absent, String provider, String outcome) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = without(absent)) {
			thread.setContextClassLoader(loader);
			assertThat(start(loader, provider)).isEqualTo(outcome);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring-boot-actuator spring-boot-health spring-boot-starter-actuator",
			"spring-boot-actuator spring-boot-starter-actuator", "spring-boot-health spring-boot-starter-actuator" })
	void applicationOfSpringBootStartsWithoutTheActuator(String absent) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = without(absent)) {
			thread.setContextClassLoader(loader);
			assertThat(start(loader, BootApplication.class, "openai/m")).isEqualTo(STARTED);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static String start(ClassLoader loader, String provider) throws ReflectiveOperationException {
		return start(loader, Application.class, provider);
	}

	@SuppressWarnings("unchecked")
	private static String start(ClassLoader loader, Class<?> type, String provider)
			throws ReflectiveOperationException {
		Class<?> application = loader.loadClass(type.getName());
		assertThat(application).isNotSameAs(type);
		Constructor<?> constructor = application.getDeclaredConstructor();
		constructor.setAccessible(true);
		return ((Function<String, String>) constructor.newInstance()).apply(provider);
	}

	/**
	 * The class path of the tests less some jars, shared with no other class loader.
	 */
	private static URLClassLoader without(String absent) {
		URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((entry) -> Arrays.stream(absent.split(" ")).noneMatch(entry.getFileName().toString()::startsWith))
			.map(AbsentLibrariesTests::url)
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

	/**
	 * Starts an application and says what came of it.
	 */
	static class Application implements Function<String, String> {

		@Override
		public String apply(String provider) {
			try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
				context.getEnvironment()
					.getPropertySources()
					.addFirst(new MapPropertySource("application",
							Map.of("instructor.provider", provider, "instructor.api-key", "k")));
				context.register(InstructorAutoConfiguration.class);
				context.refresh();
				context.getBean(InstructorTemplateFactory.class);
				return (context.getBeanProvider(InstructorTemplate.class).getIfUnique() != null) ? STARTED : "none";
			}
			catch (BeanCreationException ex) {
				return (ex.getRootCause() instanceof MissingLibraryException absent) ? absent.dependency()
						: String.valueOf(ex.getRootCause());
			}
		}

	}

	/**
	 * Starts an application with all that Spring Boot finds on the class path.
	 */
	static class BootApplication implements Function<String, String> {

		@Override
		public String apply(String provider) {
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Everything.class)
				.web(WebApplicationType.NONE)
				.properties("instructor.provider=" + provider, "instructor.api-key=k", "spring.ai.openai.api-key=k",
						"spring.main.banner-mode=off")
				.run()) {
				return (context.getBeanProvider(InstructorTemplate.class).getIfUnique() != null) ? STARTED : "none";
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Everything {

	}

}
