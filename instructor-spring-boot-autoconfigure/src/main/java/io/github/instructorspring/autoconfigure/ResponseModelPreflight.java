package io.github.instructorspring.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.SchemaPreview;

/**
 * Checks the application's response models when it starts and reports in the log what no
 * provider could be asked for. Never fails the start.
 */
class ResponseModelPreflight implements SmartInitializingSingleton {

	private static final Log log = LogFactory.getLog(ResponseModelPreflight.class);

	private final ObjectProvider<InstructorTemplate> templates;

	private final List<String> packages;

	private final ResponseValidatorBeans validators;

	ResponseModelPreflight(ObjectProvider<InstructorTemplate> templates, List<String> packages,
			ResponseValidatorBeans validators) {
		this.templates = templates;
		this.packages = packages;
		this.validators = validators;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Set<Class<?>> types = new LinkedHashSet<>(this.validators.judgedTypes());
		this.packages.forEach((name) -> types.addAll(responseModels(name)));
		InstructorTemplate template = (types.isEmpty()) ? null : this.templates.getIfUnique();
		if (template == null) {
			return;
		}
		long refused = types.stream().map(template::schema).filter(ResponseModelPreflight::report).count();
		log.info("Preflight of " + types.size() + " response models: " + refused + " cannot be used");
	}

	private static boolean report(SchemaPreview preview) {
		if (!preview.problems().isEmpty()) {
			log.warn("'" + preview.name() + "' cannot be a response model in mode " + preview.mode() + ":\n - "
					+ String.join("\n - ", preview.problems()));
			return true;
		}
		if (!preview.schema().losses().isEmpty() && log.isDebugEnabled()) {
			log.debug("'" + preview.name() + "' in dialect " + preview.schema().dialect() + ": "
					+ preview.schema().losses());
		}
		return false;
	}

	static boolean isResponseModel(Class<?> type) {
		return type.isRecord() || type.isEnum() || (type.isInterface() && type.isSealed());
	}

	private static Collection<Class<?>> responseModels(String packageName) {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false) {
			@Override
			protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
				return definition.getMetadata().isIndependent();
			}
		};
		scanner.addIncludeFilter((reader, factory) -> true);
		Set<Class<?>> types = new TreeSet<>((left, right) -> left.getName().compareTo(right.getName()));
		scanner.findCandidateComponents(packageName).forEach((definition) -> {
			Class<?> type = ClassUtils.resolveClassName(String.valueOf(definition.getBeanClassName()), null);
			if (isResponseModel(type)) {
				types.add(type);
			}
		});
		return types;
	}

}
