package io.github.instructorspring;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * Runs cases, one at a time, and outlives each of them.
 */
final class CaseRun {

	private static final int LIMIT_SECONDS = 2;

	private static final CaseResult SLOW = CaseResult.failed("took more than " + LIMIT_SECONDS + " s");

	private ExecutorService worker = newWorker();

	CaseResult score(CaseFile file, Case candidate) {
		CaseResult result = scoreOnce(file, candidate);
		// A machine that pauses is no fault of the case.
		return (result == SLOW) ? scoreOnce(file, candidate) : result;
	}

	private CaseResult scoreOnce(CaseFile file, Case candidate) {
		Future<CaseResult> result = this.worker
			.submit(() -> (file.isTyped()) ? new TypedCase(candidate, file.isOfInstances()).score() : score(candidate));
		try {
			return result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			this.worker.shutdownNow();
			this.worker = newWorker();
			return SLOW;
		}
		catch (ExecutionException ex) {
			return CaseResult.failed(failure((ex.getCause() != null) ? ex.getCause() : ex));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static CaseResult score(Case candidate) {
		if (candidate.expect().equals("no-crash")) {
			UntypedReading.read(candidate);
			return CaseResult.SOLVED;
		}
		if (candidate.expectsRejection()) {
			return (UntypedReading.offersValue(candidate)) ? CaseResult.failed("a value was offered")
					: CaseResult.SOLVED;
		}
		if (!candidate.expectsValue()) {
			return CaseResult.NOT_SCORED;
		}
		JsonNode value = UntypedReading.read(candidate);
		if (value == null) {
			return CaseResult.failed("no value");
		}
		return (ExpectedValue.equal(value, candidate.expected())) ? CaseResult.SOLVED
				: CaseResult.failed("another value");
	}

	private static String failure(Throwable failure) {
		String thrown = "threw " + failure.getClass().getSimpleName();
		return Stream.of(failure.getStackTrace())
			.filter((frame) -> frame.getClassName().startsWith(CaseRun.class.getPackageName()))
			.findFirst()
			.map((frame) -> thrown + " below " + frame.getClassName().replaceAll(".*\\.", "") + "."
					+ frame.getMethodName())
			.orElse(thrown);
	}

	private static ExecutorService newWorker() {
		return Executors.newSingleThreadExecutor((task) -> {
			Thread thread = new Thread(task, "case");
			thread.setDaemon(true);
			return thread;
		});
	}

}
