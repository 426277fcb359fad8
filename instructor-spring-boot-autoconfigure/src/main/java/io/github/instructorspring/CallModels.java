package io.github.instructorspring;

import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.moderation.ModerationModel;
import org.springframework.util.StringUtils;

import io.github.instructorspring.stream.ToolArgumentTap;

/**
 * The models that a template knows.
 *
 * @param client the one that answers
 * @param providers those that may answer, take over or judge, by name
 * @param source finds those that are written as provider strings, if anything does
 * @param prices what models cost, by their names in the options of a request
 * @param judge the name of the provider that judges semantic rules, {@code null} for the
 * one that answers
 * @param moderation the model that judges texts, if any
 * @param tap lets the arguments of tools be read while they arrive, if the clients have
 * one
 * @param refusals what the models have refused so far
 */
record CallModels(ChatClient client, Map<String, ChatClient> providers, @Nullable ProviderSource source,
		Map<String, ModelPrice> prices, @Nullable String judge, @Nullable ModerationModel moderation,
		@Nullable ToolArgumentTap tap, Refusals refusals) {

	/**
	 * These models, with another one to answer.
	 * @param provider its name or provider string, {@code null} for the same one
	 * @throws InstructorException if there is no such provider
	 */
	CallModels answeredBy(@Nullable String provider) {
		return (provider != null) ? new CallModels(provider(provider), this.providers, this.source, this.prices,
				this.judge, this.moderation, this.tap, this.refusals) : this;
	}

	ChatClient provider(String name) {
		ChatClient named = this.providers.get(name);
		if (named != null) {
			return named;
		}
		if (this.source == null || name.indexOf('/') <= 0) {
			throw new InstructorException(missing(name));
		}
		return this.source.client(name);
	}

	/**
	 * Whether there is a provider of this name, or it is a provider string, which is
	 * looked for when it is needed.
	 */
	boolean mayHave(String name) {
		return this.providers.containsKey(name) || (this.source != null && name.indexOf('/') > 0);
	}

	void requirePrice(ChatOptions options) {
		if (price(options) == null) {
			throw new MissingModelPriceException(options.getModel());
		}
	}

	String missing(String name) {
		return "There is no provider '" + name + "'; known are " + new TreeSet<>(this.providers.keySet())
				+ ". Add it with 'instructor.providers." + name + ".provider' or InstructorTemplate.Builder.provider(\""
				+ name + "\", ..)";
	}

	/**
	 * The name of the provider whose model judges a rule.
	 * @param named the provider that the rule names, or empty
	 * @return the name, empty for the client that answers
	 */
	String judge(String named) {
		return (StringUtils.hasText(named) || this.judge == null) ? named : this.judge;
	}

	/**
	 * The client whose model judges.
	 * @param judge the {@linkplain #judge(String) name}
	 */
	ChatClient judging(String judge) {
		return (judge.isEmpty()) ? this.client : provider(judge);
	}

	@Nullable ModelPrice price(ChatOptions options) {
		String model = options.getModel();
		return (model != null) ? this.prices.get(model) : null;
	}

}
