package io.github.instructorspring.sample.standin;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.util.StringUtils;

/**
 * The few English words that the rules know.
 */
final class Vocabulary {

	/** Words that say little about a topic. */
	static final Set<String> STOP_WORDS = words(
			"""
					a about above after again all also am an and any are as ask asks at be because been before being below
					best both but by can cannot could dear did do does doing done down during each else ever every few for
					from further get gets getting give go goes going got had has have having he hello her here hers hey hi him
					his how i if in into is it its just know let like made make makes many may maybe me might mine more most
					much must my need needs neither never no nor not now of off ok on once one only or other our ours out over
					own per please put really regards same say says see shall she should since so some still such take tell
					than thank thanks that the their theirs them then there these they thing things this those though through
					thus to too under until up upon us use very want wants was we well were what when where whether which
					while who whom whose why will with without would yes yet you your yours twice times someone something nothing anyone nobody everything write writes""");

	/** Capitalised words that are no names: they start sentences or say "I". */
	static final Set<String> STARTERS = words(
			"""
					a an the i i'm i'd i've i'll im it it's its he she we they you this that these those there here my our
					your his her their me us in on at by from for to of with without about after before since until while
					when where why how what who which whose if and but or so because as although though however also again
					then now today tomorrow yesterday tonight soon once please thanks thank thx hello hi hey dear greetings
					good morning afternoon evening welcome sorry regards best kind sincerely cheers yours ok okay yes no not
					nothing never always every each all any some many most few one two three four five six seven eight nine
					ten is are was were am be been do does did don't can can't could would should shall must let let's
					nobody everybody everyone someone anyone everything something both either neither another other only just
					even still yet maybe perhaps meanwhile finally first second third last next name age email e-mail phone
					date subject title note ps fyi re fwd customer client user order invoice ticket refund urgent question
					problem issue error help contact reach meet invite ask answer reply thanks send write call ship cancel check fix add remove update give tell see find get
					make take put keep try need want my mr mrs ms miss dr prof sir madam mx""");

	static final Set<String> TITLES = words("mr mrs ms miss dr prof mx sir madam");

	static final Set<String> PARTICLES = words("van von der den de da di del della la le du dos bin ibn al el ten ter");

	static final Set<String> MONTHS = words("""
			january february march april may june july august september october november december
			jan feb mar apr jun jul aug sep sept oct nov dec""");

	static final Set<String> WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday");

	static final Set<String> OTHER_PROPER_WORDS = words("""
			eur usd gbp chf jpy euro euros dollar dollars pound pounds english german french spanish italian dutch
			portuguese polish russian chinese japanese american british european christmas easter internet java
			windows linux android iphone google amazon paypal visa mastercard""");

	static final Set<String> COMPANY_SUFFIXES = words(
			"corp corporation inc ltd llc gmbh ag plc co company group kg sa");

	static final Set<String> UNITS = words("""
			year years yr yrs month months week weeks day days hour hours hr hrs minute minutes min mins second seconds
			sec secs percent euro euros dollar dollars pound pounds cents kg g km m cm mm am pm
			ans a\u00f1os anni jahre jahr jaar anos lat""");

	static final Set<String> DETERMINERS = words("the my our your his her their its a an this that these those");

	static final Set<String> NEGATIONS = words("""
			not no never without nor neither cannot can't don't doesn't didn't isn't aren't wasn't weren't won't
			wouldn't shouldn't haven't hasn't dont doesnt isnt""");

	private Vocabulary() {
	}

	static Set<String> words(String text) {
		return Collections.unmodifiableSet(new LinkedHashSet<>(list(text)));
	}

	// Read entries that a comma parts, each of which may have several words.
	static List<String> phrases(String text) {
		return List.of(StringUtils.tokenizeToStringArray(text, ",\n", true, true));
	}

	static List<String> list(String text) {
		return List.of(StringUtils.tokenizeToStringArray(text, " \n\t"));
	}

}
