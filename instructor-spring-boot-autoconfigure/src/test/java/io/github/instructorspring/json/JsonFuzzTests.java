package io.github.instructorspring.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Seeded random documents. {@code -Dinstructor.fuzz.documents=1000000}, or the profile
 * {@code nightly}, makes it a long run.
 */
class JsonFuzzTests {

	private static final int VALID_DOCUMENTS = 100_000;

	private static final int MUTANTS = Integer.getInteger("instructor.fuzz.documents", 20_000);

	/** What one character may cost, the looks ahead included. */
	private static final int STEPS_PER_CHARACTER = 60;

	private static final int FIXED_STEPS = 2000;

	@Test
	void validDocumentIsReadAsItIsAndWithoutRepair() {
		RandomJson source = new RandomJson(1);
		for (int i = 0; i < VALID_DOCUMENTS; i++) {
			JsonNode document = source.document();
			String json = source.write(document);
			JsonTreeBuilder tree = new JsonTreeBuilder(UnfinishedTail.KEEP);
			tokenize(tree, json);
			assertThat(tree.roots()).as(json).hasSize(1);
			assertThat(tree.roots().get(0).value()).as(json).isEqualTo(document);
			assertThat(tree.roots().get(0).closed()).as(json).isTrue();
			assertThat(tree.roots().get(0).repairs()).as(json).isEmpty();
			assertThat(JsonText.parse(json).value()).as(json).isEqualTo(document);
		}
	}

	@Test
	void validDocumentInsideProseIsReadAsItIs() {
		RandomJson source = new RandomJson(2);
		for (int i = 0; i < MUTANTS / 4; i++) {
			JsonNode document = source.document();
			String answer = "Here it is:\n```json\n" + source.write(document) + "\n```\nAnything else?";
			assertThat(JsonText.parse(answer).candidates()).as(answer)
				.first()
				.satisfies((candidate) -> assertThat(candidate.value()).isEqualTo(document))
				.satisfies((candidate) -> assertThat(candidate.complete()).isTrue());
		}
	}

	@Test
	void mutantIsReadWithoutExceptionInLinearWork() {
		RandomJson source = new RandomJson(3);
		for (int i = 0; i < MUTANTS; i++) {
			String mutant = source.mutate(source.write(source.document()));
			JsonText json = JsonText.parse(mutant);
			assertThat(json.outcome()).isNotNull();
			long steps = tokenize(new JsonTreeBuilder(UnfinishedTail.KEEP), mutant);
			assertThat(steps).as(mutant).isLessThan(FIXED_STEPS + (long) STEPS_PER_CHARACTER * mutant.length());
		}
	}

	@Test
	void mutantInPiecesIsReadLikeTheWhole() {
		RandomJson source = new RandomJson(4);
		for (int i = 0; i < MUTANTS; i++) {
			String mutant = source.mutate(source.write(source.document()));
			JsonTreeBuilder whole = new JsonTreeBuilder(UnfinishedTail.KEEP);
			tokenize(whole, mutant);
			JsonTreeBuilder pieces = new JsonTreeBuilder(UnfinishedTail.KEEP);
			JsonTokenizer tokenizer = new JsonTokenizer(pieces, false);
			int from = 0;
			while (from < mutant.length()) {
				int to = Math.min(mutant.length(), from + 1 + source.random().nextInt(4));
				tokenizer.feed(mutant.substring(from, to));
				from = to;
			}
			tokenizer.finish();
			assertThat(pieces.roots()).as(mutant).isEqualTo(whole.roots());
		}
	}

	@Test
	void cutDocumentIsNeverComplete() {
		RandomJson source = new RandomJson(5);
		for (int i = 0; i < MUTANTS / 20; i++) {
			String json = source.write(source.document()).strip();
			for (int end = 0; end < json.length(); end++) {
				String cut = json.substring(0, end);
				assertThat(JsonText.parse(cut).isComplete()).as(cut).isFalse();
			}
		}
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "{", "[", "{\"a\":", "[\"", "{\"", "\"", "\\", "[\"a\",", "{\"a\":\"b\",\"", "\", \"",
			"{\"a\":\"\"/*", "/*", "//", "<think>", "</think>", "```", "{a:b,", "[a,", "1,", "a ", " ", "\n", "\"a\":",
			"[1}", "{]", "(", "{'", "\"\"\"", "\"+\"", "{\"a\":\"b\" \"c\" ", "{\"a\":x\"y\",", "[\"x\" y\",", "{a ",
			"\" }", "\" ]", "[{\"a\":\"}\"],", "{\"a\":```", "\\\"", "{\\\"a\\\":\\\"b" })
	void hostileTextCostsLinearWork(String piece) {
		long shorter = steps(piece.repeat(20_000));
		long longer = steps(piece.repeat(80_000));
		assertThat(longer).isLessThan(FIXED_STEPS + 5 * shorter);
		assertThat(shorter).isLessThan(FIXED_STEPS + (long) STEPS_PER_CHARACTER * 20_000 * piece.length());
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "[", "[\"a\", ", "{\"a\":\"b\",", "\"", "a ", "{\"a\":x y, " })
	void hostileTextInPiecesCostsLinearWork(String piece) {
		assertThat(stepsInPieces(piece.repeat(8000))).isLessThan(FIXED_STEPS + 5 * stepsInPieces(piece.repeat(2000)));
	}

	private static long steps(String text) {
		return tokenize(new JsonTreeBuilder(UnfinishedTail.KEEP), text);
	}

	private static long stepsInPieces(String text) {
		JsonTokenizer tokenizer = new JsonTokenizer(new JsonTreeBuilder(UnfinishedTail.KEEP), false);
		text.chars().forEach((character) -> tokenizer.feed(String.valueOf((char) character)));
		tokenizer.finish();
		return tokenizer.steps();
	}

	private static long tokenize(JsonTreeBuilder tree, String text) {
		JsonTokenizer tokenizer = new JsonTokenizer(tree, false);
		tokenizer.feed(text);
		tokenizer.finish();
		return tokenizer.steps();
	}

}
