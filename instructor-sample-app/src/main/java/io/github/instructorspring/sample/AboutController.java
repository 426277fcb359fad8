package io.github.instructorspring.sample;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the page which model answers.
 */
@RestController
class AboutController {

	private final About about;

	AboutController(Environment environment, @Value("${instructor.provider}") String provider) {
		this.about = new About(provider, environment.acceptsProfiles(Profiles.of(SampleApplication.STAND_IN_PROFILE)));
	}

	@GetMapping("/api/about")
	About about() {
		return this.about;
	}

	record About(String provider, boolean standIn) {
	}

}
