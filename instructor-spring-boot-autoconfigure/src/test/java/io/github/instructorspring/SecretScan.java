package io.github.instructorspring;

import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails every test class in which the library has logged a prompt, an answer or a key, at
 * whatever level. What these are, the servers tell that play models. Lines that carry the
 * marker of {@link ContentLog} are those of tests which ask for content.
 */
public final class SecretScan implements AfterAllCallback {

	/** Shorter texts may stand in a log for another reason. */
	private static final int DISTINCT = 16;

	/** A text may be logged in part. */
	private static final int MAX_LENGTH = 32;

	private static final int MAX_TEXT = 20_000;

	private static final int PREFIX = 8;

	private static final Pattern NAME = Pattern.compile("[\\w.$-]*");

	private static final Set<String> secrets = ConcurrentHashMap.newKeySet();

	private static final Queue<String> lines = new ConcurrentLinkedQueue<>();

	private static final Map<String, Boolean> loggers = new ConcurrentHashMap<>();

	@Override
	public void afterAll(ExtensionContext context) {
		List<String> logged = new ArrayList<>();
		for (String line = lines.poll(); line != null; line = lines.poll()) {
			logged.add(line);
		}
		assertThat(leaks(logged, secrets)).as("secrets that were logged in the time of " + context.getDisplayName())
			.isEmpty();
	}

	static void noteKey(@Nullable String header) {
		if (header != null) {
			String key = header.replaceFirst("^Bearer ", "");
			if (key.length() >= PREFIX) {
				secrets.add(key);
			}
		}
	}

	/**
	 * Note every text in the JSON of a request or a response, also of JSON in a text.
	 */
	static void noteTexts(JsonNode json) {
		if (json.isString()) {
			String text = json.stringValue();
			note(text);
			JsonNode inner = (text.startsWith("{") || text.startsWith("[")) ? read(text) : null;
			if (inner != null) {
				noteTexts(inner);
			}
		}
		json.forEach(SecretScan::noteTexts);
	}

	private static @Nullable JsonNode read(String text) {
		try {
			return (text.length() > MAX_TEXT) ? null : JsonMapper.shared().readTree(text);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static void note(String text) {
		text.substring(0, Math.min(text.length(), MAX_TEXT))
			.lines()
			.map(String::strip)
			.filter((line) -> line.length() >= DISTINCT && !NAME.matcher(line).matches())
			.map((line) -> line.substring(0, Math.min(line.length(), MAX_LENGTH)))
			.forEach(secrets::add);
	}

	/**
	 * Find the lines that hold a secret.
	 * @return each secret with its line
	 */
	static Set<String> leaks(List<String> logged, Set<String> known) {
		Map<String, List<String>> byPrefix = known.stream()
			.collect(Collectors.groupingBy((secret) -> secret.substring(0, PREFIX), HashMap::new, Collectors.toList()));
		Set<String> leaks = new LinkedHashSet<>();
		for (String line : logged) {
			for (int index = 0; index + PREFIX <= line.length(); index++) {
				List<String> candidates = byPrefix.getOrDefault(line.substring(index, index + PREFIX), List.of());
				for (String candidate : candidates) {
					if (line.startsWith(candidate, index)) {
						leaks.add("<" + candidate + "> in <" + line + ">");
					}
				}
			}
		}
		return leaks;
	}

	/** What was logged since the last class of tests. */
	static List<String> lines() {
		return List.copyOf(lines);
	}

	static Set<String> secrets() {
		return Set.copyOf(secrets);
	}

	/**
	 * Tests log for themselves.
	 */
	private static boolean isOfLibrary(String logger) {
		return loggers.computeIfAbsent(logger, (name) -> {
			URL source = SecretScan.class.getResource("/" + name.replace('.', '/') + ".class");
			return source != null && !source.getPath().contains("/test-classes/");
		});
	}

	/**
	 * Keeps the lines of the library.
	 */
	public static final class Lines extends AppenderBase<ILoggingEvent> {

		public Lines() {
		}

		@Override
		protected void append(ILoggingEvent event) {
			boolean content = event.getMarkerList() != null && event.getMarkerList().contains(ContentLog.MARKER);
			if (!content && isOfLibrary(event.getLoggerName())) {
				StringBuilder line = new StringBuilder(event.getFormattedMessage());
				for (IThrowableProxy thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
					line.append(" | ").append(thrown.getClassName()).append(": ").append(thrown.getMessage());
				}
				lines.add(line.toString());
			}
		}

	}

}
