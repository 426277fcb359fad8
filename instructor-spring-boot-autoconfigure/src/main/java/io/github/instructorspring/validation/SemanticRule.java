package io.github.instructorspring.validation;

/**
 * A {@link Semantic} rule about one value of an answer. Its {@code toString()} shows no
 * content.
 *
 * @param path where the value stands
 * @param value the value
 * @param rule the annotation
 * @since 0.1
 */
public record SemanticRule(String path, Object value, Semantic rule) {

	@Override
	public String toString() {
		return "SemanticRule[" + this.rule.value() + "]";
	}

}
