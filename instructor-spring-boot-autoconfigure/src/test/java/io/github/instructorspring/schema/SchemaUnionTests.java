package io.github.instructorspring.schema;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Types of which a value is one of several others.
 */
class SchemaUnionTests {

	@Test
	void aSealedInterfaceIsAUnionToldApartByTypeInTheOrderOfPermits() {
		assertThat(SchemaFixture.text(Shape.class)).isEqualTo("{'type':'object','properties':{'value':{'anyOf':["
				+ member("type", "Square", "'side':{'type':'integer'}") + ","
				+ member("type", "Circle", "'radius':{'type':'number'}") + ","
				+ member("type", "Ellipse", "'width':{'type':'number'}")
				+ "]}},'required':['value'],'additionalProperties':false}");
	}

	@Test
	void aNestedSealedInterfaceIsAUnionOfItsOwn() {
		assertThat(SchemaFixture.property(Drawing.class, "round"))
			.isEqualTo("{'anyOf':[" + member("type", "Circle", "'radius':{'type':'number'}") + ","
					+ member("type", "Ellipse", "'width':{'type':'number'}") + "]}");
	}

	@Test
	void aMemberAskedForByItselfNeedsNoName() {
		assertThat(SchemaFixture.property(Drawing.class, "frame")).isEqualTo(
				"{'type':'object','properties':{'side':{'type':'integer'}},'required':['side'],'additionalProperties':false}");
	}

	@Test
	void aUnionMayBeNullable() {
		JsonNode schema = SchemaFixture.schema(Drawing.class).json().at("/properties/background");
		assertThat(schema.at("/anyOf/0/$ref").stringValue()).isEqualTo("#/$defs/Shape");
		assertThat(schema.at("/anyOf/1/type").stringValue()).isEqualTo("null");
	}

	@Test
	void aUnionMayBeRecursive() {
		assertThat(SchemaFixture.text(Expression.class)).isEqualTo(
				"{'type':'object','properties':{'value':{'$ref':'#/$defs/Expression'}},'required':['value'],'additionalProperties':false,"
						+ "'$defs':{'Expression':{'anyOf':[" + member("type", "Number", "'number':{'type':'integer'}")
						+ ","
						+ "{'type':'object','properties':{'type':{'type':'string','const':'Sum'},'left':{'$ref':'#/$defs/Expression'},"
						+ "'right':{'$ref':'#/$defs/Expression'}},'required':['type','left','right'],'additionalProperties':false}]}}}");
	}

	@Test
	void aUnionMayBeGeneric() {
		JsonNode schema = SchemaFixture.schema(new TypeReference<Result<Square>>() {
		}.getType()).json();
		assertThat(schema.at("/properties/value/anyOf/0/properties/value/properties/side/type").stringValue())
			.isEqualTo("integer");
	}

	@Test
	void annotationsNameTheMembersAndTheDiscriminator() {
		assertThat(SchemaFixture.property(Household.class, "pet"))
			.isEqualTo("{'anyOf':[" + member("kind", "dog", "'name':{'type':'string'}") + ","
					+ member("kind", "cat", "'lives':{'type':'integer'}") + "]}");
	}

	@Test
	void anAnnotatedMemberAskedForByItselfStillNeedsItsName() {
		assertThat(SchemaFixture.property(Household.class, "dog"))
			.isEqualTo(member("kind", "dog", "'name':{'type':'string'}"));
	}

	@Test
	void aConcreteBaseTypeIsAMember() {
		assertThat(SchemaFixture.property(Garage.class, "car")).isEqualTo("{'anyOf':["
				+ member("type", "car", "'seats':{'type':'integer'}") + ","
				+ "{'type':'object','properties':{'type':{'type':'string','const':'truck'},'seats':{'type':'integer'},"
				+ "'load':{'type':'integer'}},'required':['type','seats','load'],'additionalProperties':false}]}");
	}

	@Test
	void membersToldApartByTheirPropertiesHaveNoDiscriminator() {
		assertThat(SchemaFixture.property(Contact.class, "channel")).isEqualTo(
				"{'anyOf':[{'type':'object','properties':{'number':{'type':'string'}},'required':['number'],'additionalProperties':false},"
						+ "{'type':'object','properties':{'address':{'type':'string'}},'required':['address'],'additionalProperties':false}]}");
	}

	@Test
	void aVisibleDiscriminatorMayBeAPropertyOfTheMember() {
		assertThat(SchemaFixture.problems(Visible.class)).isEmpty();
		assertThat(SchemaFixture.schema(Visible.class).json().at("/properties/value/anyOf/0").toString())
			.isEqualTo(member("kind", "Seen", "'x':{'type':'integer'}").replace('\'', '"'));
	}

	@Test
	void aSealedInterfaceWithACreatorIsWhatTheCreatorTakes() {
		assertThat(SchemaFixture.property(Coded.class, "code")).isEqualTo("{'type':'string'}");
	}

	private static String member(String discriminator, String name, String property) {
		return "{'type':'object','properties':{'%s':{'type':'string','const':'%s'},%s},'required':['%s','%s'],'additionalProperties':false}"
			.formatted(discriminator, name, property, discriminator, property.substring(1, property.indexOf('\'', 1)));
	}

	sealed interface Shape permits Square, Round {

	}

	record Square(int side) implements Shape {
	}

	sealed interface Round extends Shape permits Circle, Ellipse {

	}

	record Ellipse(double width) implements Round {
	}

	record Circle(double radius) implements Round {
	}

	record Drawing(Round round, Square frame, @Nullable Shape background, List<Shape> shapes) {
	}

	sealed interface Expression permits Number, Sum {

	}

	record Number(int number) implements Expression {
	}

	record Sum(Expression left, Expression right) implements Expression {
	}

	sealed interface Result<T> permits Ok, Failed {

	}

	record Ok<T>(T value) implements Result<T> {
	}

	record Failed<T>(String reason) implements Result<T> {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Dog.class, name = "dog"), @JsonSubTypes.Type(Cat.class) })
	interface Pet {

	}

	record Dog(String name) implements Pet {
	}

	@JsonTypeName("cat")
	record Cat(int lives) implements Pet {
	}

	record Household(Pet pet, Dog dog) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
	@JsonSubTypes(@JsonSubTypes.Type(Truck.class))
	@JsonTypeName("car")
	static class Car {

		public int seats;

	}

	@JsonTypeName("truck")
	static class Truck extends Car {

		public int load;

	}

	record Garage(Car car) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
	sealed interface Channel permits Phone, Mail {

	}

	record Phone(String number) implements Channel {
	}

	record Mail(String address) implements Channel {
	}

	record Contact(Channel channel) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind", visible = true)
	sealed interface Visible permits Seen {

	}

	record Seen(String kind, int x) implements Visible {
	}

	sealed interface Code permits TextCode {

		@JsonCreator
		static Code of(String text) {
			return new TextCode(text);
		}

	}

	record TextCode(String text) implements Code {
	}

	record Coded(Code code) {
	}

}
