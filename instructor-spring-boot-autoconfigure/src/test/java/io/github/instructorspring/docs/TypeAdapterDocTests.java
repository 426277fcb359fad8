package io.github.instructorspring.docs;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.ParameterizedTypeReference;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.OutputMode;
import io.github.instructorspring.RetriesExhaustedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of docs/type-adapter.md.
 */
class TypeAdapterDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("type-adapter.md");

	private static final String PAGE = """
			{"entries":[{"name":"Lamp","price":49.90},{"name":"shade","price":12.00}],"next":3}""";

	private static final String WRONG = """
			{"value":[{"key":"Hall","value":[{"name":"lamp","price":-1}]}]}""";

	private static final List<Product> LAMPS = List.of(new Product("Lamp", new BigDecimal("49.90")));

	@Test
	void productPage() {
		this.model.answersText(PAGE);
		assertThat(productPage(this.instructor))
			.isEqualTo(new Page<>(List.of(LAMPS.get(0), new Product("shade", new BigDecimal("12.00"))), 3));
		page.showsJson(sentSchema());
		page.showsJson(PAGE);
	}

	private Page<Product> productPage(InstructorTemplate instructor) {
		// @formatter:off
		Page<Product> page = instructor.create(new ParameterizedTypeReference<Page<Product>>() {
		}, "Lamp 49.90, shade 12.00, continued on page 3");
		// @formatter:on
		return page;
	}

	@Test
	void byRoom() {
		this.model.answersText("{\"value\":[{\"key\":\"Hall\",\"value\":[{\"name\":\"Lamp\",\"price\":49.90}]}]}");
		assertThat(byRoom(this.instructor)).isEqualTo(Map.of("Hall", LAMPS));
	}

	private Map<String, List<Product>> byRoom(InstructorTemplate instructor) {
		Map<String, List<Product>> byRoom = instructor.prompt()
			.user("Hall: lamp 49.90. Kitchen: shade 12.00.")
			.responseModel(new ParameterizedTypeReference<Map<String, List<Product>>>() {
			})
			.call()
			.entity();
		return byRoom;
	}

	@Test
	void typesOfTheTableAreNamedAndWrappedAsItSays() {
		Map<String, Type> types = new LinkedHashMap<>();
		types.put("Page<Product>", new ParameterizedTypeReference<Page<Product>>() {
		}.getType());
		types.put("Product", Product.class);
		types.put("List<Product>", new ParameterizedTypeReference<List<Product>>() {
		}.getType());
		types.put("Set<String>", new ParameterizedTypeReference<Set<String>>() {
		}.getType());
		types.put("Product[]", Product[].class);
		types.put("Map<String, Product>", new ParameterizedTypeReference<Map<String, Product>>() {
		}.getType());
		types.put("Integer", Integer.class);
		types.put("Optional<Product>", new ParameterizedTypeReference<Optional<Product>>() {
		}.getType());
		assertThat(page.rows("type")).extracting((row) -> row.get(0)).containsExactlyElementsOf(types.keySet());
		page.rows("type")
			.forEach((row) -> assertThat(nameAndWrapper(types.get(row.get(0)))).as(row.get(0))
				.isEqualTo(row.get(1) + " " + ((row.size() > 2) ? row.get(2) : "")));
	}

	private static String nameAndWrapper(Type type) {
		try (LoopbackModel provider = new LoopbackModel()) {
			provider.answersText("none");
			assertThatExceptionOfType(RetriesExhaustedException.class)
				.isThrownBy(() -> InstructorTemplate.create(provider.chatClient("gpt-4o-mini"))
					.prompt()
					.user("text")
					.mode(OutputMode.TOOLS)
					.responseModel(ParameterizedTypeReference.forType(type))
					.maxRetries(0)
					.call()
					.entity());
			JsonNode function = provider.request(0).at("/tools/0/function");
			String first = function.at("/parameters/properties").propertyNames().iterator().next();
			return function.path("name").asString() + " " + (first.matches("items|value") ? first : "");
		}
	}

	@Test
	void bareArrayIsTaken() {
		this.model.answersText("[{\"name\":\"Lamp\",\"price\":49.90}]");
		assertThat(this.instructor.create(new ParameterizedTypeReference<List<Product>>() {
		}, "text")).isEqualTo(LAMPS);
	}

	@Test
	void wrongAnswer() {
		this.model.answersText(WRONG, "{\"value\":[]}");
		assertThat(byRoom(this.instructor)).isEmpty();
		page.showsJson(WRONG);
		page.showsText(asked());
	}

	@Test
	void listOfAnythingGoesOutAsAToolThatIsNotStrict() {
		this.model.answersToolCall("List", "{\"items\":[1,\"a\",{\"b\":true}]}");
		assertThat((Object) this.instructor.create(List.class, "text")).isEqualTo(List.of(1, "a", Map.of("b", true)));
		assertThat(this.model.request(0).at("/tools/0/function/strict").asBoolean(true)).isFalse();
	}

	record Page<T>(@NotEmpty List<T> entries, @Nullable Integer next) {
	}

	record Product(@NotBlank String name, @Positive BigDecimal price) {
	}

}
