package io.github.instructorspring.docs;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page below {@code docs}. Its tests say which of its JSON and text blocks they have
 * seen for real; a block that none of them has seen fails the class.
 */
final class DocumentedPage implements AfterEachCallback, AfterAllCallback {

	private static final Pattern BLOCK = Pattern.compile("^(`{3,})(json|text)\n(.*?)\n\\1$",
			Pattern.DOTALL + Pattern.MULTILINE);

	private static final Pattern CODE = Pattern.compile("(?<!`)(`++)(.+?)(?<!`)\\1(?!`)");

	private final String file;

	private final Set<String> blocks = new LinkedHashSet<>();

	private final Set<String> unseen;

	private int finished;

	DocumentedPage(String file) {
		this.file = file;
		BLOCK.matcher(DocumentationTests.page(file))
			.results()
			.map((block) -> block.group(2).equals("json") ? json(block.group(3)) : block.group(3))
			.forEach(this.blocks::add);
		this.unseen = new LinkedHashSet<>(this.blocks);
	}

	/**
	 * A JSON block of the page is this JSON, order of properties included.
	 */
	void showsJson(JsonNode actual) {
		showsJson(actual.toString());
	}

	void showsJson(String... actual) {
		Arrays.stream(actual).forEach((text) -> shows(json(text)));
	}

	/**
	 * A text block of the page is this text.
	 */
	void showsText(String... actual) {
		Arrays.stream(actual).forEach(this::shows);
	}

	/**
	 * The page quotes this object as it prints itself.
	 */
	void says(Object object) {
		assertThat(DocumentationTests.page(this.file)).containsIgnoringWhitespaces("`" + object + "`");
	}

	/**
	 * The rows of the table whose first heading is the given one, without backticks.
	 */
	Stream<List<String>> rows(String heading) {
		return DocumentationTests.page(this.file)
			.lines()
			.dropWhile((line) -> !line.startsWith("| " + heading + " |"))
			.skip(2)
			.takeWhile((line) -> line.startsWith("|"))
			.map((line) -> Arrays.stream(line.substring(1).split("\\|"))
				.map((cell) -> CODE.matcher(cell.strip()).replaceAll((code) -> Matcher.quoteReplacement(code.group(2))))
				.toList());
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.finished++;
	}

	@Override
	public void afterAll(ExtensionContext context) {
		long tests = Arrays.stream(context.getRequiredTestClass().getDeclaredMethods())
			.filter((method) -> AnnotationSupport.isAnnotated(method, Test.class))
			.count();
		// A part of the tests sees a part of the page.
		if (this.finished >= tests) {
			assertThat(this.unseen).as("blocks of " + this.file + " that no test has seen").isEmpty();
		}
	}

	private void shows(String block) {
		assertThat(this.blocks).as("blocks of " + this.file).contains(block);
		this.unseen.remove(block);
	}

	private static String json(String text) {
		return JsonMapper.shared().readTree(text).toString();
	}

}
