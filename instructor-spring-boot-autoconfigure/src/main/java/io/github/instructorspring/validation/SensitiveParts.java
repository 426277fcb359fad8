package io.github.instructorspring.validation;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.NameTransformer;

/**
 * Where {@link Sensitive} values stand in the JSON of answers of one type. Where the type
 * has such values, what it does not know is taken for one as well: a property of another
 * name, or a value of another shape. Thread-safe.
 *
 * @since 0.1
 */
public final class SensitiveParts {

	private final JsonMapper mapper;

	private final BeanProperties properties;

	private final JavaType type;

	private final ConcurrentMap<JavaType, Boolean> holders = new ConcurrentHashMap<>();

	private final ConcurrentMap<JavaType, Shape> shapes = new ConcurrentHashMap<>();

	SensitiveParts(JsonMapper mapper, BeanProperties properties, JavaType type) {
		this.mapper = mapper;
		this.properties = properties;
		this.type = type;
	}

	/**
	 * Whether the type has no sensitive values.
	 * @return {@code true} if nothing of it is {@link Sensitive}
	 */
	public boolean isEmpty() {
		return !holds(this.type);
	}

	/**
	 * Add the sensitive values of an answer to others.
	 * @param answer the answer as JSON, which need not be of the type
	 * @param wrapper the property in which the value stands, or {@code null}
	 * @param texts where they are added
	 */
	public void collect(JsonNode answer, @Nullable String wrapper, SensitiveTexts texts) {
		if (wrapper != null && answer.isObject() && answer.has(wrapper)) {
			answer.forEachEntry((name, value) -> {
				if (name.equals(wrapper)) {
					visit(this.type, value, texts);
				}
				else if (holds(this.type)) {
					hide(null, value, texts);
				}
			});
		}
		else {
			visit(this.type, answer, texts);
		}
	}

	private void visit(JavaType visited, JsonNode json, SensitiveTexts texts) {
		if (!holds(visited)) {
			return;
		}
		if (BeanProperties.isSensitive(visited.getRawClass())) {
			hide(visited, json, texts);
		}
		else if (visited.isReferenceType()) {
			visit(visited.getReferencedType(), json, texts);
		}
		else if (visited.isMapLikeType()) {
			visitMap(visited, json, texts);
		}
		else {
			JavaType element = elements(visited);
			if (element != null) {
				Iterable<JsonNode> elements = (json.isArray()) ? json : List.of(json);
				elements.forEach((part) -> visit(element, part, texts));
			}
			else if (json.isObject()) {
				visitBean(visited, json, texts);
			}
			else {
				hide(visited, json, texts);
			}
		}
	}

	private void visitMap(JavaType map, JsonNode json, SensitiveTexts texts) {
		if (holds(map.getKeyType())) {
			hide(map, json, texts);
		}
		else if (json.isArray()) {
			json.forEach((entry) -> {
				visit(map.getContentType(), entry.path("value"), texts);
				entry.forEachEntry((name, value) -> {
					if (!name.equals("key") && !name.equals("value")) {
						hide(null, value, texts);
					}
				});
			});
		}
		else {
			json.forEach((value) -> visit(map.getContentType(), value, texts));
		}
	}

	private void visitBean(JavaType bean, JsonNode json, SensitiveTexts texts) {
		Shape shape = shape(bean);
		json.forEachEntry((name, value) -> {
			Part part = shape.parts().get(name);
			if (part == null) {
				if (!shape.typeIds().contains(name)) {
					hide(null, value, texts);
				}
			}
			else if (part.sensitive()) {
				part.types().forEach((partType) -> hide(partType, value, texts));
			}
			else {
				part.types().forEach((partType) -> visit(partType, value, texts));
			}
		});
	}

	/**
	 * Add everything in a value. Where there are few values to choose from, each of them:
	 * the one that is masked would tell itself by its absence.
	 */
	private void hide(@Nullable JavaType hidden, JsonNode json, SensitiveTexts texts) {
		if (hidden != null && hidden.isReferenceType()) {
			hide(hidden.getReferencedType(), json, texts);
		}
		else if (json.isArray()) {
			json.forEach((element) -> hideElement(hidden, element, texts));
		}
		else if (json.isObject()) {
			hideObject(hidden, json, texts);
		}
		else if (json.isBoolean()) {
			texts.add("true");
			texts.add("false");
		}
		else if (!json.isNull() && !json.isMissingNode()) {
			texts.add(json.asString());
			if (json.isFloatingPointNumber()) {
				// As amounts are written.
				texts.add(json.decimalValue().setScale(2, RoundingMode.HALF_UP).toPlainString());
			}
			if (hidden != null && hidden.isEnumType()) {
				for (Object constant : hidden.getRawClass().getEnumConstants()) {
					texts.add(this.mapper.valueToTree(constant).asString());
				}
			}
		}
	}

	private void hideElement(@Nullable JavaType hidden, JsonNode element, SensitiveTexts texts) {
		if (hidden != null && hidden.isMapLikeType() && element.isObject()) {
			hide(hidden.getKeyType(), element.path("key"), texts);
			element.forEachEntry((name, value) -> {
				if (!name.equals("key")) {
					hide((name.equals("value")) ? hidden.getContentType() : null, value, texts);
				}
			});
		}
		else {
			hide((hidden != null) ? elements(hidden) : null, element, texts);
		}
	}

	private void hideObject(@Nullable JavaType hidden, JsonNode json, SensitiveTexts texts) {
		boolean bean = hidden != null && !hidden.isContainerType() && !BeanProperties.isLeaf(hidden.getRawClass());
		if (hidden != null && bean) {
			Shape shape = shape(hidden);
			json.forEachEntry((name, value) -> {
				Part part = shape.parts().get(name);
				if (part != null) {
					part.types().forEach((partType) -> hide(partType, value, texts));
				}
				else {
					hide(null, value, texts);
				}
			});
		}
		else {
			JavaType content = (hidden != null && hidden.isMapLikeType()) ? hidden.getContentType() : null;
			json.forEachEntry((key, value) -> {
				texts.add(key);
				hide(content, value, texts);
			});
		}
	}

	private static @Nullable JavaType elements(JavaType type) {
		if (type.getRawClass() == Iterable.class) {
			return type.containedTypeOrUnknown(0);
		}
		return (type.isContainerType() && !type.isMapLikeType()) ? type.getContentType() : null;
	}

	private boolean holds(JavaType candidate) {
		Boolean known = this.holders.get(candidate);
		if (known == null) {
			known = holds(candidate, new HashSet<>());
			this.holders.put(candidate, known);
		}
		return known;
	}

	private boolean holds(JavaType candidate, Set<JavaType> visited) {
		if (BeanProperties.isSensitive(candidate.getRawClass())) {
			return true;
		}
		if (!visited.add(candidate)) {
			return false;
		}
		List<JavaType> below = new ArrayList<>();
		if (candidate.isReferenceType()) {
			below.add(candidate.getReferencedType());
		}
		else if (candidate.isMapLikeType()) {
			below.add(candidate.getKeyType());
			below.add(candidate.getContentType());
		}
		JavaType element = elements(candidate);
		if (element != null) {
			below.add(element);
		}
		if (!candidate.isContainerType() && !BeanProperties.isLeaf(candidate.getRawClass())) {
			Shape shape = shape(candidate);
			if (shape.parts().values().stream().anyMatch(Part::sensitive)) {
				return true;
			}
			shape.parts().values().forEach((part) -> below.addAll(part.types()));
		}
		return below.stream().anyMatch((part) -> holds(part, visited));
	}

	private Shape shape(JavaType bean) {
		Shape known = this.shapes.get(bean);
		if (known == null) {
			Map<String, Part> parts = new LinkedHashMap<>();
			add(bean, NameTransformer.NOP, false, parts);
			this.properties.subtypes(bean)
				.forEach((subtype) -> add(subtype, NameTransformer.NOP,
						BeanProperties.isSensitive(subtype.getRawClass()), parts));
			known = new Shape(Map.copyOf(parts), this.properties.typeIds(bean));
			this.shapes.put(bean, known);
		}
		return known;
	}

	/**
	 * Add the properties of a type, and of those that lie in it without an object of
	 * their own.
	 */
	private void add(JavaType bean, NameTransformer naming, boolean sensitive, Map<String, Part> parts) {
		for (BeanPropertyDefinition property : this.properties.writable(bean)) {
			boolean hidden = sensitive || BeanProperties.isSensitive(property);
			JavaType propertyType = property.getPrimaryType();
			NameTransformer unwrapping = this.properties.unwrapping(property);
			if (unwrapping != null) {
				add(propertyType, NameTransformer.chainedTransformer(naming, unwrapping),
						hidden || BeanProperties.isSensitive(propertyType.getRawClass()), parts);
			}
			else {
				Part part = new Part(hidden, List.of(propertyType));
				parts.merge(naming.transform(property.getName()), part, Part::or);
				property.findAliases()
					.forEach((alias) -> parts.merge(naming.transform(alias.getSimpleName()), part, Part::or));
			}
		}
	}

	/**
	 * What may stand in the JSON of a type.
	 *
	 * @param parts the properties by their names
	 * @param typeIds the names under which the name of a type stands
	 */
	private record Shape(Map<String, Part> parts, Set<String> typeIds) {
	}

	/**
	 * A property, or several that share a name.
	 *
	 * @param sensitive whether one of them is sensitive
	 * @param types their types
	 */
	private record Part(boolean sensitive, List<JavaType> types) {

		Part or(Part other) {
			List<JavaType> both = new ArrayList<>(this.types);
			both.addAll(other.types);
			return new Part(this.sensitive || other.sensitive, both.stream().distinct().toList());
		}

	}

}
