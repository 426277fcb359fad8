package io.github.instructorspring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.stream.Stream;

import jakarta.validation.constraints.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import reactor.test.StepVerifier;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.stream.AnthropicTapInterceptor;
import io.github.instructorspring.stream.OpenAiTapInterceptor;
import io.github.instructorspring.stream.ToolArgumentTap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams of each provider in each mode, through Spring AI's own clients.
 */
class ProviderStreamTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String NOTE = "{\"title\":\"The pilot begins\",\"text\":\"Ada rings twice before she comes.\"}";

	private static final Note WHOLE = new Note("The pilot begins", "Ada rings twice before she comes.");

	private static final java.util.regex.Pattern TITLE = java.util.regex.Pattern.compile("\"title\":\"([^\"]+)");

	private static final java.util.regex.Pattern TEXT = java.util.regex.Pattern.compile("\"text\":\"([^\"]+)");

	private static final String REJECTED = "{\"title\":\"The pilot begins\",\"text\":\"too loud\"}";

	private Vendor vendor = Vendor.OPENAI;

	private LoopbackServer<?> server = new LoopbackModel();

	private static Stream<Arguments> all() {
		return Arrays.stream(Vendor.values())
			.flatMap((vendor) -> Arrays.stream(OutputMode.values()).map((mode) -> Arguments.of(vendor, mode)));
	}

	/**
	 * Ollama sends a tool call as a whole.
	 */
	private static Stream<Arguments> live() {
		return all().filter((pair) -> pair.get()[0] != Vendor.OLLAMA || pair.get()[1] != OutputMode.TOOLS);
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("live")
	void everyPieceIsSeenBeforeTheNextOneIsSent(Vendor provider, OutputMode mode) {
		ResponseModelSpec<Note> question = ask(provider, mode);
		answer(mode, NOTE);
		List<Note> seen = new CopyOnWriteArrayList<>();
		List<Note> missed = new CopyOnWriteArrayList<>();
		this.server.streamsPiecesOf(5).beforeEachPiece((sent) -> {
			Note visible = visible(5 * (sent - provider.openingPieces(mode)));
			if (visible != null && !comesTo(seen, visible)) {
				missed.add(visible);
			}
		});
		StepVerifier.create(question.stream().partials().doOnNext(seen::add))
			.thenConsumeWhile((note) -> true)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(missed).isEmpty();
		assertThat(seen).hasSizeGreaterThan(8).isEqualTo(sorted(seen)).endsWith(WHOLE);
		assertThat(this.server.calls()).isEqualTo(1);
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("live")
	void takingTwoClosesTheConnection(Vendor provider, OutputMode mode) throws InterruptedException {
		ResponseModelSpec<Note> question = ask(provider, mode);
		answer(mode, NOTE.replace("rings twice", "rings twice, ".repeat(120_000)));
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch cancelled = new CountDownLatch(1);
		this.server.beforeEachPiece((sent) -> {
			if (sent == 10) {
				await(begun);
			}
			else if (sent == 20) {
				await(cancelled);
			}
		});
		List<Note> seen = question.stream()
			.partials()
			.doOnNext((note) -> begun.countDown())
			.take(2)
			.collectList()
			.block(PATIENCE);
		cancelled.countDown();
		assertThat(seen).hasSize(2);
		assertThat(this.server.awaitsHangUp(PATIENCE)).isTrue();
		assertThat(this.server.sentPieces()).isLessThan(195_000);
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("all")
	void streamEndsLikeACall(Vendor provider, OutputMode mode) {
		ResponseModelSpec<Note> question = ask(provider, mode);
		answer(mode, REJECTED);
		answer(mode, NOTE);
		Completion<Note> streamed = question.stream().completion().block(PATIENCE);
		// A model of which nothing is known is called with a tool and streamed as text.
		boolean tool = mode == OutputMode.TOOLS || (mode == OutputMode.AUTO && provider == Vendor.OPENAI);
		answer((tool) ? OutputMode.TOOLS : mode, REJECTED);
		answer((tool) ? OutputMode.TOOLS : mode, NOTE);
		Completion<Note> called = question.call().completion();
		assertThat(streamed).isNotNull();
		assertThat(streamed.entity()).isEqualTo(called.entity()).isEqualTo(WHOLE);
		assertThat(streamed.attempts()).extracting(Attempt::text).containsExactly(REJECTED, NOTE);
		assertThat(streamed.usage()).isEqualTo(called.usage());
		assertThat(streamed.usage().getTotalTokens()).isEqualTo(240);
		assertThat(this.server.billedTokens()).isEqualTo(480);
		assertThat(this.server.request(0).path("stream").asBoolean()).isTrue();
		assertThat(this.server.request(2).path("stream").asBoolean()).isFalse();
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("live")
	void cutStreamIsAnErrorAndNeverAnObject(Vendor provider, OutputMode mode) {
		ResponseModelSpec<Note> question = ask(provider, mode);
		provider.cut(this.server, mode, NOTE.substring(0, 30));
		StepVerifier.create(question.stream().entity())
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(IncompleteResponseException.class,
					(incomplete) -> assertThat(incomplete.usage().getTotalTokens()).isEqualTo(120)))
			.verify(PATIENCE);
	}

	private ResponseModelSpec<Note> ask(Vendor provider, OutputMode mode) {
		this.vendor = provider;
		this.server = provider.server();
		return provider.template(this.server)
			.prompt()
			.user("What is there to note?")
			.mode(mode)
			.responseModel(Note.class);
	}

	private void answer(OutputMode mode, String answer) {
		if (mode == OutputMode.TOOLS) {
			this.vendor.tool(this.server, answer);
		}
		else {
			this.vendor.text(this.server, answer);
		}
	}

	/**
	 * What there is to see once some characters were sent, read by a pattern and not by
	 * the library.
	 */
	private static @Nullable Note visible(int characters) {
		String answer = NOTE.substring(0, Math.min(NOTE.length(), Math.max(0, characters)));
		Matcher title = TITLE.matcher(answer);
		Matcher text = TEXT.matcher(answer);
		return (title.find()) ? new Note(title.group(1), (text.find()) ? text.group(1) : null) : null;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static boolean comesTo(List<Note> seen, Note expected) {
		try {
			Awaitility.await()
				.atMost(PATIENCE.dividedBy(3))
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(5))
				.until(() -> seen.contains(expected));
			return true;
		}
		catch (ConditionTimeoutException ex) {
			return false;
		}
	}

	private static List<Note> sorted(List<Note> notes) {
		List<Note> sorted = new ArrayList<>(notes);
		sorted.sort((one, other) -> Integer.compare(one.length(), other.length()));
		return sorted;
	}

	record Note(@Nullable String title, @Pattern(regexp = ".*\\.") @Nullable String text) {

		int length() {
			return length(this.title) + length(this.text);
		}

		private static int length(@Nullable String part) {
			return (part != null) ? part.length() : 0;
		}

	}

	/**
	 * A provider, its server and a template that is tapped where it can be.
	 */
	enum Vendor {

		OPENAI {
			@Override
			LoopbackServer<?> server() {
				return new LoopbackModel();
			}

			@Override
			InstructorTemplate template(LoopbackServer<?> server) {
				ToolArgumentTap tap = new ToolArgumentTap();
				OpenAiChatModel model = ((LoopbackModel) server).chatModelBuilder()
					.httpClientBuilderCustomizer((client) -> client.interceptor(new OpenAiTapInterceptor(tap)))
					.build();
				return InstructorTemplate.builder(ChatClient.create(model)).toolArgumentTap(tap).build();
			}

			@Override
			void text(LoopbackServer<?> server, String text) {
				((LoopbackModel) server).answersText(text);
			}

			@Override
			void tool(LoopbackServer<?> server, String arguments) {
				((LoopbackModel) server).answersToolCall("Note", arguments);
			}

			@Override
			void cut(LoopbackServer<?> server, OutputMode mode, String text) {
				if (mode == OutputMode.TOOLS) {
					((LoopbackModel) server).answersCutToolCall("Note", text);
				}
				else {
					((LoopbackModel) server).answersCut(text, "length");
				}
			}

			@Override
			int openingPieces(OutputMode mode) {
				return (mode == OutputMode.TOOLS) ? 1 : 0;
			}
		},

		ANTHROPIC {
			@Override
			LoopbackServer<?> server() {
				return new LoopbackAnthropic();
			}

			@Override
			InstructorTemplate template(LoopbackServer<?> server) {
				ToolArgumentTap tap = new ToolArgumentTap();
				AnthropicChatModel model = ((LoopbackAnthropic) server).chatModelBuilder("claude-haiku-4-5")
					.httpClientBuilderCustomizer((client) -> client.interceptor(new AnthropicTapInterceptor(tap)))
					.build();
				return InstructorTemplate.builder(ChatClient.create(model)).toolArgumentTap(tap).build();
			}

			@Override
			void text(LoopbackServer<?> server, String text) {
				((LoopbackAnthropic) server).answersText(text);
			}

			@Override
			void tool(LoopbackServer<?> server, String arguments) {
				((LoopbackAnthropic) server).answersToolCall("Note", arguments);
			}

			@Override
			void cut(LoopbackServer<?> server, OutputMode mode, String text) {
				if (mode == OutputMode.TOOLS) {
					((LoopbackAnthropic) server).answersCutToolCall("Note", text);
				}
				else {
					((LoopbackAnthropic) server).answersCut(text);
				}
			}
		},

		OLLAMA {
			@Override
			LoopbackServer<?> server() {
				return new LoopbackOllama();
			}

			@Override
			InstructorTemplate template(LoopbackServer<?> server) {
				return InstructorTemplate.create(((LoopbackOllama) server).chatClient());
			}

			@Override
			void text(LoopbackServer<?> server, String text) {
				((LoopbackOllama) server).answersText(text);
			}

			@Override
			void tool(LoopbackServer<?> server, String arguments) {
				((LoopbackOllama) server).answersToolCall("Note", arguments);
			}

			@Override
			void cut(LoopbackServer<?> server, OutputMode mode, String text) {
				((LoopbackOllama) server).answersCut(text);
			}
		};

		abstract LoopbackServer<?> server();

		abstract InstructorTemplate template(LoopbackServer<?> server);

		abstract void text(LoopbackServer<?> server, String text);

		abstract void tool(LoopbackServer<?> server, String arguments);

		abstract void cut(LoopbackServer<?> server, OutputMode mode, String text);

		/** How many pieces come before the first one of the answer. */
		int openingPieces(OutputMode mode) {
			return 0;
		}

	}

}
