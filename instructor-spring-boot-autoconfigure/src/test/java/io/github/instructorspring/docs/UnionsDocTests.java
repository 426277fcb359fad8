package io.github.instructorspring.docs;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.UnsupportedResponseModelException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of docs/unions.md.
 */
class UnionsDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("unions.md");

	private static final String REFUND = """
			{"value":{"type":"Refund","amount":49.90,"currency":"EUR"}}""";

	private static final String NEGATIVE = """
			{"value":{"type":"Refund","amount":-1,"currency":"EUR"}}""";

	private static final String NONE = """
			{"value":{"type":"PayBack","amount":49.90}}""";

	@Test
	void action() {
		this.model.answersText(REFUND);
		assertThat(action(this.instructor)).isEqualTo("Refunded 49.90");
		page.showsJson(sentSchema());
		page.showsJson(REFUND);
	}

	private String action(InstructorTemplate instructor) {
		// @formatter:off
		Action action = instructor.create(Action.class, "Please pay back the 49.90 EUR.");

		String done = (action instanceof Action.Refund refund) ? "Refunded " + refund.amount() : "Escalated";
		// @formatter:on
		return done;
	}

	@Test
	void listAndComponentHaveTheSameChoice() {
		this.model.answersText("""
				{"items":[{"type":"Escalate","team":"Legal"}]}""", """
				{"actions":[{"type":"Escalate","team":"Legal"}],"last":{"type":"Escalate","team":"Legal"}}""");
		assertThat(this.instructor.prompt().user("text").responseModel(Action.class).call().entities())
			.containsExactly(new Action.Escalate("Legal"));
		Action.Escalate escalate = new Action.Escalate("Legal");
		assertThat(this.instructor.create(Plan.class, "text")).isEqualTo(new Plan(List.of(escalate), escalate));
		assertThat(sentProperty("items").at("/items/anyOf").size()).isEqualTo(2);
	}

	@Test
	void sum() {
		this.model.answersText("""
				{"value":{"type":"Plus","left":{"type":"Number","value":1},"right":{"type":"Number","value":2}}}""");
		assertThat(sum(this.instructor)).isEqualTo(new Sum.Plus(new Sum.Number(1), new Sum.Number(2)));
	}

	private Sum sum(InstructorTemplate instructor) {
		Sum sum = instructor.create(Sum.class, "1 + 2");
		return sum;
	}

	@Test
	void payment() {
		this.model.answersText("{\"value\":{\"kind\":\"cash\",\"amount\":3}}");
		assertThat(payment(this.instructor, "text")).isEqualTo(new Cash(new BigDecimal(3)));
		page.showsJson(sentProperty("value").at("/anyOf/1"));
	}

	private Payment payment(InstructorTemplate instructor, String text) {
		Payment payment = instructor.create(Payment.class, text);
		return payment;
	}

	@Test
	void shapesAreDeducedFromTheirPropertiesIfAskedTo() {
		this.model.answersText("{\"value\":{\"number\":\"1\"}}");
		assertThat(this.instructor.create(Contact.class, "text")).isEqualTo(new Contact.Phone("1"));
		assertThat(sentProperty("value").toString()).doesNotContain("const");
	}

	@Test
	void nestedSealedTypesAreOneFlatChoice() {
		this.model.answersText("{\"value\":{\"type\":\"Cat\",\"name\":\"Tom\"}}");
		assertThat(this.instructor.create(Animal.class, "text")).isEqualTo(new Animal.Pet.Cat("Tom"));
		assertThat(sentProperty("value").path("anyOf").valueStream())
			.extracting((member) -> member.at("/properties/type/const").asString())
			.containsExactly("Cat", "Dog", "Wolf");
	}

	@Test
	void sealedAbstractClassIsAUnionToo() {
		this.model.answersText("{\"value\":{\"type\":\"Car\",\"wheels\":4}}");
		assertThat(this.instructor.create(Vehicle.class, "text")).isInstanceOf(Car.class);
		assertThat(sentProperty("value").path("anyOf").size()).isOne();
	}

	@Test
	void wrongAnswers() {
		this.model.answersText(NEGATIVE, NONE, REFUND);
		action(this.instructor);
		page.showsJson(NEGATIVE, NONE);
		page.showsText(sent(1), sent(2));
	}

	@Test
	void event() {
		assertThatExceptionOfType(UnsupportedResponseModelException.class)
			.isThrownBy(() -> event(this.instructor, "text"))
			.satisfies((ex) -> page.showsText(asInAcme(ex.getMessage())));
	}

	private Event event(InstructorTemplate instructor, String text) {
		Event event = instructor.create(Event.class, text);
		return event;
	}

	sealed interface Action {

		record Refund(@Positive BigDecimal amount, String currency) implements Action {
		}

		record Escalate(@NotBlank String team) implements Action {
		}

	}

	record Plan(List<Action> actions, Action last) {
	}

	sealed interface Sum {

		record Number(double value) implements Sum {
		}

		record Plus(Sum left, Sum right) implements Sum {
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Card.class, name = "card"),
			@JsonSubTypes.Type(value = Cash.class, name = "cash") })
	interface Payment {

	}

	record Card(String number) implements Payment {
	}

	record Cash(BigDecimal amount) implements Payment {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
	sealed interface Contact {

		record Mail(String address) implements Contact {
		}

		record Phone(String number) implements Contact {
		}

	}

	sealed interface Animal {

		sealed interface Pet extends Animal {

			record Cat(String name) implements Pet {
			}

			record Dog(String name) implements Pet {
			}

		}

		record Wolf(int pack) implements Animal {
		}

	}

	abstract static sealed class Vehicle permits Car {

		public int wheels;

	}

	static final class Car extends Vehicle {

	}

	sealed interface Event permits Mail, Call {

	}

	record Mail(String type, String address) implements Event {
	}

	record Call(String number) implements Event {
	}

}
