package io.github.instructorspring;

import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.moderation.ModerationModel;

import io.github.instructorspring.stream.ToolArgumentTap;

/**
 * The models that a template knows.
 *
 * @param client the one that answers
 * @param providers those that may take over or judge, by name
 * @param prices what models cost, by their names in the options of a request
 * @param judge the name of the provider that judges semantic rules, {@code null} for the
 * one that answers
 * @param moderation the model that judges texts, if any
 * @param tap lets the arguments of tools be read while they arrive, if the clients have
 * one
 */
record CallModels(ChatClient client, Map<String, ChatClient> providers, Map<String, ModelPrice> prices,
		@Nullable String judge, @Nullable ModerationModel moderation, @Nullable ToolArgumentTap tap) {

	ChatClient provider(String name) {
		ChatClient client = this.providers.get(name);
		if (client == null) {
			throw new InstructorException("There is no provider '" + name + "'; known are "
					+ new TreeSet<>(this.providers.keySet()) + ". Add it with 'instructor.providers." + name
					+ ".provider' or InstructorTemplate.Builder.provider(\"" + name + "\", ..)");
		}
		return client;
	}

	void requirePrice(ChatOptions options) {
		if (price(options) == null) {
			throw new MissingModelPriceException(options.getModel());
		}
	}

	@Nullable ModelPrice price(ChatOptions options) {
		String model = options.getModel();
		return (model != null) ? this.prices.get(model) : null;
	}

}
