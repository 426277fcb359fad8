package io.github.instructorspring.docs;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.IncompleteResponseException;
import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.InstructorOperations.StreamSpec;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackAnthropic;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.LoopbackOllama;
import io.github.instructorspring.LoopbackServer;
import io.github.instructorspring.OutputMode;
import io.github.instructorspring.OversizedResponseException;
import io.github.instructorspring.Partial;
import io.github.instructorspring.PartialDelta;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.bind.PathState;
import io.github.instructorspring.bind.StreamAtomic;
import io.github.instructorspring.bind.StreamLimitException;
import io.github.instructorspring.bind.StreamLimits;
import io.github.instructorspring.retry.TruncationPolicy;
import io.github.instructorspring.stream.OpenAiTapInterceptor;
import io.github.instructorspring.stream.ToolArgumentTap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The examples and tables of docs/stream-partial.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class StreamPartialDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("stream-partial.md");

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String TEXT = "Twelve of us start the pilot on the 27th.";

	private static final String ANSWER = """
			{"title":"Kick-off of the pilot","date":"2026-11-27","seats":12,"people":["Ada Lovelace","Sam"]}""";

	private static final String REJECTED = ANSWER.replace("12,", "120,");

	private static final Meeting MEETING = new Meeting("Kick-off of the pilot", LocalDate.of(2026, 11, 27), 12,
			List.of("Ada Lovelace", "Sam"));

	@Test
	void usage(CapturedOutput output) {
		this.model.streamsPiecesOf(16).answersText(ANSWER);
		print(partials(this.instructor, TEXT));
		page.showsJson(ANSWER);
		page.showsText(printed(output, "Meeting["));
		assertThat(output.getOut().strip()).endsWith(MEETING.toString());
		assertThat(this.model.request(0).at("/response_format/type").asString()).isEqualTo("json_schema");
	}

	private Flux<Meeting> partials(InstructorTemplate instructor, String text) {
		// @formatter:off
		Flux<Meeting> partials = instructor.prompt().user(text).responseModel(Meeting.class).stream().partials();
		// @formatter:on
		return partials;
	}

	private void print(Flux<Meeting> partials) {
		// @formatter:off
		partials.doOnNext(System.out::println).blockLast();
		// @formatter:on
	}

	private static String printed(CapturedOutput output, String start) {
		return output.getOut().substring(output.getOut().indexOf(start)).strip();
	}

	@Test
	void waysToLook() {
		assertThat(names("of `stream()`")).containsExactlyInAnyOrder(methods(StreamSpec.class));
		this.model.answersText(REJECTED, ANSWER, ANSWER);
		StreamSpec<Meeting> stream = ask().stream();
		assertThat(this.model.calls()).isZero();
		assertThat(stream.completion().block(PATIENCE)).isNotNull()
			.satisfies((completion) -> assertThat(completion.attempts()).hasSize(2));
		assertThat(stream.entity().block(PATIENCE)).isEqualTo(MEETING);
		assertThat(this.model.calls()).isEqualTo(3);
	}

	@Test
	void subscribersMayShareACall() {
		this.model.answersText(ANSWER);
		Mono<Meeting> cached = ask().stream().entity().cache();
		assertThat(cached.block(PATIENCE)).isEqualTo(cached.block(PATIENCE)).isEqualTo(MEETING);
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void whatAPartialShows() {
		List<List<String>> rows = page.rows("the answer so far | what the object has").toList();
		assertThat(rows).hasSize(25);
		for (List<String> row : rows) {
			Partial<Order> last = lastOf(row.get(0));
			assertThat(shown(last.value())).as(row.toString()).isEqualTo(order(row.get(1)));
			assertThat(last.complete()).isFalse();
		}
		for (String nothing : List.of("{", "Sure: ", "<think>{\"note\":\"x\"")) {
			assertThat(snapshots(nothing)).as(nothing).isEmpty();
		}
	}

	@Test
	void partsThatComeWhole() {
		List<List<String>> rows = page.rows("the answer so far | what the invoice has").toList();
		assertThat(rows).hasSize(3);
		for (List<String> row : rows) {
			ObjectNode invoice = (ObjectNode) JsonMapper.shared()
				.readTree("{\"number\":null,\"address\":null,\"positions\":[]}");
			JsonMapper.shared().readTree(row.get(1)).forEachEntry(invoice::set);
			JsonNode shown = JsonMapper.shared().valueToTree(last(snapshots(row.get(0), Invoice.class)).value());
			assertThat(shown).as(row.toString()).isEqualTo(invoice);
		}
	}

	private Partial<Order> lastOf(String prefix) {
		List<Partial<Order>> snapshots = snapshots(prefix);
		assertThat(snapshots).as(prefix).isNotEmpty();
		return last(snapshots);
	}

	private static <E> E last(List<E> elements) {
		return elements.get(elements.size() - 1);
	}

	private List<Partial<Order>> snapshots(String prefix) {
		return snapshots(prefix, Order.class);
	}

	/**
	 * What is seen of an answer before it is found out to be cut.
	 */
	private <E> List<Partial<E>> snapshots(String prefix, Class<E> type) {
		this.model.streamsPiecesOf(7).answersCut(prefix, "length");
		List<Partial<E>> snapshots = new ArrayList<>();
		StepVerifier.create(this.instructor.prompt().user(TEXT).responseModel(type).stream().snapshots())
			.thenConsumeWhile((snapshot) -> true, snapshots::add)
			.expectError(IncompleteResponseException.class)
			.verify(PATIENCE);
		return snapshots;
	}

	private static JsonNode order(String shown) {
		ObjectNode order = (ObjectNode) JsonMapper.shared()
			.readTree(
					"""
							{"note":null,"total":0,"paid":false,"status":null,"date":null,"tags":[],"sizes":[],"codes":[],"labels":{},\
							"nick":null,"address":null,"stops":[],"payment":null,"customer":null}""");
		JsonMapper.shared().readTree(shown).forEachEntry(order::set);
		return order;
	}

	private static JsonNode shown(Order order) {
		ObjectNode shown = JsonMapper.shared().valueToTree(order);
		if (order.payment() != null) {
			ObjectNode payment = JsonMapper.shared()
				.createObjectNode()
				.put("type", order.payment().getClass().getSimpleName());
			payment.setAll((ObjectNode) shown.path("payment"));
			shown.set("payment", payment);
		}
		return shown;
	}

	@Test
	void listAsTheAnswerGrows() {
		this.model.streamsPiecesOf(5).answersText("{\"items\":[\"Ada Lovelace\",\"Sam\"]}");
		List<List<String>> lists = this.instructor.prompt()
			.user(TEXT)
			.responseModel(new ParameterizedTypeReference<List<String>>() {
			})
			.stream()
			.partials()
			.collectList()
			.block(PATIENCE);
		assertThat(lists).isNotNull().contains(List.of("Ada "), List.of("Ada Lovelace", "Sam"));
	}

	@Test
	void longTextsComeInLargerSteps() {
		this.model.streamsPiecesOf(8).answersText(ANSWER.replace("pilot", "pilot ".repeat(2000)));
		List<Meeting> partials = partials(this.instructor, TEXT).collectList().block(PATIENCE);
		assertThat(partials).isNotNull()
			.hasSizeBetween(120, 400)
			.extracting((meeting) -> Objects.requireNonNullElse(meeting.title(), "").length())
			.isSorted();
	}

	@Test
	void snapshotsTellWhatHasCome() {
		this.model.streamsPiecesOf(16).answersText(ANSWER);
		List<String> seats = seats(snapshots(this.instructor, TEXT)).collectList().block(PATIENCE);
		assertThat(seats).isNotNull().startsWith("seats to come").endsWith("12 seats");
		assertThat(names("of a snapshot")).containsExactlyInAnyOrder(methods(Partial.class));
		List<List<String>> rows = page.rows("the answer so far | path").toList();
		assertThat(rows).hasSize(6).extracting((row) -> row.get(2)).contains("MISSING", "PARTIAL", "COMPLETE");
		for (List<String> row : rows) {
			assertThat(lastOf(row.get(0)).state(row.get(1))).as(row.toString())
				.isEqualTo(PathState.valueOf(row.get(2)));
		}
		assertThat(lastOf("{\"tags\":[\"new\",\"urg").cursor()).isEqualTo("tags[1]");
		assertThat(lastOf("{\"note\":\"Please").toString()).doesNotContain("Please");
	}

	private Flux<Partial<Meeting>> snapshots(InstructorTemplate instructor, String text) {
		// @formatter:off
		Flux<Partial<Meeting>> snapshots = instructor.prompt()
			.user(text)
			.responseModel(Meeting.class)
			.stream()
			.snapshots();
		// @formatter:on
		return snapshots;
	}

	private Flux<String> seats(Flux<Partial<Meeting>> snapshots) {
		// @formatter:off
		Flux<String> seats = snapshots.map((snapshot) -> (snapshot.state("seats") == PathState.COMPLETE)
				? snapshot.value().seats() + " seats" : "seats to come");
		// @formatter:on
		return seats;
	}

	private static List<String> names(String heading) {
		return page.rows(heading).map((row) -> row.get(0).replaceAll("\\(.*", "")).toList();
	}

	private static String[] methods(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers()))
			.map(Method::getName)
			.filter((name) -> !name.equals("toString"))
			.distinct()
			.toArray(String[]::new);
	}

	@Test
	void deltasMakeTheObject() throws Exception {
		this.model.streamsPiecesOf(16).answersText(ANSWER);
		List<PartialDelta> deltas = deltas(this.instructor, TEXT).collectList().block(PATIENCE);
		assertThat(deltas).isNotNull();
		JsonMapper mapper = JsonMapper.shared();
		page.showsText(deltas.stream().map(mapper::writeValueAsString).collect(Collectors.joining("\n")));
		assertThat(names("`op`")).containsExactlyElementsOf(Arrays.stream(PartialDelta.Operation.values())
			.map((operation) -> mapper.convertValue(operation, String.class))
			.toList());
		// The last step alone would be enough.
		String steps = mapper.writeValueAsString(deltas.subList(0, deltas.size() - 1));
		assertThat(mapper.readTree(applied(steps))).isEqualTo(mapper.readTree(ANSWER));
		assertThat(applied("[{\"op\":\"set\",\"path\":\"\",\"value\":{\"a/b~\":[]}},"
				+ "{\"op\":\"add\",\"path\":\"/a~1b~0\",\"value\":\"x\"}]"))
			.isEqualTo("{\"a/b~\":[\"x\"]}");
		assertThat(applied("[{\"op\":\"set\",\"path\":\"\",\"value\":[]},"
				+ "{\"op\":\"add\",\"path\":\"\",\"value\":\"x\"},{\"op\":\"append\",\"path\":\"/0\",\"value\":\"y\"}]"))
			.isEqualTo("[\"xy\"]");
	}

	private Flux<PartialDelta> deltas(InstructorTemplate instructor, String text) {
		// @formatter:off
		Flux<PartialDelta> deltas = instructor.prompt().user(text).responseModel(Meeting.class).stream().deltas();
		// @formatter:on
		return deltas;
	}

	/**
	 * What the function of the page makes of some steps, where there is a Node to run it.
	 */
	private static String applied(String steps) throws IOException, InterruptedException {
		String text = DocumentationTests.page("stream-partial.md");
		String function = text.substring(text.indexOf("```js\n") + 6, text.indexOf("```", text.indexOf("```js\n") + 6));
		String script = function + "console.log(JSON.stringify(" + steps + ".reduce(apply, null)));";
		Process node;
		try {
			node = new ProcessBuilder("node", "-e", script).start();
		}
		catch (IOException ex) {
			return abort("There is no Node");
		}
		String printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(node.waitFor()).isZero();
		return printed.strip();
	}

	@Test
	void rejectedAnswer(CapturedOutput output) {
		this.model.streamsPiecesOf(48).answersText(REJECTED, ANSWER);
		printAttempts(snapshots(this.instructor, TEXT));
		page.showsJson(REJECTED);
		page.showsText(printed(output, "1: Meeting["));
	}

	private void printAttempts(Flux<Partial<Meeting>> snapshots) {
		// @formatter:off
		snapshots.doOnNext((snapshot) -> System.out.println(snapshot.attempt() + ": " + snapshot.value())).blockLast();
		// @formatter:on
	}

	@Test
	void endsOfACall(CapturedOutput output) {
		this.model.answersText(REJECTED);
		assertThatExceptionOfType(RetriesExhaustedException.class)
			.isThrownBy(() -> ask().maxRetries(0).stream().partials().blockLast(PATIENCE));
		this.model.answersCut(ANSWER.substring(0, 40), "length");
		assertThatExceptionOfType(IncompleteResponseException.class)
			.isThrownBy(() -> ask().stream().partials().blockLast(PATIENCE));
		assertThat(output).contains("MessageAggregator", "Aggregation Error").doesNotContain("Kick-off");
		this.model.answersText("{" + " ".repeat(9000) + "}");
		assertThatExceptionOfType(OversizedResponseException.class)
			.isThrownBy(() -> ask().stream().partials().blockLast(PATIENCE));
	}

	@Test
	void limits() {
		Map<String, String> defaults = new LinkedHashMap<>();
		for (Method method : StreamLimits.class.getDeclaredMethods()) {
			if (method.getName().startsWith("max")) {
				defaults.put(method.getName(),
						String.valueOf(ReflectionUtils.invokeMethod(method, StreamLimits.defaults())));
			}
		}
		assertThat(page.rows("limit").collect(Collectors.toMap((row) -> row.get(0), (row) -> row.get(1))))
			.isEqualTo(defaults);
		this.model.answersText("{" + " ".repeat(600) + ANSWER.substring(1));
		assertThat(ask().stream().entity().block(PATIENCE)).isEqualTo(MEETING);
		this.model.answersText("{" + " ".repeat(600) + ANSWER.substring(1));
		OversizedResponseException exception = catchThrowableOfType(OversizedResponseException.class,
				() -> strict(this.instructor).prompt()
					.user(TEXT)
					.responseModel(Meeting.class)
					.stream()
					.entity()
					.block(PATIENCE));
		assertThat(exception.limit()).isEqualTo(StreamLimitException.Limit.BLANKS);
		assertThat(exception.attempts()).singleElement()
			.satisfies((attempt) -> assertThat(attempt.text()).startsWith("{ "));
	}

	private static InstructorTemplate strict(InstructorTemplate instructor) {
		// @formatter:off
		InstructorTemplate strict = instructor.mutate()
			.streamLimits((limits) -> limits.maxCharacters(100_000).maxBlanks(500))
			.build();
		// @formatter:on
		return strict;
	}

	@Test
	void cancellingClosesTheConnection() throws InterruptedException {
		// More than a connection can swallow before the subscriber is done.
		this.model.streamsPiecesOf(64).answersText(ANSWER.replace("pilot", "pilot ".repeat(500_000)));
		assertThat(partials(tapped(options()), TEXT).blockFirst(PATIENCE)).isNotNull();
		assertThat(this.model.awaitsHangUp(PATIENCE)).isTrue();
	}

	@Test
	void partsAndRestsShowInTheResultOnly() {
		this.model.answersText(REJECTED).answersText("{\"seats\":12}");
		assertThat(shownOf(ask().retry((policy) -> policy.fieldLevel(true)))).last()
			.satisfies((last) -> assertThat(last.attempt()).isEqualTo(2))
			.extracting(Partial::value)
			.isEqualTo(MEETING);
		this.model.answersCut(ANSWER.substring(0, 40), "length").answersText(ANSWER.substring(40));
		assertThat(shownOf(ask().retry((policy) -> policy.onTruncation(TruncationPolicy.CONTINUE)))).last()
			.extracting(Partial::value)
			.isEqualTo(MEETING);
	}

	/**
	 * The snapshots of a call whose second answer shows in the result only.
	 */
	private static List<Partial<Meeting>> shownOf(ResponseModelSpec<Meeting> spec) {
		List<Partial<Meeting>> snapshots = Objects
			.requireNonNull(spec.stream().snapshots().collectList().block(PATIENCE));
		assertThat(snapshots.subList(0, snapshots.size() - 1)).isNotEmpty()
			.allMatch((snapshot) -> snapshot.attempt() == 1);
		return snapshots;
	}

	@Test
	void partialsGoOnAfterATool() {
		this.model.answersToolCall("today", "{}").answersText(ANSWER);
		List<Meeting> partials = ask().chatClient((request) -> request.tools(new Calendar()))
			.stream()
			.partials()
			.collectList()
			.block(PATIENCE);
		assertThat(partials).isNotNull().hasSizeGreaterThan(3).endsWith(MEETING);
		assertThat(this.model.calls()).isEqualTo(2);
	}

	@Test
	void slowSubscriberGetsFewerAndTheLast() {
		this.model.streamsPiecesOf(1).answersText(ANSWER);
		List<Meeting> received = new CopyOnWriteArrayList<>();
		sent(partials(this.instructor, TEXT),
				(meeting) -> Mono.delay(Duration.ofMillis(250)).doOnNext((tick) -> received.add(meeting)).then())
			.block(PATIENCE);
		assertThat(received).hasSizeBetween(2, 15).endsWith(MEETING);
	}

	private Mono<Void> sent(Flux<Meeting> partials, Connection connection) {
		return new Sending(connection).sent(partials);
	}

	@Test
	void modes() {
		InstructorTemplate tapped = tapped(options());
		InstructorTemplate untapped = InstructorTemplate.create(this.model.chatClient());
		for (OutputMode mode : List.of(OutputMode.JSON_SCHEMA, OutputMode.JSON, OutputMode.MD_JSON)) {
			this.model.answersText(ANSWER, ANSWER);
			assertThat(count(untapped, mode)).as(mode.name()).isEqualTo(count(tapped, mode)).isGreaterThan(3);
		}
		this.model.answersToolCall("Meeting", ANSWER).answersToolCall("Meeting", ANSWER);
		assertThat(count(untapped, OutputMode.TOOLS)).isEqualTo(1);
		assertThat(count(tapped, OutputMode.TOOLS)).isGreaterThan(3);
		this.model.answersText(ANSWER, ANSWER);
		assertThat(count(untapped, OutputMode.AUTO)).isGreaterThan(3);
		assertThat(count(tapped, OutputMode.AUTO)).isGreaterThan(3);
		assertThat(page.rows("mode").flatMap((row) -> Arrays.stream(row.get(0).split(", "))))
			.containsExactlyInAnyOrderElementsOf(
					Arrays.stream(OutputMode.values()).map(OutputMode::name).collect(Collectors.toList()));
	}

	@Test
	void clientWithoutTheInterceptorShowsNothingOfTheTap() {
		this.model.answersToolCall("Meeting", ANSWER);
		InstructorTemplate half = InstructorTemplate.builder(this.model.chatClient())
			.toolArgumentTap(new ToolArgumentTap())
			.build();
		assertThat(count(half, OutputMode.TOOLS)).isEqualTo(1);
		assertThat(this.model.headers(0).toString()).doesNotContainIgnoringCase("instructor");
	}

	@Test
	void modesOfProviders() {
		List<List<String>> rows = page.rows("provider").toList();
		assertThat(rows).hasSize(5);
		for (List<String> row : rows) {
			String model = row.get(1).strip().split("[ ,:]")[0];
			try (LoopbackServer<?> server = server(row.get(0))) {
				InstructorTemplate instructor = InstructorTemplate.create(client(server, model));
				assertThat(instructor.schema(Meeting.class).mode()).as(model).hasToString(row.get(2).strip());
				assertThat(count(instructor, OutputMode.AUTO)).isGreaterThan(3);
				assertThat(streamed(server.request(0))).as(model).hasToString(row.get(3).strip());
			}
		}
	}

	private static LoopbackServer<?> server(String provider) {
		return switch (provider.strip()) {
			case "Anthropic" -> new LoopbackAnthropic().answersText(ANSWER);
			case "Ollama" -> new LoopbackOllama().answersText(ANSWER);
			default -> new LoopbackModel().answersText(ANSWER);
		};
	}

	private static ChatClient client(LoopbackServer<?> server, String model) {
		if (server instanceof LoopbackAnthropic anthropic) {
			return ChatClient.create(anthropic.chatModelBuilder(model).build());
		}
		return (server instanceof LoopbackOllama ollama)
				? ollama.chatClient(OllamaChatOptions.builder().model(model).build())
				: ((LoopbackModel) server).chatClient(model);
	}

	private static OutputMode streamed(JsonNode request) {
		boolean schema = Stream.of("response_format", "output_config", "format").anyMatch(request::has);
		return (schema) ? OutputMode.JSON_SCHEMA : OutputMode.MD_JSON;
	}

	private static int count(InstructorTemplate instructor, OutputMode mode) {
		List<Meeting> partials = instructor.prompt()
			.user(TEXT)
			.mode(mode)
			.responseModel(Meeting.class)
			.stream()
			.partials()
			.collectList()
			.block(PATIENCE);
		assertThat(partials).isNotNull().endsWith(MEETING);
		return partials.size();
	}

	private OpenAiChatOptions options() {
		return OpenAiChatOptions.builder()
			.baseUrl(this.model.baseUrl())
			.apiKey("test-key")
			.model("fake-model")
			.maxRetries(0)
			.build();
	}

	private InstructorTemplate tapped(OpenAiChatOptions options) {
		// @formatter:off
		ToolArgumentTap tap = new ToolArgumentTap();

		OpenAiChatModel chatModel = OpenAiChatModel.builder()
			.options(options)
			.httpClientBuilderCustomizer((client) -> client.interceptor(new OpenAiTapInterceptor(tap)))
			.build();

		InstructorTemplate tapped = InstructorTemplate.builder(ChatClient.create(chatModel)).toolArgumentTap(tap).build();
		// @formatter:on
		return tapped;
	}

	private ResponseModelSpec<Meeting> ask() {
		return this.instructor.prompt().user(TEXT).responseModel(Meeting.class);
	}

	record Meeting(@NotBlank String title, LocalDate date, @Max(20) int seats, List<String> people) {
	}

	// @formatter:off
	record Order(String note, int total, boolean paid, Status status, LocalDate date, List<String> tags,
			List<Integer> sizes, Set<String> codes, Map<String, String> labels, Optional<String> nick, Address address,
			List<Address> stops, Payment payment, Customer customer) {
	}
	// @formatter:on

	enum Status {

		OPEN, CLOSED

	}

	record Address(String street, int number) {
	}

	record Invoice(String number, @StreamAtomic Address address, List<Position> positions) {
	}

	@StreamAtomic
	record Position(String text, int amount) {
	}

	sealed interface Payment {

		record Card(String holder, int digits) implements Payment {
		}

		record Cash() implements Payment {
		}

	}

	record Customer(String name, int level) {

		Customer {
			Objects.requireNonNull(name);
			Assert.isTrue(level > 0, "A customer has a level");
		}

	}

	interface Connection {

		Mono<Void> send(Meeting meeting);

	}

	record Sending(Connection connection) {

		Mono<Void> sent(Flux<Meeting> partials) {
			// @formatter:off
			Mono<Void> sent = partials.concatMap((meeting) -> send(meeting), 0).then();
			// @formatter:on
			return sent;
		}

		private Mono<Void> send(Meeting meeting) {
			return this.connection.send(meeting);
		}

	}

	static class Calendar {

		@Tool(description = "The date of today")
		String today() {
			return "2026-11-23";
		}

	}

}
