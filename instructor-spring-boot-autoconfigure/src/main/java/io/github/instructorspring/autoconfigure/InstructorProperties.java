package io.github.instructorspring.autoconfigure;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.github.instructorspring.OutputMode;
import io.github.instructorspring.bind.Coercion;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.json.SyntaxRepair;
import io.github.instructorspring.provider.ProviderOptions;
import io.github.instructorspring.retry.Escalation.Role;
import io.github.instructorspring.retry.TruncationPolicy;
import io.github.instructorspring.validation.FillerPolicy;

/**
 * Configuration properties of Instructor.
 *
 * @param enabled Whether to create an InstructorTemplate.
 * @param provider Provider and model to use, such as 'openai/gpt-4o-mini'. Without it,
 * the application's single ChatClient, ChatClient.Builder or ChatModel is used.
 * @param chatModel Name of the ChatModel, ChatClient.Builder or ChatClient bean to use in
 * place of a provider.
 * @param apiKey API key of the provider. Taken from the provider's usual environment
 * variable if not set; empty for servers that take none.
 * @param baseUrl Address of the provider's API, for OpenAI-compatible servers up to and
 * with '/v1'. Taken from the provider's usual environment variable if not set, or else
 * its own.
 * @param options Options of all requests to the provider.
 * @param mode How the schema goes out and the answer comes back.
 * @param maxRetries How many times the model may be asked again after an unacceptable
 * answer. Calls in total are one more.
 * @param timeout Time for a whole call, all attempts together.
 * @param repair Repair of answers before the model is asked again.
 * @param validation Validation of answers.
 * @param stream Limits of answers that are streamed.
 * @param preflight Check of response models at start-up.
 * @param logging What calls log.
 * @param retry What a whole call may spend, and when it gives up.
 * @param health Health of the providers.
 * @param prices Prices per million tokens, by the name of the model as it is sent to the
 * provider, in any one unit.
 * @param fallback Providers that a call goes on with, in this order, when the one before
 * cannot be reached: names of providers, or provider strings.
 * @param providers Further models by a name of your own, for injection by qualifier,
 * single calls, escalations and semantic rules.
 * @since 0.1
 */
@ConfigurationProperties("instructor")
public record InstructorProperties(@DefaultValue("true") boolean enabled, @Nullable String provider,
		@Nullable String chatModel, @Nullable String apiKey, @Nullable String baseUrl,
		@NestedConfigurationProperty @DefaultValue ProviderOptions options, @DefaultValue("auto") OutputMode mode,
		@DefaultValue("2") int maxRetries, @DefaultValue("2m") Duration timeout, @DefaultValue Repair repair,
		@DefaultValue Validation validation, @DefaultValue Stream stream, @DefaultValue Preflight preflight,
		@DefaultValue Logging logging, @DefaultValue Retry retry, @DefaultValue Health health,
		@DefaultValue Map<String, Price> prices, @DefaultValue List<String> fallback,
		@DefaultValue Map<String, Provider> providers) {

	/**
	 * Shows everything but the key.
	 */
	@Override
	public String toString() {
		return "InstructorProperties[enabled=" + this.enabled + ", provider=" + this.provider + ", chatModel="
				+ this.chatModel + ", apiKey=" + ((this.apiKey != null) ? "******" : "null") + ", baseUrl="
				+ this.baseUrl + ", options=" + this.options + ", mode=" + this.mode + ", maxRetries=" + this.maxRetries
				+ ", timeout=" + this.timeout + ", repair=" + this.repair + ", validation=" + this.validation
				+ ", stream=" + this.stream + ", preflight=" + this.preflight + ", logging=" + this.logging + ", retry="
				+ this.retry + ", health=" + this.health + ", prices=" + this.prices + ", fallback=" + this.fallback
				+ ", providers=" + this.providers + "]";
	}

	/**
	 * Repair of answers before the model is asked again.
	 *
	 * @param preset What may be mended: notation and types, notation only, or nothing.
	 * @param forbidSyntax Repairs of notation that must not be done.
	 * @param forbidCoercions Coercions toward the type that must not be done.
	 */
	public record Repair(@DefaultValue("lenient") RepairPolicy.Preset preset,
			@DefaultValue Set<SyntaxRepair> forbidSyntax, @DefaultValue Set<Coercion> forbidCoercions) {
	}

	/**
	 * Validation of answers.
	 *
	 * @param enabled Whether Bean Validation judges answers and its constraints appear in
	 * schemas.
	 * @param groups Validation groups whose constraints count. The default group if
	 * empty.
	 * @param fillers What to do about texts such as 'N/A' in properties that must be
	 * there.
	 * @param semanticProvider Name of the provider whose model judges semantic rules that
	 * name none. The model that answers if not set.
	 */
	public record Validation(@DefaultValue("true") boolean enabled, @DefaultValue List<Class<?>> groups,
			@DefaultValue("check") FillerPolicy fillers, @Nullable String semanticProvider) {
	}

	/**
	 * Limits of answers that are streamed. An answer that passes one of them is not read
	 * on.
	 *
	 * @param maxDepth How deep values may be nested, at most 200.
	 * @param maxCharacters Length of the whole text.
	 * @param maxTokenLength Length of one text or number.
	 * @param maxNameLength Length of a name of a property or key of a map.
	 * @param maxElements Number of values in one object or list.
	 * @param maxBlanks How much white space may stand in a row outside of texts.
	 */
	public record Stream(@DefaultValue("64") int maxDepth, @DefaultValue("4000000") int maxCharacters,
			@DefaultValue("2000000") int maxTokenLength, @DefaultValue("1024") int maxNameLength,
			@DefaultValue("1000000") int maxElements, @DefaultValue("4096") int maxBlanks) {
	}

	/**
	 * Check of response models at start-up.
	 *
	 * @param packages Packages whose records, sealed interfaces and enums are checked,
	 * with a report in the log. Types judged by ResponseValidator beans are always
	 * checked.
	 */
	public record Preflight(@DefaultValue List<String> packages) {
	}

	/**
	 * What calls log.
	 *
	 * @param content Whether prompts and answers are logged at TRACE, with sensitive
	 * values masked.
	 */
	public record Logging(@DefaultValue("false") boolean content) {
	}

	/**
	 * What a whole call may spend, and when it gives up.
	 *
	 * @param maxTokens Tokens that a whole call may spend, in and out, before it asks no
	 * further. Not limited if not set.
	 * @param maxCost Amount that a whole call may cost before it asks no further, in the
	 * unit of the prices. Not limited if not set.
	 * @param stopOnRepeatedFindings Whether to stop when the model gives the same
	 * unacceptable answer twice in a row.
	 * @param onTruncation What to do with an answer that hit a length limit.
	 * @param fieldLevel Whether only the invalid parts of an answer are asked for again.
	 * @param escalations Models that a call goes on with after rejected answers, in
	 * order.
	 */
	public record Retry(@Nullable Long maxTokens, @Nullable BigDecimal maxCost,
			@DefaultValue("true") boolean stopOnRepeatedFindings, @DefaultValue("fail") TruncationPolicy onTruncation,
			@DefaultValue("false") boolean fieldLevel, @DefaultValue List<Escalation> escalations) {
	}

	/**
	 * Health of the providers.
	 *
	 * @param active Whether a check asks the model of each provider for a few tokens. If
	 * not, it tells what came of the last call.
	 * @param timeout Time for an answer to a check.
	 * @param interval How long the answers to a check are kept.
	 */
	public record Health(@DefaultValue("false") boolean active, @DefaultValue("5s") Duration timeout,
			@DefaultValue("1m") Duration interval) {
	}

	/**
	 * Model that a call goes on with.
	 *
	 * @param provider Name of the provider.
	 * @param afterRejections How many answers must have been rejected before.
	 * @param role Whether the model answers anew, or only mends the form of the rejected
	 * answer.
	 */
	public record Escalation(@Nullable String provider, @DefaultValue("1") int afterRejections,
			@DefaultValue("answer") Role role) {
	}

	/**
	 * Named provider.
	 *
	 * @param provider Provider and model to use, such as 'openai/gpt-4.1'.
	 * @param chatModel Name of the ChatModel, ChatClient.Builder or ChatClient bean to
	 * use in place of a provider.
	 * @param apiKey API key of the provider. Taken from the provider's usual environment
	 * variable if not set; empty for servers that take none.
	 * @param baseUrl Address of the provider's API, for OpenAI-compatible servers up to
	 * and with '/v1'. Taken from the provider's usual environment variable if not set, or
	 * else its own.
	 * @param options Options of all requests to the provider.
	 * @param mode How the schema goes out and the answer comes back. That of 'instructor'
	 * if not set.
	 * @param maxRetries How many times the model may be asked again after an unacceptable
	 * answer. That of 'instructor' if not set.
	 * @param timeout Time for a whole call, all attempts together. That of 'instructor'
	 * if not set.
	 */
	public record Provider(@Nullable String provider, @Nullable String chatModel, @Nullable String apiKey,
			@Nullable String baseUrl, @NestedConfigurationProperty @DefaultValue ProviderOptions options,
			@Nullable OutputMode mode, @Nullable Integer maxRetries, @Nullable Duration timeout) {

		/**
		 * Shows everything but the key.
		 */
		@Override
		public String toString() {
			return "Provider[provider=" + this.provider + ", chatModel=" + this.chatModel + ", apiKey="
					+ ((this.apiKey != null) ? "******" : "null") + ", baseUrl=" + this.baseUrl + ", options="
					+ this.options + ", mode=" + this.mode + ", maxRetries=" + this.maxRetries + ", timeout="
					+ this.timeout + "]";
		}

	}

	/**
	 * Price of a model per million tokens.
	 *
	 * @param input Price of input.
	 * @param output Price of output.
	 * @param cachedInput Price of input that the provider had cached. That of input if
	 * not set.
	 * @param cacheWrite Price of input that the provider writes to its cache. That of
	 * input if not set.
	 * @param reasoning Price of output that the model spends on thinking. That of output
	 * if not set.
	 */
	public record Price(@Nullable BigDecimal input, @Nullable BigDecimal output, @Nullable BigDecimal cachedInput,
			@Nullable BigDecimal cacheWrite, @Nullable BigDecimal reasoning) {
	}

}
