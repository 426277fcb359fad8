package io.github.instructorspring.sample.standin;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The role of a string property, by its format or the words of its name. The first role
 * that fits wins, so the special ones come first.
 */
enum Role {

	EMAIL("email mail", "email idn-email"),

	URL("url uri website link homepage href", "uri url uri-reference iri"),

	UUID("uuid guid", "uuid"),

	PHONE("phone telephone mobile tel fax cell", ""),

	CURRENCY("currency", ""),

	DATE_TIME("timestamp datetime", "date-time"),

	DATE("date day deadline due birthday birthdate dob born when", "date"),

	DURATION("duration", "duration"),

	TIME("time hour", "time"),

	HANDLE("username nickname handle login screenname", ""),

	IDENTIFIER("id identifier number no nr reference ref code sku tracking", ""),

	COUNTRY("country nation", ""),

	CITY("city town location place destination origin hometown", ""),

	STREET("street", ""),

	COMPANY("company organisation organization employer firm vendor supplier business", ""),

	QUANTITY("age amount price cost total quantity count", ""),

	PRODUCT("product item article goods ingredient", ""),

	THING("team department group squad project file path image colour color brand event class method role", ""),

	FIRST_NAME("firstname givenname forename", ""),

	LAST_NAME("lastname surname familyname", ""),

	PERSON("name fullname person customer author user client employee assignee owner reporter contact sender recipient "
			+ "patient student teacher agent who attendee participant speaker member people", ""),

	SUMMARY("summary title subject headline topic heading synopsis gist", ""),

	REASON("reason cause why", ""),

	TEXT("description message text body content question request problem issue detail details note notes comment "
			+ "comments explanation complaint feedback review transcript answer reply response statement sentence "
			+ "value result task step action todo finding fact", ""),

	OTHER("", "");

	private final Set<String> words;

	private final Set<String> formats;

	Role(String words, String formats) {
		this.words = Vocabulary.words(words);
		this.formats = Vocabulary.words(formats);
	}

	static Role of(Property property, Schema schema) {
		String format = schema.text("format");
		Optional<Role> byFormat = Stream.of(values()).filter((role) -> role.formats.contains(format)).findFirst();
		return byFormat
			.or(() -> Stream.of(values())
				.filter((role) -> property.hasAny(role.words) || role.words.contains(singular(property.lastWord())))
				.findFirst())
			.orElse(OTHER);
	}

	private static String singular(String word) {
		return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
	}

	// Whether any text will do, so that a value says nothing about the text.
	boolean isFreeText() {
		return this == SUMMARY || this == REASON || this == TEXT;
	}

}
