package io.github.instructorspring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.moderation.Categories;
import org.springframework.ai.moderation.Generation;
import org.springframework.ai.moderation.ModerationModel;
import org.springframework.ai.moderation.ModerationPrompt;
import org.springframework.ai.moderation.ModerationResult;
import org.springframework.util.Assert;

import io.github.instructorspring.validation.ModeratedText;
import io.github.instructorspring.validation.Severity;
import io.github.instructorspring.validation.Violation;

/**
 * Moderates the texts of the answers of one call, each text once. Spring AI does not tell
 * what moderation costs, so it is in no usage.
 */
final class Moderator {

	private static final Map<String, Predicate<Categories>> CATEGORIES = categories();

	private final @Nullable ModerationModel model;

	private final JudgedCall call;

	/**
	 * The categories of each text that was moderated, {@code null} for a text that was
	 * not flagged.
	 */
	private final Map<String, @Nullable String> flags = new HashMap<>();

	Moderator(@Nullable ModerationModel model, JudgedCall call) {
		this.model = model;
		this.call = call;
	}

	List<Objection> judge(Judgement<?> reviewed, List<ModeratedText> texts) {
		List<Objection> objections = new ArrayList<>();
		for (ModeratedText text : texts) {
			if (!this.flags.containsKey(text.text())) {
				if (!this.call.mayModerate(reviewed)) {
					objections.add(objection(text, JudgedCall.NOT_JUDGED + "moderation", Severity.CHECK));
					continue;
				}
				this.flags.put(text.text(), moderate(text.text()));
			}
			String flag = this.flags.get(text.text());
			if (flag != null) {
				objections.add(objection(text, flag, text.severity()));
			}
		}
		return objections;
	}

	private static Objection objection(ModeratedText text, String message, Severity severity) {
		return new Objection(new Violation(text.path(), message, text.text(), severity), null);
	}

	private @Nullable String moderate(String text) {
		Assert.state(this.model != null, "There is no moderation model to ask");
		Generation generation = this.model.call(new ModerationPrompt(text)).getResult();
		if (generation == null) {
			throw new InstructorException("The moderation model gave no result");
		}
		List<ModerationResult> flagged = generation.getOutput()
			.getResults()
			.stream()
			.filter(ModerationResult::isFlagged)
			.toList();
		return (flagged.isEmpty()) ? null : message(flagged);
	}

	private static String message(List<ModerationResult> flagged) {
		List<String> names = CATEGORIES.entrySet()
			.stream()
			.filter((category) -> flagged.stream()
				.map(ModerationResult::getCategories)
				.anyMatch((categories) -> categories != null && category.getValue().test(categories)))
			.map(Map.Entry::getKey)
			.toList();
		return (names.isEmpty()) ? "must not be flagged by moderation"
				: "must not be flagged for " + String.join(", ", names);
	}

	private static Map<String, Predicate<Categories>> categories() {
		Map<String, Predicate<Categories>> categories = new LinkedHashMap<>();
		categories.put("hate", Categories::isHate);
		categories.put("hateful threats", Categories::isHateThreatening);
		categories.put("harassment", Categories::isHarassment);
		categories.put("threatening harassment", Categories::isHarassmentThreatening);
		categories.put("self-harm", Categories::isSelfHarm);
		categories.put("intent of self-harm", Categories::isSelfHarmIntent);
		categories.put("instructions for self-harm", Categories::isSelfHarmInstructions);
		categories.put("sexual content", Categories::isSexual);
		categories.put("sexual content about minors", Categories::isSexualMinors);
		categories.put("violence", Categories::isViolence);
		categories.put("graphic violence", Categories::isViolenceGraphic);
		categories.put("crime", Categories::isCriminal);
		categories.put("danger", Categories::isDangerous);
		categories.put("jailbreaking", Categories::isJailbreaking);
		categories.put("health advice", Categories::isHealth);
		categories.put("financial advice", Categories::isFinancial);
		categories.put("legal advice", Categories::isLaw);
		categories.put("personal data", Categories::isPii);
		return categories;
	}

}
