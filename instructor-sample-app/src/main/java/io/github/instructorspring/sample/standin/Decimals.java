package io.github.instructorspring.sample.standin;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads numbers as people write them: 1,200.00 and 1.200,00 and 49,90.
 */
final class Decimals {

	private static final int GROUP = 3;

	private static final int MAX_LENGTH = 30;

	private Decimals() {
	}

	/**
	 * Read a number.
	 * @param text digits with points and commas between them
	 * @param dotMayGroup whether a single point before three digits groups them, as it
	 * does in amounts of money
	 * @return the number, if it is one
	 */
	static Optional<BigDecimal> parse(String text, boolean dotMayGroup) {
		if (text.isEmpty() || text.length() > MAX_LENGTH || !Character.isDigit(text.charAt(text.length() - 1))) {
			return Optional.empty();
		}
		int point = decimalPoint(text, dotMayGroup);
		String whole = (point < 0) ? text : text.substring(0, point);
		String digits = whole.replace(".", "").replace(",", "");
		return Optional.of(new BigDecimal((point < 0) ? digits : digits + "." + text.substring(point + 1)));
	}

	static Optional<BigDecimal> parseWhole(String text) {
		boolean digits = !text.isEmpty() && text.length() <= MAX_LENGTH && text.chars().allMatch(Character::isDigit);
		return digits ? Optional.of(new BigDecimal(text)) : Optional.empty();
	}

	private static int decimalPoint(String text, boolean dotMayGroup) {
		int last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
		if (last < 0) {
			return -1;
		}
		char sign = text.charAt(last);
		boolean otherSign = text.indexOf((sign == '.') ? ',' : '.') >= 0;
		boolean repeated = text.indexOf(sign) != last;
		boolean threeDigits = text.length() - last - 1 == GROUP;
		boolean groups = repeated || (!otherSign && threeDigits && (sign == ',' || dotMayGroup));
		return groups ? -1 : last;
	}

}
