package io.github.instructorspring.retry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

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
