package io.github.instructorspring.sample.standin;

/**
 * A rough count of tokens: one for every four characters, as a rule of thumb for English.
 */
final class Tokens {

	private static final int CHARACTERS_PER_TOKEN = 4;

	private Tokens() {
	}

	static int count(String text) {
		return (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
	}

}
