package io.github.instructorspring.docs;

import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.github.instructorspring.Completion;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.bind.Coercion;
import io.github.instructorspring.json.Repair;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/aliases.md.
 */
class AliasesDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("aliases.md");

	private static final String ADA = """
			{"full_name":"Ada Lovelace","mail":"ada@example.org"}""";

	private static final String JAVA_NAME = """
			{"name":"Ada Lovelace","email":"ada@example.org"}""";

	private static final String BLANK = """
			{"full_name":" ","email":"ada@example.org"}""";

	private static final String SHIPMENT = """
			{"tracking_number":"42","shipped_on":"2026-11-23"}""";

	@Test
	void customer() {
		this.model.answersText(ADA);
		Customer customer = customer(this.instructor);
		page.showsJson(sentSchema());
		page.showsJson(ADA);
		page.says(customer);
	}

	private Customer customer(InstructorTemplate instructor) {
		Customer customer = instructor.create(Customer.class, "Ada Lovelace, ada@example.org");
		return customer;
	}

	@Test
	void firstNameWinsOverAliases() {
		this.model.answersText("{\"full_name\":\"Ada\",\"e-mail\":\"a\",\"email\":\"b\"}");
		assertThat(customer(this.instructor).email()).isEqualTo("b");
	}

	@Test
	void otherSpellingIsTaken() {
		this.model.answersText("{\"FullName\":\"Ada Lovelace\",\"email\":\"a\"}");
		Completion<Customer> completion = this.instructor.prompt()
			.user("text")
			.responseModel(Customer.class)
			.call()
			.completion();
		assertThat(completion.entity().name()).isEqualTo("Ada Lovelace");
		assertThat(completion.repairs()).containsExactly(new Repair(Coercion.PROPERTY_NAME, -1, "full_name"));
	}

	@Test
	void shipment() {
		this.model.answersText(SHIPMENT);
		assertThat(shipment(this.instructor, "text")).isEqualTo(new Shipment("42", LocalDate.of(2026, 11, 23)));
		assertThat(sentSchema().path("properties").propertyNames()).containsExactly("tracking_number", "shipped_on");
		page.showsJson(SHIPMENT);
	}

	private Shipment shipment(InstructorTemplate instructor, String text) {
		Shipment shipment = instructor.create(Shipment.class, text);
		return shipment;
	}

	@Test
	void parcel() {
		this.model.answersText("{\"id\":7,\"to_street\":\"Storgata 1\",\"to_city\":\"Oslo\"}");
		assertThat(parcel(this.instructor)).isEqualTo(new Parcel(7, new Address("Storgata 1", "Oslo")));
		page.showsJson(sentSchema());
	}

	private Parcel parcel(InstructorTemplate instructor) {
		Parcel parcel = instructor.create(Parcel.class, "Parcel 7 goes to Storgata 1, Oslo.");
		return parcel;
	}

	@Test
	void wrongAnswers() {
		this.model.answersText(JAVA_NAME, BLANK, ADA);
		customer(this.instructor);
		page.showsJson(JAVA_NAME, BLANK);
		page.showsText(sent(1), sent(2));
	}

	// @formatter:off
	record Customer(@JsonProperty("full_name") @NotBlank String name,
			@JsonAlias({ "mail", "e-mail" }) String email) {
	}
	// @formatter:on

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Shipment(String trackingNumber, LocalDate shippedOn) {
	}

	record Address(@JsonProperty("street") String line, String city) {
	}

	record Parcel(int id, @JsonUnwrapped(prefix = "to_") Address address) {
	}

}
