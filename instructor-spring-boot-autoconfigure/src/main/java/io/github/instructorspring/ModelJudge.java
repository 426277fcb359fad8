package io.github.instructorspring;

import java.util.List;

import io.github.instructorspring.validation.ValidationReport;

/**
 * Asks models about what only they can judge.
 */
@FunctionalInterface
interface ModelJudge {

	/**
	 * Judge the values of an answer.
	 * @param reviewed the answer, whose free rules all hold
	 * @param report what is to be judged
	 * @return what the models object to, checks included
	 */
	List<Objection> judge(Judgement<?> reviewed, ValidationReport report);

}
