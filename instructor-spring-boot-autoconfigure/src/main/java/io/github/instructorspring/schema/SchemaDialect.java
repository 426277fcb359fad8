package io.github.instructorspring.schema;

import java.util.Set;

/**
 * What a provider takes of JSON Schema. {@link ResponseSchema#in(SchemaDialect)} lowers a
 * schema to a dialect; what a dialect cannot say moves into descriptions or is refused.
 *
 * @since 0.1
 */
public enum SchemaDialect {

	/**
	 * Any JSON Schema of draft 2020-12: for prompts, and for providers of which nothing
	 * is known.
	 */
	GENERIC(DialectRules.everything()),

	/**
	 * OpenAI without {@code strict}, and the servers that speak its language: any schema,
	 * but no pattern that looks around, which it refuses in tools as well.
	 */
	OPENAI(DialectRules.everything().takePlainPatterns()),

	/**
	 * OpenAI with {@code strict}, by its guide "Structured model outputs", sections
	 * "Supported schemas" and limits: every property required and no others allowed, no
	 * maps, some keywords, 5,000 properties, 10 levels, 1,000 enum values and 120,000
	 * characters of names and values.
	 */
	OPENAI_STRICT(DialectRules.everything()
		.keywords("pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
				"minItems", "maxItems")
		.formats("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid")
		.requireEveryProperty()
		.writeMapsAsEntries()
		.refuseOpenValues()
		.takePlainPatterns()
		.tellMembersApartByFirstProperty()
		.limitTo(new DialectRules.Limits(5_000, 10, 1_000, 120_000, 15_000))),

	/**
	 * Input schemas of Anthropic's tools as Spring AI 2.0.1 sends them: it drops
	 * {@code $defs}, so that references are inlined and recursion is refused.
	 */
	ANTHROPIC_TOOLS(DialectRules.everything().inlineAllReferences()),

	/**
	 * Anthropic's native output format, by its guide "Structured outputs", section "JSON
	 * Schema limitations": no bounds, no recursion, closed objects.
	 */
	ANTHROPIC_SCHEMA(DialectRules.everything()
		.keywords("pattern", "format")
		.formats("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid")
		.inlineAllReferences()
		.writeMapsAsEntries()
		.refuseOpenValues()
		.takePlainPatterns()),

	/**
	 * Gemini's {@code responseJsonSchema}, by the reference of its {@code Schema}: few
	 * keywords, no constants, references only without recursion.
	 */
	GEMINI(DialectRules.everything()
		.keywords("format", "minimum", "maximum", "minItems", "maxItems")
		.inlineAllReferences()
		.writeConstantsAsEnums()),

	/**
	 * Mistral's native schema, which Spring AI sends with {@code strict}: as OpenAI's,
	 * without its published limits.
	 */
	MISTRAL(DialectRules.everything()
		.keywords("pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems",
				"maxItems")
		.requireEveryProperty()
		.writeMapsAsEntries()
		.refuseOpenValues()
		.takePlainPatterns()),

	/**
	 * Ollama's {@code format}, which becomes a grammar: any schema, of which the grammar
	 * keeps what it can.
	 */
	OLLAMA(DialectRules.everything()),

	/**
	 * DeepSeek, which has no native schema: tools and prompts take any.
	 */
	DEEPSEEK(DialectRules.everything());

	static final Set<String> STRUCTURE = Set.of("type", "properties", "required", "additionalProperties", "items",
			"anyOf", "$ref", "$defs", "enum", "const", "description");

	private final DialectRules rules;

	SchemaDialect(DialectRules rules) {
		this.rules = rules;
	}

	DialectRules rules() {
		return this.rules;
	}

}
