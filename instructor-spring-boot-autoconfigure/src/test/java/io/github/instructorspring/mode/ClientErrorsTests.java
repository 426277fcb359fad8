package io.github.instructorspring.mode;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.UnknownHttpStatusCodeException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientErrors}.
 */
class ClientErrorsTests {

	private static final byte[] BODY = "no tools".getBytes(StandardCharsets.UTF_8);

	@ParameterizedTest
	@MethodSource("errors")
	void textBeginsWithTheStatus(Exception exception, String text) {
		assertThat(ClientErrors.textOf(exception)).isEqualTo(text);
	}

	static Stream<Arguments> errors() {
		return Stream.of(
				Arguments.of(WebClientResponseException.create(400, "Bad Request", HttpHeaders.EMPTY, BODY, null),
						"400 no tools"),
				Arguments.of(WebClientResponseException.create(529, "", HttpHeaders.EMPTY, new byte[0], null), "529 "),
				Arguments.of(new HttpClientErrorException(HttpStatusCode.valueOf(404), "Not Found", BODY,
						StandardCharsets.UTF_8), "404 no tools"),
				Arguments.of(new UnknownHttpStatusCodeException(529, "", null, BODY, StandardCharsets.UTF_8),
						"529 no tools"),
				Arguments.of(new IllegalStateException("HTTP 503 - busy"), "HTTP 503 - busy"),
				Arguments.of(new IllegalStateException(), ""));
	}

}
