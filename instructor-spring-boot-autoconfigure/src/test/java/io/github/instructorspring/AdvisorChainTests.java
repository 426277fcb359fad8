package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;

import jakarta.validation.constraints.Max;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.tool.annotation.Tool;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.LoopbackModel.Call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the other advisors of a call see: memory, tools, RAG.
 */
class AdvisorChainTests {

	private static final String VALID = "{\"city\":\"Oslo\",\"degrees\":7}";

	private static final String INVALID = "{\"city\":\"Oslo\",\"degrees\":700}";

	private final LoopbackModel model = new LoopbackModel();

	private final WeatherTool tool = new WeatherTool();

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void callWithToolAndTwoAttemptsLeavesOneCleanTurnInMemory() {
		ChatMemory memory = MessageWindowChatMemory.builder().build();
		this.model.answersToolCalls(List.of(new Call("t1", "weather", "{\"city\":\"Oslo\"}")))
			.answersToolCall("Report", INVALID)
			.answersToolCall("Report", VALID);
		Completion<Report> completion = withMemory(memory).prompt()
			.user("How warm is it in Oslo?")
			.chatClient((request) -> request.tools(this.tool)
				.advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, "c1")))
			.responseModel(Report.class)
			.call()
			.completion();
		assertThat(completion.entity()).isEqualTo(new Report("Oslo", 7));
		assertThat(this.tool.cities).containsExactly("Oslo");
		assertThat(memory.get("c1")).extracting(Message::getMessageType)
			.containsExactly(MessageType.USER, MessageType.ASSISTANT);
		assertThat(memory.get("c1")).extracting(Message::getText).containsExactly("How warm is it in Oslo?", VALID);
		assertThat(((AssistantMessage) memory.get("c1").get(1)).hasToolCalls()).isFalse();
		assertThat(completion.attempts()).as("a round of the caller's tools is no attempt").hasSize(2);
		assertThat(completion.usage().getTotalTokens()).as("but it is billed").isEqualTo(360);
	}

	@Test
	void lastAttemptThatIsAcceptedLeavesACleanTurnInMemoryToo() {
		ChatMemory memory = MessageWindowChatMemory.builder().build();
		this.model.answersToolCall("Report", INVALID).answersToolCall("Report", INVALID);
		Report report = withMemory(memory).prompt()
			.user("How warm is it in Oslo?")
			.chatClient((request) -> request.advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, "c1")))
			.acceptLastAttempt()
			.responseModel(Report.class)
			.call()
			.entity();
		assertThat(report).isEqualTo(new Report("Oslo", 700));
		assertThat(memory.get("c1")).extracting(Message::getText).containsExactly("How warm is it in Oslo?", INVALID);
	}

	@Test
	void toolsOfTheCallerAreOfferedBesideTheResponseModelAndSomeToolIsRequired() {
		this.model.answersToolCalls(List.of(new Call("t1", "weather", "{\"city\":\"Oslo\"}")))
			.answersToolCall("Report", VALID);
		report();
		JsonNode request = this.model.request(0);
		assertThat(request.path("tools").valueStream().map((tool) -> tool.at("/function/name").asString()))
			.containsExactly("weather", "Report");
		assertThat(request.path("tool_choice").asString()).isEqualTo("required");
		assertThat(request.has("parallel_tool_calls")).isFalse();
		assertThat(
				this.model.request(1).path("messages").valueStream().map((message) -> message.path("role").asString()))
			.containsExactly("user", "assistant", "tool");
	}

	@Test
	void answerBesideACallOfTheCallersToolWaitsForTheTool() {
		this.model.answersToolCalls(List.of(new Call("t1", "weather", "{\"city\":\"Oslo\"}"),
				new Call("t2", "Report", "{\"city\":\"Oslo\",\"degrees\":99}")))
			.answersToolCall("Report", VALID);
		assertThat(report()).isEqualTo(new Report("Oslo", 7));
		assertThat(this.tool.cities).containsExactly("Oslo");
		assertThat(this.model.request(1).at("/messages/1/tool_calls").size()).isEqualTo(1);
	}

	@Test
	void toolsOfTheCallerWorkInTextModesToo() {
		this.model.answersToolCalls(List.of(new Call("t1", "weather", "{\"city\":\"Oslo\"}")))
			.answersText(INVALID, VALID);
		Report report = InstructorTemplate.create(this.model.chatClient())
			.prompt()
			.user("How warm is it in Oslo?")
			.mode(OutputMode.JSON_SCHEMA)
			.chatClient((request) -> request.tools(this.tool))
			.responseModel(Report.class)
			.call()
			.entity();
		assertThat(report).isEqualTo(new Report("Oslo", 7));
		assertThat(this.tool.cities).containsExactly("Oslo");
		assertThat(this.model.calls()).isEqualTo(3);
	}

	@Test
	void findingsStayInTheConversationWhenTheModelCallsAToolBeforeItCorrectsItself() {
		this.model.answersToolCall("Report", INVALID)
			.answersToolCalls(List.of(new Call("t1", "weather", "{\"city\":\"Oslo\"}")))
			.answersToolCall("Report", VALID);
		assertThat(report()).isEqualTo(new Report("Oslo", 7));
		List<JsonNode> messages = this.model.request(2).path("messages").valueStream().toList();
		assertThat(messages).extracting((message) -> message.path("role").asString())
			.containsExactly("user", "assistant", "tool", "assistant", "tool");
		assertThat(messages.get(2).path("content").asString()).contains("- degrees: found 700");
		assertThat(messages.get(4).path("content").asString()).contains("7 degrees");
	}

	@Test
	void whatLeavesTheAdvisorIsTheJsonWithoutTheTextAroundIt() {
		CountingAdvisor advisor = new CountingAdvisor();
		this.model.answersText("<think>7 or 8?</think>Here you are:\n```json\n" + VALID + "\n```");
		InstructorTemplate.create(this.model.chatClient())
			.prompt()
			.user("How warm is it in Oslo?")
			.mode(OutputMode.MD_JSON)
			.chatClient((request) -> request.advisors(advisor))
			.responseModel(Report.class)
			.call()
			.entity();
		assertThat(advisor.responses.get(0).getResult().getOutput().getText()).isEqualTo(VALID);
	}

	@Test
	void inventedToolInTextModeIsAskedAgain() {
		this.model.answersToolCalls(List.of(new Call("t1", "lookup", "{}"))).answersText(VALID);
		Report report = InstructorTemplate.create(this.model.chatClient())
			.prompt()
			.user("How warm is it in Oslo?")
			.mode(OutputMode.JSON_SCHEMA)
			.responseModel(Report.class)
			.call()
			.entity();
		assertThat(report).isEqualTo(new Report("Oslo", 7));
		assertThat(this.model.request(1).at("/messages/1/content").asString()).contains("does not exist");
	}

	@Test
	void advisorsOfTheCallerRunOncePerCallAndSeeTheSumOfItsUsage() {
		CountingAdvisor advisor = new CountingAdvisor();
		this.model.answersToolCall("Report", INVALID).answersToolCall("Report", VALID);
		InstructorTemplate.create(this.model.chatClient())
			.prompt()
			.user("How warm is it in Oslo?")
			.chatClient((request) -> request.advisors(advisor))
			.responseModel(Report.class)
			.call()
			.entity();
		assertThat(advisor.responses).hasSize(1);
		ChatResponse response = advisor.responses.get(0);
		assertThat(response.getMetadata().getUsage().getTotalTokens()).isEqualTo(240);
		assertThat(response.getResult().getOutput().getText()).isEqualTo(VALID);
		assertThat(response.hasToolCalls()).isFalse();
	}

	@Test
	void advisorThatAnswersInPlaceOfTheModelIsNamedAsTheReason() {
		assertThatExceptionOfType(InstructorException.class)
			.isThrownBy(() -> InstructorTemplate.create(this.model.chatClient())
				.prompt()
				.user("How warm is it in Oslo?")
				.chatClient((request) -> request.advisors(new BlockingAdvisor()))
				.responseModel(Report.class)
				.call()
				.entity())
			.withMessageContaining("advisor");
		assertThat(this.model.calls()).isZero();
	}

	private Report report() {
		return InstructorTemplate.create(this.model.chatClient())
			.prompt()
			.user("How warm is it in Oslo?")
			.chatClient((request) -> request.tools(this.tool))
			.responseModel(Report.class)
			.call()
			.entity();
	}

	private InstructorTemplate withMemory(ChatMemory memory) {
		return InstructorTemplate.create(ChatClient.builder(this.model.chatModel("fake-model"))
			.defaultAdvisors(MessageChatMemoryAdvisor.builder(memory).build())
			.build());
	}

	record Report(String city, @Max(60) int degrees) {
	}

	static class WeatherTool {

		private final List<String> cities = new ArrayList<>();

		@Tool(description = "The weather of a city")
		String weather(String city) {
			this.cities.add(city);
			return "7 degrees";
		}

	}

	private static class CountingAdvisor implements CallAdvisor {

		private final List<ChatResponse> responses = new ArrayList<>();

		@Override
		public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
			ChatClientResponse response = chain.nextCall(request);
			this.responses.add(response.chatResponse());
			return response;
		}

		@Override
		public String getName() {
			return "counting";
		}

		@Override
		public int getOrder() {
			return 0;
		}

	}

	private static final class BlockingAdvisor extends CountingAdvisor {

		@Override
		public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
			return ChatClientResponse.builder()
				.chatResponse(new ChatResponse(List.of(new Generation(new AssistantMessage("I must not say.")))))
				.build();
		}

	}

}
