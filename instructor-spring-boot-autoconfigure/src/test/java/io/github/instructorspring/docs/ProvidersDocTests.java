package io.github.instructorspring.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Service;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.OutputMode;
import io.github.instructorspring.autoconfigure.InstructorAutoConfiguration;
import io.github.instructorspring.provider.KnownProvider;
import io.github.instructorspring.provider.KnownProviders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table and the examples of docs/providers.md.
 */
class ProvidersDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("providers.md");

	private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

	private static final String SUMMARY = "{\"text\":\"Sales rose.\"}";

	static List<String> configurations() {
		return YAML.matcher(DocumentationTests.page("providers.md")).results().map((block) -> block.group(1)).toList();
	}

	@Test
	void tableIsTheData() {
		assertThat(page.rows("provider"))
			.containsExactlyElementsOf(KnownProviders.all().stream().map(ProvidersDocTests::row).toList());
		assertThat(DocumentationTests.readme()).contains(KnownProviders.all().size() + " in all");
	}

	private static List<String> row(KnownProvider row) {
		String address = (row.baseUrls().isEmpty()) ? "yours" : String.join(" or ", row.baseUrls());
		String key = (row.keyVariables().isEmpty()) ? "none" : String.join(" or ", row.keyVariables());
		String optional = (row.keyNeeded() || row.keyVariables().isEmpty()) ? "" : ", not needed";
		List<String> modes = Arrays.stream(OutputMode.values())
			.filter(row.modes()::contains)
			.map(OutputMode::name)
			.toList();
		String some = (modes.size() < 4) ? " of " + String.join(", ", modes) : "";
		String library = artifact(row.api().library());
		String starter = artifact(row.starter());
		return List.of(row.id(), address, key + optional, row.mode() + some,
				(starter.isEmpty()) ? library : starter + ", or else " + library, row.note());
	}

	private static String artifact(@Nullable String coordinates) {
		return (coordinates != null) ? coordinates.substring(coordinates.indexOf(':') + 1) : "";
	}

	@ParameterizedTest
	@MethodSource("configurations")
	void configurationStarts(String yaml) throws IOException {
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("page",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(InstructorAutoConfiguration.class))
			.withPropertyValues("GROQ_API_KEY=k", "OPENAI_API_KEY=k", "ANTHROPIC_API_KEY=k")
			.withBean("openAiChatModel", ChatModel.class, () -> this.model.chatModel("one"))
			.withBean("anthropicChatModel", ChatModel.class, () -> this.model.chatModel("two"))
			.withInitializer((context) -> sources.forEach(context.getEnvironment().getPropertySources()::addLast))
			.run((context) -> {
				assertThat(context).hasNotFailed().hasBean("instructorTemplate");
				long names = yaml.lines()
					.filter((line) -> line.matches(" {4}\\w+:"))
					.filter((line) -> isName(yaml, line))
					.count();
				assertThat(context.getBeansOfType(InstructorTemplate.class)).hasSize(1 + (int) names);
			});
	}

	private static boolean isName(String yaml, String line) {
		return yaml.indexOf("providers:") >= 0 && yaml.indexOf(line) > yaml.indexOf("providers:");
	}

	@Test
	void severalProviders() {
		try (LoopbackModel claude = new LoopbackModel()) {
			InstructorTemplate careful = InstructorTemplate.create(claude.chatClient("gpt-4o-mini"));
			Reports reports = new Reports(this.instructor, careful);
			this.model.answersText(SUMMARY);
			claude.answersText(SUMMARY);
			assertThat(Stream.of(reports.summary("report"), reports.carefulSummary("report")))
				.containsOnly(new Summary("Sales rose."));
			assertThat(List.of(this.model.calls(), claude.calls())).containsExactly(1, 1);
		}
	}

	@Test
	void providerOfACall() {
		ChatClient other = this.model.chatClient("gpt-4o-mini");
		InstructorTemplate instructor = this.instructor.mutate()
			.provider("local", other)
			.providerSource((provider) -> other)
			.build();
		String report = "report";
		this.model.answersText(SUMMARY, SUMMARY);
		Summary local = instructor.prompt().provider("local").user(report).responseModel(Summary.class).call().entity();
		// @formatter:off

		Summary fast = instructor.prompt()
			.provider("groq/llama-3.3-70b-versatile")
			.user(report)
			.responseModel(Summary.class)
			.call()
			.entity();
		// @formatter:on
		assertThat(local).isEqualTo(fast);
	}

	record Summary(@NotBlank String text) {
	}

	@Service
	class Reports {

		private final InstructorTemplate instructor;

		private final InstructorTemplate claude;

		Reports(InstructorTemplate instructor, @Qualifier("claude") InstructorTemplate claude) {
			this.instructor = instructor;
			this.claude = claude;
		}

		Summary summary(String report) {
			return this.instructor.create(Summary.class, report);
		}

		Summary carefulSummary(String report) {
			return this.claude.create(Summary.class, report);
		}

	}

}
