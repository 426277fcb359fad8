package io.github.instructorspring.validation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.schema.ResponseJsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where sensitive values are found in the JSON of an answer, as a masked answer shows.
 */
class SensitivePartsTests {

	private static final JsonMapper MAPPER = ResponseJsonMapper.from(JsonMapper.builder().build());

	private static final AnswerValidation VALIDATION = new AnswerValidation(MAPPER, null, List.of());

	static Stream<Arguments> answers() {
		return Stream.of(
				Arguments.of(Plain.class, "{'name':'Orla','iban':'DE89 3704'}", "{'name':'Orla','iban':'***'}"),
				Arguments.of(Plain.class, "{'name':'Orla','iban':null}", "{'name':'Orla','iban':null}"),
				Arguments.of(Nested.class,
						"{'people':[{'name':'Orla','iban':'DE89'}],'byId':{'k1':{'name':'Finn','iban':'FR76'}},"
								+ "'perhaps':{'name':'Saoirse','iban':'IT60'}}",
						"{'people':[{'name':'Orla','iban':'***'}],'byId':{'k1':{'name':'Finn','iban':'***'}},"
								+ "'perhaps':{'name':'Saoirse','iban':'***'}}"),
				Arguments.of(Nested.class, "{'byId':[{'key':'k1','value':{'name':'Finn','iban':'FR76'}}]}",
						"{'byId':[{'key':'k1','value':{'name':'Finn','iban':'***'}}]}"),
				Arguments.of(Whole.class,
						"{'balances':{'DE89':12.5,'FR76':3},'tags':['red','blue'],'owner':{'name':'Finn','iban':'IT60'}}",
						"{'balances':{'***':***,'***':***},'tags':['***','***'],'owner':{'name':'***','iban':'***'}}"),
				Arguments.of(Whole.class, "{'balances':[{'key':'DE89','value':12.5}]}",
						"{'balances':[{'key':'***','value':***}]}"),
				Arguments.of(Whole.class, "{'balances':{'DE89':1234.5},'purpose':'of 1,234.50 EUR'}",
						"{'balances':{'***':***},'purpose':'***'}"),
				Arguments.of(Priced.class, "{'price':1234.5,'note':'is 1,234.50 or 1234,5'}",
						"{'price':***,'note':'is *** or ***'}"),
				Arguments.of(Owned.class, "{'secret':{'pin':'1234'},'secrets':[{'pin':'567'}]}",
						"{'secret':{'pin':'***'},'secrets':[{'pin':'***'}]}"),
				Arguments.of(Payment.class, "{'type':'Card','holder':'Finn','number':'4111'}",
						"{'type':'Card','holder':'Finn','number':'***'}"),
				Arguments.of(Paid.class, "{'payments':[{'type':'Card','number':'4111'},{'type':'Cash','till':'left'}]}",
						"{'payments':[{'type':'Card','number':'***'},{'type':'Cash','till':'left'}]}"),
				Arguments.of(Shape.class, "{'kind':'Round','radius':17}", "{'kind':'Round','radius':***}"),
				Arguments.of(Renamed.class, "{'mail_address':'a@b.example','tax_number':'77/1'}",
						"{'mail_address':'***','tax_number':'***'}"),
				Arguments.of(Renamed.class, "{'mail':'a@b.example','taxNumber':'77/1'}",
						"{'mail':'***','taxNumber':'***'}"),
				Arguments.of(Flat.class, "{'home_street':'Elm','home_zip':'0190','town':'Cork'}",
						"{'home_street':'Elm','home_zip':'***','town':'Cork'}"),
				Arguments.of(Answered.class, "{'positive':true,'stage':'EARLY','note':'EARLY or LATE, true or false'}",
						"{'positive':***,'stage':'***','note':'*** or ***, *** or ***'}"),
				Arguments.of(Box.class, "{'content':{'name':'Orla','iban':'DE89'}}",
						"{'content':{'name':'Orla','iban':'***'}}"),
				Arguments.of(Bean.class, "{'login':'finn','password':'hunter2'}", "{'login':'finn','password':'***'}"),
				Arguments.of(Heir.class, "{'login':'finn','password':'hunter2','token':'t0k3n'}",
						"{'login':'finn','password':'***','token':'***'}"),
				Arguments.of(Chain.class, "{'pin':'1234','next':{'pin':'5678','next':null}}",
						"{'pin':'***','next':{'pin':'***','next':null}}"),
				Arguments.of(Plain.class, "{'name':'Orla','IBAN no.':'DE89'}", "{'name':'Orla','IBAN no.':'***'}"),
				Arguments.of(Plain.class, "'Orla, DE89'", "'***'"), Arguments.of(Nested.class,
						"{'people':{'name':'Orla','iban':'DE89'}}", "{'people':{'name':'Orla','iban':'***'}}"));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("answers")
	void sensitiveValuesAreFound(Class<?> type, String answer, String masked) {
		SensitiveParts parts = VALIDATION.sensitive(MAPPER.constructType(type));
		assertThat(parts.isEmpty()).isFalse();
		SensitiveTexts texts = new SensitiveTexts();
		String json = answer.replace('\'', '"');
		parts.collect(MAPPER.readTree(json), null, texts);
		assertThat(texts.mask(json)).isEqualTo(masked.replace('\'', '"'));
	}

	@Test
	void valueStandsInTheWrapperOrAlone() {
		SensitiveParts parts = VALIDATION
			.sensitive(MAPPER.getTypeFactory().constructCollectionType(List.class, Plain.class));
		for (String answer : List.of("{\"items\":[{\"name\":\"Orla\",\"iban\":\"DE89\"}]}",
				"[{\"name\":\"Orla\",\"iban\":\"DE89\"}]", "{\"name\":\"Orla\",\"iban\":\"DE89\"}")) {
			SensitiveTexts texts = new SensitiveTexts();
			JsonNode json = MAPPER.readTree(answer);
			parts.collect(json, (json.has("items")) ? "items" : null, texts);
			assertThat(texts.mask(answer)).contains("Orla").doesNotContain("DE89");
		}
	}

	@ParameterizedTest
	@MethodSource("harmlessTypes")
	void typeWithoutSensitiveValuesHasNone(Class<?> type) {
		SensitiveParts parts = VALIDATION.sensitive(MAPPER.constructType(type));
		assertThat(parts.isEmpty()).isTrue();
		SensitiveTexts texts = new SensitiveTexts();
		parts.collect(MAPPER.readTree("{\"a\":\"Orla\",\"town\":[\"Cork\"]}"), null, texts);
		assertThat(texts.mask("Orla, Cork")).isEqualTo("Orla, Cork");
	}

	static Stream<Class<?>> harmlessTypes() {
		return Stream.of(String.class, int.class, Object.class, Map.class, JsonNode.class, Harmless.class);
	}

	record Harmless(String town, @Nullable Harmless next, List<Optional<String>> more) {
	}

	record Plain(String name, @Sensitive @Nullable String iban) {
	}

	record Nested(List<Plain> people, Map<String, Plain> byId, Optional<Plain> perhaps) {
	}

	record Whole(@Sensitive Map<String, BigDecimal> balances, @Sensitive List<String> tags, @Sensitive Plain owner) {
	}

	record Priced(@Sensitive BigDecimal price, String note) {
	}

	@Sensitive
	record Secret(String pin) {
	}

	record Owned(Secret secret, List<Secret> secrets) {
	}

	sealed interface Payment permits Card, Cash {

	}

	record Card(String holder, @Sensitive String number) implements Payment {
	}

	record Cash(String till) implements Payment {
	}

	record Paid(List<Payment> payments) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
	sealed interface Shape permits Round {

	}

	record Round(@Sensitive int radius) implements Shape {
	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Renamed(@Sensitive @JsonAlias("mail") String mailAddress, @Sensitive String taxNumber) {
	}

	record Place(String street, @Sensitive @JsonProperty("zip") String postalCode) {
	}

	record Flat(@JsonUnwrapped(prefix = "home_") Place home, String town) {
	}

	enum Stage {

		EARLY, LATE

	}

	record Answered(@Sensitive boolean positive, @Sensitive Stage stage, String note) {
	}

	record Box<T extends Plain>(T content) {
	}

	record Chain(@Sensitive String pin, @Nullable Chain next) {
	}

	public static class Bean {

		private String login = "";

		@Sensitive
		private String password = "";

		public String getLogin() {
			return this.login;
		}

		public void setLogin(String login) {
			this.login = login;
		}

		public String getPassword() {
			return this.password;
		}

		public void setPassword(String password) {
			this.password = password;
		}

	}

	public static class Heir extends Bean {

		private String token = "";

		@Sensitive
		public String getToken() {
			return this.token;
		}

		public void setToken(String token) {
			this.token = token;
		}

	}

}
