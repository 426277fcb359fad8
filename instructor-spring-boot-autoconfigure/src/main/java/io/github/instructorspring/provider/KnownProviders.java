package io.github.instructorspring.provider;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.github.instructorspring.OutputMode;

/**
 * The table of providers. A provider that speaks OpenAI's language is a row here and
 * nothing else.
 *
 * @since 0.1
 */
public final class KnownProviders {

	private static final List<KnownProvider> ROWS = List.of(
			KnownProvider.at("openai", "${OPENAI_BASE_URL}", "https://api.openai.com/v1")
				.key("OPENAI_API_KEY")
				.source("https://platform.openai.com/docs/api-reference"),
			KnownProvider.at("azure_openai", "${AZURE_OPENAI_ENDPOINT}", "${AZURE_OPENAI_BASE_URL}")
				.speaking(WireApi.AZURE_OPENAI)
				.key("AZURE_OPENAI_API_KEY", "MICROSOFT_FOUNDRY_API_KEY")
				.note("the model is the name of the deployment")
				.source("https://learn.microsoft.com/azure/ai-foundry/openai/reference"),
			KnownProvider.at("anthropic", "${ANTHROPIC_BASE_URL}", "https://api.anthropic.com")
				.speaking(WireApi.ANTHROPIC)
				.key("ANTHROPIC_API_KEY")
				.note("the address is without '/v1'")
				.source("https://docs.anthropic.com/en/api/messages"),
			KnownProvider.at("google", "https://generativelanguage.googleapis.com/v1beta/openai")
				.key("GOOGLE_API_KEY", "GEMINI_API_KEY")
				.natively("google.genai.GoogleGenAiChatModel", "spring-ai-starter-model-google-genai")
				.note("Vertex AI only with the starter")
				.source("https://ai.google.dev/gemini-api/docs/openai"),
			KnownProvider.at("mistral", "https://api.mistral.ai/v1")
				.key("MISTRAL_API_KEY")
				.natively("mistralai.MistralAiChatModel", "spring-ai-starter-model-mistral-ai")
				.source("https://docs.mistral.ai/api"),
			KnownProvider.at("cohere", "https://api.cohere.ai/compatibility/v1")
				.key("CO_API_KEY", "COHERE_API_KEY")
				.source("https://docs.cohere.com/docs/compatibility-api"),
			KnownProvider.at("perplexity", "https://api.perplexity.ai")
				.key("PERPLEXITY_API_KEY")
				.preferring(OutputMode.MD_JSON)
				.only(OutputMode.MD_JSON, OutputMode.JSON_SCHEMA)
				.note("takes no tools")
				.source("https://docs.perplexity.ai/guides/chat-completions-guide"),
			KnownProvider.at("groq", "https://api.groq.com/openai/v1")
				.key("GROQ_API_KEY")
				.source("https://console.groq.com/docs/openai"),
			KnownProvider.at("writer", "https://api.writer.com/v1")
				.key("WRITER_API_KEY")
				.note("its documents name '/v1/chat'; '/v1/chat/completions' is what compatible clients use")
				.source("https://dev.writer.com/api-reference/completion-api/chat-completion"),
			KnownProvider
				.at("bedrock", "https://bedrock-runtime.${AWS_REGION}.amazonaws.com/openai/v1",
						"https://bedrock-runtime.${AWS_DEFAULT_REGION}.amazonaws.com/openai/v1")
				.key("AWS_BEARER_TOKEN_BEDROCK")
				.natively("bedrock.converse.BedrockProxyChatModel", "spring-ai-starter-model-bedrock-converse")
				.note("without the starter only the models that Bedrock serves as OpenAI does, with a Bedrock API key")
				.source("https://docs.aws.amazon.com/bedrock/latest/userguide/inference-chat-completions.html"),
			KnownProvider.at("cerebras", "https://api.cerebras.ai/v1")
				.key("CEREBRAS_API_KEY")
				.source("https://inference-docs.cerebras.ai/resources/openai"),
			KnownProvider.at("fireworks", "https://api.fireworks.ai/inference/v1")
				.key("FIREWORKS_API_KEY")
				.note("models are named accounts/fireworks/models/..")
				.source("https://docs.fireworks.ai/tools-sdks/openai-compatibility"),
			KnownProvider.at("deepseek", "https://api.deepseek.com/v1")
				.key("DEEPSEEK_API_KEY")
				.only(OutputMode.TOOLS, OutputMode.JSON, OutputMode.MD_JSON)
				.natively("deepseek.DeepSeekChatModel", "spring-ai-starter-model-deepseek")
				.note("has no native schema")
				.source("https://api-docs.deepseek.com"),
			KnownProvider.at("xai", "https://api.x.ai/v1")
				.key("XAI_API_KEY")
				.source("https://docs.x.ai/docs/api-reference"),
			KnownProvider.at("together", "https://api.together.xyz/v1")
				.key("TOGETHER_API_KEY")
				.source("https://docs.together.ai/docs/openai-api-compatibility"),
			KnownProvider.at("anyscale", "${ANYSCALE_BASE_URL}", "https://api.endpoints.anyscale.com/v1")
				.key("ANYSCALE_API_KEY")
				.note("its public endpoints are closed; the address of your own service is needed")
				.source("https://docs.anyscale.com"),
			KnownProvider
				.at("databricks", "${DATABRICKS_BASE_URL}", "${DATABRICKS_HOST}/serving-endpoints",
						"${DATABRICKS_WORKSPACE_URL}/serving-endpoints")
				.key("DATABRICKS_TOKEN", "DATABRICKS_API_KEY")
				.note("the model is the name of the serving endpoint")
				.source("https://docs.databricks.com/machine-learning/model-serving/score-foundation-models.html"),
			KnownProvider.at("openrouter", "https://openrouter.ai/api/v1")
				.key("OPENROUTER_API_KEY")
				.source("https://openrouter.ai/docs/quickstart"),
			KnownProvider.at("litellm", "${LITELLM_PROXY_API_BASE}", "http://localhost:4000")
				.optionalKey("LITELLM_PROXY_API_KEY")
				.note("the LiteLLM proxy")
				.source("https://docs.litellm.ai/docs/providers/litellm_proxy"),
			KnownProvider.at("requesty", "https://router.requesty.ai/v1")
				.key("REQUESTY_API_KEY")
				.source("https://docs.requesty.ai"),
			KnownProvider.at("ollama", "${OLLAMA_BASE_URL}", "http://localhost:11434")
				.speaking(WireApi.OLLAMA)
				.optionalKey("OLLAMA_API_KEY")
				.note("the address is without '/v1'")
				.source("https://github.com/ollama/ollama/blob/main/docs/api.md"),
			KnownProvider.at("vllm", "${VLLM_BASE_URL}", "http://localhost:8000/v1")
				.optionalKey("VLLM_API_KEY")
				.source("https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html"),
			KnownProvider.at("lm-studio", "http://localhost:1234/v1")
				.preferring(OutputMode.JSON_SCHEMA)
				.source("https://lmstudio.ai/docs/app/api/endpoints/openai"),
			KnownProvider.at("llama-cpp", "http://localhost:8080/v1")
				.optionalKey("LLAMA_API_KEY")
				.preferring(OutputMode.JSON_SCHEMA)
				.note("tools only if the server was started with --jinja")
				.source("https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md"),
			KnownProvider.at("sambanova", "https://api.sambanova.ai/v1")
				.key("SAMBANOVA_API_KEY")
				.source("https://docs.sambanova.ai"),
			KnownProvider.at("custom").note("any server that speaks OpenAI's language; its address is needed"));

	private KnownProviders() {
	}

	/**
	 * All rows.
	 * @return the providers, in the order of the documents
	 */
	public static List<KnownProvider> all() {
		return ROWS;
	}

	/**
	 * Find a row.
	 * @param id the id of a provider
	 * @return the provider, empty if it is not known
	 */
	public static Optional<KnownProvider> find(String id) {
		return ROWS.stream().filter((row) -> row.id().equals(id)).findFirst();
	}

	/**
	 * Find the id that someone meant.
	 * @param id an id that is not known
	 * @return the nearest known one, empty if none is near
	 */
	static Optional<String> nearest(String id) {
		String meant = id.toLowerCase(Locale.ROOT).replace('-', '_');
		return ROWS.stream()
			.map(KnownProvider::id)
			.filter((known) -> distance(meant, known.replace('-', '_')) <= Math.max(1, meant.length() / 3))
			.min(Comparator.comparingInt((known) -> distance(meant, known.replace('-', '_'))));
	}

	/**
	 * How many characters have to be added, removed, replaced or swapped with their
	 * neighbour.
	 */
	private static int distance(String left, String right) {
		int[][] rows = new int[left.length() + 1][right.length() + 1];
		for (int i = 0; i <= left.length(); i++) {
			for (int j = 0; j <= right.length(); j++) {
				if (i == 0 || j == 0) {
					rows[i][j] = i + j;
					continue;
				}
				boolean same = left.charAt(i - 1) == right.charAt(j - 1);
				rows[i][j] = Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1,
						rows[i - 1][j - 1] + ((same) ? 0 : 1));
				if (i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2)
						&& left.charAt(i - 2) == right.charAt(j - 1)) {
					rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
				}
			}
		}
		return rows[left.length()][right.length()];
	}

}
