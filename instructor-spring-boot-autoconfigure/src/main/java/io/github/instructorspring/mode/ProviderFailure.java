package io.github.instructorspring.mode;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a provider gave no answer, as its client's exception tells it. The messages of
 * OpenAI's and Anthropic's SDK and of Spring AI's {@code spring-ai-retry} begin with the
 * status; the exceptions of Spring's HTTP clients carry it with the body.
 *
 * @since 0.1
 */
public final class ProviderFailure {

	private static final Pattern STATUS = Pattern.compile("(?:HTTP )?([45]\\d\\d)\\b.*", Pattern.DOTALL);

	private final int status;

	private final String text;

	private ProviderFailure(int status, String text) {
		this.status = status;
		this.text = text;
	}

	/**
	 * Understand an exception.
	 * @param exception the exception of a provider's client
	 * @return the failure, empty if it is another one
	 */
	public static Optional<ProviderFailure> of(Throwable exception) {
		boolean unreachable = false;
		Throwable cause = exception;
		while (cause != null) {
			Matcher message = STATUS.matcher(ClientErrors.textOf(cause));
			if (message.matches()) {
				return Optional.of(new ProviderFailure(Integer.parseInt(message.group(1)), message.group()));
			}
			unreachable |= cause instanceof IOException || cause instanceof TimeoutException;
			cause = (cause.getCause() != cause) ? cause.getCause() : null;
		}
		return (unreachable) ? Optional.of(new ProviderFailure(0, "")) : Optional.empty();
	}

	/**
	 * Whether another provider may answer the same request: this one could not be
	 * reached, was too slow or too busy, or failed by itself.
	 * @return {@code true} for no status, 408, 429 and 500 to 599
	 */
	public boolean isTransport() {
		return this.status == 0 || this.status == 408 || this.status == 429 || this.status >= 500;
	}

	/**
	 * Whether the request was refused for what it takes to use a mode.
	 * @param mode the mode of the request
	 * @return whether the provider names a parameter of the mode
	 */
	public boolean refuses(WireMode mode) {
		return isRefusal() && switch (mode) {
			case TOOLS -> says("tool|tools|tool_choice|tool use|tool calls?|function_call|function calling");
			case JSON_SCHEMA -> says("response_format|json_schema|output_config|output_format|format|"
					+ "response_?schema|structured outputs?");
			case JSON -> says("response_format|json_object|format|response_mime_type|json mode");
			case MD_JSON -> false;
		};
	}

	/**
	 * Whether the request was refused for the schema in it, and not for its mode.
	 * @return whether the provider calls the schema invalid
	 */
	public boolean refusesSchema() {
		return isRefusal() && says("invalid[^.]{0,40}schema|invalid_(json_|function_)?(schema|parameters)");
	}

	/**
	 * The parameter that the request was refused for.
	 * @return the parameter, empty if none of those that can be left out is named
	 */
	public Optional<RequestParameter> refusedParameter() {
		return Arrays.stream(RequestParameter.values())
			.filter((parameter) -> isRefusal() && says(parameter.wireName()))
			.findFirst();
	}

	private boolean isRefusal() {
		return this.status == 400 || this.status == 404 || this.status == 422 || this.status == 501;
	}

	private boolean says(String words) {
		return Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE).matcher(this.text).find();
	}

	@Override
	public String toString() {
		return "ProviderFailure[status=" + this.status + "]";
	}

}
