package io.github.instructorspring.provider;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.instructorspring.OutputMode;

import static org.assertj.core.api.Assertions.assertThat;

class KnownProvidersTests {

	static List<KnownProvider> rows() {
		return KnownProviders.all();
	}

	@Test
	void idsAreThoseOfTheIssue() {
		assertThat(rows()).extracting(KnownProvider::id)
			.containsExactly("openai", "azure_openai", "anthropic", "google", "mistral", "cohere", "perplexity", "groq",
					"writer", "bedrock", "cerebras", "fireworks", "deepseek", "xai", "together", "anyscale",
					"databricks", "openrouter", "litellm", "requesty", "ollama", "vllm", "lm-studio", "llama-cpp",
					"sambanova", "custom")
			.doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@MethodSource("rows")
	void rowIsWhole(KnownProvider row) {
		assertThat(KnownProviders.find(row.id())).contains(row);
		assertThat(row.keyVariables()).allMatch((variable) -> variable.matches("[A-Z_]+"));
		assertThat(row.keyNeeded()).isEqualTo(row.keyNeeded() && !row.keyVariables().isEmpty());
		assertThat(row.baseUrls()).allSatisfy((url) -> {
			assertThat(url).doesNotEndWith("/").matches("(https?://|\\$\\{).+");
			if (!url.contains("${")) {
				assertThat(URI.create(url).getHost()).isNotBlank();
			}
		});
		assertThat(row.baseUrls()).filteredOn((url) -> !url.contains("${")).hasSizeLessThan(2);
		if (row.mode() != OutputMode.AUTO) {
			assertThat(row.modes()).contains(row.mode());
		}
		assertThat(row.modes()).doesNotContain(OutputMode.AUTO).contains(OutputMode.MD_JSON);
		assertThat(row.starter() == null).isEqualTo(row.nativeModel() == null);
		if (!row.id().equals("custom")) {
			assertThat(row.source()).startsWith("https://");
		}
	}

	@ParameterizedTest
	@CsvSource({ "opnai, openai", "OpenAI, openai", "azure-openai, azure_openai", "antropic, anthropic",
			"lm_studio, lm-studio", "llamacpp, llama-cpp", "gorq, groq", "grok, groq", "googel, google",
			"mistralai, mistral" })
	void nearestIsWhatSomeoneMeant(String typed, String meant) {
		assertThat(KnownProviders.nearest(typed)).contains(meant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "acme", "", "huggingface", "x" })
	void nothingIsNearToAnotherName(String typed) {
		assertThat(KnownProviders.nearest(typed)).isEmpty();
	}

}
