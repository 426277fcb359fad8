package io.github.instructorspring.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.util.StringUtils;

import io.github.instructorspring.schema.SealedTypesModule;

/**
 * The sample application. With {@code OPENAI_API_KEY} in its environment it talks to a
 * real provider, without it to the rule-based stand-in in this process.
 *
 * @since 0.1
 */
@SpringBootApplication(proxyBeanMethods = false)
public class SampleApplication {

	static final String STAND_IN_PROFILE = "stand-in";

	/**
	 * Start the application.
	 * @param args the usual arguments of Spring Boot, such as {@code --server.port=9090}
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		if (!StringUtils.hasText(System.getenv("OPENAI_API_KEY"))) {
			application.setAdditionalProfiles(STAND_IN_PROFILE);
		}
		application.run(args);
	}

	/**
	 * Lets the JSON of this application tell sealed types apart as the answers of the
	 * model do.
	 */
	@Bean
	SealedTypesModule sealedTypesModule() {
		return new SealedTypesModule();
	}

}
