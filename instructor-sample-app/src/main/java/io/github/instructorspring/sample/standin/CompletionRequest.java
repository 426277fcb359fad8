package io.github.instructorspring.sample.standin;

/**
 * What the stand-in needs to know of a chat completion request.
 *
 * @param id a name for the answer, the same for the same request
 * @param model the model that was asked for
 * @param text the text to read facts from
 * @param mistaken whether the answer is to be wrong on purpose
 * @param form the form that the answer takes
 * @param stream whether the answer goes out in deltas
 * @param includeUsage whether a stream ends with the usage
 * @param promptTokens a rough count of the tokens of the request
 */
record CompletionRequest(String id, String model, String text, boolean mistaken, AnswerForm form, boolean stream,
		boolean includeUsage, int promptTokens) {
}
