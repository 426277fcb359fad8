package io.github.instructorspring.validation;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * Finds the properties with a remedy in JSON that is to be bound to a type, and may well
 * not be of it.
 */
final class DeclaredRemedies {

	private static final int MAX_DEPTH = 100;

	private final BeanProperties properties;

	private final Map<String, Remedy> remedies = new LinkedHashMap<>();

	DeclaredRemedies(BeanProperties properties) {
		this.properties = properties;
	}

	Map<String, Remedy> in(JavaType type, JsonNode json, String path) {
		visit(type, json, path, 0);
		return this.remedies;
	}

	private void visit(@Nullable JavaType type, JsonNode json, String path, int depth) {
		if (type == null || depth > MAX_DEPTH) {
			return;
		}
		if (type.isReferenceType()) {
			visit(type.getReferencedType(), json, path, depth);
		}
		else if (json.isArray()) {
			for (int index = 0; index < json.size(); index++) {
				visit(type.getContentType(), json.get(index), path + "[" + index + "]", depth + 1);
			}
		}
		else if (json.isObject() && type.isMapLikeType()) {
			json.forEachEntry(
					(key, value) -> visit(type.getContentType(), value, path + Violation.quoted(key), depth + 1));
		}
		else if (json.isObject() && !BeanProperties.isLeaf(type.getRawClass())) {
			visitBean(type, json, path, depth);
			this.properties.subtypes(type).forEach((subtype) -> visitBean(subtype, json, path, depth));
		}
	}

	private void visitBean(JavaType type, JsonNode json, String path, int depth) {
		for (BeanPropertyDefinition property : this.properties.writable(type)) {
			String propertyPath = Violation.join(path, property.getName());
			Remedy remedy = PropertyRules.of(property.getPrimaryMember()).remedy();
			if (remedy != null) {
				this.remedies.putIfAbsent(propertyPath, remedy);
			}
			JsonNode value = json.get(property.getName());
			if (value != null) {
				visit(property.getPrimaryType(), value, propertyPath, depth + 1);
			}
		}
	}

}
