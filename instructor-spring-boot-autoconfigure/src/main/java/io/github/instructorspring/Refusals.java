package io.github.instructorspring;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import org.springframework.ai.chat.client.ChatClient;

import io.github.instructorspring.mode.RequestParameter;
import io.github.instructorspring.mode.WireMode;

/**
 * What models have refused, so that they are not asked for it again. Thread-safe.
 */
final class Refusals {

	/** What was refused for every response model. */
	static final String ANY = "";

	/** A client is known as long as it is used. */
	private final Map<ChatClient, Map<Model, Refused>> refused = new WeakHashMap<>();

	/**
	 * The modes that a model has refused.
	 * @param client its client
	 * @param model its name
	 * @param responseModel what is to be asked for
	 */
	synchronized Set<WireMode> modes(ChatClient client, String model, String responseModel) {
		Set<WireMode> modes = EnumSet.noneOf(WireMode.class);
		modes.addAll(known(client, model, ANY).modes());
		modes.addAll(known(client, model, responseModel).modes());
		return modes;
	}

	synchronized Set<RequestParameter> parameters(ChatClient client, String model) {
		return Set.copyOf(known(client, model, ANY).parameters());
	}

	/**
	 * Remember a mode.
	 * @return whether it is new
	 */
	synchronized boolean add(ChatClient client, String model, String responseModel, WireMode mode) {
		return remember(client, model, responseModel).modes().add(mode);
	}

	/**
	 * Remember a parameter.
	 * @return whether it is new
	 */
	synchronized boolean add(ChatClient client, String model, RequestParameter parameter) {
		return remember(client, model, ANY).parameters().add(parameter);
	}

	private Refused known(ChatClient client, String model, String responseModel) {
		return this.refused.getOrDefault(client, Map.of())
			.getOrDefault(new Model(model, responseModel), Refused.nothing());
	}

	private Refused remember(ChatClient client, String model, String responseModel) {
		return this.refused.computeIfAbsent(client, (key) -> new HashMap<>())
			.computeIfAbsent(new Model(model, responseModel), (key) -> Refused.nothing());
	}

	private record Model(String name, String responseModel) {
	}

	private record Refused(Set<WireMode> modes, Set<RequestParameter> parameters) {

		static Refused nothing() {
			return new Refused(EnumSet.noneOf(WireMode.class), EnumSet.noneOf(RequestParameter.class));
		}

	}

}
