package io.github.instructorspring.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;

/**
 * An application with the actuator, on a port of its own, whose model is on loopback.
 */
public final class ActuatorApplication implements AutoCloseable {

	public static final String KEY = "canary-key-of-the-provider";

	private final ConfigurableApplicationContext context;

	public ActuatorApplication(WebApplicationType type, LoopbackModel model, String... properties) {
		List<String> all = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"spring.main.banner-mode=off", "spring.ai.openai.api-key=unused",
				"management.endpoints.web.exposure.include=health,info,instructor",
				"management.endpoint.health.show-details=always", "instructor.provider=openai/gpt-4o-mini",
				"instructor.api-key=" + KEY, "instructor.base-url=" + model.baseUrl()));
		all.addAll(Arrays.asList(properties));
		this.context = new SpringApplicationBuilder(Application.class).web(type)
			.properties(all.toArray(String[]::new))
			.run();
	}

	public InstructorTemplate template() {
		return this.context.getBean("instructorTemplate", InstructorTemplate.class);
	}

	public InstructorTemplate template(String name) {
		return this.context.getBean(name + "InstructorTemplate", InstructorTemplate.class);
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	/**
	 * What an endpoint of the actuator answers.
	 */
	public JsonNode get(String endpoint) {
		return JsonMapper.shared().readTree(send(endpoint).body());
	}

	/**
	 * Asked by a client of its own: now and then Spring Boot's health endpoint leaves a
	 * connection of Reactor Netty that reads no further request.
	 */
	public HttpResponse<String> send(String endpoint) {
		URI address = URI.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port")
				+ "/actuator/" + endpoint);
		try {
			return HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
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

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
