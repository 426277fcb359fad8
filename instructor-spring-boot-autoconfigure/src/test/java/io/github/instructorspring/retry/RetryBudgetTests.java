package io.github.instructorspring.retry;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RetryBudgetTests {

	private final AtomicLong clock = new AtomicLong(-7);

	@ParameterizedTest(name = "{1} rejected of at most {0} retries -> {2}")
	@CsvSource({ "0, 0, true", "0, 1, false", "2, 2, true", "2, 3, false" })
	void retriesAreAdditionalAttempts(int maxRetries, int rejected, boolean allowed) {
		RetryBudget budget = budget(RetryPolicy.builder().maxRetries(maxRetries));
		assertThat(budget.allowsRetryAfter(rejected)).isEqualTo(allowed);
		assertThat(budget.maxAttempts()).isEqualTo(1 + maxRetries);
	}

	@Test
	void timeRunsFromTheStartOfTheCall() {
		RetryBudget budget = budget(RetryPolicy.builder().maxTime(Duration.ofSeconds(5)));
		assertThat(budget.remainingTime()).isEqualTo(Duration.ofSeconds(5));
		this.clock.addAndGet(Duration.ofSeconds(4).toNanos());
		assertThat(budget.remainingTime()).isEqualTo(Duration.ofSeconds(1));
		assertThat(budget.hasTime()).isTrue();
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(budget.hasTime()).isFalse();
	}

	@ParameterizedTest(name = "{0} tokens and a cost of {1} -> {2}")
	@CsvSource({ "99, 0.99, ", "100, 0.99, TOKENS", "101, 0.99, TOKENS", "99, 1.0, COST", "99, 1.01, COST", "99, , ",
			"100, 1.00, TOKENS" })
	void budgetIsUsedUpWhenAllOfItIsSpent(long tokens, @Nullable BigDecimal cost, RetryBudget.@Nullable Kind kind) {
		RetryBudget budget = budget(RetryPolicy.builder().maxTokens(100).maxCost(new BigDecimal("1.00")));
		assertThat(budget.usedUp(tokens, cost)).isEqualTo(Optional.ofNullable(kind));
	}

	@Test
	void timeIsUsedUpBeforeAnythingElse() {
		RetryBudget budget = budget(RetryPolicy.builder().maxTime(Duration.ofSeconds(1)).maxTokens(1));
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(budget.usedUp(1, BigDecimal.ONE)).contains(RetryBudget.Kind.TIME);
	}

	@Test
	void withoutCeilingsNeitherTokensNorCostAreUsedUp() {
		RetryBudget budget = budget(RetryPolicy.builder());
		assertThat(budget.usedUp(Long.MAX_VALUE, new BigDecimal("1E9"))).isEmpty();
	}

	@Test
	void everySettingIsCopiedByMutate() {
		RetryPolicy policy = RetryPolicy.builder()
			.maxRetries(7)
			.maxTime(Duration.ofSeconds(3))
			.maxTokens(1000)
			.maxCost(new BigDecimal("0.5"))
			.stopOnRepeatedFindings(false)
			.onTruncation(TruncationPolicy.RAISE_LIMIT)
			.build();
		assertThat(policy.mutate().build()).usingRecursiveComparison().isEqualTo(policy);
		assertThat(policy.maxTokens()).hasValue(1000);
		assertThat(policy.maxCost()).contains(new BigDecimal("0.5"));
		assertThat(policy.stopOnRepeatedFindings()).isFalse();
		assertThat(policy.onTruncation()).isEqualTo(TruncationPolicy.RAISE_LIMIT);
	}

	@Test
	void defaultsLimitNeitherTokensNorCostAndStopOnRepeatedFindings() {
		RetryPolicy policy = RetryPolicy.builder().build();
		assertThat(policy.maxTokens()).isEmpty();
		assertThat(policy.maxCost()).isEmpty();
		assertThat(policy.stopOnRepeatedFindings()).isTrue();
		assertThat(policy.onTruncation()).isEqualTo(TruncationPolicy.FAIL);
	}

	@Test
	void ceilingThatIsNoneIsRefusedWithTheValue() {
		assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.builder().maxTokens(0))
			.withMessage("'maxTokens' must be positive, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.builder().maxCost(BigDecimal.ZERO))
			.withMessage("'maxCost' must be positive, but is 0");
	}

	@Test
	void policyHasDefaultsAndIsCopiedByMutate() {
		RetryPolicy policy = RetryPolicy.builder().build();
		assertThat(policy.maxRetries()).isEqualTo(RetryPolicy.DEFAULT_MAX_RETRIES);
		assertThat(policy.maxTime()).isEqualTo(RetryPolicy.DEFAULT_MAX_TIME);
		RetryPolicy changed = policy.mutate().maxRetries(7).build();
		assertThat(changed.maxRetries()).isEqualTo(7);
		assertThat(changed.maxTime()).isEqualTo(policy.maxTime());
		assertThat(policy.maxRetries()).isEqualTo(RetryPolicy.DEFAULT_MAX_RETRIES);
	}

	@Test
	void negativeRetriesAreRefusedWithTheValue() {
		assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.builder().maxRetries(-1))
			.withMessage("'maxRetries' must not be negative, but is -1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S" })
	void timeThatIsNoneIsRefusedWithTheValue(Duration time) {
		assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.builder().maxTime(time))
			.withMessage("'maxTime' must be positive, but is " + time);
	}

	private RetryBudget budget(RetryPolicy.Builder policy) {
		return new RetryBudget(policy.build(), this.clock::get);
	}

}
