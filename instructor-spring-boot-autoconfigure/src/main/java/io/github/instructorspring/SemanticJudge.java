package io.github.instructorspring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.json.JsonPath;
import io.github.instructorspring.mode.RetryMessages;
import io.github.instructorspring.validation.SemanticRule;
import io.github.instructorspring.validation.Severity;
import io.github.instructorspring.validation.Violation;

/**
 * Judges the semantic rules of the answers of one call. A value that does not change from
 * one answer to the next is judged once.
 */
final class SemanticJudge {

	private static final int MAX_REASON_LENGTH = 300;

	private final CallModels models;

	private final JsonMapper mapper;

	private final RetryMessages messages;

	private final JudgedCall call;

	private final Map<SemanticQuestion, Verdict> verdicts = new HashMap<>();

	/**
	 * Create the judge of one call.
	 * @param models the models to ask
	 * @param mapper writes values that the JSON of an answer does not have
	 * @param messages the words in which a model is asked again
	 * @param call the call
	 */
	SemanticJudge(CallModels models, JsonMapper mapper, RetryMessages messages, JudgedCall call) {
		this.models = models;
		this.mapper = mapper;
		this.messages = messages;
		this.call = call;
	}

	List<Objection> judge(Judgement<?> reviewed, List<SemanticRule> rules) {
		Map<SemanticRule, SemanticQuestion> questions = new LinkedHashMap<>();
		rules.forEach((rule) -> questions.put(rule, question(rule, reviewed)));
		unknown(questions).forEach((provider, missing) -> ask(provider, missing, reviewed));
		List<Objection> objections = new ArrayList<>();
		questions.forEach((rule, question) -> {
			Objection objection = objection(rule, question, this.verdicts.get(question));
			if (objection != null) {
				objections.add(objection);
			}
		});
		return objections;
	}

	private SemanticQuestion question(SemanticRule rule, Judgement<?> reviewed) {
		String provider = this.models.judge(rule.rule().provider());
		JsonNode value = value(rule, reviewed);
		boolean fix = rule.rule().allowFix() && rule.rule().severity() == Severity.ERROR && value.isString();
		return new SemanticQuestion(provider, rule.rule().value(), value, fix);
	}

	private JsonNode value(SemanticRule rule, Judgement<?> reviewed) {
		JsonNode json = reviewed.json();
		Optional<JsonNode> value = (json != null) ? JsonPath.find(rule.path(), json).flatMap((path) -> path.read(json))
				: Optional.empty();
		return value.orElseGet(() -> this.mapper.valueToTree(rule.value()));
	}

	/**
	 * What is not known yet, by provider, with the path of each value.
	 */
	private Map<String, Map<SemanticQuestion, String>> unknown(Map<SemanticRule, SemanticQuestion> questions) {
		Map<String, Map<SemanticQuestion, String>> unknown = new LinkedHashMap<>();
		questions.forEach((rule, question) -> {
			if (!this.verdicts.containsKey(question)) {
				unknown.computeIfAbsent(question.provider(), (provider) -> new LinkedHashMap<>())
					.putIfAbsent(question, rule.path());
			}
		});
		return unknown;
	}

	private void ask(String provider, Map<SemanticQuestion, String> questions, Judgement<?> reviewed) {
		if (!this.call.mayAsk(reviewed)) {
			return;
		}
		JudgeCall judge = new JudgeCall(this.models.judging(provider), this.models.prices(), this.models.refusals(),
				this.messages);
		List<SemanticQuestion> inOrder = List.copyOf(questions.keySet());
		this.call.ask(judge, questions, reviewed)
			.forEach((verdict) -> this.verdicts.put(inOrder.get(verdict.rule() - 1), verdict));
	}

	private static @Nullable Objection objection(SemanticRule rule, SemanticQuestion question,
			@Nullable Verdict verdict) {
		if (verdict == null) {
			return new Objection(new Violation(rule.path(), JudgedCall.NOT_JUDGED + question.requirement(),
					rule.value(), Severity.CHECK), null);
		}
		if (verdict.acceptable()) {
			return null;
		}
		Violation violation = new Violation(rule.path(), reason(verdict), rule.value(), rule.rule().severity());
		String fix = verdict.fixedValue();
		boolean better = question.fix() && StringUtils.hasText(fix) && !fix.equals(question.value().asString());
		return new Objection(violation, (better) ? fix : null);
	}

	private static String reason(Verdict verdict) {
		String reason = String.valueOf(verdict.reason()).strip().replaceAll("\\s+", " ");
		return (reason.length() <= MAX_REASON_LENGTH) ? reason : reason.substring(0, MAX_REASON_LENGTH) + "…";
	}

}
