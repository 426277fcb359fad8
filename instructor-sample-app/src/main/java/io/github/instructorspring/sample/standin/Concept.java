package io.github.instructorspring.sample.standin;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A matter that usual support texts speak of, with the labels that stand for it and the
 * words that tell it.
 */
enum Concept {

	REFUND("refund reimburse reimbursement credit", """
			refund, reimburse, money back, charged twice, double charge, overcharged, chargeback"""),

	BILLING("billing bill payment invoice finance accounting", """
			refund, charged, charge, charged twice, invoice, payment, bill, paid, pay, price, credit card, receipt,
			subscription, money"""),

	TECHNICAL("technical tech bug incident software outage it", """
			crash, error, bug, broken, log in, login, sign in, password, exception, fail, failed, outage, freeze,
			server, production, app, website, install, does not work, doesn't work, not working, stack trace"""),

	SHIPPING("shipping shipment delivery logistics", """
			parcel, delivery, deliver, shipping, ship, shipment, late, package, tracking, courier, arrive,
			arrived"""),

	ACCOUNT("account profile access", "account, profile, sign up, username, my email, two-factor"),

	FEEDBACK("feedback praise suggestion feature", "suggestion, feature, would be nice, feedback, idea, wish"),

	URGENT("urgent critical highest high blocker emergency immediate severe major", """
			urgent, immediately, asap, as soon as possible, right now, right away, emergency, critical, at once,
			production down, production is down, production, outage, blocker, deadline, still waiting"""),

	RELAXED("low lowest minor trivial", """
			whenever, no rush, no hurry, minor, not important, when you have time, some day, eventually, cosmetic"""),

	ESCALATION("escalate escalation", """
			escalate, manager, lawyer, legal, urgent, urgently, immediately, production, outage, data loss, breach,
			security, supervisor, asap"""),

	POSITIVE("positive happy satisfied praise good",
			"""
					great, love, thanks a lot, excellent, happy, wonderful, perfect, awesome, good, amazing, pleased, fantastic"""),

	NEGATIVE("negative angry unhappy frustrated dissatisfied bad", """
			terrible, angry, awful, hate, disappointed, bad, worst, unacceptable, frustrated, annoyed, horrible, broken,
			useless""");

	private static final Set<Concept> DENIABLE = EnumSet.of(REFUND, URGENT, RELAXED, ESCALATION, POSITIVE, NEGATIVE);

	private static final Set<String> TELLING_STEMS = Stream.of(values())
		.flatMap((concept) -> concept.tellers.stream())
		.filter((phrase) -> phrase.size() == 1)
		.map((phrase) -> Stems.of(phrase.get(0)))
		.collect(Collectors.toUnmodifiableSet());

	private final Set<String> labels;

	private final List<List<String>> tellers;

	Concept(String labels, String tellers) {
		this.labels = Vocabulary.words(labels);
		this.tellers = Vocabulary.phrases(tellers).stream().map(Vocabulary::list).toList();
	}

	static Stream<Concept> of(Collection<String> label) {
		return Stream.of(values()).filter((concept) -> label.stream().anyMatch(concept.labels::contains));
	}

	// Whether a word with this stem is one that people write to support about.
	static boolean isTold(String stem) {
		return TELLING_STEMS.contains(stem);
	}

	// Among labels of the same concept the one that is named first says it best.
	int rank(Collection<String> label) {
		int rank = 0;
		for (String word : this.labels) {
			if (label.contains(word)) {
				return rank;
			}
			rank++;
		}
		return rank;
	}

	int count(TextFacts facts) {
		return (int) this.tellers.stream().filter((phrase) -> isTold(phrase, facts)).count();
	}

	// "Cannot log in" is as technical as "log in", but "not urgent" is not urgent.
	private boolean isTold(List<String> phrase, TextFacts facts) {
		boolean denied = !DENIABLE.contains(this) && facts.words().find(phrase, true).isPresent();
		return denied || facts.words().find(phrase, false).isPresent();
	}

	boolean isDenied(TextFacts facts) {
		return this.tellers.stream().anyMatch((phrase) -> facts.words().find(phrase, true).isPresent());
	}

}
