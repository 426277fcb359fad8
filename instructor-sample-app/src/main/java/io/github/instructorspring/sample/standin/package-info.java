/**
 * A rule-based stand-in for a language model, behind the wire format of OpenAI.
 * <p>
 * It is no language model: it reads the JSON Schema and the text of a request and fills
 * the fields of the schema by rules. The sample application runs with it when no API key
 * is at hand.
 */
@NullMarked
package io.github.instructorspring.sample.standin;

import org.jspecify.annotations.NullMarked;
