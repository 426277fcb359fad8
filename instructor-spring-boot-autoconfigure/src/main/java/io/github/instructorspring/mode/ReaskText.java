package io.github.instructorspring.mode;

import java.util.List;

/**
 * The words in which an answer is sent back.
 */
final class ReaskText {

	private ReaskText() {
	}

	static String of(List<String> findings, String request) {
		StringBuilder text = new StringBuilder("Validation errors found:\n");
		findings.forEach((finding) -> text.append("- ").append(finding).append('\n'));
		return text.append(request).toString();
	}

}
