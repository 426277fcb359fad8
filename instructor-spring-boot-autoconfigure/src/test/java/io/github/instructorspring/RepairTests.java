package io.github.instructorspring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.model.ChatResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import io.github.instructorspring.bind.StreamLimits;
import io.github.instructorspring.event.InstructorHooks;
import io.github.instructorspring.json.Repair;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.json.RepairPolicy.Preset;
import io.github.instructorspring.json.SyntaxRepair;
import io.github.instructorspring.retry.RetryPolicy;
import io.github.instructorspring.validation.FillerPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What may be mended, and what a completion says of it.
 */
class RepairTests {

	private static final String VALID = "{\"name\":\"Jason\",\"age\":25}";

	private static final String TRAILING_COMMA = "{\"name\":\"Jason\",\"age\":25,}";

	private final LoopbackModel model = new LoopbackModel();

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void answerThatIsRightAsItComesHasNoRepairs() {
		this.model.answersText(VALID);
		Completion<UserDetail> completion = completion(InstructorTemplate.create(this.model.chatClient()));
		assertThat(completion.repairs()).isEmpty();
		assertThat(completion.attempts()).singleElement()
			.satisfies((attempt) -> assertThat(attempt.repairs()).isEmpty());
	}

	@Test
	void mendedAnswerSaysWhatWasMendedAndShowsNoContent() {
		this.model.answersText(TRAILING_COMMA);
		Completion<UserDetail> completion = completion(InstructorTemplate.create(this.model.chatClient()));
		assertThat(completion.entity()).isEqualTo(new UserDetail("Jason", 25));
		assertThat(this.model.calls()).isEqualTo(1);
		assertThat(completion.repairs()).isNotEmpty().allSatisfy((repair) -> {
			assertThat(repair.kind().isSyntax()).isTrue();
			assertThat(repair.offset()).isBetween(0, TRAILING_COMMA.length());
		});
		assertThat(completion.attempts()).singleElement()
			.satisfies((attempt) -> assertThat(attempt.repairs()).isEqualTo(completion.repairs()));
		assertThat(completion.repairs()).asString().doesNotContain("Jason");
	}

	@Test
	void repairThatIsForbiddenCostsACall() {
		this.model.answersText(TRAILING_COMMA, VALID);
		Completion<UserDetail> completion = completion(
				InstructorTemplate.builder(this.model.chatClient()).repairs(RepairPolicy.of(Preset.NONE)).build());
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(completion.repairs()).isEmpty();
	}

	@Test
	void repairsOfACompletionAreThoseOfTheAcceptedAttempt() {
		Repair quote = new Repair(SyntaxRepair.MISSING_QUOTE, 3, "");
		Repair prose = new Repair(SyntaxRepair.SURROUNDING_TEXT, 0, "");
		CallLedger ledger = new CallLedger();
		JsonNode json = JsonNodeFactory.instance.objectNode();
		ModelTurn turn = new ModelTurn("text", new ChatResponse(List.of()), CallUsage.none(), Duration.ZERO);
		ledger.record(turn, Judgement.accepted("candidate", json, List.of(quote)).invalid(List.of()));
		ledger.record(turn, Judgement.accepted("value", json, List.of(prose)));
		Completion<String> completion = new Completion<>("id", "value", ledger.usage(), ledger.attempts());
		assertThat(completion.attempts()).extracting(Attempt::repairs).containsExactly(List.of(quote), List.of(prose));
		assertThat(completion.repairs()).containsExactly(prose);
	}

	static Stream<Arguments> templates() {
		LoopbackModel unused = new LoopbackModel();
		InstructorTemplate lenient = InstructorTemplate.create(unused.chatClient());
		InstructorTemplate strict = InstructorTemplate.builder(unused.chatClient())
			.repairs(RepairPolicy.of(Preset.STRICT))
			.build();
		unused.close();
		return Stream.of(Arguments.of("by default", lenient, "LENIENT"),
				Arguments.of("of the builder", strict, "STRICT"),
				Arguments.of("of a mutated template", strict.mutate().build(), "STRICT"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("templates")
	void callEditsThePolicyOfTheTemplateWhichStaysAsItIs(String title, InstructorTemplate instructor, String preset) {
		List<RepairPolicy> seen = new ArrayList<>();
		for (int call = 0; call < 2; call++) {
			InstructorOperations.PromptSpec unused = instructor.prompt()
				.repair((policy) -> policy.forbid(SyntaxRepair.MISSING_QUOTE))
				.repair((policy) -> {
					seen.add(policy);
					return RepairPolicy.of(Preset.NONE);
				});
		}
		assertThat(seen).hasSize(2)
			.allSatisfy((policy) -> assertThat(policy)
				.hasToString("RepairPolicy[preset=" + preset + ", forbidden=[MISSING_QUOTE]]"));
	}

	@Test
	void frozenCallKeepsItsPolicy() {
		CallRequest request = new CallRequest(new CallDefaults(OutputMode.AUTO, RetryPolicy.builder().build(),
				RepairPolicy.lenient(), Set.of(), FillerPolicy.OFF, StreamLimits.defaults(), "default",
				InstructorHooks.none(), CallObservations.none(), false));
		CallRequest frozen = request.copy();
		request.repair((policy) -> RepairPolicy.of(Preset.NONE));
		assertThat(frozen.repairPolicy()).isSameAs(RepairPolicy.lenient());
	}

	@Test
	void policyIsNeverNull() {
		InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient());
		assertThatIllegalArgumentException().isThrownBy(() -> instructor.mutate().repairs(null))
			.withMessageContaining("'repairs'");
		assertThatIllegalArgumentException().isThrownBy(() -> instructor.prompt().repair((policy) -> null))
			.withMessageContaining("'edit'");
	}

	private static Completion<UserDetail> completion(InstructorTemplate instructor) {
		return instructor.prompt()
			.user("Jason is 25")
			.mode(OutputMode.JSON_SCHEMA)
			.responseModel(UserDetail.class)
			.call()
			.completion();
	}

	record UserDetail(String name, int age) {
	}

}
