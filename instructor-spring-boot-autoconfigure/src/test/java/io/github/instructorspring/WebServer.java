package io.github.instructorspring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application on loopback: WebFlux on Reactor Netty, or Spring MVC on Tomcat.
 */
public final class WebServer implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	public WebServer(WebApplicationType type, InstructorTemplate instructor, Class<?>... controllers) {
		this.context = new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.webflux.problemdetails.enabled=true", "spring.mvc.problemdetails.enabled=true")
			.initializers((context) -> context.getBeanFactory().registerSingleton("instructor", instructor))
			.sources(controllers)
			.run();
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Post a text and read what comes while it comes.
	 */
	public Reply post(String path, String accept, String text) {
		return post(path, "text/plain", accept, text);
	}

	public Reply postJson(String path, String accept, String json) {
		return post(path, "application/json", accept, json);
	}

	private Reply post(String path, String contentType, String accept, String text) {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port"))
				.resolve(path))
			.header("Content-Type", contentType)
			.header("Accept", accept)
			.POST(HttpRequest.BodyPublishers.ofString(text))
			.build();
		try {
			return new Reply(this.client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * A reply that is being received. Closing it closes the connection.
	 */
	public static final class Reply implements AutoCloseable {

		private final HttpResponse<InputStream> response;

		private final BufferedReader reader;

		private Reply(HttpResponse<InputStream> response) {
			this.response = response;
			this.reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
		}

		public int status() {
			return this.response.statusCode();
		}

		public String contentType() {
			return this.response.headers().firstValue("Content-Type").orElse("");
		}

		/**
		 * The lines up to the first one that passes, or to the end.
		 */
		public List<String> linesUntil(Predicate<String> last) {
			List<String> lines = new ArrayList<>();
			try {
				for (String line = this.reader.readLine(); line != null; line = this.reader.readLine()) {
					lines.add(line);
					if (last.test(line)) {
						break;
					}
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return lines;
		}

		/**
		 * All lines that are left and not blank.
		 */
		public List<String> rest() {
			return linesUntil((line) -> false).stream().filter((line) -> !line.isBlank()).toList();
		}

		@Override
		public void close() {
			try {
				this.response.body().close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
			ValidationAutoConfiguration.class, CodecsAutoConfiguration.class, HttpHandlerAutoConfiguration.class,
			WebFluxAutoConfiguration.class, ErrorWebFluxAutoConfiguration.class,
			NettyReactiveWebServerAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
			DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class,
			TomcatServletWebServerAutoConfiguration.class })
	static class Application {

	}

}
