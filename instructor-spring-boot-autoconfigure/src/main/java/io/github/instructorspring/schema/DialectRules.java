package io.github.instructorspring.schema;

import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rules of one dialect. Each method answers changed rules.
 *
 * @param keywords the constraints that are taken, {@code null} for all
 * @param formats the formats that are taken, {@code null} for all
 * @param everyPropertyRequired whether optional properties become nullable
 * @param mapsAsEntries whether maps become lists of keys and values
 * @param openValues whether a value may have any shape
 * @param inlineReferences whether references are replaced, which forbids recursion
 * @param constantsAsEnums whether a constant becomes an enum of one value
 * @param plainPatterns whether patterns may only match, without a look around or back
 * @param firstPropertiesDiffer whether the members of a union must differ in the first
 * property already
 * @param limits the greatest sizes that are taken, {@code null} for any
 */
record DialectRules(@Nullable Set<String> keywords, @Nullable Set<String> formats, boolean everyPropertyRequired,
		boolean mapsAsEntries, boolean openValues, boolean inlineReferences, boolean constantsAsEnums,
		boolean plainPatterns, boolean firstPropertiesDiffer, @Nullable Limits limits) {

	/**
	 * What the automata of providers lack: lookarounds, back references, boundaries.
	 */
	private static final Pattern BEYOND_PLAIN = Pattern.compile("\\(\\?<?[=!]|\\\\[1-9bBk]");

	static DialectRules everything() {
		return new DialectRules(null, null, false, false, true, false, false, false, false, null);
	}

	DialectRules keywords(String... taken) {
		return new DialectRules(Set.of(taken), this.formats, this.everyPropertyRequired, this.mapsAsEntries,
				this.openValues, this.inlineReferences, this.constantsAsEnums, this.plainPatterns,
				this.firstPropertiesDiffer, this.limits);
	}

	DialectRules formats(String... taken) {
		return new DialectRules(this.keywords, Set.of(taken), this.everyPropertyRequired, this.mapsAsEntries,
				this.openValues, this.inlineReferences, this.constantsAsEnums, this.plainPatterns,
				this.firstPropertiesDiffer, this.limits);
	}

	DialectRules requireEveryProperty() {
		return new DialectRules(this.keywords, this.formats, true, this.mapsAsEntries, this.openValues,
				this.inlineReferences, this.constantsAsEnums, this.plainPatterns, this.firstPropertiesDiffer,
				this.limits);
	}

	DialectRules writeMapsAsEntries() {
		return new DialectRules(this.keywords, this.formats, this.everyPropertyRequired, true, this.openValues,
				this.inlineReferences, this.constantsAsEnums, this.plainPatterns, this.firstPropertiesDiffer,
				this.limits);
	}

	DialectRules refuseOpenValues() {
		return new DialectRules(this.keywords, this.formats, this.everyPropertyRequired, this.mapsAsEntries, false,
				this.inlineReferences, this.constantsAsEnums, this.plainPatterns, this.firstPropertiesDiffer,
				this.limits);
	}

	DialectRules inlineAllReferences() {
		return new DialectRules(this.keywords, this.formats, this.everyPropertyRequired, this.mapsAsEntries,
				this.openValues, true, this.constantsAsEnums, this.plainPatterns, this.firstPropertiesDiffer,
				this.limits);
	}

	DialectRules writeConstantsAsEnums() {
		return new DialectRules(this.keywords, this.formats, this.everyPropertyRequired, this.mapsAsEntries,
				this.openValues, this.inlineReferences, true, this.plainPatterns, this.firstPropertiesDiffer,
				this.limits);
	}

	DialectRules takePlainPatterns() {
		return new DialectRules(this.keywords, this.formats, this.everyPropertyRequired, this.mapsAsEntries,
				this.openValues, this.inlineReferences, this.constantsAsEnums, true, this.firstPropertiesDiffer,
				this.limits);
	}

	DialectRules tellMembersApartByFirstProperty() {
		return new DialectRules(this.keywords, this.formats, this.everyPropertyRequired, this.mapsAsEntries,
				this.openValues, this.inlineReferences, this.constantsAsEnums, this.plainPatterns, true, this.limits);
	}

	DialectRules limitTo(Limits greatest) {
		return new DialectRules(this.keywords, this.formats, this.everyPropertyRequired, this.mapsAsEntries,
				this.openValues, this.inlineReferences, this.constantsAsEnums, this.plainPatterns,
				this.firstPropertiesDiffer, greatest);
	}

	boolean takes(String keyword, JsonNode value) {
		if (keyword.equals("pattern") && this.plainPatterns && BEYOND_PLAIN.matcher(value.stringValue("")).find()) {
			return false;
		}
		if (SchemaDialect.STRUCTURE.contains(keyword) || this.keywords == null) {
			return true;
		}
		return this.keywords.contains(keyword)
				&& (!keyword.equals("format") || this.formats == null || this.formats.contains(value.stringValue("")));
	}

	/**
	 * The greatest sizes of a schema.
	 *
	 * @param properties properties in all
	 * @param depth levels of nesting
	 * @param enumValues values of all enums
	 * @param characters characters of names and values
	 * @param largeEnumCharacters characters of the values of one enum of more than 250
	 */
	record Limits(int properties, int depth, int enumValues, int characters, int largeEnumCharacters) {
	}

}
