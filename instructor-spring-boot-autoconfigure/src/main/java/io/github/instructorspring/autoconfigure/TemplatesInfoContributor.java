package io.github.instructorspring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.TemplateInfo;

/**
 * Tells the version of the library and the templates of the application.
 */
class TemplatesInfoContributor implements InfoContributor {

	private final InstructorModels models;

	TemplatesInfoContributor(InstructorModels models) {
		this.models = models;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> details = new LinkedHashMap<>();
		String version = InstructorTemplate.class.getPackage().getImplementationVersion();
		if (version != null) {
			details.put("version", version);
		}
		Map<String, Object> templates = new LinkedHashMap<>();
		this.models.templates().forEach((name, template) -> templates.put(name, details(template.info())));
		details.put("templates", templates);
		builder.withDetail("instructor", details);
	}

	private static Map<String, Object> details(TemplateInfo info) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("provider", info.provider());
		details.put("model", info.model());
		details.put("mode", info.mode().name());
		return details;
	}

}
