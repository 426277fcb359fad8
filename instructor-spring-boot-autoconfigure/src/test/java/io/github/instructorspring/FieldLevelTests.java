package io.github.instructorspring;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.ai.tool.annotation.Tool;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Re-asks that keep the valid part of an answer.
 */
class FieldLevelTests {

	private static final String TEXT = "Ada lives in London and works in Paris.";

	private static final String CUSTOMER = """
			{"name":"Ada","addresses":[{"street":"High St","zip":"12345"},{"street":"Rue A","zip":"7500"}]}""";

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.builder(this.model.chatClient())
		.retry((policy) -> policy.fieldLevel(true))
		.build();

	@AfterEach
	void stop() {
		this.model.close();
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON_SCHEMA", "JSON" })
	void oneBadFieldOfFortyIsAskedForAlone(OutputMode mode) {
		ObjectNode bad = forty();
		bad.put("field10", 900);
		answers(mode, "Forty", bad.toString());
		answers(mode, "FortyPart", "{\"field10\":90}");
		Completion<Forty> completion = ask(Forty.class, mode).call().completion();
		ObjectNode merged = forty();
		merged.put("field10", 90);
		assertThat(JsonMapper.shared().<JsonNode>valueToTree(completion.entity())).isEqualTo(merged);
		assertThat(this.model.calls()).isEqualTo(2);
		JsonNode first = schema(0, mode);
		JsonNode second = schema(1, mode);
		assertThat(second.path("properties").propertyNames()).containsExactly("field10");
		assertThat(second.toString().length()).isLessThan(first.toString().length() / 4);
		assertThat(this.model.request(1).toString().length()).isLessThan(this.model.request(0).toString().length() / 2);
		assertThat(completion.usage().getTotalTokens()).isEqualTo(this.model.billedTokens());
		assertThat(completion.attempts()).hasSize(2);
		GoldenJson.assertEqual("field-level-" + mode.name().toLowerCase(Locale.ROOT), this.model.request(1));
	}

	@Test
	void elementOfAListIsShownWithWhatIsAskedOfIt() {
		this.model.answersToolCall("Customer", CUSTOMER).answersToolCall("CustomerPart", "{\"zip\":\"75001\"}");
		Customer customer = ask(Customer.class, OutputMode.TOOLS).call().entity();
		assertThat(customer.addresses()).containsExactly(new Address("High St", "12345"),
				new Address("Rue A", "75001"));
		assertThat(lastMessage(1)).contains("- addresses[1].zip: found \"7500\", expected to have five digits")
			.contains("{\"addresses[1]\":{\"street\":\"Rue A\",\"zip\":\"7500\"}}")
			.doesNotContain("High St");
		assertThat(schema(1, OutputMode.TOOLS).at("/properties/zip/description").asString())
			.startsWith("addresses[1].zip");
	}

	@Test
	void whatIsNotOfTheTypeIsAskedForAlone() {
		ObjectNode bad = forty();
		bad.putObject("field10");
		bad.remove("field11");
		this.model.answersToolCall("Forty", bad.toString())
			.answersToolCall("FortyPart", "{\"field10\":90,\"field11\":\"eleven\"}");
		Forty forty = ask(Forty.class, OutputMode.TOOLS).call().entity();
		assertThat(forty.field10()).isEqualTo(90);
		assertThat(forty.field11()).isEqualTo("eleven");
		assertThat(schema(1, OutputMode.TOOLS).path("properties").propertyNames()).containsExactly("field10",
				"field11");
	}

	@Test
	void partThatCannotBeReadIsAskedForAgain() {
		this.model.answersToolCall("Customer", CUSTOMER)
			.answersToolCall("CustomerPart", "{\"zip\":{\"code\":[]}}")
			.answersText("I do not know.")
			.answersToolCall("CustomerPart", "{\"zip\":\"75001\"}");
		Completion<Customer> completion = ask(Customer.class, OutputMode.TOOLS).maxRetries(3).call().completion();
		assertThat(completion.entity().addresses().get(1).zip()).isEqualTo("75001");
		assertThat(completion.attempts().get(1).violations()).extracting(Violation::path)
			.containsExactly("addresses[1].zip");
		assertThat(completion.attempts()).extracting((attempt) -> attempt.failure().map(AttemptFailure::stage))
			.extracting((stage) -> stage.orElse(null))
			.containsExactly(FailureStage.VALIDATION, FailureStage.BINDING, FailureStage.EXTRACTION, null);
		assertThat(schema(3, OutputMode.TOOLS)).isEqualTo(schema(1, OutputMode.TOOLS));
		JsonNode messages = this.model.request(3).path("messages");
		assertThat(messages.path(0).path("content").asString()).isEqualTo(TEXT);
		assertThat(messages.path(1)).isEqualTo(this.model.request(1).path("messages").path(1));
		assertThat(messages.path(2).path("content").asString()).contains("I do not know.");
		assertThat(messages).hasSize(4);
	}

	@Test
	void otherPartsOfTheMergedAnswerAreAskedForNext() {
		this.model.answersToolCall("Range", "{\"from\":-1,\"to\":5}")
			.answersToolCall("RangePart", "{\"from\":9}")
			.answersToolCall("Range", "{\"from\":1,\"to\":5}");
		Range range = ask(Range.class, OutputMode.TOOLS).call().entity();
		assertThat(range).isEqualTo(new Range(1, 5));
		// The second error is one of the whole, which therefore goes back as a whole.
		assertThat(this.model.request(2).at("/tools/0/function/name").asString()).isEqualTo("Range");
		assertThat(this.model.request(2).path("messages").path(1).path("content").asString())
			.contains("{\"from\":9,\"to\":5}");
		assertThat(lastMessage(2)).contains("from must not be after to");
	}

	@Test
	void repeatedPartEndsTheCall() {
		this.model.answersToolCall("Customer", CUSTOMER)
			.answersToolCall("CustomerPart", "{\"zip\":\"7500\"}")
			.answersToolCall("CustomerPart", "{\"zip\":\"75001\"}");
		RetriesExhaustedException exception = catchThrowableOfType(RetriesExhaustedException.class,
				() -> ask(Customer.class, OutputMode.TOOLS).maxRetries(5).call().entity());
		assertThat(exception.repeated()).isTrue();
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(exception.usage().getTotalTokens()).isEqualTo(this.model.billedTokens());
		assertThat(exception.lastCandidate()).get().extracting("name").isEqualTo("Ada");
	}

	@Test
	void answerThatHoldsNoJsonIsAskedForAsAWhole() {
		this.model.answersText("I do not know.").answersToolCall("Range", "{\"from\":1,\"to\":5}");
		assertThat(ask(Range.class, OutputMode.TOOLS).call().entity()).isEqualTo(new Range(1, 5));
		assertThat(this.model.request(1).path("tools")).isEqualTo(this.model.request(0).path("tools"));
	}

	@Test
	void callersToolsMayBeUsedForAPart() {
		this.model.answersToolCall("Customer", CUSTOMER)
			.answersToolCall("zipOf", "{\"street\":\"Rue A\"}")
			.answersToolCall("CustomerPart", "{\"zip\":\"75001\"}");
		Customer customer = ask(Customer.class, OutputMode.TOOLS)
			.chatClient((request) -> request.tools(new Directory()))
			.call()
			.entity();
		assertThat(customer.addresses().get(1).zip()).isEqualTo("75001");
		List<String> roles = this.model.request(2)
			.path("messages")
			.valueStream()
			.map((message) -> message.path("role").asString())
			.toList();
		assertThat(roles).containsExactly("user", "user", "assistant", "tool");
	}

	@Test
	void listOfEntitiesIsMendedInPlace() {
		String good = "{\"from\":1,\"to\":5}";
		this.model.answersToolCall("RangeList", "{\"items\":[" + good + ",{\"from\":-2,\"to\":5}," + good + "]}")
			.answersToolCall("RangeListPart", "{\"from\":2}");
		List<Range> ranges = ask(Range.class, OutputMode.TOOLS).call().entities();
		assertThat(ranges).containsExactly(new Range(1, 5), new Range(2, 5), new Range(1, 5));
	}

	@Test
	void wholeAnswerIsAskedForUnlessThePolicySaysOtherwise() {
		this.model.answersToolCall("Customer", CUSTOMER).answersToolCall("Customer", CUSTOMER.replace("7500", "75001"));
		ask(Customer.class, OutputMode.TOOLS, (spec) -> spec.retry((policy) -> policy.fieldLevel(false))).call()
			.entity();
		assertThat(this.model.request(1).path("tools")).isEqualTo(this.model.request(0).path("tools"));
	}

	private <T> ResponseModelSpec<T> ask(Class<T> type, OutputMode mode) {
		return this.instructor.prompt().user(TEXT).mode(mode).responseModel(type);
	}

	private <T> ResponseModelSpec<T> ask(Class<T> type, OutputMode mode, Consumer<ResponseModelSpec<T>> edit) {
		ResponseModelSpec<T> spec = ask(type, mode);
		edit.accept(spec);
		return spec;
	}

	private void answers(OutputMode mode, String tool, String answer) {
		if (mode == OutputMode.TOOLS) {
			this.model.answersToolCall(tool, answer);
		}
		else {
			this.model.answersText(answer);
		}
	}

	private JsonNode schema(int request, OutputMode mode) {
		JsonNode sent = this.model.request(request);
		return switch (mode) {
			case TOOLS -> sent.at("/tools/0/function/parameters");
			case JSON_SCHEMA -> sent.at("/response_format/json_schema/schema");
			default -> {
				String system = sent.at("/messages/0/content").asString();
				yield JsonMapper.shared().readTree(system.substring(system.indexOf('{')));
			}
		};
	}

	private String lastMessage(int request) {
		JsonNode messages = this.model.request(request).path("messages");
		return messages.path(messages.size() - 1).path("content").asString();
	}

	private static ObjectNode forty() {
		ObjectNode forty = JsonMapper.shared().createObjectNode();
		IntStream.rangeClosed(1, 40).forEach((number) -> {
			String name = String.format("field%02d", number);
			if (number % 4 == 2) {
				forty.put(name, number);
			}
			else {
				forty.put(name, "value " + number);
			}
		});
		return forty;
	}

	record Forty(@NotBlank String field01, @Min(0) @Max(150) int field02, @NotBlank String field03,
			@NotBlank String field04, @NotBlank String field05, @Min(0) @Max(150) int field06, @NotBlank String field07,
			@NotBlank String field08, @NotBlank String field09, @Min(0) @Max(150) int field10, @NotBlank String field11,
			@NotBlank String field12, @NotBlank String field13, @Min(0) @Max(150) int field14, @NotBlank String field15,
			@NotBlank String field16, @NotBlank String field17, @Min(0) @Max(150) int field18, @NotBlank String field19,
			@NotBlank String field20, @NotBlank String field21, @Min(0) @Max(150) int field22, @NotBlank String field23,
			@NotBlank String field24, @NotBlank String field25, @Min(0) @Max(150) int field26, @NotBlank String field27,
			@NotBlank String field28, @NotBlank String field29, @Min(0) @Max(150) int field30, @NotBlank String field31,
			@NotBlank String field32, @NotBlank String field33, @Min(0) @Max(150) int field34, @NotBlank String field35,
			@NotBlank String field36, @NotBlank String field37, @Min(0) @Max(150) int field38, @NotBlank String field39,
			@NotBlank String field40) {
	}

	record Address(@NotBlank String street, @Pattern(regexp = "\\d{5}", message = "must have five digits") String zip) {
	}

	record Customer(@NotBlank String name, List<Address> addresses) {
	}

	record Range(@Min(0) int from, int to) {

		@AssertTrue(message = "from must not be after to")
		boolean isOrdered() {
			return this.from <= this.to;
		}

	}

	static class Directory {

		@Tool(description = "The zip code of a street")
		String zipOf(String street) {
			return "75001";
		}

	}

}
