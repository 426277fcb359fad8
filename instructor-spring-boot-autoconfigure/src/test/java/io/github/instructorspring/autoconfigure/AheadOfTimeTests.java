package io.github.instructorspring.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.FileSystemGeneratedFiles;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.javapoet.ClassName;
import org.springframework.util.ClassUtils;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.provider.InstructorTemplateFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code process-aot} does, for an application with two named providers: its beans
 * are written as code, which is compiled and run.
 */
class AheadOfTimeTests {

	private static final String CLASS_FILE = ".class";

	private final LoopbackModel model = new LoopbackModel();

	@TempDir
	private Path directory;

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void applicationWithTwoNamedProvidersRunsFromGeneratedCode() throws Exception {
		ClassName initializer = generate();
		compile();
		define();
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.setEnvironment(environment());
			initializer(initializer).initialize(context);
			context.refresh();
			assertThat(context.getBeanFactory().containsBeanDefinition("instructorAutoConfiguration")).isFalse();
			Templates templates = context.getBean(Templates.class);
			assertThat(List.of(templates.plain(), templates.cheap(), templates.strong())).doesNotHaveDuplicates();
			this.model.answersToolCall("Box", "{\"boxCount\":1}").answersToolCall("Box", "{\"boxCount\":2}");
			assertThat(templates.strong().create(Box.class, "text")).isEqualTo(new Box(1));
			assertThat(templates.plain().create(Box.class, "text")).isEqualTo(new Box(2));
			assertThat(this.model.request(0).path("model").asString()).isEqualTo("strong-model");
			assertThat(this.model.request(1).path("model").asString()).isEqualTo("default-model");
			assertThat(context.getBeanProvider(InstructorTemplateFactory.class).getIfUnique()).isNotNull();
		}
	}

	private ClassName generate() {
		FileSystemGeneratedFiles files = new FileSystemGeneratedFiles(
				(kind) -> this.directory.resolve((kind == Kind.SOURCE) ? "source" : "classes"));
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(Application.class)), files);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.setEnvironment(environment());
			context.register(Application.class);
			ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
			return initializer;
		}
	}

	private void compile() throws IOException {
		Path classes = Files.createDirectories(this.directory.resolve("classes"));
		List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none", "-nowarn",
				"-classpath", System.getProperty("java.class.path") + File.pathSeparator + classes));
		files("source", ".java").map(Path::toString).forEach(arguments::add);
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	/**
	 * Generated code may use what its package hides, so it has to be defined by the class
	 * loader of its package.
	 */
	private void define() throws IOException, IllegalAccessException {
		Path classes = this.directory.resolve("classes");
		for (Path file : files("classes", CLASS_FILE).toList()) {
			String name = classes.relativize(file).toString().replace(File.separatorChar, '.');
			Class<?> neighbour = ClassUtils.resolveClassName(name.substring(0, name.indexOf("__")).replace('_', '$'),
					getClass().getClassLoader());
			MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(Files.readAllBytes(file));
		}
	}

	private Stream<Path> files(String folder, String ending) throws IOException {
		try (Stream<Path> files = Files.walk(this.directory.resolve(folder))) {
			return files.filter((file) -> file.toString().endsWith(ending)).toList().stream();
		}
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(ClassName name)
			throws ReflectiveOperationException {
		return (ApplicationContextInitializer<GenericApplicationContext>) Class.forName(name.reflectionName())
			.getDeclaredConstructor()
			.newInstance();
	}

	private StandardEnvironment environment() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("application",
					Map.of("instructor.provider", "openai/default-model", "instructor.api-key", "k",
							"instructor.base-url", this.model.baseUrl(), "instructor.providers.cheap.provider",
							"custom/cheap-model", "instructor.providers.cheap.base-url", this.model.baseUrl(),
							"instructor.providers.strong.provider", "custom/strong-model",
							"instructor.providers.strong.base-url", this.model.baseUrl())));
		return environment;
	}

	record Box(int boxCount) {
	}

	record Templates(InstructorTemplate plain, InstructorTemplate cheap, InstructorTemplate strong) {
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ InstructorAutoConfiguration.class, JacksonAutoConfiguration.class })
	static class Application {

		@Bean
		Templates templates(InstructorTemplate plain, @Qualifier("cheap") InstructorTemplate cheap,
				@Qualifier("strong") InstructorTemplate strong) {
			return new Templates(plain, cheap, strong);
		}

	}

}
