package io.github.instructorspring.docs;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.ParameterizedTypeReference;

import io.github.instructorspring.Completion;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.bind.Coercion;
import io.github.instructorspring.json.Repair;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/lists.md.
 */
class ListsDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("lists.md");

	private static final String TASKS = """
			{"items":[{"title":"Book a room","due":"2026-11-27"},{"title":"Tell the team","due":null}]}""";

	private static final String WRONG = """
			{"items":[{"title":"Book a room","due":"2026-11-27"},{"title":" ","due":null}]}""";

	private static final List<Task> EXPECTED = List.of(new Task("Book a room", LocalDate.of(2026, 11, 27)),
			new Task("Tell the team", null));

	@Test
	void entities() {
		this.model.answersText(TASKS);
		assertThat(entities(this.instructor)).isEqualTo(EXPECTED);
		page.showsJson(sentSchema());
		page.showsJson(TASKS);
	}

	private List<Task> entities(InstructorTemplate instructor) {
		List<Task> tasks = instructor.prompt()
			.user("Book a room by Friday the 27th, and tell the team.")
			.responseModel(Task.class)
			.call()
			.entities();
		return tasks;
	}

	@Test
	void listByItsType() {
		this.model.answersText(TASKS);
		assertThat(listByItsType(this.instructor, "text")).isEqualTo(EXPECTED);
		page.showsJson(sentSchema());
	}

	private List<Task> listByItsType(InstructorTemplate instructor, String text) {
		List<Task> tasks = instructor.create(new ParameterizedTypeReference<List<Task>>() {
		}, text);
		return tasks;
	}

	@Test
	void listsOfListsSetsAndArraysByTheirType() {
		this.model.answersText("{\"items\":[[1],[2,3]]}", "{\"items\":[\"a\",\"b\"]}", "{\"items\":[4,5]}");
		assertThat(this.instructor.create(new ParameterizedTypeReference<List<List<Integer>>>() {
		}, "text")).containsExactly(List.of(1), List.of(2, 3));
		assertThat(this.instructor.create(new ParameterizedTypeReference<Set<String>>() {
		}, "text")).containsExactlyInAnyOrder("a", "b");
		assertThat(this.instructor.create(int[].class, "text")).containsExactly(4, 5);
	}

	@Test
	void plan() {
		this.model.answersText("{\"goal\":\"Party\",\"tasks\":[{\"title\":\"Cake\"}],\"people\":[\"Ada\",\"Ada\"]}");
		assertThat(plan(this.instructor, "text"))
			.isEqualTo(new Plan("Party", List.of(new Task("Cake", null)), Set.of("Ada")));
		assertThat(sentProperty("tasks").without("items"))
			.hasToString("{\"type\":\"array\",\"maxItems\":3,\"minItems\":1}");
		assertThat(sentProperty("people")).hasToString("""
				{"type":"array","items":{"type":"string","pattern":"\\\\S"},"description":"(uniqueItems: true)"}""");
	}

	private Plan plan(InstructorTemplate instructor, String text) {
		Plan plan = instructor.create(Plan.class, text);
		return plan;
	}

	@Test
	void noElementIsAGoodAnswerUnlessARuleSaysOtherwise() {
		this.model.answersText("{\"items\":[]}", "{\"goal\":\"Party\",\"tasks\":[],\"people\":[]}",
				"{\"goal\":\"Party\",\"tasks\":[{\"title\":\"Cake\"}],\"people\":[]}");
		assertThat(entities(this.instructor)).isEmpty();
		plan(this.instructor, "text");
		assertThat(asked()).contains("- tasks: found [], expected not to be empty");
	}

	@Test
	void nullAndAMissingListAreAskedAgain() {
		this.model.answersText("{\"items\":[null]}", "{\"items\":null}", TASKS, "{}", TASKS);
		entities(this.instructor);
		assertThat(sent(1)).contains("- items[0]: found null, expected not to be null");
		assertThat(sent(2)).contains("- items: found null, expected not to be null");
		entities(this.instructor);
		assertThat(asked()).contains("- items: found {}, expected to be an array");
	}

	@Test
	void oneElementIsAListOfOne() {
		this.model.answersText("{\"goal\":\"Party\",\"tasks\":{\"title\":\"Cake\"},\"people\":\"Ada\"}");
		Completion<Plan> completion = this.instructor.prompt()
			.user("text")
			.responseModel(Plan.class)
			.call()
			.completion();
		assertThat(completion.entity()).isEqualTo(new Plan("Party", List.of(new Task("Cake", null)), Set.of("Ada")));
		assertThat(completion.repairs()).containsExactly(new Repair(Coercion.VALUE_TO_LIST, -1, "tasks"),
				new Repair(Coercion.VALUE_TO_LIST, -1, "people"));
	}

	@Test
	void elementThatDoesNotFitIsNeverDropped() {
		this.model.answersText("{\"goal\":\"Party\",\"tasks\":[{\"title\":\"Cake\"},\"Wine\"],\"people\":[]}",
				"{\"goal\":\"Party\",\"tasks\":[{\"title\":\"Cake\"},{\"title\":\"Wine\"}],\"people\":[]}");
		assertThat(plan(this.instructor, "text").tasks()).hasSize(2);
		assertThat(asked()).contains("- tasks[1]: found \"Wine\", expected to be an object");
	}

	@Test
	void severalValuesAreTheirList() {
		this.model.answersText("{\"title\":\"Book a room\",\"due\":\"2026-11-27\"}\n{\"title\":\"Tell the team\"}");
		assertThat(entities(this.instructor)).isEqualTo(EXPECTED);
	}

	@Test
	void bareArrayIsTaken() {
		this.model.answersText("[{\"title\":\"Book a room\",\"due\":\"2026-11-27\"},{\"title\":\"Tell the team\"}]");
		assertThat(entities(this.instructor)).isEqualTo(EXPECTED);
	}

	@Test
	void wrongAnswer() {
		this.model.answersText(WRONG, TASKS);
		assertThat(entities(this.instructor)).isEqualTo(EXPECTED);
		page.showsJson(WRONG);
		page.showsText(asked());
	}

	record Task(@NotBlank String title, @Nullable LocalDate due) {
	}

	record Plan(String goal, @NotEmpty @Size(max = 3) List<Task> tasks, Set<@NotBlank String> people) {
	}

}
