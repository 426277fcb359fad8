package io.github.instructorspring.validation;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.introspect.AnnotatedMember;

/**
 * What Instructor's own annotations say of a property.
 *
 * @param semantic the rules that a model judges
 * @param moderated whether a moderation model judges
 * @param grounded where it must stand
 * @param remedy what to do about errors in it
 */
record PropertyRules(List<Semantic> semantic, @Nullable Moderated moderated, @Nullable Grounded grounded,
		@Nullable Remedy remedy) {

	private static final PropertyRules NONE = new PropertyRules(List.of(), null, null, null);

	static PropertyRules of(@Nullable AnnotatedMember member) {
		if (member == null) {
			return NONE;
		}
		OnViolation onViolation = member.getAnnotation(OnViolation.class);
		return new PropertyRules(semantic(member), member.getAnnotation(Moderated.class),
				member.getAnnotation(Grounded.class), (onViolation != null) ? onViolation.value() : null);
	}

	static List<Semantic> semantic(AnnotatedMember member) {
		Semantic.Rules rules = member.getAnnotation(Semantic.Rules.class);
		if (rules != null) {
			return List.of(rules.value());
		}
		Semantic rule = member.getAnnotation(Semantic.class);
		return (rule != null) ? List.of(rule) : List.of();
	}

}
