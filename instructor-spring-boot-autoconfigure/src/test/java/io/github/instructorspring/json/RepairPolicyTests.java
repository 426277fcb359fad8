package io.github.instructorspring.json;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.instructorspring.json.RepairPolicy.Preset;

import static org.assertj.core.api.Assertions.assertThat;

class RepairPolicyTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "LENIENT, true, true", "STRICT, true, false", "NONE, false, false" })
	void presetAllowsSyntaxAndCoercions(Preset preset, boolean syntax, boolean coercions) {
		RepairPolicy policy = RepairPolicy.of(preset);
		assertThat(EnumSet.allOf(SyntaxRepair.class)).allMatch((kind) -> policy.allows(kind) == syntax);
		assertThat(policy.allows(SomeCoercion.TO_NUMBER)).isEqualTo(coercions);
	}

	@Test
	void forbiddenKindsAreNotAllowedAndTheOthersStay() {
		RepairPolicy policy = RepairPolicy.lenient().forbid(SyntaxRepair.MISSING_QUOTE).forbid(SomeCoercion.TO_NUMBER);
		assertThat(policy.allows(SyntaxRepair.MISSING_QUOTE)).isFalse();
		assertThat(policy.allows(SomeCoercion.TO_NUMBER)).isFalse();
		assertThat(policy.allows(SyntaxRepair.SURROUNDING_TEXT)).isTrue();
		assertThat(policy.allows(SomeCoercion.TO_TEXT)).isTrue();
		assertThat(policy).hasToString("RepairPolicy[preset=LENIENT, forbidden=[MISSING_QUOTE, TO_NUMBER]]");
	}

	@Test
	void forbiddingLeavesThePolicyAndTheGivenKindsAsTheyAre() {
		List<RepairKind> kinds = new ArrayList<>(List.of(SomeCoercion.TO_NUMBER));
		RepairPolicy policy = RepairPolicy.lenient().forbid(kinds);
		kinds.add(SomeCoercion.TO_TEXT);
		assertThat(policy.allows(SomeCoercion.TO_TEXT)).isTrue();
		assertThat(RepairPolicy.lenient().allows(SomeCoercion.TO_NUMBER)).isTrue();
	}

	@Test
	void forbiddingNeverAllowsWhatThePresetRulesOut() {
		assertThat(RepairPolicy.of(Preset.STRICT).forbid(SomeCoercion.TO_TEXT).allows(SomeCoercion.TO_NUMBER))
			.isFalse();
	}

	@Test
	void lenientIsThePresetOfThatName() {
		assertThat(RepairPolicy.of(Preset.LENIENT)).isSameAs(RepairPolicy.lenient());
	}

	enum SomeCoercion implements RepairKind {

		TO_NUMBER, TO_TEXT;

		@Override
		public boolean isSyntax() {
			return false;
		}

	}

}
