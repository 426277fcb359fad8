package io.github.instructorspring.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;

/**
 * What the annotations of a response model need, known before any answer. Rules of
 * subtypes that Jackson does not know are not in it.
 *
 * @param problems the annotations that can never work where they stand, one sentence
 * each, with the path and the remedy
 * @param judges the named providers whose models judge, with the first path that needs
 * each; an empty name is the template's own choice
 * @param sources the context entries in which quotations are looked for, with the first
 * path that needs each
 * @param moderated the first path with a text to moderate, {@code null} for none
 * @since 0.1
 */
public record DeclaredRules(List<String> problems, Map<String, String> judges, Map<String, String> sources,
		@Nullable String moderated) {

	private static final String QUOTED = "quoted word for word from the text";

	/**
	 * What the rules of a type or property demand, in words for the model that answers.
	 * @param element the type or property
	 * @return the demands, empty for none
	 */
	public static List<String> demandsOf(Annotated element) {
		if (element instanceof AnnotatedClass type) {
			return BeanProperties.rules(type.getRawType()).stream().map(Semantic::value).toList();
		}
		PropertyRules rules = PropertyRules.of((element instanceof AnnotatedMember member) ? member : null);
		List<String> demands = new ArrayList<>();
		rules.semantic().forEach((rule) -> demands.add(rule.value()));
		if (rules.grounded() != null) {
			demands.add(QUOTED);
		}
		return demands;
	}

}
