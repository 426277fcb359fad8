package io.github.instructorspring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.instructorspring.stream.StreamCancellationFilter;

/**
 * Lets cancelled streams of Spring AI's own clients of Ollama close their connections.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(WebClientCustomizer.class)
class WebClientCancellationConfiguration {

	@Bean
	WebClientCustomizer instructorStreamCancellationCustomizer() {
		return (client) -> client.filter(new StreamCancellationFilter());
	}

}
