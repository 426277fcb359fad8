package io.github.instructorspring;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.metadata.DefaultUsage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ModelPriceTests {

	private static final CallUsage USAGE = CallUsage.of(new DefaultUsage(1000, 200, 1200, null, 300L, 100L), 50);

	@Test
	void costIsExact() {
		ModelPrice price = ModelPrice.perMillionTokens("0.1", "0.3")
			.cachedInput("0.01")
			.cacheWrite("0.125")
			.reasoning("0.7");
		// 600 * 0.1 + 300 * 0.01 + 100 * 0.125 + 150 * 0.3 + 50 * 0.7 millionths
		assertThat(price.costOf(USAGE, 600)).isEqualByComparingTo("0.0001555");
	}

	@Test
	void whatHasNoPriceOfItsOwnCostsAsMuchAsTheInputAndTheOutput() {
		assertThat(ModelPrice.perMillionTokens("2", "10").costOf(USAGE, 600)).isEqualByComparingTo("0.004");
	}

	@Test
	void negativePriceIsRefusedByName() {
		assertThatIllegalArgumentException().isThrownBy(() -> ModelPrice.perMillionTokens("1", "-1"))
			.withMessage("'output' of a price must not be negative, but is -1");
	}

	@Test
	void costsAddUpAndStayUnknownWhenOneOfThemIs() {
		CallUsage tenth = USAGE.costing(new BigDecimal("0.10"));
		CallUsage sum = CallUsage.none().plus(tenth).plus(USAGE.costing(new BigDecimal("0.2")));
		assertThat(sum.cost()).contains(new BigDecimal("0.3"));
		assertThat(sum.getTotalTokens()).isEqualTo(2400);
		assertThat(sum.plus(USAGE).cost()).isEmpty();
		assertThat(sum.plus(CallUsage.none())).isEqualTo(sum);
		assertThat(tenth).isEqualTo(USAGE.costing(new BigDecimal("0.1")))
			.isNotEqualTo(USAGE)
			.hasToString("CallUsage[prompt=1000, completion=200, total=1200, cost=0.1]");
		assertThat(USAGE.costing(new BigDecimal("1E+2")).cost()).contains(new BigDecimal("100"));
	}

}
