package io.github.instructorspring.sample.standin;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SchemaFiller}: the tables are the rules.
 */
class SchemaFillerTests {

	private static final String USERS = """
			{"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/$defs/User"}}},
			"required":["items"],"$defs":{"User":{"type":"object","properties":{"name":{"type":"string"},
			"age":{"type":"integer"}},"required":["name","age"]}}}""";

	private static final String ACTION = """
			{"type":"object","properties":{"action":{"anyOf":[
			{"type":"object","properties":{"type":{"const":"refund"},"amount":{"type":"number"},
			"currency":{"type":"string"}},"required":["type","amount","currency"]},
			{"type":"object","properties":{"type":{"const":"escalate"},"team":{"type":"string"}},"required":["type","team"]},
			{"type":"object","properties":{"type":{"const":"reply"},"message":{"type":"string"}},
			"required":["type","message"]}]}},"required":["action"]}""";

	private final JsonMapper jsonMapper = JsonMapper.builder().build();

	private final SchemaFiller filler = new SchemaFiller(this.jsonMapper.getNodeFactory());

	@ParameterizedTest(name = "{0} -> {1}, {2}")
	@CsvSource(delimiter = '|', textBlock = """
			Jason is 25 years old                                             | Jason                | 25
			jason is 25 years old                                             | Jason                | 25
			My name is Jürgen Müller and I am 42.                             | Jürgen Müller        | 42
			Yesterday we met Siân O'Neil (51) in Cardiff.                     | Siân O'Neil          | 51
			The customer Jean-Luc Picard, aged 59, was born on 13.07.2305.    | Jean-Luc Picard      | 59
			Please add Grace Hopper. She is 85 and has 3 cats.                | Grace Hopper         | 85
			Name: María José Carreño, age: 31                                 | María José Carreño   | 31
			Ludwig van Beethoven turned fifty-six in Vienna                   | Ludwig van Beethoven | 56
			Dr. Watson is a 36-year-old doctor from London.                   | Watson               | 36
			Ask Nguyễn Văn An: thirty-six years old, 8 years of experience    | Nguyễn Văn An        | 36
			On Monday, Björk Guðmundsdóttir, 60, ordered 3 items for $49.90.  | Björk Guðmundsdóttir | 60
			I'm Léa, 29 ans, from Paris                                       | Léa                  | 29
			Ich heiße Hans Müller und bin 54 Jahre alt.                       | Hans Müller          | 54
			Sent on 2026-11-22 by Marie Curie, age: 66                        | Marie Curie          | 66
			the new guy is called tom, he's 19                                | Tom                  | 19
			This is Bob. Bob lives in New York and is 44.                     | Bob                  | 44
			Zoë is 900 years old.                                             | Zoë                  | 900
			Production is down, Ada Lovelace (36) says.                       | Ada Lovelace         | 36
			山田太郎 is 36                                                     | 山田太郎              | 36
			John Smith ordered 12 boxes on November 22, 2026.                 | John Smith           | 0
			There is nothing here.                                            | ''                   | 0
			''                                                                | ''                   | 0
			""")
	void fillsNameAndAge(String text, String name, int age) {
		JsonNode user = fill("""
				{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},
				"required":["name","age"]}""", text);
		assertThat(user.path("name").stringValue()).isEqualTo(name);
		assertThat(user.path("age").intValue()).isEqualTo(age);
	}

	@ParameterizedTest(name = "{0}: {2} -> {3}")
	@CsvSource(delimiter = '|',
			textBlock = """
					email         | "format":"email"     | Write to ada@example.com.                          | ada@example.com
					website       |                      | See https://example.com/a?b=c.                     | https://example.com/a?b=c
					phone         |                      | Call +44 20 7946 0000 now                          | +44 20 7946 0000
					phone         |                      | Order 4711 has 1200000 parts                       | ''
					birthday      | "format":"date"      | born 10 December 1815 in London                    | 1815-12-10
					dueDate       |                      | from 2026-11-22 to November 25, 2026               | 2026-11-25
					day           |                      | on 22.11.2026                                      | 2026-11-22
					day           |                      | on the 31.02.2026                                  | ''
					startsAt      | "format":"date-time" | on 22 Nov 2026 at 3 pm                             | 2026-11-22T15:00:00Z
					startsAt      | "format":"date-time" | 2026-11-22T10:15:00+02:00                          | 2026-11-22T10:15:00+02:00
					time          |                      | at 9:05 pm                                         | 21:05:00
					length        | "format":"duration"  | it takes 90 minutes                                | PT1H30M
					currency      |                      | it was 49,90 EUR                                   | EUR
					firstName     |                      | by Vincent van Gogh                                | Vincent
					lastName      |                      | by Vincent van Gogh                                | van Gogh
					city          |                      | I live in New York, USA                            | New York
					country       |                      | I live in New York, USA                            | United States
					street        |                      | at 12 Maple Street in Boston                       | 12 Maple Street
					company       |                      | Bob works at Acme Corp in Boston                   | Acme Corp
					team          |                      | ask the platform team                              | platform
					favouriteColour |                    | My favourite colour is dark blue.                  | dark blue
					orderId       |                      | order number 4711, invoice INV-2031                | 4711
					invoiceNumber |                      | order number 4711, invoice INV-2031                | INV-2031
					id            | "pattern":"^[A-Z]{2}-[0-9]+$" | the one called XY-7, please               | XY-7
					customer      |                      | Where is it? Regards, Grace Hopper                 | Grace Hopper
					reason        |                      | It failed because the disk was full. Sorry.        | the disk was full
					summary       |                      | Hello team, ~The parcel is late. It is heavy.      | The parcel is late.
					title         | "maxLength":12       | The parcel is late.                                | The parcel
					message       |                      | One. Two.                                          | One. Two.
					instrument    |                      | no such thing here                                 | ''
					""")
	void fillsAString(String property, String keywords, String text, String expected) {
		String schema = (keywords != null) ? "{\"type\":\"string\"," + keywords + "}" : "{\"type\":\"string\"}";
		assertThat(fillOne(property, schema, text.replace('~', '\n')).stringValue()).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{0}: {1} -> {2}")
	@CsvSource(delimiter = '|', textBlock = """
			itemCount         | ordered 3 items for $20            | 3
			boxes             | ACME ships 12 boxes with 4 pens    | 12
			quantity          | send me three notebooks            | 3
			quantity          | quantity: 7                        | 7
			yearsOfExperience | 36 years old, 8 years of experience| 8
			amount            | refund $49.90, two of them         | 49.90
			amount            | that makes 49,90 EUR               | 49.90
			price             | EUR 1.200,50 for all               | 1200.50
			total             | €1,200.00                          | 1200.00
			discount          | 20% off on 3 items                 | 20
			year              | founded in 1998 with 12 people     | 1998
			temperature       | it is -5 degrees                   | -5
			value             | sent 2026-11-22 to a1@b.com: 7     | 7
			orderNumber       | order #4711 of 3 boxes             | 4711
			rating            | rating 4 of 5                      | 4
			age               | no number                          | 0
			""")
	void fillsANumber(String property, String text, String expected) {
		assertThat(fillOne(property, "{\"type\":\"number\"}", text).decimalValue()).isEqualByComparingTo(expected);
	}

	@Test
	void roundsForAnInteger() {
		assertThat(fillOne("weight", "{\"type\":\"integer\"}", "a weight of 12.5 kg")).hasToString("13");
	}

	@ParameterizedTest(name = "{0}: {1} -> {2}")
	@CsvSource(delimiter = '|', textBlock = """
			urgent          | This is urgent!                 | true
			isUrgent        | Answer immediately              | true
			urgent          | This is not urgent.             | false
			refundRequested | I want my money back            | true
			refundRequested | I do not want a refund          | false
			subscribed      | Subscribed: yes                 | true
			subscribed      | nothing of that kind            | false
			value           | yes                             | true
			""")
	void fillsABoolean(String property, String text, boolean expected) {
		assertThat(fillOne(property, "{\"type\":\"boolean\"}", text).booleanValue()).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{1} -> {2}")
	@CsvSource(delimiter = '|', textBlock = """
			BILLING TECHNICAL SHIPPING OTHER | I was charged twice              | BILLING
			BILLING TECHNICAL SHIPPING OTHER | the app crashes on start         | TECHNICAL
			BILLING TECHNICAL SHIPPING OTHER | I cannot log in                  | TECHNICAL
			BILLING TECHNICAL SHIPPING OTHER | the parcel is late               | SHIPPING
			BILLING TECHNICAL SHIPPING OTHER | where do I find you              | OTHER
			LOW NORMAL HIGH URGENT           | production is down               | URGENT
			LOW NORMAL HIGH                  | as soon as possible              | HIGH
			LOW NORMAL HIGH                  | whenever you like                | LOW
			LOW NORMAL HIGH URGENT           | this is not urgent               | LOW
			LOW NORMAL HIGH                  | good day                         | NORMAL
			IN_PROGRESS DONE                 | it is in progress                | IN_PROGRESS
			POSITIVE NEUTRAL NEGATIVE        | I love it                        | POSITIVE
			SPAM NOT_SPAM                    | this is not spam                 | NOT_SPAM
			USD EUR                          | it was 12 €                      | EUR
			RED GREEN                        | nothing                          | RED
			""")
	void choosesAConstant(String constants, String text, String expected) {
		String values = "\"" + constants.replace(" ", "\",\"") + "\"";
		String property = values.contains("USD") ? "currency" : "choice";
		assertThat(fillOne(property, "{\"type\":\"string\",\"enum\":[" + values + "]}", text).stringValue())
			.isEqualTo(expected);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			Charged twice, $49.90 too much.             | {"type":"refund","amount":49.90,"currency":"USD"}
			Production is down, tell the platform team! | {"type":"escalate","team":"platform"}
			How do I change my language?                | {"type":"reply","message":"How do I change my language?"}
			""")
	void choosesAMemberOfAUnion(String text, String expected) {
		assertThat(fill(ACTION, text).path("action")).hasToString(expected);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					Ada is 36. Grace is 85.                             | [{"name":"Ada","age":36},{"name":"Grace","age":85}]
					Ada is 36 and Grace is 85.                          | [{"name":"Ada","age":36},{"name":"Grace","age":85}]
					- Ada, 36~- Grace, 85                               | [{"name":"Ada","age":36},{"name":"Grace","age":85}]
					Ada Lovelace counts. She is 36. Grace Hopper is 85. | [{"name":"Ada Lovelace","age":36},{"name":"Grace Hopper","age":85}]
					nobody is here                                      | []
					""")
	void fillsAListOfObjects(String text, String expected) {
		assertThat(fill(USERS, text.replace('~', '\n')).path("items")).hasToString(expected);
	}

	@ParameterizedTest(name = "{0}: {1} -> {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			tags      | The parcel is late and the box is not urgent | ["parcel","late"]
			attendees | Ada Lovelace met Alan Turing on Monday.      | ["Ada Lovelace","Alan Turing"]
			emails    | a@x.org, b@y.org                             | ["a@x.org","b@y.org"]
			skills    | Skills: Java, Kotlin and SQL                 | ["Java","Kotlin","SQL"]
			steps     | Open it. Read it.                            | ["Open it.","Read it."]
			""")
	void fillsAListOfStrings(String property, String text, String expected) {
		String schema = "{\"type\":\"array\",\"maxItems\":2,\"items\":{\"type\":\"string\"}}";
		String unlimited = schema.replace("\"maxItems\":2,", property.equals("tags") ? "\"maxItems\":2," : "");
		assertThat(fillOne(property, unlimited, text)).hasToString(expected);
	}

	@Test
	void fillsAListOfNumbersAndAListOfConstants() {
		assertThat(fillOne("scores", "{\"type\":\"array\",\"items\":{\"type\":\"number\"}}", "1, 2.5 and 3"))
			.hasToString("[1,2.5,3]");
		assertThat(fillOne("days",
				"{\"type\":\"array\",\"items\":{\"type\":\"string\",\"enum\":[\"MONDAY\",\"TUESDAY\",\"FRIDAY\"]}}",
				"on Monday and Friday"))
			.hasToString("[\"MONDAY\",\"FRIDAY\"]");
	}

	@Test
	void fillsNestedObjectsAndLines() {
		JsonNode order = fill("""
				{"type":"object","properties":{"customer":{"type":"object","properties":{"name":{"type":"string"}},
				"required":["name"]},"lines":{"type":"array","items":{"type":"object","properties":{
				"product":{"type":"string"},"quantity":{"type":"integer"},"price":{"type":"number"}},
				"required":["product","quantity","price"]}},"address":{"type":["object","null"],
				"properties":{"city":{"type":"string"}}}},"required":["customer","lines","address"]}""",
				"Grace Hopper ordered 3 boxes of pens at $4.50 and 2 notebooks at $3.");
		assertThat(order.path("customer")).hasToString("{\"name\":\"Grace Hopper\"}");
		assertThat(order.path("lines")).hasToString("[{\"product\":\"boxes of pens\",\"quantity\":3,\"price\":4.50},"
				+ "{\"product\":\"notebooks\",\"quantity\":2,\"price\":3}]");
		assertThat(order.path("address").isNull()).isTrue();
	}

	@Test
	void fillsAMapByNounsAndByLabels() {
		assertThat(fillOne("counts", "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}",
				"Ada has 3 apples and 2 pears."))
			.hasToString("{\"apples\":3,\"pears\":2}");
		assertThat(fillOne("facts", "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}",
				"colour: blue\nsize: large"))
			.hasToString("{\"colour\":\"blue\",\"size\":\"large\"}");
	}

	@Test
	void leavesOutOrSetsToNullWhatTheTextDoesNotState() {
		JsonNode user = fill("""
				{"type":"object","properties":{"name":{"type":"string"},"email":{"type":["string","null"]},
				"phone":{"anyOf":[{"type":"string"},{"type":"null"}]},"city":{"type":"string"},
				"kind":{"const":"user"}},"required":["name"]}""", "Ada");
		assertThat(user).hasToString("{\"name\":\"Ada\",\"email\":null,\"phone\":null,\"kind\":\"user\"}");
	}

	@Test
	void endsRecursiveSchemas() {
		assertThat(fill("""
				{"$ref":"#/$defs/Node","$defs":{"Node":{"type":"object","properties":{"name":{"type":"string"},
				"children":{"type":"array","items":{"$ref":"#/$defs/Node"}},
				"parent":{"anyOf":[{"$ref":"#/$defs/Node"},{"type":"null"}]}},
				"required":["name","children","parent"]}}}""", "Ada met Grace"))
			.hasToString("{\"name\":\"Ada\",\"children\":[],\"parent\":null}");
		assertThat(
				fill("{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#\"}},\"required\":[\"next\"]}", "Ada"))
			.hasToString("{\"next\":{}}");
		assertThat(fill("{\"$ref\":\"#/$defs/A\",\"$defs\":{\"A\":{\"$ref\":\"#/$defs/A\"}}}", "Ada")).isNotNull();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{}", "true", "{\"type\":\"array\"}", "{\"$ref\":\"#/$defs/Missing\"}",
					"{\"type\":\"object\",\"properties\":{\"a\":true},\"required\":[\"a\"]}",
					"{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]}" })
	void answersSchemasThatSayLittle(String schema) {
		assertThat(fill(schema, "Ada is 36")).isNotNull();
	}

	@Test
	void readsAVeryLongText() {
		String text = IntStream.range(0, 5_000)
			.mapToObj((i) -> "Ada is " + (i % 100) + ". ")
			.collect(Collectors.joining());
		assertThat(fill(USERS, text + "Grace is 85.").path("items")).last()
			.hasToString("{\"name\":\"Grace\",\"age\":85}");
		String noise = "1".repeat(50_000) + " " + "a".repeat(50_000) + " " + "A-".repeat(20_000) + "#".repeat(20_000)
				+ "(".repeat(20_000) + " order " + "9".repeat(50_000) + ".5";
		assertThat(fill(ACTION, noise).path("action").isObject()).isTrue();
	}

	@Test
	void answersTheSameTextTheSameWay() {
		String text = "Charged twice by Ada, 36, $49.90";
		assertThat(fill(ACTION, text)).isEqualTo(fill(ACTION, text));
	}

	private JsonNode fillOne(String property, String schema, String text) {
		String object = "{\"type\":\"object\",\"properties\":{\"%s\":%s},\"required\":[\"%1$s\"]}".formatted(property,
				schema);
		return fill(object, text).path(property);
	}

	private JsonNode fill(String schema, String text) {
		return this.filler.fill(Schema.root(this.jsonMapper.readTree(schema)), new TextFacts(text));
	}

}
