package io.github.instructorspring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import org.springframework.util.StringUtils;

import io.github.instructorspring.validation.Violation;

/**
 * What a judging model answers.
 *
 * @param verdicts one verdict per rule
 */
@JsonClassDescription("The verdicts, one for each rule")
record Verdicts(List<Verdict> verdicts) {

	/**
	 * Find what keeps these from being the verdicts on some rules.
	 * @param rules how many rules there are
	 */
	List<Violation> problems(int rules) {
		List<Violation> problems = new ArrayList<>();
		Set<Integer> missing = IntStream.rangeClosed(1, rules).boxed().collect(Collectors.toCollection(TreeSet::new));
		Set<Integer> judged = new HashSet<>();
		for (int i = 0; i < this.verdicts.size(); i++) {
			Verdict verdict = this.verdicts.get(i);
			String path = "verdicts[" + i + "]";
			missing.remove(verdict.rule());
			if (verdict.rule() < 1 || verdict.rule() > rules) {
				problems.add(Violation.of(path + ".rule", "must be a rule from 1 to " + rules, verdict.rule()));
			}
			else if (!judged.add(verdict.rule())) {
				problems.add(Violation.of(path + ".rule", "must not be judged twice", verdict.rule()));
			}
			if (!verdict.acceptable() && !StringUtils.hasText(verdict.reason())) {
				problems.add(Violation.of(path + ".reason", "must be given for what is not acceptable", null));
			}
		}
		missing.forEach((rule) -> problems.add(Violation.of("verdicts", "must have a verdict on rule " + rule, null)));
		return problems;
	}

}
