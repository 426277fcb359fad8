package io.github.instructorspring.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.validation.Validator;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.Test;
import org.mockito.AdditionalAnswers;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.validation.DefaultBeanValidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

/**
 * The cache of schemas.
 */
class ResponseSchemasTests {

	private final ResponseSchemas schemas = new ResponseSchemas(ResponseJsonMapper.from(JsonMapper.builder().build()),
			DefaultBeanValidation.factory().getValidator());

	@Test
	void theSameTypeIsComputedOnce() {
		ResponseSchema first = this.schemas.of(Person.class, Set.of());
		assertThat(this.schemas.of(Person.class, Set.of())).isSameAs(first);
		assertThat(this.schemas.of(new TypeReference<Person>() {
		}.getType(), Set.of())).isSameAs(first);
	}

	@Test
	void threadsThatAskTogetherGetTheSameSchema() throws Exception {
		int threads = 8;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		CountDownLatch start = new CountDownLatch(1);
		List<Future<ResponseSchema>> answers = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			answers.add(executor.submit(() -> {
				start.await();
				return this.schemas.of(Person.class, Set.of());
			}));
		}
		start.countDown();
		for (Future<ResponseSchema> answer : answers) {
			assertThat(answer.get()).isSameAs(answers.get(0).get());
		}
		executor.shutdown();
	}

	@Test
	void aThousandRequestsOfEightThreadsComputeOnce() throws Exception {
		AtomicInteger readings = new AtomicInteger();
		ResponseSchemas counted = new ResponseSchemas(ResponseJsonMapper.from(JsonMapper.builder().build()),
				counting(readings));
		ExecutorService executor = Executors.newFixedThreadPool(8);
		CountDownLatch start = new CountDownLatch(1);
		List<Future<LoweredSchema>> answers = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			answers.add(executor.submit(() -> {
				start.await();
				return counted.of(Person.class, Set.of()).in(SchemaDialect.OPENAI_STRICT);
			}));
		}
		start.countDown();
		Set<String> texts = new HashSet<>();
		Set<LoweredSchema> instances = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Future<LoweredSchema> answer : answers) {
			texts.add(answer.get().text());
			instances.add(answer.get());
		}
		executor.shutdown();
		assertThat(texts).containsExactly(SchemaFixture.schema(Person.class).in(SchemaDialect.OPENAI_STRICT).text());
		assertThat(instances).hasSize(1);
		assertThat(readings).hasPositiveValue().hasValue(readingsOfOneComputation());
	}

	@Test
	void theSameTypeHasTheSameTextInEveryCache() {
		for (int i = 0; i < 20; i++) {
			ResponseSchema other = SchemaFixture.schema(Person.class);
			assertThat(other.text()).isEqualTo(this.schemas.of(Person.class, Set.of()).text());
		}
	}

	@Test
	void groupsMakeADifference() {
		ResponseSchema plain = this.schemas.of(Person.class, Set.of());
		ResponseSchema strict = this.schemas.of(Person.class, Set.of(Strict.class));
		assertThat(plain.json().at("/properties/name").has("minLength")).isFalse();
		assertThat(strict.json().at("/properties/name/minLength").intValue()).isEqualTo(3);
	}

	@Test
	void aListOfATypeIsTheTypeOfThatList() {
		ResponseSchema list = this.schemas.listOf(Person.class, Set.of());
		assertThat(list).isSameAs(this.schemas.of(new TypeReference<List<Person>>() {
		}.getType(), Set.of()));
		assertThat(list.name()).isEqualTo("PersonList");
		assertThat(list.wrapper()).isEqualTo("items");
	}

	@Test
	void whoChangesATreeChangesACopy() {
		ResponseSchema schema = this.schemas.of(Person.class, Set.of());
		ObjectNode copy = schema.json();
		copy.removeAll();
		assertThat(schema.json()).isNotEqualTo(copy).hasToString(schema.text());
	}

	@Test
	void namesAreSafeForTools() {
		assertThat(this.schemas.of(Größe.class, Set.of()).name()).isEqualTo("Gr__e");
		assertThat(this.schemas
			.of(new TypeReference<List<List<List<List<List<AVeryLongNameOfATypeThatGoesOnAndOnAndOnAndOn>>>>>>() {
			}.getType(), Set.of())
			.name()).hasSize(64).matches("[A-Za-z0-9_-]+");
	}

	@Test
	void aSchemaIsEqualToAnotherOfTheSameTypeAndText() {
		assertThat(this.schemas.of(Person.class, Set.of())).isEqualTo(SchemaFixture.schema(Person.class))
			.hasSameHashCodeAs(SchemaFixture.schema(Person.class))
			.isNotEqualTo(this.schemas.listOf(Person.class, Set.of()))
			.hasToString("ResponseSchema[Person]");
	}

	private static int readingsOfOneComputation() {
		AtomicInteger readings = new AtomicInteger();
		new ResponseSchemas(ResponseJsonMapper.from(JsonMapper.builder().build()), counting(readings)).of(Person.class,
				Set.of());
		return readings.get();
	}

	/**
	 * A validator that counts how often its constraints are read.
	 */
	private static Validator counting(AtomicInteger readings) {
		Validator validator = mock(Validator.class, withSettings().stubOnly()
			.defaultAnswer(AdditionalAnswers.delegatesTo(DefaultBeanValidation.factory().getValidator())));
		given(validator.getConstraintsForClass(Person.class)).willAnswer((invocation) -> {
			readings.incrementAndGet();
			return DefaultBeanValidation.factory().getValidator().getConstraintsForClass(Person.class);
		});
		return validator;
	}

	interface Strict {

	}

	record Person(@Size(min = 3, groups = Strict.class) @Size(max = 90) String name, @Min(0) int age,
			@Negative @Min(-5) int balance) {
	}

	record Größe(int x) {
	}

	record AVeryLongNameOfATypeThatGoesOnAndOnAndOnAndOn(int x) {
	}

}
