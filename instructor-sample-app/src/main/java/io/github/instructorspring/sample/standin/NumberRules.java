package io.github.instructorspring.sample.standin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which number of the text belongs to which numeric property: the number beside
 * the property's noun, or else one that nothing else wants.
 */
final class NumberRules {

	private static final Set<String> MONEY = Vocabulary
		.words("amount price cost total fee sum refund salary budget payment balance value charge income");

	private static final Set<String> COUNTS = Vocabulary.words("quantity count items units pieces number total");

	private static final Set<String> PERCENTAGES = Vocabulary.words("percent percentage discount rate share");

	private static final Set<String> FILLERS = Vocabulary
		.words("is was are were of to about around roughly the a an only just exactly at than over under");

	private static final Set<String> AGE_BEFORE = Vocabulary.words("age aged ages turned turns turning");

	private static final Set<String> BEING = Vocabulary.words("is am i'm was be are now");

	private static final int REACH = 3;

	private static final int BESIDE = 10;

	private static final int GUESS = 2;

	private NumberRules() {
	}

	/**
	 * Share the numbers of the text among the properties of an object.
	 * @param properties the numeric properties by their names
	 * @param certain the names of those that take no number that merely is left over
	 * @param facts the text
	 * @return the numbers by the names of properties
	 */
	static Map<String, Quantity> assign(Map<String, Property> properties, Set<String> certain, TextFacts facts) {
		List<Claim> claims = new ArrayList<>();
		properties.forEach((name, property) -> claims.addAll(claims(name, property, facts)));
		claims.removeIf((claim) -> claim.isGuess() && certain.contains(claim.name()));
		claims.sort(Comparator.comparingInt(Claim::weight).reversed());
		Map<String, Quantity> assigned = new HashMap<>();
		Set<Integer> taken = new HashSet<>();
		for (Claim claim : claims) {
			boolean free = !assigned.containsKey(claim.name()) && !taken.contains(claim.quantity().first());
			if (free) {
				assigned.put(claim.name(), claim.quantity());
				taken.add(claim.quantity().first());
			}
		}
		return assigned;
	}

	static Optional<Quantity> best(Property property, TextFacts facts) {
		return claims("", property, facts).stream().max(Comparator.comparingInt(Claim::weight)).map(Claim::quantity);
	}

	static boolean wantsMoney(Property property) {
		return property.hasAny(MONEY);
	}

	private static List<Claim> claims(String name, Property property, TextFacts facts) {
		List<Claim> claims = new ArrayList<>();
		Set<String> stems = property.stems();
		Set<String> descriptionStems = property.descriptionStems();
		int count = facts.quantities().size();
		for (int i = 0; i < count; i++) {
			Quantity quantity = facts.quantities().get(i);
			int weight = 10 * beside(quantity, stems, facts.words()) + beside(quantity, descriptionStems, facts.words())
					+ 10 * weighKind(property, quantity, facts.words());
			int fallback = (weight <= 0) ? fallback(property, quantity, facts.words()) : 0;
			if (weight + fallback > 0) {
				claims.add(new Claim(name, quantity, weight + fallback));
			}
		}
		return claims;
	}

	// How near to the number the words of a property stand: "3 items", "items: 3".
	private static int beside(Quantity quantity, Set<String> stems, WordList words) {
		int weight = 0;
		for (int i = quantity.last() + 1; isNear(words, quantity.last(), i) && !words.startsSentence(i); i++) {
			if (words.gapBefore(i).indexOf(',') >= 0 || isNumeric(words, i)) {
				break;
			}
			weight += stems.contains(Stems.of(words.get(i).lower())) ? BESIDE - (i - quantity.last()) : 0;
		}
		for (int i = quantity.first() - 1; isNear(words, quantity.first(), i) && !words.startsSentence(i + 1); i--) {
			String word = words.get(i).lower();
			if (stems.contains(Stems.of(word))) {
				return weight + BESIDE - (quantity.first() - i);
			}
			if (!FILLERS.contains(word)) {
				break;
			}
		}
		return weight;
	}

	private static boolean isNear(WordList words, int from, int index) {
		return index >= 0 && index < words.size() && Math.abs(index - from) <= REACH;
	}

	private static boolean isNumeric(WordList words, int index) {
		return Character.isDigit(words.get(index).text().charAt(0));
	}

	private static int weighKind(Property property, Quantity quantity, WordList words) {
		return switch (quantity.kind()) {
			case MONEY -> wantsMoney(property) ? BESIDE : -5 * BESIDE;
			case PERCENT -> property.hasAny(PERCENTAGES) ? BESIDE : -BESIDE;
			case YEAR -> property.words().contains("year") ? BESIDE : -2 * BESIDE;
			case PLAIN, SPELLED -> property.words().contains("age") ? weighAge(quantity, words)
					: (property.hasAny(COUNTS) && isCount(quantity, words)) ? 3 : 0;
		};
	}

	// 36 years old, aged 36, turned 36, is 36. A number of something else is no age.
	private static int weighAge(Quantity quantity, WordList words) {
		String before = words.before(quantity.first());
		if (isOld(quantity, words)) {
			return 2 * BESIDE;
		}
		if (AGE_BEFORE.contains(before)) {
			return BESIDE + 5;
		}
		if (isCount(quantity, words)) {
			return -2 * BESIDE;
		}
		return BEING.contains(before) ? 5 : 0;
	}

	private static boolean isOld(Quantity quantity, WordList words) {
		String after = words.after(quantity.last());
		String second = after.isEmpty() ? "" : words.after(quantity.last() + 1);
		boolean years = after.startsWith("year") || after.equals("yrs") || after.equals("yr");
		boolean ofAge = second.equals("of") && words.after(quantity.last() + 2).equals("age");
		return after.startsWith("year-old") || after.equals("yo") || (years && (second.equals("old") || ofAge));
	}

	// A number before a noun counts something, unless the noun is a unit.
	static boolean isCount(Quantity quantity, WordList words) {
		String after = words.after(quantity.last());
		boolean adjacent = words.gapAfter(quantity.last()).equals(" ") && !after.isEmpty();
		return adjacent && !Vocabulary.UNITS.contains(after) && !Vocabulary.STOP_WORDS.contains(after)
				&& !isNumeric(words, quantity.last() + 1);
	}

	// Any number is better than none, but one with a unit or of something else is not.
	private static int fallback(Property property, Quantity quantity, WordList words) {
		boolean usable = quantity.kind() == Quantity.Kind.PLAIN && weighKind(property, quantity, words) >= 0;
		return usable ? (isCount(quantity, words) ? 1 : GUESS) : 0;
	}

	static BigDecimal whole(BigDecimal value) {
		return value.setScale(0, RoundingMode.HALF_UP);
	}

	/**
	 * A property's claim on a number.
	 *
	 * @param name the name of the property
	 * @param quantity the number
	 * @param weight how much speaks for it
	 */
	private record Claim(String name, Quantity quantity, int weight) {

		boolean isGuess() {
			return this.weight <= GUESS;
		}

	}

}
