package io.github.instructorspring.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * What Instructor's own annotations amount to in one answer: judged where that is free,
 * and collected where only a model can judge.
 */
final class RuleFindings {

	private final ValidationContext context;

	private final UnaryOperator<Object> texts;

	private final List<Violation> violations;

	private final Map<String, Remedy> remedies = new LinkedHashMap<>();

	private final Map<String, Grounding> groundings = new LinkedHashMap<>();

	private final List<Citation> citations = new ArrayList<>();

	private final List<SemanticRule> semanticRules = new ArrayList<>();

	private final List<ModeratedText> moderatedTexts = new ArrayList<>();

	/**
	 * Create an empty collection.
	 * @param context the call's context
	 * @param texts gives the text of a context entry that holds one
	 * @param violations where violations are added, in the order of the walk
	 */
	RuleFindings(ValidationContext context, UnaryOperator<Object> texts, List<Violation> violations) {
		this.context = context;
		this.texts = texts;
		this.violations = violations;
	}

	void apply(PropertyRules rules, String path, @Nullable Object value) {
		Remedy remedy = rules.remedy();
		if (remedy != null) {
			this.remedies.put(path, remedy);
		}
		Object present = (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
		if (present == null) {
			return;
		}
		rules.semantic().forEach((rule) -> this.semanticRules.add(new SemanticRule(path, present, rule)));
		Moderated moderated = rules.moderated();
		if (moderated != null) {
			forEachText("@Moderated", path, present, (place, text) -> moderate(moderated, place, text));
		}
		Grounded grounded = rules.grounded();
		if (grounded != null) {
			Grounding grounding = this.groundings.computeIfAbsent(grounded.in(),
					(source) -> Grounding.in(source, this.context, this.texts));
			forEachText("@Grounded", path, present, (place, text) -> ground(grounded, grounding, place, text));
		}
	}

	void applyToType(List<Semantic> rules, String path, Object bean) {
		rules.forEach((rule) -> this.semanticRules.add(new SemanticRule(path, bean, rule)));
	}

	private static void forEachText(String annotation, String path, Object value, BiConsumer<String, String> action) {
		if (value instanceof CharSequence text) {
			action.accept(path, text.toString());
		}
		else if (value instanceof Collection<?> elements) {
			int index = 0;
			for (Object element : elements) {
				if (element != null) {
					forEachText(annotation, path + "[" + index + "]", element, action);
				}
				index++;
			}
		}
		else {
			throw new IllegalStateException(annotation + " stands on a property of type " + value.getClass().getName()
					+ ", but must stand on a text or a collection of texts");
		}
	}

	private void moderate(Moderated moderated, String path, String text) {
		if (StringUtils.hasText(text)) {
			this.moderatedTexts.add(new ModeratedText(path, text, moderated.severity()));
		}
	}

	private void ground(Grounded grounded, Grounding grounding, String path, String quote) {
		Citation citation = grounding.find(path, quote);
		if (citation != null) {
			this.citations.add(citation);
		}
		else {
			this.violations.add(new Violation(path, Grounding.EXPECTATION, quote, grounded.severity()));
		}
	}

	ValidationReport report() {
		return new ValidationReport(List.copyOf(this.violations), Map.copyOf(this.remedies),
				List.copyOf(this.citations), List.copyOf(this.semanticRules), List.copyOf(this.moderatedTexts));
	}

}
