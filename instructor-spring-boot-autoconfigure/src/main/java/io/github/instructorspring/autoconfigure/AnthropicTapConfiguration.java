package io.github.instructorspring.autoconfigure;

import org.springframework.ai.anthropic.http.okhttp.AnthropicHttpClientBuilderCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.instructorspring.stream.AnthropicTapInterceptor;
import io.github.instructorspring.stream.ToolArgumentTap;

/**
 * Taps the clients of Anthropic's models that Spring AI configures.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(AnthropicHttpClientBuilderCustomizer.class)
class AnthropicTapConfiguration {

	@Bean
	AnthropicHttpClientBuilderCustomizer instructorAnthropicToolArgumentTapCustomizer(ToolArgumentTap tap) {
		return (client) -> client.interceptor(new AnthropicTapInterceptor(tap));
	}

}
