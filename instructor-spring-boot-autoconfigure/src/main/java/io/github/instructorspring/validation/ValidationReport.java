package io.github.instructorspring.validation;

import java.util.List;
import java.util.Map;

/**
 * What the validation of an answer found, and what only models can still judge.
 *
 * @param violations everything that is wrong, checks included, in the order of the walk
 * @param remedies the properties with a remedy, by path
 * @param citations the quotations that were found in their sources
 * @param semanticRules the values that a model must judge
 * @param moderatedTexts the texts that a moderation model must judge
 * @since 0.1
 */
public record ValidationReport(List<Violation> violations, Map<String, Remedy> remedies, List<Citation> citations,
		List<SemanticRule> semanticRules, List<ModeratedText> moderatedTexts) {

	/**
	 * The same report with other violations and remedies.
	 * @param newViolations the violations
	 * @param newRemedies the remedies
	 * @return a new report
	 */
	public ValidationReport with(List<Violation> newViolations, Map<String, Remedy> newRemedies) {
		return new ValidationReport(List.copyOf(newViolations), newRemedies, this.citations, this.semanticRules,
				this.moderatedTexts);
	}

	/**
	 * What makes the answer unacceptable as it is.
	 * @return the violations of severity {@link Severity#ERROR}
	 */
	public List<Violation> errors() {
		return this.violations.stream().filter((violation) -> violation.severity() == Severity.ERROR).toList();
	}

	/**
	 * What is only recorded.
	 * @return the violations of severity {@link Severity#CHECK}, as accepted
	 */
	public List<Check> checks() {
		return this.violations.stream()
			.filter((violation) -> violation.severity() == Severity.CHECK)
			.map((violation) -> new Check(violation, Check.Outcome.ACCEPTED))
			.toList();
	}

}
