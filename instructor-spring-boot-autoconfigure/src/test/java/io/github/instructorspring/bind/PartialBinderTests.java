package io.github.instructorspring.bind;

import java.lang.ref.WeakReference;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.json.SyntaxRepair;
import io.github.instructorspring.json.UnfinishedTail;
import io.github.instructorspring.schema.ResponseJsonMapper;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What shows of an answer while it comes. In the tables {@code '} stands for a quotation
 * mark.
 */
class PartialBinderTests {

	private static final JsonMapper MAPPER = ResponseJsonMapper.from(JsonMapper.builder().build());

	private static final ResponseSchemas SCHEMAS = new ResponseSchemas(MAPPER, null);

	private static final ResponseBinder BINDER = new ResponseBinder(MAPPER);

	@ParameterizedTest
	@ValueSource(classes = { All.class, Order.class, Union.class, Tree.class })
	void schemaThatNobodyHoldsAnyMoreIsForgotten(Class<?> type) {
		WeakReference<ResponseSchema> schema = used(type);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			System.gc();
			return schema.refersTo(null);
		});
	}

	private static WeakReference<ResponseSchema> used(Class<?> type) {
		ResponseSchema schema = new ResponseSchemas(MAPPER, null).of(type, Set.of());
		BINDER.partial(schema, RepairPolicy.lenient()).feed("{");
		BINDER.bind(JsonText.parse("{}"), schema, RepairPolicy.lenient());
		return new WeakReference<>(schema);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'                                       | {}
			{'te                                     | {}
			{'text':                                 | {}
			{'text':'                                | {}
			{'text':'',                              | {'text':''}
			{'text':'He                              | {'text':'He'}
			{'text':'He\\                            | {'text':'He'}
			{'text':'He\\n                           | {'text':'He\\n'}
			{'text':'H\\u00                          | {'text':'H'}
			{'text':'H\\u00e9                        | {'text':'Hé'}
			{'text':'\\ud83d                         | {'text':''}
			{'text':'\\ud83d\\ude00                  | {'text':'😀'}
			{'text':'He',                            | {'text':'He'}
			{'number':12                             | {}
			{'number':123,                           | {}
			{'number':123,'                          | {'number':123}
			{'number':'1,234','text'                 | {}
			{'number':'1,234','text':                | {'number':1234}
			{'flag':tru                              | {}
			{'flag':true,                            | {'flag':true}
			{'color':'RE                             | {}
			{'color':'red','x':                      | {'color':'RED'}
			{'date':'2026-01                         | {}
			{'date':'2026-01-31','x':                | {'date':'2026-01-31'}
			{'id':'123e4567-e89b-12d3-a456-4266141740| {}
			{'boxed':7                               | {}
			{'boxed':null,                           | {}
			{'list':[                                | {}
			{'list':['a                              | {'list':['a']}
			{'list':['a','                           | {'list':['a']}
			{'list':['a','b                          | {'list':['a','b']}
			{'set':['a                               | {}
			{'set':['a','b                           | {'set':['a']}
			{'array':[1                              | {'array':[]}
			{'array':[1,2                            | {'array':[1]}
			{'map':{'k                               | {}
			{'map':{'k':                             | {}
			{'map':{'k':'v                           | {'map':{'k':'v'}}
			{'map':{'k':'v','l':'w                   | {'map':{'k':'v','l':'w'}}
			{'optional':'o                           | {'optional':'o'}
			{'person':{                              | {'person':{'name':null,'age':0}}
			{'person':{'name':'A                     | {'person':{'name':'A','age':0}}
			{'person':{'name':'A','age':3}           | {'person':{'name':'A','age':3}}
			{'people':[{                             | {'people':[{'name':null,'age':0}]}
			{'people':[{'age':1},{'name':'B          | {'people':[{'name':null,'age':1},{'name':'B','age':0}]}
			{'shape':{                               | {}
			{'shape':{'type':'Circ                   | {}
			{'shape':{'type':'Circle',               | {}
			{'shape':{'type':'Circle','label':       | {'shape':{'type':'Circle','label':null,'radius':0.0}}
			{'shape':{'type':'Circle','label':'x     | {'shape':{'type':'Circle','label':'x','radius':0.0}}
			{'shape':{'label':'x','type':'Circle     | {}
			{'shape':{'label':'x','type':'Circle','r | {}
			{'shape':{'label':'x','type':'Circle','radius': | {'shape':{'type':'Circle','label':'x','radius':0.0}}
			{'unknown':{'a':[1,'x'],'text':'no'},'te | {}
			{'Text':'spelled                         | {'text':'spelled'}
			""")
	void whatShowsOfAnAnswer(String prefix, String expected) {
		PartialBinder<All> partial = partial(All.class);
		partial.feed(json(prefix));
		ObjectNode shown = (ObjectNode) MAPPER
			.readTree(json("{'text':null,'number':0,'flag':false,'color':null,'date':null,'id':null,"
					+ "'boxed':null,'list':[],'set':[],'map':{},'optional':null,'person':null,'shape':null,'array':null,"
					+ "'people':[],'keys':{}}"));
		MAPPER.readTree(json(expected)).forEachEntry(shown::set);
		assertThat(MAPPER.writeValueAsString(partial.snapshot())).isEqualTo(shown.toString());
		assertThat(partial.problems()).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "{'lines':[{'sku':'a','count':1,'tags':['x','y']},{'sku':'b','count':22,'tags':[]}],"
			+ "'customer':{'name':'Ada \\\\u00e9 \\\\\\\\ \\\\n','mail':'a@b.c'},'note':'as, {said}: [yes]','total':17}",
			"{ 'note' : 'x' , 'customer' : { 'mail' : null , 'name' : '' } , 'lines' : [ ] , 'total' : -3 }",
			"{'total':5,'lines':[{'tags':['a'],'count':3,'sku':'z'},{'tags':[],'sku':'','count':0}],'note':null}" })
	void eachSnapshotIsTheTextWithItsBracketsClosed(String document) {
		String text = json(document);
		PartialBinder<Order> partial = partial(Order.class);
		for (int i = 0; i < text.length(); i++) {
			partial.feed(text.substring(i, i + 1));
			String prefix = text.substring(0, i + 1);
			// Some characters are understood with those behind them, such as quotes.
			assertThat(partial.snapshot()).as(prefix)
				.isIn(slow(prefix), slow(text.substring(0, i)), slow(text.substring(0, Math.max(0, i - 1))));
		}
		partial.end();
		assertThat(partial.snapshot()).isEqualTo(MAPPER.readValue(text, Order.class));
	}

	@Test
	void snapshotsShareWhatIsComplete() {
		PartialBinder<Order> partial = partial(Order.class);
		partial.feed(json("{'lines':[{'sku':'a','count':1,'tags':[]},{'sku':'b"));
		Order first = snapshot(partial);
		partial.feed(json("c','count':2,"));
		Order second = snapshot(partial);
		assertThat(first.lines()).extracting(Line::sku).containsExactly("a", "b");
		assertThat(second.lines()).extracting(Line::sku).containsExactly("a", "bc");
		assertThat(second.lines().get(0)).isSameAs(first.lines().get(0));
		assertThat(partial.snapshot()).isSameAs(second);
	}

	@Test
	void whatCannotBeSeenIsNoChange() {
		PartialBinder<All> partial = partial(All.class);
		assertThat(partial.isChanged()).isFalse();
		assertThat(partial.snapshot()).isNull();
		partial.feed("Sure: ");
		assertThat(partial.isChanged()).isFalse();
		partial.feed(json("{'num"));
		assertThat(partial.isChanged()).isTrue();
		All empty = partial.snapshot();
		partial.feed(json("ber': 12"));
		assertThat(partial.isChanged()).isFalse();
		assertThat(partial.snapshot()).isSameAs(empty);
		partial.feed(json(", 'text': 'a"));
		assertThat(partial.isChanged()).isTrue();
		All text = partial.snapshot();
		partial.feed(json("', 'unknown': {'text': 'b'}, "));
		assertThat(partial.isChanged()).isFalse();
		assertThat(partial.snapshot()).isSameAs(text);
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "```json\n{'name':'Ada','age':36}\n```", "Here you are: {'name':'Ada','age':36}. Bye!",
			"<think>{'name':'Bob'}, no</think>{'name':'Ada','age':36}", "{name: 'Ada', age: '36',}",
			"// first\n{'name':'Ada', /* x */ 'age':36}", "{'name':'Ada','age':36}{'name':'Eve','age':1}",
			"[1] says {'name':'Ada','age':36}", "{'name':'Bob','age':1}</think>{'name':'Ada','age':36}",
			"{} {'name':'Ada','age':36}" })
	void whatIsAroundAnAnswerIsLeftOut(String text) {
		PartialBinder<Person> partial = partial(Person.class);
		json(text).chars().forEach((character) -> partial.feed(String.valueOf((char) character)));
		partial.end();
		assertThat(partial.snapshot()).isEqualTo(new Person("Ada", 36));
		assertThat(partial.problems()).isEmpty();
		assertThat(partial.position().state("")).isEqualTo(PathState.COMPLETE);
	}

	// @formatter:off
	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
			{'number':'many','text':'x'} | number | {'text':'x'}
			{'color':'blue','text':'x'} | color | {'text':'x'}
			{'date':'soon','text':'x'} | date | {'text':'x'}
			{'list':[{},'a'],'text':'x'} | list[0] | {'list':['a'],'text':'x'}
			{'people':[{'name':'A','age':'x'}],'text':'x'} | people[0].age | {'people':[{'name':'A','age':0}],'text':'x'}
			{'map':{'k':{}},'text':'x'} | map["k"] | {'text':'x'}
			{'keys':{'1':'a','x':'b'},'text':'x'} | keys['x'] | {'keys':{'1':'a'},'text':'x'}
			{'person':7,'text':'x'} | person | {'text':'x'}
			{'shape':{'type':'Square'},'text':'x'} | shape.type | {'text':'x'}
			""")
	// @formatter:on
	void whatDoesNotFitIsLeftOutAndReported(String text, String path, String expected) {
		PartialBinder<All> partial = partial(All.class);
		partial.feed(json(text));
		partial.end();
		assertThat(partial.problems()).extracting(Finding::path).containsExactly(json(path.strip()));
		JsonNode shown = MAPPER.valueToTree(partial.snapshot());
		MAPPER.readTree(json(expected))
			.forEachEntry((name, value) -> assertThat(shown.get(name)).as(name).isEqualTo(value));
	}

	@Test
	void anObjectThatRefusesToBePartialComesWhenItCan() {
		PartialBinder<Team> partial = partial(Team.class);
		partial.feed(json("{'lead':{'name':'A"));
		assertThat(snapshot(partial).lead()).isNull();
		partial.feed(json("da','level':3"));
		assertThat(snapshot(partial).lead()).isNull();
		partial.feed(json(",'note':''},'members':[{'name':'B','level':1,'note':'x'},{'name':'C'"));
		assertThat(snapshot(partial)).isEqualTo(new Team(new Strict("Ada", 3, ""), List.of(new Strict("B", 1, "x"))));
		partial.feed(json("},{'name':'D','level':2,'note':''}]}"));
		partial.end();
		assertThat(snapshot(partial).members()).extracting(Strict::name).containsExactly("B", "D");
		assertThat(partial.problems()).extracting(Finding::path).containsExactly("members[1]");
	}

	@Test
	void namesAndCreatorsAreThoseOfJackson() {
		PartialBinder<Named> partial = partial(Named.class);
		partial.feed(json("{'first_name':'Ada','the-age':3,'by_factory':{'v':'x'},'bean':{'size':4,'words':['a"));
		Named named = snapshot(partial);
		assertThat(named.firstName()).isEqualTo("Ada");
		assertThat(named.age()).isEqualTo(3);
		assertThat(named.byFactory().value).isEqualTo("made of x");
		assertThat(named.bean().getSize()).isEqualTo(4);
		assertThat(named.bean().getWords()).containsExactly("a");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'text':'a                                     | {}
			{'text':'ab','x':                              | {'text':'ab'}
			{'plain':'a                                    | {'plain':'a'}
			{'person':{'name':'A','age':1                  | {}
			{'person':{'name':'A','age':1},'x':            | {'person':{'name':'A','age':1}}
			{'people':[{'name':'A','age':1},               | {}
			{'people':[{'name':'A','age':1}],'x':          | {'people':[{'name':'A','age':1}]}
			{'whole':{'a':'x                               | {}
			{'whole':{'a':'x','b':2},'x':                  | {'whole':{'a':'x','b':2}}
			{'list':[{'a':'x                               | {}
			{'list':[{'a':'x','b':2},{'a':'y               | {'list':[{'a':'x','b':2}]}
			{'map':{'k':{'a':'x                            | {}
			{'map':{'k':{'a':'x','b':2},'l':{'a            | {'map':{'k':{'a':'x','b':2}}}
			{'optional':{'name':'A                         | {}
			{'optional':{'name':'A','age':1},'x':          | {'optional':{'name':'A','age':1}}
			{'bean':{'one':'x                              | {'bean':{'one':null,'two':null}}
			{'bean':{'one':'x','two':'y                    | {'bean':{'one':'x','two':'y'}}
			{'member':{'type':'Slow','a':'x                | {}
			{'member':{'type':'Slow','a':'x'},'x':         | {'member':{'type':'Slow','a':'x'}}
			{'member':{'type':'Fast','a':'x                | {'member':{'type':'Fast','a':'x'}}
			{'union':{'type':'First','a':'x                | {}
			{'union':{'type':'First','a':'x'},'x':         | {'union':{'type':'First','a':'x'}}
			{'tree':{'a':['b                               | {}
			{'tree':{'a':['b']},'x':                       | {'tree':{'a':['b']}}
			""")
	void whatIsAtomicComesWhenItIsComplete(String prefix, String expected) {
		PartialBinder<Atoms> partial = partial(Atoms.class);
		json(prefix).chars().forEach((character) -> partial.feed(String.valueOf((char) character)));
		ObjectNode shown = (ObjectNode) MAPPER.readTree(json("{'text':null,'plain':null,'person':null,'people':[],"
				+ "'whole':null,'list':[],'map':{},'optional':null,'bean':null,'member':null,'union':null,'tree':null}"));
		MAPPER.readTree(json(expected)).forEachEntry(shown::set);
		assertThat(MAPPER.writeValueAsString(partial.snapshot())).isEqualTo(shown.toString());
		assertThat(partial.problems()).isEmpty();
	}

	@Test
	void anAtomicAnswerComesAsAWhole() {
		PartialBinder<Whole> partial = partial(Whole.class);
		partial.feed(json("{'a':'x','b':1"));
		assertThat(partial.snapshot()).isNull();
		assertThat(partial.isChanged()).isFalse();
		partial.feed("}");
		partial.end();
		assertThat(partial.snapshot()).isEqualTo(new Whole("x", 1));
	}

	@Test
	void whatIsNotLookedAtIsToldInFewerSteps() {
		PartialBinder<All> partial = partial(All.class);
		DeltaTree tree = new DeltaTree();
		partial.feed(json("{'text':'a"));
		assertThat(partial.hasNews()).isTrue();
		partial.tell(tree);
		assertThat(partial.hasNews()).isFalse();
		partial.feed(json("b"));
		partial.feed(json("c'"));
		partial.feed(json(",'people':[{'name':'A','age':1},{'name':'B'"));
		partial.tell(tree);
		partial.feed(json(",'age':2},{'name':'C','age':3}],"));
		partial.tell(tree);
		assertThat(tree.log()).isEqualTo(json("[set  {}, set /text 'a', append /text 'bc', set /people [], "
				+ "add /people {'name':'A','age':1}, add /people {}, set /people/1/name 'B', set /people/1/age 2, "
				+ "add /people {'name':'C','age':3}]"));
	}

	@Test
	void whatJacksonDoesNotWriteIsNotTold() {
		PartialBinder<Guarded> partial = partial(Guarded.class);
		DeltaTree tree = new DeltaTree();
		String answer = json("{'secret':'hidden','card':'4111222233334444','labels':{'a/b~c':'xyz'},'name':'Ada'}");
		for (int i = 0; i < answer.length(); i++) {
			partial.feed(answer.substring(i, i + 1));
			partial.tell(tree);
		}
		partial.end();
		partial.tell(tree);
		assertThat(tree.log()).doesNotContain("hid")
			.doesNotContain("4111")
			.contains("append /labels/a~1b~0c", "append /name");
		assertThat(tree.root()).isEqualTo(DeltaTree.read(MAPPER.valueToTree(MAPPER.readValue(answer, Guarded.class))));
	}

	@Test
	void aLongTextIsToldToTheLastPiece() {
		PartialBinder<Person> partial = partial(Person.class);
		DeltaTree tree = new DeltaTree();
		partial.feed(json("{'name':'"));
		for (int i = 0; i < 1000; i++) {
			partial.feed("0123456789");
			partial.tell(tree);
			assertThat(Objects.requireNonNull(tree.root()).path("name").asString()).hasSize(10 * (i + 1));
		}
		partial.feed(json("','age':1}"));
		partial.end();
		partial.tell(tree);
		assertThat(tree.characters()).isLessThan(14_000);
		assertThat(tree.steps()).isEqualTo(1002);
	}

	@Test
	void aCutAnswerStaysAsItIs() {
		PartialBinder<Order> partial = partial(Order.class);
		partial.feed(json("{'note':'so far','lines':[{'sku':'a','count':12"));
		Order before = partial.snapshot();
		partial.end();
		assertThat(partial.snapshot()).isEqualTo(before);
		assertThat(partial.position().state("")).isNotEqualTo(PathState.COMPLETE);
		PartialBinder<Order> inText = partial(Order.class);
		inText.feed(json("{'note':'so fa"));
		inText.end();
		assertThat(snapshot(inText).note()).isEqualTo("so fa");
		assertThat(inText.position().state("")).isNotEqualTo(PathState.COMPLETE);
		assertThatIllegalStateException().isThrownBy(() -> partial.feed("x"));
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "{'items':[{'name':'A','age':1},{'name':'B','age':2}]}",
			"[{'name':'A','age':1},{'name':'B','age':2}]", "{'name':'A','age':1}\n{'name':'B','age':2}\n",
			"Here: {'Items':[{'name':'A','age':1},{'name':'B','age':2}]}" })
	void elementsOfTheOutermostListAreHandedOutWhenTheyClose(String text) {
		PartialBinder<List<Person>> partial = partial(
				ResolvableType.forClassWithGenerics(List.class, Person.class).getType());
		partial.handOutElements();
		List<JsonNode> elements = new ArrayList<>();
		int inTime = 0;
		String answer = json(text);
		for (int i = 0; i < answer.length(); i++) {
			partial.feed(answer.substring(i, i + 1));
			List<JsonNode> closed = partial.takeClosedElements();
			elements.addAll(closed);
			inTime += (i < answer.length() - 8) ? closed.size() : 0;
		}
		partial.end();
		elements.addAll(partial.takeClosedElements());
		assertThat(elements).extracting(JsonNode::toString)
			.containsExactly(json("{'name':'A','age':1}"), json("{'name':'B','age':2}"));
		assertThat(inTime).isEqualTo(1);
		assertThat(partial.snapshot()).isEqualTo(List.of(new Person("A", 1), new Person("B", 2)));
	}

	@Test
	void placesAreMissingThenPartialThenComplete() {
		PartialBinder<All> partial = partial(All.class);
		assertThat(partial.position().state("")).isEqualTo(PathState.MISSING);
		partial.feed(json("{'text':'a','people':[{'name':'A','age':1},{'name':'B"));
		assertThat(partial.position().cursor()).isEqualTo("people[1].name");
		assertThat(partial.position().state("")).isEqualTo(PathState.PARTIAL);
		assertThat(partial.position().state("text")).isEqualTo(PathState.COMPLETE);
		assertThat(partial.position().state("number")).isEqualTo(PathState.MISSING);
		assertThat(partial.position().state("people")).isEqualTo(PathState.PARTIAL);
		assertThat(partial.position().state("people[0]")).isEqualTo(PathState.COMPLETE);
		assertThat(partial.position().state("people[0].age")).isEqualTo(PathState.COMPLETE);
		assertThat(partial.position().state("people[1]")).isEqualTo(PathState.PARTIAL);
		assertThat(partial.position().state("people[1].name")).isEqualTo(PathState.PARTIAL);
		assertThat(partial.position().state("people[1].age")).isEqualTo(PathState.MISSING);
		assertThat(partial.position().state("people[2]")).isEqualTo(PathState.MISSING);
		StreamPosition position = partial.position();
		partial.feed(json("'}],'map':{'a b':'x','c':'"));
		assertThat(partial.position().cursor()).isEqualTo(json("map['c']"));
		assertThat(partial.position().state("people")).isEqualTo(PathState.COMPLETE);
		assertThat(partial.position().state(json("map['a b']"))).isEqualTo(PathState.COMPLETE);
		assertThat(partial.position().state("map.c")).isEqualTo(PathState.PARTIAL);
		assertThat(position.state("people[1].age")).isEqualTo(PathState.MISSING);
		assertThat(position.cursor()).isEqualTo("people[1].name");
		partial.feed(json("'}}"));
		partial.end();
		assertThat(partial.position().cursor()).isEmpty();
		assertThat(partial.position().state("")).isEqualTo(PathState.COMPLETE);
		assertThat(partial.position().state("map")).isEqualTo(PathState.COMPLETE);
		assertThat(partial.position().state("number")).isEqualTo(PathState.MISSING);
	}

	@Test
	void aRepairThatIsForbiddenStopsTheView() {
		PartialBinder<Person> partial = BINDER.partial(schema(Person.class),
				RepairPolicy.lenient().forbid(SyntaxRepair.QUOTE_STYLE));
		partial.feed("{\"name\":\"Ada\",\"age\":1,");
		partial.feed("'name':'Bob'}");
		partial.end();
		assertThat(partial.snapshot()).isEqualTo(new Person("Ada", 1));
	}

	@Test
	void aTreeGrowsToo() {
		PartialBinder<Map<String, Object>> partial = partial(
				ResolvableType.forClassWithGenerics(Map.class, String.class, Object.class).getType());
		partial.feed(json("{'a':{'b':[1,'x"));
		assertThat(partial.snapshot()).isEqualTo(Map.of("a", Map.of("b", List.of(1, "x"))));
		PartialBinder<Tree> tree = partial(Tree.class);
		tree.feed(json("{'json':{'b':[1,'x"));
		assertThat(snapshot(tree).json()).isEqualTo(MAPPER.readTree(json("{'b':[1,'x']}")));
	}

	@Test
	void bracketsWithoutEndAreTooDeep() {
		StreamLimitException exception = limit(partial(All.class), "{\"people\":" + "[".repeat(100_000));
		assertThat(exception.limit()).isEqualTo(StreamLimitException.Limit.DEPTH);
		assertThat(exception.path()).startsWith("people[0][0]");
	}

	@Test
	void blanksWithoutEndAreTooMany() {
		PartialBinder<All> partial = partial(All.class);
		partial.feed("{\"number\": 1");
		StreamLimitException exception = Objects.requireNonNull(catchThrowableOfType(StreamLimitException.class, () -> {
			for (int i = 0; i < 1_000_000; i++) {
				partial.feed((i % 2 == 0) ? " " : "\n");
			}
		}));
		assertThat(exception.limit()).isEqualTo(StreamLimitException.Limit.BLANKS);
		assertThat(exception.offset()).isLessThan(5000);
		assertThatExceptionOfType(StreamLimitException.class).isThrownBy(() -> partial.feed("}")).isSameAs(exception);
		assertThat(snapshot(partial).number()).isZero();
	}

	@Test
	void aTextWithoutEndIsTooLong() {
		PartialBinder<All> partial = partial(All.class);
		partial.feed("{\"text\":\"");
		String piece = "secret ".repeat(1000);
		StreamLimitException exception = Objects.requireNonNull(catchThrowableOfType(StreamLimitException.class, () -> {
			for (int i = 0; i < 5_000_000 / piece.length(); i++) {
				partial.feed(piece);
				partial.snapshot();
			}
		}));
		assertThat(exception.limit()).isEqualTo(StreamLimitException.Limit.TOKEN);
		assertThat(exception.path()).isEqualTo("text");
		assertThat(exception).hasMessageNotContaining("secret");
		assertThat(limit(partial(All.class), "{\"text\":\"" + "x".repeat(5_000_000)).limit())
			.isEqualTo(StreamLimitException.Limit.CHARACTERS);
	}

	@Test
	void namesAndElementsAreLimited() {
		StreamLimits limits = StreamLimits.builder().maxNameLength(10).maxElements(3).build();
		PartialBinder<All> partial = BINDER.partial(schema(All.class), RepairPolicy.lenient(), limits);
		StreamLimitException exception = limit(partial, "{\"map\":{\"a very secret key\":\"x\",\"");
		assertThat(exception.limit()).isEqualTo(StreamLimitException.Limit.NAME);
		assertThat(exception).hasMessageNotContaining("secret");
		partial = BINDER.partial(schema(All.class), RepairPolicy.lenient(), limits);
		exception = limit(partial, "{\"map\":{\"secret\":[1,2,3,4,5");
		assertThat(exception.limit()).isEqualTo(StreamLimitException.Limit.ELEMENTS);
		assertThat(exception).hasMessageNotContaining("secret");
		assertThat(exception.path()).isEqualTo("map[*][3]");
	}

	@Test
	void emptyPiecesCostNothing() {
		PartialBinder<Person> partial = partial(Person.class);
		partial.feed(json("{'name':'A"));
		Person person = partial.snapshot();
		for (int i = 0; i < 1_000_000; i++) {
			partial.feed("");
			assertThat(partial.isChanged()).isFalse();
		}
		assertThat(partial.snapshot()).isSameAs(person);
	}

	@Test
	void constructorsAreCalledOnceForEachChange() {
		StringBuilder text = new StringBuilder("{'entries':[");
		int entries = 20_000;
		for (int i = 0; i < entries; i++) {
			text.append((i > 0) ? "," : "").append("{'name':'entry ").append(i).append("','text':'some more text'}");
		}
		String answer = json(text.append("]}").toString());
		Counted.calls.set(0);
		PartialBinder<Book> partial = partial(Book.class);
		int chunks = 0;
		for (int from = 0; from < answer.length(); from += 8) {
			partial.feed(answer.substring(from, Math.min(answer.length(), from + 8)));
			Book book = partial.snapshot();
			assertThat(book == null || book.entries().size() <= entries).isTrue();
			chunks++;
		}
		partial.end();
		assertThat(snapshot(partial).entries()).hasSize(entries);
		assertThat(answer.length()).isGreaterThan(900_000);
		assertThat(Counted.calls.get()).isLessThan(chunks + entries);
	}

	@Test
	void aLongTextIsCopiedAsOftenAsItGrowsByAPart() {
		PartialBinder<Person> partial = partial(Person.class);
		partial.feed(json("{'name':'"));
		int changes = 0;
		long copied = 0;
		for (int i = 0; i < 100_000; i++) {
			partial.feed("0123456789");
			if (partial.isChanged()) {
				changes++;
				copied += snapshot(partial).name().length();
			}
		}
		assertThat(changes).isLessThan(1000);
		assertThat(copied).isLessThan(100_000_000);
		partial.feed(json("','age':1}"));
		partial.end();
		assertThat(snapshot(partial).name()).hasSize(1_000_000);
	}

	/**
	 * The brackets closed, what is unfinished left out, and bound by Jackson.
	 */
	private static @Nullable Order slow(String prefix) {
		JsonText cut = JsonText.parseCut(prefix, new UnfinishedTail(true, false, false, UnfinishedTail.Names.NONE));
		if (cut.value() == null) {
			return null;
		}
		// A number that nothing may be added to has been read.
		Order order = MAPPER.convertValue(cut.value(), Order.class);
		List<Line> lines = (order.lines() == null) ? List.of()
				: order.lines()
					.stream()
					.map((line) -> new Line(line.sku(), line.count(), (line.tags() == null) ? List.of() : line.tags()))
					.toList();
		return new Order(lines, order.customer(), order.note(), order.total());
	}

	private static StreamLimitException limit(PartialBinder<?> partial, String text) {
		return Objects.requireNonNull(catchThrowableOfType(StreamLimitException.class, () -> partial.feed(text)));
	}

	private static <T> T snapshot(PartialBinder<T> partial) {
		return Objects.requireNonNull(partial.snapshot());
	}

	private static <T> PartialBinder<T> partial(Type type) {
		return BINDER.partial(schema(type), RepairPolicy.lenient());
	}

	private static ResponseSchema schema(Type type) {
		return SCHEMAS.of(type, Set.of());
	}

	private static String json(String text) {
		return text.replace('\'', '"');
	}

	enum Color {

		RED, GREEN

	}

	record Person(String name, int age) {
	}

	sealed interface Shape {

	}

	record Circle(String label, double radius) implements Shape {
	}

	record Dot() implements Shape {
	}

	record All(String text, int number, boolean flag, Color color, LocalDate date, UUID id, @Nullable Integer boxed,
			List<String> list, Set<String> set, Map<String, String> map, Optional<String> optional, Person person,
			Shape shape, int[] array, List<Person> people, Map<Integer, String> keys) {
	}

	record Line(String sku, int count, List<String> tags) {
	}

	record Customer(String name, @Nullable String mail) {
	}

	record Order(List<Line> lines, @Nullable Customer customer, @Nullable String note, int total) {
	}

	record Strict(String name, int level, String note) {

		Strict {
			Objects.requireNonNull(name);
			Objects.requireNonNull(note);
			if (level <= 0) {
				throw new IllegalArgumentException("The level must be positive");
			}
		}

	}

	record Team(@Nullable Strict lead, List<Strict> members) {

		Team {
			members = List.copyOf(members);
		}

	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Named(String firstName, @JsonProperty("the-age") int age, Made byFactory, Bean bean) {
	}

	static final class Made {

		private final String value;

		private Made(String value) {
			this.value = value;
		}

		@JsonCreator
		static Made of(@JsonProperty("v") String value) {
			return new Made("made of " + value);
		}

		@JsonProperty("v")
		String value() {
			return this.value;
		}

	}

	public static class Bean {

		private int size = -1;

		private List<String> words = List.of();

		public int getSize() {
			return this.size;
		}

		public void setSize(int size) {
			this.size = size;
		}

		public List<String> getWords() {
			return this.words;
		}

		public void setWords(List<String> words) {
			this.words = words;
		}

	}

	record Tree(JsonNode json) {
	}

	record Counted(String name, String text) {

		private static AtomicInteger calls = new AtomicInteger();

		Counted {
			calls.incrementAndGet();
		}

	}

	record Book(List<Counted> entries) {
	}

	record Guarded(@JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String secret, String card,
			Map<String, String> labels, String name) {

		@Override
		public String card() {
			return (this.card == null || this.card.length() < 4) ? ""
					: "*" + this.card.substring(this.card.length() - 4);
		}

	}

	@StreamAtomic
	record Whole(String a, int b) {
	}

	sealed interface Member {

	}

	@StreamAtomic
	record Slow(String a) implements Member {
	}

	record Fast(String a) implements Member {
	}

	@StreamAtomic
	sealed interface Union {

	}

	record First(String a) implements Union {
	}

	record Second() implements Union {
	}

	public static class Setters {

		@StreamAtomic
		private @Nullable String one;

		private @Nullable String two;

		public @Nullable String getOne() {
			return this.one;
		}

		public void setOne(String one) {
			this.one = one;
		}

		public @Nullable String getTwo() {
			return this.two;
		}

		public void setTwo(String two) {
			this.two = two;
		}

	}

	record Atoms(@StreamAtomic String text, String plain, @StreamAtomic Person person,
			@StreamAtomic List<Person> people, Whole whole, List<Whole> list, Map<String, Whole> map,
			@StreamAtomic Optional<Person> optional, Setters bean, Member member, Union union,
			@StreamAtomic JsonNode tree) {
	}

}
