package io.github.instructorspring;

import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.core.ParameterizedTypeReference;

import io.github.instructorspring.schema.SchemaDialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class SchemaPreviewTests {

	private final LoopbackModel model = new LoopbackModel();

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void showsWhatACallWouldSendAndAsksNobody() {
		ChatMemory memory = MessageWindowChatMemory.builder().build();
		InstructorTemplate instructor = InstructorTemplate
			.create(ChatClient.builder(this.model.chatModel("gpt-4o-mini"))
				.defaultAdvisors((advisors) -> advisors.advisors(MessageChatMemoryAdvisor.builder(memory).build())
					.param(ChatMemory.CONVERSATION_ID, "c1"))
				.build());
		SchemaPreview preview = instructor.schema(Invoice.class);
		assertThat(this.model.calls()).isZero();
		assertThat(memory.get("c1")).isEmpty();
		assertThat(preview.name()).isEqualTo("Invoice");
		assertThat(preview.mode()).isEqualTo(OutputMode.JSON_SCHEMA);
		assertThat(preview.modes()).containsExactlyInAnyOrder(OutputMode.TOOLS, OutputMode.JSON_SCHEMA, OutputMode.JSON,
				OutputMode.MD_JSON);
		assertThat(preview.schema().dialect()).isEqualTo(SchemaDialect.OPENAI_STRICT);
		assertThat(preview.schema().losses()).extracting(Object::toString)
			.containsExactly("Invoice.prices: map -> list of keys and values");
		assertThat(preview.in(OutputMode.MD_JSON).text()).contains("\"additionalProperties\":{\"type\":\"integer\"}");
		this.model.answersText("{\"number\":\"1\",\"prices\":[]}");
		instructor.create(Invoice.class, "text");
		assertThat(this.model.request(0).at("/response_format/json_schema/schema"))
			.hasToString(preview.schema().text());
	}

	@Test
	void showsWhyAResponseModelCannotBeUsed() {
		InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient("gpt-4o-mini"));
		assertThat(instructor.schema(Broken.class).problems()).singleElement().asString().startsWith("Broken.part: ");
		assertThat(instructor.schema(Invoice.class).problems()).isEmpty();
	}

	@Test
	void genericTypesAreShownToo() {
		InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient("gpt-4o-mini"));
		assertThat(instructor.schema(new ParameterizedTypeReference<List<Invoice>>() {
		}).name()).isEqualTo("InvoiceList");
	}

	@Test
	void modeThatTheModelDoesNotHaveIsRefused() {
		SchemaPreview preview = InstructorTemplate.create(this.model.chatClient()).schema(Invoice.class);
		assertThat(preview.in(OutputMode.AUTO)).isSameAs(preview.schema());
		assertThat(
				catchThrowable(() -> new SchemaPreview("X", OutputMode.JSON, Map.of(), List.of()).in(OutputMode.TOOLS)))
			.hasMessageContaining("does not have mode TOOLS");
	}

	record Invoice(@NotBlank String number, Map<String, Integer> prices) {
	}

	interface Part {

	}

	record Broken(Part part) {
	}

}
