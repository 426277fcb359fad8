package io.github.instructorspring.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the endpoint, the info and the health of the application tell from.
 */
@Configuration(proxyBeanMethods = false)
class InstructorActivityConfiguration {

	@Bean
	InstructorActivity instructorActivity() {
		return new InstructorActivity();
	}

	@Bean
	InstructorModels instructorModels(ListableBeanFactory beanFactory, InstructorActivity activity) {
		return new InstructorModels(beanFactory, activity);
	}

}
