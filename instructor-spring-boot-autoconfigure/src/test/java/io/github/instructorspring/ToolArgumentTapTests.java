package io.github.instructorspring;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.sun.net.httpserver.Headers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClient;

import io.github.instructorspring.stream.AnthropicTapInterceptor;
import io.github.instructorspring.stream.OpenAiTapInterceptor;
import io.github.instructorspring.stream.ToolArgumentTap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a provider sees of a tap: nothing.
 */
class ToolArgumentTapTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String ANSWER = "{\"name\":\"Ada Lovelace, Countess\"}";

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("clients")
	void noMarkLeavesTheApplication(String provider, Client client) {
		try (LoopbackServer<?> server = server(provider)) {
			ToolArgumentTap tap = new ToolArgumentTap();
			ChatClient tapped = (client != Client.UNTAPPED) ? tapped(provider, server, tap) : null;
			ChatClient used = (client == Client.TAPPED) ? tapped : untapped(provider, server);
			List<Name> names = InstructorTemplate.builder(used)
				.toolArgumentTap(tap)
				.build()
				.prompt()
				.user("Who?")
				.mode(OutputMode.TOOLS)
				.responseModel(Name.class)
				.stream()
				.partials()
				.collectList()
				.block(PATIENCE);
			assertThat(tap.isOn()).isEqualTo(client != Client.UNTAPPED);
			assertThat(names).endsWith(new Name("Ada Lovelace, Countess"));
			if (client == Client.TAPPED) {
				assertThat(names).hasSizeGreaterThan(2);
			}
			else {
				assertThat(names).hasSize(1);
			}
			Headers headers = server.headers(0);
			assertThat(headers.get("Content-Type")).containsExactly("application/json");
			assertThat(headers.toString()).doesNotContainIgnoringCase("instructor").doesNotContainIgnoringCase("tap=");
		}
	}

	static Stream<Arguments> clients() {
		return Stream.of("openai", "anthropic")
			.flatMap((provider) -> Stream.of(Client.values()).map((client) -> Arguments.of(provider, client)));
	}

	private static LoopbackServer<?> server(String provider) {
		return (provider.equals("openai")) ? new LoopbackModel().answersToolCall("Name", ANSWER)
				: new LoopbackAnthropic().answersToolCall("Name", ANSWER);
	}

	private static ChatClient tapped(String provider, LoopbackServer<?> server, ToolArgumentTap tap) {
		return ChatClient.create((provider.equals("openai"))
				? ((LoopbackModel) server).chatModelBuilder()
					.httpClientBuilderCustomizer((client) -> client.interceptor(new OpenAiTapInterceptor(tap)))
					.build()
				: ((LoopbackAnthropic) server).chatModelBuilder("claude-haiku-4-5")
					.httpClientBuilderCustomizer((client) -> client.interceptor(new AnthropicTapInterceptor(tap)))
					.build());
	}

	private static ChatClient untapped(String provider, LoopbackServer<?> server) {
		return (provider.equals("openai")) ? ((LoopbackModel) server).chatClient()
				: ((LoopbackAnthropic) server).chatClient();
	}

	enum Client {

		TAPPED, UNTAPPED, ANOTHER_IS_TAPPED

	}

	record Name(String name) {
	}

}
