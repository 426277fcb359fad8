package io.github.instructorspring.sample.standin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of money.
 *
 * @param amount how much
 * @param currency the code of the currency
 */
record Money(BigDecimal amount, String currency) {

	private static final Map<String, String> CURRENCIES = Map.ofEntries(Map.entry("$", "USD"), Map.entry("us$", "USD"),
			Map.entry("\u20ac", "EUR"), Map.entry("\u00a3", "GBP"), Map.entry("\u00a5", "JPY"),
			Map.entry("\u20b9", "INR"), Map.entry("dollar", "USD"), Map.entry("dollars", "USD"),
			Map.entry("bucks", "USD"), Map.entry("euro", "EUR"), Map.entry("euros", "EUR"), Map.entry("pound", "GBP"),
			Map.entry("pounds", "GBP"), Map.entry("francs", "CHF"), Map.entry("yen", "JPY"));

	private static final String CODE = "USD|EUR|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK|HUF|CAD|AUD|NZD|INR|CNY|BRL|MXN|ZAR";

	private static final String NUMBER = "(\\d++(?:[.,]\\d++)*+)";

	private static final Pattern CURRENCY_FIRST = Pattern
		.compile("(?i)(?<![\\p{L}\\d])(US\\$|[$\u20ac\u00a3\u00a5\u20b9]|" + CODE + ") ?" + NUMBER);

	private static final Pattern AMOUNT_FIRST = Pattern.compile("(?i)(?<![\\p{L}\\d.,])" + NUMBER
			+ " ?([$\u20ac\u00a3\u00a5\u20b9]|(?:" + CODE + "|dollars?|bucks|euros?|pounds?|francs|yen)(?!\\p{L}))");

	static List<Found<Money>> in(FactScanner scanner) {
		List<Found<Money>> amounts = new ArrayList<>();
		amounts.addAll(scanner.scan(CURRENCY_FIRST, (match) -> read(match.group(2), match.group(1))));
		amounts.addAll(scanner.scan(AMOUNT_FIRST, (match) -> read(match.group(1), match.group(2))));
		amounts.sort(Comparator.comparingInt(Found::start));
		return amounts;
	}

	private static Optional<Money> read(String amount, String currency) {
		String code = CURRENCIES.getOrDefault(currency.toLowerCase(Locale.ROOT), currency.toUpperCase(Locale.ROOT));
		return Decimals.parse(amount, true).map((value) -> new Money(value, code));
	}

}
