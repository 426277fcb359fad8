package io.github.instructorspring.docs;

import java.util.Set;

import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.client.ChatClient;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.InstructorException;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.OutputMode;
import io.github.instructorspring.ProviderModes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The examples of docs/modes.md.
 */
class ModesDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("modes.md");

	private static final String OSLO = "{\"name\":\"Oslo\",\"inhabitants\":720000}";

	@Test
	void whatIsSent() {
		this.model.answersToolCall("City", OSLO).answersText(OSLO, OSLO);
		for (OutputMode mode : new OutputMode[] { OutputMode.TOOLS, OutputMode.JSON_SCHEMA, OutputMode.JSON }) {
			this.instructor.prompt().user("Oslo").mode(mode).responseModel(City.class).call().entity();
			ObjectNode request = (ObjectNode) this.model.request(this.model.calls() - 1).deepCopy();
			request.remove("messages");
			request.remove("tools");
			page.showsJson(request);
		}
	}

	@Test
	void modeOfACall() {
		this.model.answersText(OSLO);
		City city = instructor.prompt()
			.user("Oslo has 720,000 inhabitants.")
			.mode(OutputMode.JSON)
			.responseModel(City.class)
			.call()
			.entity();
		assertThat(city).isEqualTo(new City("Oslo", 720_000));
		assertThat(this.instructor.schema(City.class).mode()).isEqualTo(OutputMode.JSON_SCHEMA);
	}

	@Test
	void modeThatIsNotThere() {
		ProviderModes modes = new ProviderModes("perplexity", OutputMode.AUTO, OutputMode.MD_JSON,
				Set.of(OutputMode.MD_JSON, OutputMode.JSON_SCHEMA));
		InstructorTemplate template = InstructorTemplate
			.create(modes.addTo(ChatClient.builder(this.model.chatModel("sonar"))).build());
		InstructorException exception = catchThrowableOfType(InstructorException.class,
				() -> template.prompt().user("Oslo").mode(OutputMode.TOOLS).responseModel(City.class).call().entity());
		page.showsText(String.valueOf(exception.getMessage()));
	}

	record City(String name, @Positive int inhabitants) {
	}

}
