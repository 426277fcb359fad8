package io.github.instructorspring.autoconfigure;

import org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.instructorspring.stream.OpenAiTapInterceptor;
import io.github.instructorspring.stream.ToolArgumentTap;

/**
 * Taps the clients of OpenAI's models, those of providers and those that Spring AI
 * configures.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(OpenAiHttpClientBuilderCustomizer.class)
class OpenAiTapConfiguration {

	@Bean
	OpenAiHttpClientBuilderCustomizer instructorToolArgumentTapCustomizer(ToolArgumentTap tap) {
		return (client) -> client.interceptor(new OpenAiTapInterceptor(tap));
	}

}
