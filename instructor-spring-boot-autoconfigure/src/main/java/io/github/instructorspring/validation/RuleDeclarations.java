package io.github.instructorspring.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * Collects the rules of a type and of everything below it, without a value.
 */
final class RuleDeclarations {

	private final BeanProperties properties;

	private final Set<JavaType> visited = new HashSet<>();

	private final List<String> problems = new ArrayList<>();

	private final Map<String, String> judges = new LinkedHashMap<>();

	private final Map<String, String> sources = new LinkedHashMap<>();

	private @Nullable String moderated;

	RuleDeclarations(BeanProperties properties) {
		this.properties = properties;
	}

	DeclaredRules of(JavaType type, String name) {
		visit(type, name);
		return new DeclaredRules(List.copyOf(this.problems), Collections.unmodifiableMap(this.judges),
				Collections.unmodifiableMap(this.sources), this.moderated);
	}

	private void visit(JavaType type, String path) {
		if (type.isReferenceType()) {
			visit(type.getReferencedType(), path);
		}
		else if (type.isContainerType()) {
			visit(type.getContentType(), path + "[]");
		}
		else if (type.getRawClass() == Iterable.class) {
			visit(type.containedTypeOrUnknown(0), path + "[]");
		}
		else if (!BeanProperties.isLeaf(type.getRawClass()) && this.visited.add(type)) {
			visitBean(type, path);
			this.properties.subtypes(type)
				.forEach((subtype) -> visit(subtype, path + "(" + subtype.getRawClass().getSimpleName() + ")"));
		}
	}

	private void visitBean(JavaType type, String path) {
		for (Semantic rule : BeanProperties.rules(type.getRawClass())) {
			this.judges.putIfAbsent(rule.provider(), path);
			if (rule.allowFix()) {
				this.problems.add(path + ": @Semantic(allowFix = true) on a type, whose values no text can replace; "
						+ "leave allowFix out or put the rule on a property that is text");
			}
		}
		List<BeanPropertyDefinition> writable = this.properties.writable(type);
		SensitiveMembers.in(type.getRawClass(), writable)
			.forEach((member) -> this.problems.add(path + "." + member
					+ ": @Sensitive on what no answer fills; put it on the properties that it is made of"));
		for (BeanPropertyDefinition property : writable) {
			String propertyPath = path + "." + property.getName();
			JavaType propertyType = property.getPrimaryType();
			visitRules(PropertyRules.of(property.getPrimaryMember()), propertyType, propertyPath);
			visit(propertyType, propertyPath);
		}
	}

	private void visitRules(PropertyRules rules, JavaType type, String path) {
		JavaType value = (type.isReferenceType()) ? type.getReferencedType() : type;
		for (Semantic rule : rules.semantic()) {
			this.judges.putIfAbsent(rule.provider(), path);
			require(!rule.allowFix() || mayBeText(value), path, type,
					"@Semantic(allowFix = true) needs a property that is text, but");
		}
		if (rules.moderated() != null) {
			this.moderated = (this.moderated != null) ? this.moderated : path;
			require(mayHoldTexts(value), path, type, "@Moderated needs a text or a collection of texts, but");
		}
		if (rules.grounded() != null) {
			this.sources.putIfAbsent(rules.grounded().in(), path);
			require(mayHoldTexts(value), path, type, "@Grounded needs a text or a collection of texts, but");
		}
		if (rules.remedy() == Remedy.SET_NULL) {
			require(!type.isPrimitive(), path, type,
					"@OnViolation(SET_NULL) needs a property that can be null; use a wrapper type, but");
		}
		if (rules.remedy() == Remedy.DROP_ELEMENT) {
			require(mayHaveElements(value), path, type,
					"@OnViolation(DROP_ELEMENT) needs a collection, an array or a map, but");
		}
	}

	private void require(boolean fits, String path, JavaType type, String expectation) {
		if (!fits) {
			this.problems.add(path + ": " + expectation + " this is of type " + nameOf(type));
		}
	}

	private static String nameOf(JavaType type) {
		return (type.isArrayType()) ? nameOf(type.getContentType()) + "[]" : type.toCanonical();
	}

	private static boolean mayHoldTexts(JavaType type) {
		return (Collection.class.isAssignableFrom(type.getRawClass())) ? mayHoldTexts(type.getContentType())
				: mayBeText(type);
	}

	/**
	 * A property that is declared as any object may hold a text.
	 */
	private static boolean mayBeText(JavaType type) {
		Class<?> raw = type.getRawClass();
		return CharSequence.class.isAssignableFrom(raw) || raw.isAssignableFrom(String.class);
	}

	private static boolean mayHaveElements(JavaType type) {
		Class<?> raw = type.getRawClass();
		return type.isContainerType() || raw == Object.class || raw == Iterable.class
				|| JsonNode.class.isAssignableFrom(raw);
	}

}
