package io.github.instructorspring.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

import io.github.instructorspring.Maybe;

/**
 * Response types as users write them, with JSON that is and is not of them.
 */
final class TypeCatalogue {

	private static final String ADA = "{'name':'Ada','age':36}";

	private static final String CIRCLE = "{'type':'Circle','radius':1.5}";

	private TypeCatalogue() {
	}

	static List<CatalogueEntry> entries() {
		return Stream
			.of(classes(), generics(), recursion(), unions(), enums(), collections(), maps(), optionals(),
					constraints(), times(), identifiers(), roots(), maybes(), dynamic(), jackson(), names())
			.flatMap(List::stream)
			.toList();
	}

	private static List<CatalogueEntry> classes() {
		return List.of(
				CatalogueEntry.of("a record", User.class)
					.valid(ADA, "{'age':0,'name':''}")
					.invalid("a property is missing", "{'name':'Ada'}")
					.invalid("a text is a number", "{'name':1,'age':36}")
					.invalid("an integer has a fraction", "{'name':'Ada','age':36.5}")
					.invalid("an integer is a text", "{'name':'Ada','age':'old'}")
					.invalid("null, where none is allowed", "{'name':null,'age':36}")
					.invalid("a property is unknown", "{'name':'Ada','age':36,'x':1}")
					.invalid("not an object", "[]"),
				CatalogueEntry.of("primitives", Primitives.class)
					.valid("{'aByte':-128,'aShort':3,'anInt':4,'aLong':9223372036854775807,'aFloat':1.5,'aDouble':-0.25,'aChar':'x','flag':true}")
					.invalid("a flag is a number",
							"{'aByte':1,'aShort':3,'anInt':4,'aLong':5,'aFloat':1.5,'aDouble':2,'aChar':'x','flag':1}")
					.invalid("two characters",
							"{'aByte':1,'aShort':3,'anInt':4,'aLong':5,'aFloat':1.5,'aDouble':2,'aChar':'xy','flag':true}"),
				CatalogueEntry.of("boxes", Boxes.class)
					.valid("{'anInt':1,'aLong':2,'aDouble':0.5,'flag':false,'aChar':'ß'}")
					.invalid("null in a box", "{'anInt':null,'aLong':2,'aDouble':0.5,'flag':false,'aChar':'a'}")
					.invalid("missing", "{'aLong':2,'aDouble':0.5,'flag':false,'aChar':'a'}"),
				CatalogueEntry.of("a class with getters and setters", Account.class)
					.valid("{'owner':'Ada','balance':12}", "{'owner':'','balance':-1}")
					.invalid("missing", "{'owner':'Ada'}")
					.invalid("not an integer", "{'owner':'Ada','balance':'much'}"),
				CatalogueEntry.of("a class with public fields", Point.class)
					.withoutEquals()
					.valid("{'x':1,'y':-2}")
					.invalid("missing", "{'x':1}")
					.invalid("null", "{'x':1,'y':null}"),
				CatalogueEntry.of("a class with inherited fields", Dog.class)
					.withoutEquals()
					.valid("{'name':'Rex','legs':4,'breed':'Boxer'}")
					.invalid("an inherited property is missing", "{'name':'Rex','breed':'Boxer'}")
					.invalid("an own property is missing", "{'name':'Rex','legs':4}"),
				CatalogueEntry.of("a record in a record", Company.class)
					.valid("{'name':'ACME','boss':" + ADA + ",'deputy':" + ADA + "}")
					.invalid("flaw below", "{'name':'ACME','boss':" + ADA + ",'deputy':{'name':'Ada'}}")
					.invalid("not an object", "{'name':'ACME','boss':'Ada','deputy':" + ADA + "}"),
				CatalogueEntry.of("a record without components", Nothing.class)
					.valid("{}")
					.invalid("any property", "{'x':1}")
					.invalid("not an object", "'nothing'"),
				CatalogueEntry.of("eleven levels", Deep1.class)
					.valid("{'n':{'n':{'n':{'n':{'n':{'n':{'n':{'n':{'n':{'n':{'end':'x'}}}}}}}}}}}")
					.invalid("too short", "{'n':{'n':{}}}")
					.invalid("flaw at the end",
							"{'n':{'n':{'n':{'n':{'n':{'n':{'n':{'n':{'n':{'n':{'end':1}}}}}}}}}}}"),
				CatalogueEntry.of("a class made by a builder", Built.class)
					.valid("{'name':'Ada','size':3}")
					.invalid("missing", "{'name':'Ada'}")
					.invalid("not an integer", "{'name':'Ada','size':'x'}"));
	}

	private static List<CatalogueEntry> generics() {
		ResolvableType pair = ResolvableType.forClassWithGenerics(Pair.class, String.class, Integer.class);
		return List.of(
				CatalogueEntry.of("a page of users", Page.class, User.class)
					.valid("{'items':[" + ADA + "],'total':1}", "{'items':[],'total':0}")
					.invalid("a flawed user", "{'items':[{'name':'Ada'}],'total':1}")
					.invalid("not a list", "{'items':" + ADA + ",'total':1}"),
				CatalogueEntry.of("a page of pairs", Page.class, pair)
					.valid("{'items':[{'left':'a','right':1},{'left':'b','right':2}],'total':2}")
					.invalid("left is a number", "{'items':[{'left':1,'right':1}],'total':2}")
					.invalid("right is a text", "{'items':[{'left':'a','right':'b'}],'total':2}"),
				CatalogueEntry.of("two uses of one generic type", Pairs.class)
					.valid("{'first':{'left':'a','right':1},'second':{'left':2,'right':'b'}}")
					.invalid("the other way round", "{'first':{'left':1,'right':'a'},'second':{'left':2,'right':'b'}}"),
				CatalogueEntry.of("a generic tree", Node.class, String.class)
					.valid("{'value':'a','children':[{'value':'b','children':[]}]}")
					.invalid("a leaf of another type", "{'value':'a','children':[{'value':1,'children':[]}]}"),
				CatalogueEntry.of("a generic union", Result.class, User.class)
					.valid("{'type':'Ok','value':" + ADA + "}", "{'type':'Failed','reason':'none'}")
					.invalid("a value of another type", "{'type':'Ok','value':'Ada'}")
					.invalid("no type", "{'value':" + ADA + "}"));
	}

	private static List<CatalogueEntry> recursion() {
		return List.of(
				CatalogueEntry.of("a tree", Tree.class)
					.valid("{'name':'a','children':[]}", "{'name':'a','children':[{'name':'b','children':[]}]}")
					.invalid("a flawed leaf", "{'name':'a','children':[{'name':'b'}]}")
					.invalid("a leaf is a text", "{'name':'a','children':['b']}"),
				CatalogueEntry.of("a linked list", Link.class)
					.valid("{'value':1,'next':{'value':2,'next':null}}", "{'value':1}")
					.invalid("a flawed link", "{'value':1,'next':{'value':'x'}}")
					.invalid("an empty link", "{'value':1,'next':{}}"),
				CatalogueEntry.of("two types that contain each other", Folder.class)
					.valid("{'name':'root','files':[{'name':'a','links':[{'name':'b','files':[]}]}]}")
					.invalid("flaw in the third level",
							"{'name':'root','files':[{'name':'a','links':[{'name':'b'}]}]}"),
				CatalogueEntry.of("a map of itself", Category.class)
					.valid("{'title':'a','below':{'x':{'title':'b','below':{}}}}", "{'title':'a','below':{}}")
					.invalid("a flawed value", "{'title':'a','below':{'x':{'title':'b'}}}"),
				CatalogueEntry.of("a property that holds the tree", Forest.class)
					.valid("{'oldest':{'name':'a','children':[]},'others':[{'name':'b','children':[]}]}")
					.invalid("a flawed leaf",
							"{'oldest':{'name':'a','children':[]},'others':[{'name':'b','children':[1]}]}"),
				CatalogueEntry.of("an expression", Expression.class)
					.valid("{'type':'Sum','left':{'type':'Number','value':1},'right':{'type':'Number','value':2.5}}",
							"{'type':'Number','value':0}")
					.invalid("a branch is missing", "{'type':'Sum','left':{'type':'Number','value':1}}")
					.invalid("an unknown branch",
							"{'type':'Sum','left':{'type':'Product'},'right':{'type':'Number','value':2}}"));
	}

	private static List<CatalogueEntry> unions() {
		return List.of(
				CatalogueEntry.of("a sealed interface", Shape.class)
					.valid(CIRCLE, "{'type':'Rectangle','width':1,'height':2}", "{'type':'Unknown'}")
					.invalid("no type", "{'radius':1.5}")
					.invalid("an unknown type", "{'type':'Triangle','radius':1.5}")
					.invalid("properties of another", "{'type':'Circle','width':1,'height':2}")
					.invalid("null", "null"),
				CatalogueEntry.of("properties of a sealed type", Drawing.class)
					.valid("{'main':" + CIRCLE + ",'all':[{'type':'Unknown'}," + CIRCLE + "],'background':null}",
							"{'main':" + CIRCLE + ",'all':[],'background':" + CIRCLE + "}")
					.invalid("a flawed element", "{'main':" + CIRCLE + ",'all':[{'type':'Circle'}],'background':null}")
					.invalid("main is null", "{'main':null,'all':[],'background':null}"),
				CatalogueEntry.of("a list of a sealed type", List.class, Shape.class)
					.valid("[" + CIRCLE + "]", "[]", "[{'type':'Unknown'}]")
					.invalid("a flawed element", "[{'type':'Circle'}]")
					.invalid("not a list", CIRCLE),
				CatalogueEntry.of("a map of a sealed type", Map.class, String.class, Shape.class)
					.valid("{'a':" + CIRCLE + "}", "{}")
					.invalid("a flawed value", "{'a':{'type':'Circle'}}"),
				CatalogueEntry.of("a hierarchy of sealed types", Garage.class)
					.valid("{'vehicle':{'type':'Car','seats':4},'bike':{'type':'Bicycle','gears':7}}",
							"{'vehicle':{'type':'Bicycle','gears':7},'bike':{'type':'Ebike','watts':250}}")
					.invalid("a car is no bike", "{'vehicle':{'type':'Car','seats':4},'bike':{'type':'Car','seats':4}}")
					.invalid("the name of the middle",
							"{'vehicle':{'type':'Motor'},'bike':{'type':'Bicycle','gears':7}}"),
				CatalogueEntry.of("a sealed abstract class", Payment.class)
					.withoutEquals()
					.valid("{'type':'Card','amount':5,'number':'4111'}", "{'type':'Cash','amount':1}")
					.invalid("an inherited property is missing", "{'type':'Cash'}"),
				CatalogueEntry.of("names by @JsonSubTypes", Pet.class)
					.valid("{'kind':'cat','lives':9}", "{'kind':'hound','name':'Rex'}")
					.invalid("the name of the class", "{'kind':'Cat','lives':9}")
					.invalid("another discriminator", "{'type':'cat','lives':9}"),
				CatalogueEntry.of("a discriminator that is a property", Event.class)
					.valid("{'action':'start','at':1}", "{'action':'stop','reason':'late'}")
					.invalid("an unknown name", "{'action':'pause','at':1}")
					.invalid("no name", "{'at':1}"),
				CatalogueEntry.of("a union told apart by its properties", Contact.class)
					.valid("{'phone':'1'}", "{'address':'a@b.c'}")
					.invalid("neither", "{}")
					.invalid("both", "{'phone':'1','address':'a@b.c'}"),
				CatalogueEntry.of("a union that shares its first property", Range.class)
					.valid("{'from':1,'to':2}", "{'from':1,'length':2}")
					.invalid("neither", "{'from':1}"),
				CatalogueEntry.of("members with maps and what looks like one", Labelled.class)
					.valid("{'type':'ByMap','labels':{'a':1}}", "{'type':'ByList','labels':[{'key':'a','value':1}]}",
							"{'type':'ByList','labels':[]}")
					.invalid("a list for a map", "{'type':'ByMap','labels':[{'key':'a','value':1}]}"),
				CatalogueEntry.of("a part of two unions", Both.class)
					.valid("{'one':{'type':'Shared','x':1},'other':{'type':'Shared','x':2}}",
							"{'one':{'type':'OnlyOne'},'other':{'type':'Shared','x':2}}")
					.invalid("not of the other", "{'one':{'type':'Shared','x':1},'other':{'type':'OnlyOne'}}"));
	}

	private static List<CatalogueEntry> enums() {
		return List.of(
				CatalogueEntry.of("an enum as a property", Painted.class)
					.valid("{'color':'RED','shade':'dark'}", "{'color':'GREEN','shade':'light'}")
					.invalid("another constant", "{'color':'BLUE','shade':'dark'}")
					.invalid("the name in Java", "{'color':'RED','shade':'DARK'}")
					.invalid("a number", "{'color':0,'shade':'dark'}"),
				CatalogueEntry.of("an enum with numbers", Rated.class)
					.valid("{'grade':1}", "{'grade':6}")
					.invalid("another number", "{'grade':2}")
					.invalid("the name in Java", "{'grade':'GOOD'}"),
				CatalogueEntry.of("an enum with texts of its own", Paid.class)
					.valid("{'status':'paid in full'}", "{'status':'open'}")
					.invalid("the name in Java", "{'status':'PAID'}"),
				CatalogueEntry.of("an enum whose constants have bodies", Calculated.class)
					.valid("{'operator':'PLUS'}", "{'operator':'MINUS'}")
					.invalid("another constant", "{'operator':'TIMES'}"),
				CatalogueEntry.of("an enum", Color.class)
					.valid("'RED'", "'GREEN'")
					.invalid("another constant", "'BLUE'")
					.invalid("null", "null"),
				CatalogueEntry.of("lists and sets of an enum", Palette.class)
					.valid("{'list':['RED','RED'],'set':['GREEN','RED']}", "{'list':[],'set':[]}")
					.invalid("another constant", "{'list':['BLUE'],'set':[]}")
					.invalid("twice in a set", "{'list':[],'set':['RED','RED']}"));
	}

	private static List<CatalogueEntry> collections() {
		return List.of(CatalogueEntry.of("collections", Collections.class)
			.valid("{'list':['a','a'],'set':[1,2],'sorted':['a'],'collection':[true],'matrix':[[1],[],[2,3]],'users':["
					+ ADA + "]}")
			.invalid("a number among texts",
					"{'list':[1],'set':[1],'sorted':[],'collection':[],'matrix':[],'users':[]}")
			.invalid("twice in a set", "{'list':[],'set':[1,1],'sorted':[],'collection':[],'matrix':[],'users':[]}")
			.invalid("null in a list", "{'list':[null],'set':[],'sorted':[],'collection':[],'matrix':[],'users':[]}")
			.invalid("one level too few", "{'list':[],'set':[],'sorted':[],'collection':[],'matrix':[1],'users':[]}"),
				CatalogueEntry.of("arrays", Arrays.class)
					.withoutEquals()
					.valid("{'texts':['a'],'numbers':[1,2],'users':[" + ADA + "],'bytes':'AQID'}")
					.invalid("a text among numbers", "{'texts':[],'numbers':['x'],'users':[],'bytes':''}")
					.invalid("bytes as numbers", "{'texts':[],'numbers':[],'users':[],'bytes':[1,2,3]}")
					.invalid("null for a list", "{'texts':null,'numbers':[],'users':[],'bytes':''}"));
	}

	private static List<CatalogueEntry> maps() {
		return List.of(
				CatalogueEntry.of("maps of scalars", Maps.class)
					.valid("{'counts':{'a':1,'b':2},'colors':{'RED':0.5}}", "{'counts':{},'colors':{}}")
					.invalid("a value of another type", "{'counts':{'a':'x'},'colors':{}}")
					.invalid("another constant as key", "{'counts':{},'colors':{'BLUE':1}}")
					.invalid("null as value", "{'counts':{'a':null},'colors':{}}")
					.invalid("a list", "{'counts':[],'colors':{}}"),
				CatalogueEntry.of("a map of lists of records", Index.class)
					.valid("{'users':{'a':[" + ADA + "],'b':[]}}", "{'users':{}}")
					.invalid("a flawed user", "{'users':{'a':[{'name':'Ada'}]}}")
					.invalid("not a list", "{'users':{'a':" + ADA + "}}"),
				CatalogueEntry.of("a map of maps", Nested.class)
					.valid("{'cells':{'a':{'b':1}}}", "{'cells':{'a':{}}}", "{'cells':{}}")
					.invalid("one level too few", "{'cells':{'a':1}}")
					.invalid("a value of another type", "{'cells':{'a':{'b':'x'}}}"),
				CatalogueEntry.of("a list of maps", Rows.class)
					.valid("{'rows':[{'a':'1'},{}]}", "{'rows':[]}")
					.invalid("a value of another type", "{'rows':[{'a':1}]}"),
				CatalogueEntry.of("maps with other keys than texts", Keys.class)
					.valid("{'byNumber':{'1':'a','-2':'b'},'byDay':{'2026-01-31':1},'byId':{'123e4567-e89b-12d3-a456-426614174000':true}}")
					.invalid("a value of another type", "{'byNumber':{'1':1},'byDay':{},'byId':{}}"),
				CatalogueEntry.of("maps keyed by the names of Jackson", Tones.class)
					.valid("{'byShade':{'dark':1,'light':2},'byGrade':{'1':'a'}}", "{'byShade':{},'byGrade':{}}")
					.invalid("the name in Java", "{'byShade':{'DARK':1},'byGrade':{}}")
					.invalid("another number", "{'byShade':{},'byGrade':{'2':'a'}}"),
				CatalogueEntry.of("maps of what may be absent", Gaps.class)
					.valid("{'nullable':{'a':1,'b':null},'optional':['a',null]}", "{'nullable':{},'optional':[]}")
					.invalid("a value of another type", "{'nullable':{'a':'x'},'optional':[]}"),
				CatalogueEntry.of("an enum map", Wheel.class)
					.valid("{'names':{'RED':['rot'],'GREEN':[]}}", "{'names':{}}")
					.invalid("another constant as key", "{'names':{'BLUE':[]}}"),
				CatalogueEntry.of("a map as root", Map.class, String.class, Integer.class)
					.valid("{'a':1}", "{}")
					.invalid("a value of another type", "{'a':'x'}")
					.invalid("a list", "[1]"),
				CatalogueEntry.of("a map of enum keys as root", Map.class, Color.class, User.class)
					.valid("{'RED':" + ADA + "}", "{}")
					.invalid("another constant as key", "{'BLUE':" + ADA + "}")
					.invalid("a flawed value", "{'RED':{}}"));
	}

	private static List<CatalogueEntry> optionals() {
		return List.of(CatalogueEntry.of("optionals", Optionals.class)
			.valid("{'text':'a','anInt':1,'aLong':2,'aDouble':0.5,'user':" + ADA + ",'list':['x'],'color':'RED'}", "{}",
					"{'text':null,'anInt':null,'aLong':null,'aDouble':null,'user':null,'list':null,'color':null}")
			.invalid("a text is a number", "{'text':1}")
			.invalid("a number is a text", "{'anInt':'x'}")
			.invalid("a flawed user", "{'user':{}}")
			.invalid("another constant", "{'color':'BLUE'}"),
				CatalogueEntry.of("nullables", Nullables.class)
					.valid("{'text':'a','number':1,'user':" + ADA + ",'list':['x',null],'color':'RED','shape':" + CIRCLE
							+ ",'map':{'a':1},'date':'2026-01-31'}",
							"{'text':null,'number':null,'user':null,'list':null,'color':null,'shape':null,'map':null,'date':null}",
							"{}")
					.invalid("a text is a number", "{'text':1}")
					.invalid("a flawed user", "{'user':{'name':'Ada'}}")
					.invalid("another constant", "{'color':'BLUE'}")
					.invalid("a flawed union", "{'shape':{'type':'Circle'}}")
					.invalid("a flawed map", "{'map':{'a':'x'}}"),
				CatalogueEntry.of("defaults", Defaults.class)
					.valid("{'name':'Ada'}",
							"{'name':'Ada','age':3,'color':'GREEN','tags':['b'],'owner':{'name':'Bob','age':1},'active':false,'counts':{'b':2}}")
					.invalid("one without a default is missing", "{}")
					.invalid("a value of another type", "{'name':'Ada','age':'x'}"));
	}

	private static List<CatalogueEntry> constraints() {
		return List.of(CatalogueEntry.of("constraints on texts", Texts.class)
			.valid("{'code':'ab','name':'x','title':'T','zip':'12345','mail':'a@example.com','nick':null}",
					"{'code':'abcd','name':' x ','title':' ','zip':'10000','mail':'a.b@example.org','nick':'bob'}")
			.invalid("too short",
					"{'code':'a','name':'x','title':'T','zip':'12345','mail':'a@example.com','nick':null}")
			.invalid("too long",
					"{'code':'abcde','name':'x','title':'T','zip':'12345','mail':'a@example.com','nick':null}")
			.invalid("blank", "{'code':'ab','name':' ','title':'T','zip':'12345','mail':'a@example.com','nick':null}")
			.invalid("empty", "{'code':'ab','name':'x','title':'','zip':'12345','mail':'a@example.com','nick':null}")
			.invalid("another pattern",
					"{'code':'ab','name':'x','title':'T','zip':'123456','mail':'a@example.com','nick':null}")
			.invalid("no address", "{'code':'ab','name':'x','title':'T','zip':'12345','mail':'me','nick':null}")
			.invalid("too long for what may be null",
					"{'code':'ab','name':'x','title':'T','zip':'12345','mail':'a@example.com','nick':'bobby'}"),
				CatalogueEntry.of("constraints on numbers", Numbers.class)
					.valid("{'age':0,'price':0.01,'gain':1,'credit':0,'loss':-1,'debt':0,'level':null}",
							"{'age':150,'price':99.98,'gain':0.5,'credit':7,'loss':-0.5,'debt':-3,'level':5}")
					.invalid("below", "{'age':-1,'price':0.01,'gain':1,'credit':0,'loss':-1,'debt':0,'level':null}")
					.invalid("above", "{'age':151,'price':0.01,'gain':1,'credit':0,'loss':-1,'debt':0,'level':null}")
					.invalid("at an exclusive bound",
							"{'age':1,'price':99.99,'gain':1,'credit':0,'loss':-1,'debt':0,'level':null}")
					.invalid("zero is not positive",
							"{'age':1,'price':1,'gain':0,'credit':0,'loss':-1,'debt':0,'level':null}")
					.invalid("negative credit",
							"{'age':1,'price':1,'gain':1,'credit':-1,'loss':-1,'debt':0,'level':null}")
					.invalid("zero is not negative",
							"{'age':1,'price':1,'gain':1,'credit':0,'loss':0,'debt':0,'level':null}")
					.invalid("positive debt", "{'age':1,'price':1,'gain':1,'credit':0,'loss':-1,'debt':1,'level':null}")
					.invalid("above for what may be null",
							"{'age':1,'price':1,'gain':1,'credit':0,'loss':-1,'debt':0,'level':6}"),
				CatalogueEntry.of("constraints on containers", Sizes.class)
					.valid("{'list':['a'],'map':{'a':1},'set':[1,2]}",
							"{'list':['a','b'],'map':{'a':1,'b':2},'set':[1,2,3]}")
					.invalid("an empty list", "{'list':[],'map':{'a':1},'set':[1,2]}")
					.invalid("a long list", "{'list':['a','b','c'],'map':{'a':1},'set':[1,2]}")
					.invalid("an empty map", "{'list':['a'],'map':{},'set':[1,2]}")
					.invalid("a big map", "{'list':['a'],'map':{'a':1,'b':2,'c':3},'set':[1,2]}")
					.invalid("a small set", "{'list':['a'],'map':{'a':1},'set':[1]}"),
				CatalogueEntry.of("constraints on elements", Elements.class)
					.valid("{'names':['a'],'prices':{'ab':1},'limit':3,'table':[[1,2],[3]],'byName':{'a':['x']}}",
							"{'names':[],'prices':{},'limit':null,'table':[],'byName':{}}")
					.invalid("a blank element", "{'names':[' '],'prices':{},'limit':3,'table':[],'byName':{}}")
					.invalid("a short key", "{'names':[],'prices':{'a':1},'limit':3,'table':[],'byName':{}}")
					.invalid("a negative value", "{'names':[],'prices':{'ab':-1},'limit':3,'table':[],'byName':{}}")
					.invalid("below the bound of an optional",
							"{'names':[],'prices':{},'limit':0,'table':[],'byName':{}}")
					.invalid("a negative cell", "{'names':[],'prices':{},'limit':3,'table':[[0]],'byName':{}}")
					.invalid("an empty row", "{'names':[],'prices':{},'limit':3,'table':[[]],'byName':{}}")
					.invalid("a long text in a list in a map",
							"{'names':[],'prices':{},'limit':3,'table':[],'byName':{'a':['xyz']}}"),
				CatalogueEntry.of("composed constraints and agreement", Terms.class)
					.valid("{'slug':'a-b','accepted':true}")
					.invalid("not a slug", "{'slug':'A b','accepted':true}")
					.invalid("a long slug", "{'slug':'abcdefghijk','accepted':true}")
					.invalid("not accepted", "{'slug':'a','accepted':false}"),
				CatalogueEntry.of("constraints on nested beans", Order.class)
					.valid("{'lines':[{'sku':'a','quantity':1}],'first':{'sku':'b','quantity':2}}")
					.invalid("no lines", "{'lines':[],'first':{'sku':'b','quantity':2}}")
					.invalid("a flawed line", "{'lines':[{'sku':'a','quantity':0}],'first':{'sku':'b','quantity':2}}")
					.invalid("a blank name", "{'lines':[{'sku':'','quantity':1}],'first':{'sku':'b','quantity':2}}"));
	}

	private static List<CatalogueEntry> times() {
		return List.of(CatalogueEntry.of("moments", Moments.class)
			.valid("{'instant':'2026-01-31T10:15:30Z','offset':'2026-01-31T10:15:30+01:00','zoned':'2026-01-31T10:15:00Z'}",
					"{'instant':'2026-01-31T10:15:30.123Z','offset':'2026-01-31T00:00:00Z','zoned':'2026-01-31T10:15:00.5Z'}")
			.invalid("no offset",
					"{'instant':'2026-01-31T10:15:30','offset':'2026-01-31T00:00:00Z','zoned':'2026-01-31T10:15:00Z'}")
			.invalid("a number", "{'instant':1,'offset':'2026-01-31T00:00:00Z','zoned':'2026-01-31T10:15:00Z'}")
			.invalid("a word", "{'instant':'now','offset':'2026-01-31T00:00:00Z','zoned':'2026-01-31T10:15:00Z'}"),
				CatalogueEntry.of("days and hours", Days.class)
					.valid("{'date':'2026-01-31','time':'10:15:30','both':'2026-01-31T10:15:00','offset':'10:15:30+01:00'}",
							"{'date':'2026-01-31','time':'10:15','both':'2026-01-31T10:15:30.5','offset':'10:15:00Z'}")
					.invalid("no such day",
							"{'date':'2026-02-31','time':'10:15','both':'2026-01-31T10:15','offset':'10:15:30Z'}")
					.invalid("an American date",
							"{'date':'1/31/2026','time':'10:15','both':'2026-01-31T10:15','offset':'10:15:30Z'}")
					.invalid("a time with an offset",
							"{'date':'2026-01-31','time':'10:15Z','both':'2026-01-31T10:15','offset':'10:15:30Z'}")
					.invalid("a date and time with an offset",
							"{'date':'2026-01-31','time':'10:15','both':'2026-01-31T10:15Z','offset':'10:15:30Z'}"),
				CatalogueEntry.of("amounts of time", Amounts.class)
					.valid("{'duration':'PT1H30M','period':'P1Y2M3D','year':2026,'month':'2026-01','day':'--01-31'}",
							"{'duration':'P2D','period':'P3D','year':1999,'month':'1999-12','day':'--12-24'}")
					.invalid("a duration in words",
							"{'duration':'90 min','period':'P1D','year':2026,'month':'2026-01','day':'--01-31'}")
					.invalid("a year in words",
							"{'duration':'PT1H','period':'P1D','year':'last','month':'2026-01','day':'--01-31'}")
					.invalid("another month",
							"{'duration':'PT1H','period':'P1D','year':2026,'month':'01/2026','day':'--01-31'}")
					.invalid("another day",
							"{'duration':'PT1H','period':'P1D','year':2026,'month':'2026-01','day':'01-31'}"),
				CatalogueEntry.of("a date in its own form", German.class)
					.valid("{'date':'31.01.2026'}", "{'date':'01.12.1999'}")
					.invalid("a number", "{'date':20260131}")
					.invalid("missing", "{}"));
	}

	private static List<CatalogueEntry> identifiers() {
		return List.of(CatalogueEntry.of("identifiers", Identifiers.class)
			.valid("{'id':'123e4567-e89b-12d3-a456-426614174000','site':'https://example.com/a?b=c','locale':'de-CH','currency':'CHF','zone':'Europe/Zurich'}")
			.invalid("not a UUID",
					"{'id':'123','site':'https://example.com','locale':'de','currency':'CHF','zone':'UTC'}")
			.invalid("not a URI",
					"{'id':'123e4567-e89b-12d3-a456-426614174000','site':'not a uri','locale':'de','currency':'CHF','zone':'UTC'}")
			.invalid("a locale is a number",
					"{'id':'123e4567-e89b-12d3-a456-426614174000','site':'https://example.com','locale':1,'currency':'CHF','zone':'UTC'}"),
				CatalogueEntry.of("big numbers", Big.class)
					.valid("{'decimal':12345678901234567890.123456789,'integer':123456789012345678901234567890}",
							"{'decimal':-1,'integer':0}", "{'decimal':1.10,'integer':7}")
					.invalid("a fraction", "{'decimal':1,'integer':1.5}")
					.invalid("a text", "{'decimal':'many','integer':1}"));
	}

	private static List<CatalogueEntry> roots() {
		return List.of(
				CatalogueEntry.of("a text", String.class)
					.valid("'hello'", "''")
					.invalid("a number", "1")
					.invalid("null", "null"),
				CatalogueEntry.of("a number", Integer.class)
					.valid("1", "-2147483648")
					.invalid("a fraction", "1.5")
					.invalid("a text", "'x'"),
				CatalogueEntry.of("a decimal", BigDecimal.class).valid("1.50", "2").invalid("a text", "'x'"),
				CatalogueEntry.of("a flag", Boolean.class)
					.valid("true", "false")
					.invalid("a number", "1")
					.invalid("a word", "'yes'"),
				CatalogueEntry.of("a date", LocalDate.class)
					.valid("'2026-01-31'")
					.invalid("a word", "'today'")
					.invalid("a number", "20260131"),
				CatalogueEntry.of("a list of records", List.class, User.class)
					.valid("[" + ADA + "]", "[]")
					.invalid("a flawed element", "[{'name':'Ada'}]")
					.invalid("one element", ADA),
				CatalogueEntry.of("an array", User[].class)
					.withoutEquals()
					.valid("[" + ADA + "]", "[]")
					.invalid("a flawed element", "[{}]"),
				CatalogueEntry.of("a set of texts", Set.class, String.class)
					.valid("['a','b']", "[]")
					.invalid("twice", "['a','a']")
					.invalid("a number", "[1]"),
				CatalogueEntry
					.of("a list of lists", List.class, ResolvableType.forClassWithGenerics(List.class, Integer.class))
					.valid("[[1,2],[]]")
					.invalid("one level too few", "[1]"));
	}

	private static List<CatalogueEntry> maybes() {
		String maybe = "{'result':" + ADA + ",'error':false,'message':null}";
		String none = "{'result':null,'error':false,'message':'no user'}";
		return List.of(
				CatalogueEntry.of("maybe a record", Maybe.class, User.class)
					.valid(maybe, none, "{'result':null,'error':true,'message':'unclear'}",
							"{'error':false,'message':'no user'}")
					.invalid("a flawed result", "{'result':{'name':'Ada'},'error':false,'message':null}")
					.invalid("no flag", "{'result':" + ADA + "}"),
				CatalogueEntry.of("maybe a number", Maybe.class, Integer.class)
					.valid("{'result':7,'error':false,'message':null}")
					.invalid("a text", "{'result':'x','error':false,'message':null}"),
				CatalogueEntry.of("maybe as properties", Answers.class)
					.valid("{'user':" + maybe
							+ ",'tags':{'result':['a'],'error':false,'message':null},'shape':{'result':" + CIRCLE
							+ ",'error':false,'message':null}}",
							"{'user':" + none
									+ ",'tags':{'result':null,'error':true,'message':'x'},'shape':{'result':null,'error':true,'message':'x'}}")
					.invalid("a flawed union", "{'user':" + none
							+ ",'tags':{'result':[],'error':false,'message':null},'shape':{'result':{'type':'Circle'},'error':false,'message':null}}")
					.invalid("null for the whole", "{'user':null,'tags':" + none + ",'shape':" + none + "}"));
	}

	private static List<CatalogueEntry> dynamic() {
		return List.of(
				CatalogueEntry.of("values of any shape", Open.class)
					.valid("{'tree':{'a':[1,null]},'map':{'b':'c'},'any':true}", "{'tree':'x','map':{},'any':{'a':1}}")
					.invalid("not an object", "{'tree':1,'map':[],'any':1}")
					.invalid("missing", "{'tree':1,'any':1}"),
				CatalogueEntry.of("a map of any values", Map.class, String.class, Object.class)
					.valid("{'a':1,'b':{'c':[true]}}", "{}")
					.invalid("a list", "[]"),
				CatalogueEntry.of("further properties", Extensible.class)
					.valid("{'name':'Ada','height':3}", "{'name':'Ada'}")
					.invalid("a further property of another type", "{'name':'Ada','height':'tall'}")
					.invalid("missing", "{'height':3}"));
	}

	private static List<CatalogueEntry> jackson() {
		return List.of(
				CatalogueEntry.of("names, order and omissions", Renamed.class)
					.valid("{'last':'z','first_name':'Ada','years':36}")
					.invalid("the name in Java", "{'last':'z','firstName':'Ada','years':36}")
					.invalid("an ignored property", "{'last':'z','first_name':'Ada','years':36,'secret':'x'}"),
				CatalogueEntry.of("a record among its owner's properties", Unwrapping.class)
					.valid("{'title':'a','name':'Ada','age':36,'last':true}")
					.invalid("a scattered property is missing", "{'title':'a','name':'Ada','last':true}")
					.invalid("not scattered", "{'title':'a','user':" + ADA + ",'last':true}"),
				CatalogueEntry.of("records that stand for one value", Wrapped.class)
					.valid("{'id':'A-1','price':{'amount':1.50,'currency':'CHF'},'tags':['a']}")
					.invalid("as an object", "{'id':{'value':'A-1'},'price':{'amount':1,'currency':'CHF'},'tags':[]}")
					.invalid("a number", "{'id':1,'price':{'amount':1,'currency':'CHF'},'tags':[]}")
					.invalid("a text for a list", "{'id':'A-1','price':{'amount':1,'currency':'CHF'},'tags':'a'}"),
				CatalogueEntry.of("a record that stands for a list", Tags.class)
					.valid("['a','b']", "[]")
					.invalid("a number", "[1]"));
	}

	private static List<CatalogueEntry> names() {
		return List.of(CatalogueEntry.of("names that JSON Schema uses", Reserved.class)
			.valid("{'$ref':'a','$defs':{'x':{'type':'b','key':'k','value':1}},'properties':{'type':'c','key':'k','value':2},'required':['d'],'items':[{'type':'e','key':'k','value':3}],'anyOf':'f','enum':'g','const':true,'default':1,'additionalProperties':{'a':'b'}}")
			.invalid("missing", "{'$ref':'a'}")
			.invalid("a number",
					"{'$ref':1,'$defs':{},'properties':{'type':'c','key':'k','value':2},'required':[],'items':[],'anyOf':'f','enum':'g','const':true,'default':1,'additionalProperties':{}}"),
				CatalogueEntry.of("lists of what looks like the entries of a map", LikeEntries.class)
					.valid("{'entries':[{'key':'a','value':1},{'key':'a','value':2}],'map':{'key':1,'value':2}}")
					.invalid("a value of another type", "{'entries':[{'key':'a','value':'x'}],'map':{}}"),
				CatalogueEntry.of("two types of one name", Twins.class)
					.valid("{'home':[{'street':'a'}],'work':[{'floor':3}],'oldHome':{'street':'b'},'oldWork':{'floor':4}}")
					.invalid("the other way round",
							"{'home':[{'floor':3}],'work':[{'street':'a'}],'oldHome':{'street':'b'},'oldWork':{'floor':4}}"),
				CatalogueEntry.of("names outside of ASCII", Umlaute.class)
					.valid("{'größe':1,'naïve key':'a','a.b':'c','a/b~c':'d'}")
					.invalid("missing", "{'größe':1}"));
	}

	enum Color {

		RED, GREEN

	}

	enum Shade {

		@JsonProperty("dark")
		DARK,

		@JsonProperty("light")
		LIGHT

	}

	enum Grade {

		GOOD(1), BAD(6);

		private final int number;

		Grade(int number) {
			this.number = number;
		}

		@JsonValue
		int number() {
			return this.number;
		}

	}

	enum Status {

		PAID("paid in full"), OPEN("open");

		@JsonValue
		private final String text;

		Status(String text) {
			this.text = text;
		}

	}

	enum Operator {

		PLUS {
			@Override
			int apply(int left, int right) {
				return left + right;
			}
		},
		MINUS {
			@Override
			int apply(int left, int right) {
				return left - right;
			}
		};

		abstract int apply(int left, int right);

	}

	record User(String name, int age) {
	}

	record Primitives(byte aByte, short aShort, int anInt, long aLong, float aFloat, double aDouble, char aChar,
			boolean flag) {
	}

	record Boxes(Integer anInt, Long aLong, Double aDouble, Boolean flag, Character aChar) {
	}

	public static class Account {

		private String owner = "";

		private int balance;

		public String getOwner() {
			return this.owner;
		}

		public void setOwner(String owner) {
			this.owner = owner;
		}

		public int getBalance() {
			return this.balance;
		}

		public void setBalance(int balance) {
			this.balance = balance;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Account that && this.owner.equals(that.owner) && this.balance == that.balance;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.owner, this.balance);
		}

	}

	static class Point {

		public int x;

		public int y;

	}

	static class Animal {

		public String name = "";

		public int legs;

	}

	static class Dog extends Animal {

		public String breed = "";

	}

	record Company(String name, User boss, User deputy) {
	}

	record Nothing() {
	}

	record Deep1(Deep2 n) {
	}

	record Deep2(Deep3 n) {
	}

	record Deep3(Deep4 n) {
	}

	record Deep4(Deep5 n) {
	}

	record Deep5(Deep6 n) {
	}

	record Deep6(Deep7 n) {
	}

	record Deep7(Deep8 n) {
	}

	record Deep8(Deep9 n) {
	}

	record Deep9(Deep10 n) {
	}

	record Deep10(Deep11 n) {
	}

	record Deep11(String end) {
	}

	@JsonDeserialize(builder = Built.Builder.class)
	record Built(String name, int size) {

		@JsonPOJOBuilder(withPrefix = "")
		static class Builder {

			private String name = "";

			private int size;

			Builder name(String name) {
				this.name = name;
				return this;
			}

			Builder size(int size) {
				this.size = size;
				return this;
			}

			Built build() {
				return new Built(this.name, this.size);
			}

		}

	}

	record Page<T>(List<T> items, long total) {
	}

	record Pair<L, R>(L left, R right) {
	}

	record Pairs(Pair<String, Integer> first, Pair<Integer, String> second) {
	}

	record Node<T>(T value, List<Node<T>> children) {
	}

	sealed interface Result<T> {

	}

	record Ok<T>(T value) implements Result<T> {
	}

	record Failed<T>(String reason) implements Result<T> {
	}

	record Tree(String name, List<Tree> children) {
	}

	record Link(int value, @Nullable Link next) {
	}

	record Folder(String name, List<File> files) {
	}

	record File(String name, List<Folder> links) {
	}

	record Category(String title, Map<String, Category> below) {
	}

	record Forest(Tree oldest, List<Tree> others) {
	}

	sealed interface Expression {

	}

	record Number(double value) implements Expression {
	}

	record Sum(Expression left, Expression right) implements Expression {
	}

	sealed interface Shape {

	}

	record Circle(double radius) implements Shape {
	}

	record Rectangle(double width, double height) implements Shape {
	}

	record Unknown() implements Shape {
	}

	record Drawing(Shape main, List<Shape> all, @Nullable Shape background) {
	}

	sealed interface Vehicle {

	}

	sealed interface Motor extends Vehicle {

	}

	sealed interface Bike extends Vehicle {

	}

	record Car(int seats) implements Motor {
	}

	record Bicycle(int gears) implements Bike {
	}

	record Ebike(int watts) implements Motor, Bike {
	}

	record Garage(Vehicle vehicle, Bike bike) {
	}

	abstract static sealed class Payment {

		public int amount;

	}

	static final class Card extends Payment {

		public String number = "";

	}

	static final class Cash extends Payment {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Cat.class, name = "cat"), @JsonSubTypes.Type(Hound.class) })
	interface Pet {

	}

	record Cat(int lives) implements Pet {
	}

	@JsonTypeName("hound")
	record Hound(String name) implements Pet {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXISTING_PROPERTY, property = "action",
			visible = true)
	@JsonSubTypes({ @JsonSubTypes.Type(value = Start.class, name = "start"),
			@JsonSubTypes.Type(value = Stop.class, name = "stop") })
	sealed interface Event {

		String action();

	}

	record Start(String action, int at) implements Event {
	}

	record Stop(String action, String reason) implements Event {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
	sealed interface Contact {

	}

	record Phone(String phone) implements Contact {
	}

	record Mail(String address) implements Contact {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
	sealed interface Range {

	}

	record UpTo(int from, int to) implements Range {
	}

	record OfLength(int from, int length) implements Range {
	}

	sealed interface Labelled {

	}

	record ByMap(Map<String, Integer> labels) implements Labelled {
	}

	record ByList(List<KeyValue> labels) implements Labelled {
	}

	sealed interface One {

	}

	sealed interface Other {

	}

	record OnlyOne() implements One {
	}

	record OnlyOther() implements Other {
	}

	record Shared(int x) implements One, Other {
	}

	record Both(One one, Other other) {
	}

	record Painted(Color color, Shade shade) {
	}

	record Rated(Grade grade) {
	}

	record Paid(Status status) {
	}

	record Calculated(Operator operator) {
	}

	record Palette(List<Color> list, Set<Color> set) {
	}

	record Collections(List<String> list, Set<Integer> set, SortedSet<String> sorted, Collection<Boolean> collection,
			List<List<Integer>> matrix, List<User> users) {
	}

	record Arrays(String[] texts, int[] numbers, User[] users, byte[] bytes) {
	}

	record Maps(Map<String, Integer> counts, Map<Color, Double> colors) {
	}

	record Index(Map<String, List<User>> users) {
	}

	record Nested(Map<String, Map<String, Integer>> cells) {
	}

	record Rows(List<Map<String, String>> rows) {
	}

	record Keys(Map<Integer, String> byNumber, Map<LocalDate, Integer> byDay, Map<UUID, Boolean> byId) {
	}

	record Tones(Map<Shade, Integer> byShade, Map<Grade, String> byGrade) {
	}

	record Gaps(Map<String, @Nullable Integer> nullable, List<Optional<String>> optional) {
	}

	record Wheel(EnumMap<Color, List<String>> names) {
	}

	record Optionals(Optional<String> text, OptionalInt anInt, OptionalLong aLong, OptionalDouble aDouble,
			Optional<User> user, Optional<List<String>> list, Optional<Color> color) {
	}

	record Nullables(@Nullable String text, @Nullable Integer number, @Nullable User user,
			@Nullable List<@Nullable String> list, @Nullable Color color, @Nullable Shape shape,
			@Nullable Map<String, Integer> map, @Nullable LocalDate date) {
	}

	record Defaults(String name, @JsonProperty(defaultValue = "18") int age,
			@JsonProperty(defaultValue = "RED") Color color, @JsonProperty(defaultValue = "[\"a\"]") List<String> tags,
			@JsonProperty(defaultValue = "{\"name\":\"Ada\",\"age\":36}") User owner,
			@JsonProperty(defaultValue = "true") boolean active,
			@JsonProperty(defaultValue = "{\"a\":1}") Map<String, Integer> counts) {
	}

	record Texts(@Size(min = 2, max = 4) String code, @NotBlank String name, @NotEmpty String title,
			@Pattern(regexp = "(?!0)\\d{5}") String zip, @Email String mail, @Size(max = 3) @Nullable String nick) {
	}

	record Numbers(@Min(0) @Max(150) int age,
			@DecimalMin("0.01") @DecimalMax(value = "99.99", inclusive = false) BigDecimal price, @Positive double gain,
			@PositiveOrZero long credit, @Negative BigDecimal loss, @NegativeOrZero int debt,
			@Max(5) @Nullable Integer level) {
	}

	record Sizes(@NotEmpty @Size(max = 2) List<String> list, @Size(min = 1, max = 2) Map<String, Integer> map,
			@Size(min = 2) Set<Integer> set) {
	}

	record Elements(List<@NotBlank String> names, Map<@Size(min = 2) String, @Positive Integer> prices,
			Optional<@Min(1) Integer> limit, List<@NotEmpty List<@Positive Integer>> table,
			Map<String, List<@Size(max = 2) String>> byName) {
	}

	@Pattern(regexp = "[a-z-]+")
	@Size(max = 10)
	@Constraint(validatedBy = {})
	@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE_USE })
	@Retention(RetentionPolicy.RUNTIME)
	@interface Slug {

		String message() default "must be a slug";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	record Terms(@Slug String slug, @AssertTrue boolean accepted) {
	}

	record Line(@NotBlank String sku, @Positive int quantity) {
	}

	record Order(@NotEmpty List<@Valid Line> lines, @Valid Line first) {
	}

	record Moments(Instant instant, OffsetDateTime offset, ZonedDateTime zoned) {
	}

	record Days(LocalDate date, LocalTime time, LocalDateTime both, OffsetTime offset) {
	}

	record Amounts(Duration duration, Period period, Year year, YearMonth month, MonthDay day) {
	}

	record German(@JsonFormat(pattern = "dd.MM.yyyy") LocalDate date) {
	}

	record Identifiers(UUID id, URI site, Locale locale, Currency currency, ZoneId zone) {
	}

	record Big(BigDecimal decimal, BigInteger integer) {
	}

	record Answers(Maybe<User> user, Maybe<List<String>> tags, Maybe<Shape> shape) {
	}

	record Open(JsonNode tree, Map<String, Object> map, Object any) {
	}

	public static class Extensible {

		public String name = "";

		private final Map<String, Integer> further = new LinkedHashMap<>();

		@JsonAnyGetter
		public Map<String, Integer> further() {
			return this.further;
		}

		@JsonAnySetter
		public void put(String name, Integer value) {
			this.further.put(name, value);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Extensible that && this.name.equals(that.name) && this.further.equals(that.further);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.name, this.further);
		}

	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	@JsonPropertyOrder("last")
	static class Renamed {

		public String firstName = "";

		@JsonProperty("years")
		public int age;

		public String last = "";

		@JsonIgnore
		public String secret = "";

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Renamed that && this.firstName.equals(that.firstName) && this.age == that.age
					&& this.last.equals(that.last);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.firstName, this.age, this.last);
		}

	}

	record Identifier(@JsonValue String value) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Identifier {
		}

	}

	static class Unwrapping {

		public String title = "";

		@JsonUnwrapped
		public User user = new User("", 0);

		public boolean last;

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Unwrapping that && this.title.equals(that.title) && this.user.equals(that.user)
					&& this.last == that.last;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.title, this.user, this.last);
		}

	}

	record Price(BigDecimal amount, Currency currency) {
	}

	record Tags(@JsonValue List<String> values) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Tags(List<String> values) {
			this.values = new ArrayList<>(values);
		}

	}

	record Wrapped(Identifier id, Price price, Tags tags) {
	}

	record Entry(String type, String key, int value) {
	}

	record Reserved(@JsonProperty("$ref") String reference, @JsonProperty("$defs") Map<String, Entry> definitions,
			Entry properties, List<String> required, List<Entry> items, String anyOf,
			@JsonProperty("enum") String constant, @JsonProperty("const") boolean fixed,
			@JsonProperty("default") int fallback, Map<String, String> additionalProperties) {
	}

	record KeyValue(String key, int value) {
	}

	record LikeEntries(List<KeyValue> entries, Map<String, Integer> map) {
	}

	static final class Home {

		private Home() {
		}

		record Address(String street) {
		}

	}

	static final class Work {

		private Work() {
		}

		record Address(int floor) {
		}

	}

	record Twins(List<Home.Address> home, List<Work.Address> work, Home.Address oldHome, Work.Address oldWork) {
	}

	record Umlaute(@JsonProperty("größe") int size, @JsonProperty("naïve key") String key,
			@JsonProperty("a.b") String dotted, @JsonProperty("a/b~c") String pointer) {
	}

}
