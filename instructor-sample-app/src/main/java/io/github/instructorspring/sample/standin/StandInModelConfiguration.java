package io.github.instructorspring.sample.standin;

import java.time.InstantSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the stand-in model at {@code POST /v1/chat/completions} in this process.
 */
@Configuration(proxyBeanMethods = false)
@Profile("stand-in")
@EnableConfigurationProperties(StandInModelProperties.class)
class StandInModelConfiguration {

	@Bean
	ServedCompletions servedCompletions() {
		return new ServedCompletions();
	}

	@Bean
	RouterFunction<ServerResponse> standInModelRoutes(JsonMapper jsonMapper, StandInModelProperties properties,
			ServedCompletions served) {
		CompletionHandler handler = new CompletionHandler(jsonMapper, InstantSource.system(), properties.deltaDelay(),
				served);
		return RouterFunctions.route().POST("/v1/chat/completions", handler::complete).build();
	}

}
