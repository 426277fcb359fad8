package io.github.instructorspring.json;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Places in trees. In the tables {@code '} stands for a quotation mark.
 */
class JsonPathTests {

	private static final String TREE = """
			{'name':'Ada','addresses':[{'zip':'1'},{'zip':'2','lines':['a','b']}],'matrix':[[1,2],[3]],
			'prices':{'EUR':1,'a.b':2,'a\\'b\\\\':3,'x]':4,'':5},'a b':{'c':6},'größe':{'naïve key':7},
			'a':{'b':8,'b.c':{'d':9}},'a.b':{'e':10},'x':{'y':{'z':11}},'x.y':12,'[0]':13,'none':null}""";

	@ParameterizedTest(name = "{0} -> {1} at {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
			name                     | name                     | 'Ada'
			['name']                 | ['name']                 | 'Ada'
			addresses                | addresses                | [{'zip':'1'},{'zip':'2','lines':['a','b']}]
			addresses[1]             | addresses[1]             | {'zip':'2','lines':['a','b']}
			addresses[1].zip         | addresses[1].zip         | '2'
			addresses[1].lines[0]    | addresses[1].lines[0]    | 'a'
			matrix[1][0]             | matrix[1][0]             | 3
			prices['EUR']            | prices['EUR']            | 1
			prices.EUR               | prices.EUR               | 1
			prices['a.b']            | prices['a.b']            | 2
			prices.a.b               | prices['a.b']            | 2
			prices['a\\'b\\\\']      | prices['a\\'b\\\\']      | 3
			prices.a'b\\             | prices['a\\'b\\\\']      | 3
			prices['x]']             | prices['x]']             | 4
			prices['']               | prices['']               | 5
			a b.c                    | ['a b'].c                | 6
			['a b'].c                | ['a b'].c                | 6
			größe.naïve key          | größe['naïve key']       | 7
			größe['naïve key']       | größe['naïve key']       | 7
			a.b.e                    | ['a.b'].e                | 10
			a.b.c.d                  | a['b.c'].d               | 9
			a['b']                   | a['b']                   | 8
			x.y.z                    | x.y.z                    | 11
			x.y                      | ['x.y']                  | 12
			[0]                      | ['[0]']                  | 13
			none                     | none                     | null
			missing                  | missing                  | -
			addresses[0].lines       | addresses[0].lines       | -
			addresses[0].größe       | addresses[0].größe       | -
			addresses[0].naïve key   | addresses[0]['naïve key'] | -
			addresses[0]['a.b']      | addresses[0]['a.b']      | -
			prices['USD']            | prices['USD']            | -
			""")
	void aPathLeadsToItsPlace(String path, String canonical, String value) {
		JsonPath found = JsonPath.find(quoted(path), tree()).orElseThrow();
		assertThat(found).hasToString(quoted(canonical));
		assertThat(found.read(tree())).isEqualTo(Optional.ofNullable(value).map(JsonPathTests::read));
		assertThat(JsonPath.find(found.toString(), tree())).contains(found);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', emptyValue = "", textBlock = """
			missing.zip             | missing
			missing[0]              | missing
			a.x.y                   | a.x
			addresses[2]            | addresses
			addresses[2].zip        | addresses
			addresses[99999999999]  | addresses
			addresses['0']          | addresses
			addresses.zip           | addresses
			addresses[1].lines[2]   | addresses[1].lines
			addresses[1]zip         | addresses[1]
			name.first              | name
			none.x                  | none
			prices['USD'].x         | prices['USD']
			prices['EUR             | prices
			prices['EUR…            | prices
			prices['EUR'            | prices
			prices[EUR]             | prices
			prices[0]               | prices
			prices.                 | prices
			.name                   | ~~
			.                       | ~~
			[                       | ~~
			['                      | ~~
			""")
	void aPathThatLeadsNowhereEndsAtTheLastPlaceOnItsWay(String path, String nearest) {
		assertThat(JsonPath.find(quoted(path), tree())).isEmpty();
		assertThat(JsonPath.nearest(quoted(path), tree())).hasToString(quoted(nearest));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "1", "'text'", "[]", "{}" })
	void theEmptyPathIsTheRoot(String json) {
		assertThat(JsonPath.find("", read(json))).contains(JsonPath.ROOT);
		assertThat(JsonPath.ROOT.isRoot()).isTrue();
		assertThat(JsonPath.ROOT.parent()).isEqualTo(JsonPath.ROOT);
		assertThat(JsonPath.ROOT.read(read(json))).contains(read(json));
		assertThat(JsonPath.ROOT).hasToString("");
	}

	@Test
	void aPlaceKnowsItsLastStep() {
		JsonPath zip = JsonPath.ROOT.property("addresses").element(1).property("zip");
		assertThat(zip).hasToString("addresses[1].zip");
		assertThat(zip.name()).isEqualTo("zip");
		assertThat(zip.index()).isEqualTo(-1);
		assertThat(zip.isElement()).isFalse();
		assertThat(zip.parent().isElement()).isTrue();
		assertThat(zip.parent().index()).isEqualTo(1);
		assertThat(zip.parent().name()).isNull();
		assertThat(zip.parent()).hasToString("addresses[1]");
		assertThat(JsonPath.ROOT.entry("EUR").isEntry()).isTrue();
		assertThat(zip.isEntry()).isFalse();
	}

	@Test
	void samePlacesAreEqualHoweverTheyAreWritten() {
		assertThat(find("prices.EUR")).isEqualTo(find("prices['EUR']")).hasSameHashCodeAs(find("prices['EUR']"));
		assertThat(find("addresses[0]")).isNotEqualTo(find("addresses[1]"));
		assertThat(find("x")).isNotEqualTo(find("x.y"));
	}

	@ParameterizedTest(name = "{0} contains {1}: {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', emptyValue = "", textBlock = """
			addresses[1] | addresses[1]     | true
			addresses[1] | addresses[1].zip | true
			addresses    | addresses[1].zip | true
			~~           | addresses[1].zip | true
			~~           | ~~               | true
			addresses[1] | addresses        | false
			addresses[0] | addresses[1].zip | false
			name         | names            | false
			name         | ~~               | false
			""")
	void aPlaceContainsItselfAndWhatIsBelow(String one, String other, boolean contains) {
		assertThat(find(one).contains(find(other))).isEqualTo(contains);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			name            | {'a':[1,{'b':2}],'c':{'d':3},'name':'new'}
			a[0]            | {'a':['new',{'b':2}],'c':{'d':3}}
			a[1].b          | {'a':[1,{'b':'new'}],'c':{'d':3}}
			a[1].x          | {'a':[1,{'b':2,'x':'new'}],'c':{'d':3}}
			c['x.y']        | {'a':[1,{'b':2}],'c':{'d':3,'x.y':'new'}}
			c               | {'a':[1,{'b':2}],'c':'new'}
			""")
	void aValueIsWrittenToItsPlace(String path, String changed) {
		JsonNode tree = read("{'a':[1,{'b':2}],'c':{'d':3}}");
		JsonPath.find(quoted(path), tree).orElseThrow().write(tree, JsonNodeFactory.instance.stringNode("new"));
		assertThat(tree).isEqualTo(read(changed));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			a[0]   | {'a':[{'b':2}],'c':{'d':3}}
			a[1].b | {'a':[1,{}],'c':{'d':3}}
			c.d    | {'a':[1,{'b':2}],'c':{}}
			c.x    | {'a':[1,{'b':2}],'c':{'d':3}}
			""")
	void aPlaceIsRemoved(String path, String changed) {
		JsonNode tree = read("{'a':[1,{'b':2}],'c':{'d':3}}");
		JsonPath.find(path, tree).orElseThrow().remove(tree);
		assertThat(tree).isEqualTo(read(changed));
	}

	@Test
	void whatIsNotThereCannotBeWrittenToButRemoved() {
		ObjectNode tree = JsonNodeFactory.instance.objectNode();
		tree.putArray("a").add(1);
		JsonPath secret = JsonPath.ROOT.entry("secret key").property("x");
		assertThatIllegalArgumentException().isThrownBy(() -> secret.write(tree, tree)).withMessageNotContaining("key");
		assertThatIllegalArgumentException().isThrownBy(() -> JsonPath.ROOT.property("a").element(1).write(tree, tree));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> JsonPath.ROOT.property("a").property("x").write(tree, tree));
		assertThatIllegalArgumentException().isThrownBy(() -> JsonPath.ROOT.write(tree, tree));
		assertThatIllegalArgumentException().isThrownBy(() -> JsonPath.ROOT.remove(tree));
		secret.remove(tree);
		JsonPath.ROOT.property("a").element(1).remove(tree);
		assertThat(tree).hasToString("{\"a\":[1]}");
	}

	@Test
	void manyWaysToReadAPathAreNoBurden() {
		ObjectNode tree = JsonNodeFactory.instance.objectNode();
		ObjectNode inner = tree;
		for (int i = 0; i < 200; i++) {
			inner.put("a.a", 1).put("a.a.a", 2);
			inner = inner.putObject("a");
		}
		assertThat(JsonPath.nearest("a.".repeat(500) + "b", tree).isRoot()).isFalse();
		String key = JsonPaths.key("", "\"\\x".repeat(100_000));
		assertThat(JsonPath.find(key, tree)).hasValueSatisfying((path) -> assertThat(path).hasToString(key));
	}

	private static JsonPath find(String path) {
		return JsonPath.nearest(quoted(path), tree());
	}

	private static JsonNode tree() {
		return read(TREE);
	}

	private static String quoted(String text) {
		return text.replace('\'', '"');
	}

	private static JsonNode read(String json) {
		return JsonMapper.shared().readTree(quoted(json));
	}

}
