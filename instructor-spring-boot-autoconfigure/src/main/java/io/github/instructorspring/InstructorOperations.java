package io.github.instructorspring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.Resource;
import org.springframework.lang.CheckReturnValue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.retry.RetryPolicy;
import io.github.instructorspring.validation.ResponseValidator;

/**
 * Asks a language model for objects and answers only validated ones.
 *
 * <pre class="code">
 * record UserDetail(&#64;NotBlank String name, &#64;Min(0) &#64;Max(150) int age) {}
 *
 * UserDetail user = instructor.create(UserDetail.class, "Jason is 25 years old");
 * </pre>
 *
 * Every method that answers an object blocks the calling thread until the model has given
 * an acceptable answer or the call has failed. Implementations are thread-safe; the specs
 * they hand out are not.
 *
 * @since 0.1
 */
public interface InstructorOperations {

	/**
	 * Extract an object from a text, with all defaults.
	 * @param <T> the type of the response model
	 * @param responseModel the response model: a record, a class, a sealed interface, an
	 * enum or a scalar type
	 * @param text the text, sent as the user's message and never treated as a template
	 * @return the validated object, never {@code null}
	 * @throws IllegalArgumentException if the text is blank
	 * @throws UnsupportedResponseModelException if no answer could ever bind
	 * @throws RetriesExhaustedException if no answer was acceptable
	 * @throws IncompleteResponseException if the answer was cut
	 * @throws ResponseRefusedException if the model declined
	 * @throws SemanticValidationException if a model that judges gave no verdict
	 * @throws BudgetExceededException if the time, or another budget, was used up after a
	 * rejected answer
	 */
	<T> T create(Class<T> responseModel, String text);

	/**
	 * Extract an object of a generic type from a text, as {@link #create(Class, String)}
	 * does.
	 * @param <T> the type of the response model
	 * @param responseModel the response model, such as {@code new
	 * ParameterizedTypeReference<List<UserDetail>>() {}}
	 * @param text the text
	 * @return the validated object, never {@code null}
	 */
	<T> T create(ParameterizedTypeReference<T> responseModel, String text);

	/**
	 * Extract an object whose shape is known only at run time, as
	 * {@link #create(Class, String)} does.
	 * @param responseModel the response model
	 * @param text the text
	 * @return the validated object as a map
	 */
	Map<String, Object> create(DynamicModel responseModel, String text);

	/**
	 * Start a call with options.
	 * @return a spec for one or more calls
	 */
	@CheckReturnValue
	PromptSpec prompt();

	/**
	 * Options that may be given in any order, before or after the response model. An
	 * option that is given twice takes the later value, except for those that say
	 * otherwise.
	 *
	 * @param <S> the spec itself
	 */
	interface RequestSpec<S extends RequestSpec<S>> {

		/**
		 * Set the system message.
		 * @param text the text, sent as it is
		 * @return this spec
		 */
		S system(String text);

		/**
		 * Set the system message from a template with <code>{name}</code> places, filled
		 * from {@link #context(String, Object)}.
		 * @param template the template, read in UTF-8 when the call is made
		 * @return this spec
		 */
		S system(Resource template);

		/**
		 * Set the user's message.
		 * @param text the text, sent as it is; must not be blank
		 * @return this spec
		 */
		S user(String text);

		/**
		 * Set the user's message as Spring AI does it, with parameters and media. The
		 * text is a template if there is a parameter.
		 * @param user what to do with Spring AI's spec, once per call
		 * @return this spec
		 */
		S user(Consumer<ChatClient.PromptUserSpec> user);

		/**
		 * Add messages between the system message and the user's message.
		 * @param messages the messages, sent as they are
		 * @return this spec
		 */
		S messages(Message... messages);

		/**
		 * Add an entry that validators and system templates can read.
		 * @param name the name of the entry
		 * @param value its value
		 * @return this spec
		 */
		S context(String name, Object value);

		/**
		 * Set how the schema goes out and the answer comes back.
		 * @param mode the mode
		 * @return this spec
		 */
		S mode(OutputMode mode);

		/**
		 * Set how many times the model may be asked again. Calls in total = 1 +
		 * maxRetries.
		 * @param maxRetries the number, 0 for none
		 * @return this spec
		 */
		S maxRetries(int maxRetries);

		/**
		 * Set the time for the whole call, all attempts together. Also given to each
		 * request, where the provider's options have such a limit (OpenAI's have);
		 * elsewhere it is only checked between attempts.
		 * @param total the time, positive
		 * @return this spec
		 */
		S timeout(Duration total);

		/**
		 * Edit how often the model may be asked again and what the whole call may spend.
		 * May be given several times.
		 *
		 * <pre class="code">
		 * spec.retry((policy) -&gt; policy.maxRetries(3).maxTokens(20_000));
		 * </pre>
		 * @param edit called at once with the policy so far, which starts as that of the
		 * template
		 * @return this spec
		 */
		S retry(Consumer<RetryPolicy.Builder> edit);

		/**
		 * Return the last answer although it is not acceptable, instead of a
		 * {@link RetriesExhaustedException} or {@link BudgetExceededException}: when the
		 * model may be asked no further and its last answer has the right type. Every
		 * invariant that validators stand for may then be broken; the violations are
		 * those of the last of {@link Completion#attempts()}, which tells such an answer
		 * from an acceptable one. An answer that is not of the type, is cut or is a
		 * refusal ends the call as ever, and no earlier attempt is taken in its place.
		 * What models were to judge and no budget was left for is not judged, and each
		 * such rule is one of {@link Completion#checks()}. For this call only: neither a
		 * template nor a property can say so.
		 * @return this spec
		 */
		S acceptLastAttempt();

		/**
		 * Edit what may be mended in an answer before the model is asked again. May be
		 * given several times.
		 *
		 * <pre class="code">
		 * spec.repair((policy) -&gt; policy.forbid(SyntaxRepair.MISSING_QUOTE));
		 * </pre>
		 * @param edit called at once with the policy so far, which starts as that of the
		 * template; answers the policy of this call
		 * @return this spec
		 */
		S repair(UnaryOperator<RepairPolicy> edit);

		/**
		 * Edit the options that the model and the chat client already have. May be given
		 * several times.
		 * @param options what to change, called for each request
		 * @return this spec
		 */
		S options(Consumer<ChatOptions.Builder<?>> options);

		/**
		 * Use anything else that Spring AI's chat client can do: advisors, tools, memory,
		 * RAG. May be given several times.
		 * @param request what to do with Spring AI's spec, once per call
		 * @return this spec
		 */
		S chatClient(Consumer<ChatClient.ChatClientRequestSpec> request);

	}

	/**
	 * A call whose response model is not known yet.
	 */
	interface PromptSpec extends RequestSpec<PromptSpec> {

		/**
		 * Set the type to answer.
		 * @param <T> the type of the response model
		 * @param type the response model
		 * @return a spec for that type, with the options given so far
		 */
		@CheckReturnValue
		<T> ResponseModelSpec<T> responseModel(Class<T> type);

		/**
		 * Set the generic type to answer.
		 * @param <T> the type of the response model
		 * @param type the response model
		 * @return a spec for that type, with the options given so far
		 */
		@CheckReturnValue
		<T> ResponseModelSpec<T> responseModel(ParameterizedTypeReference<T> type);

		/**
		 * Set the shape to answer, known only at run time.
		 * @param model the response model
		 * @return a spec for that model, with the options given so far
		 */
		@CheckReturnValue
		ResponseModelSpec<Map<String, Object>> responseModel(DynamicModel model);

	}

	/**
	 * A call whose response model is known.
	 *
	 * @param <T> the type of the response model
	 */
	interface ResponseModelSpec<T> extends RequestSpec<ResponseModelSpec<T>> {

		/**
		 * Add a validator for the entities of this call.
		 * @param validator the validator
		 * @return this spec
		 */
		ResponseModelSpec<T> validator(ResponseValidator<? super T> validator);

		/**
		 * Set the groups of Bean Validation whose constraints count.
		 * @param groups the groups; none for the default group
		 * @return this spec
		 */
		ResponseModelSpec<T> validationGroups(Class<?>... groups);

		/**
		 * Freeze the options.
		 * @return a call that later changes to this spec do not touch
		 */
		@CheckReturnValue
		CallSpec<T> call();

		/**
		 * Freeze the options, for an answer that is looked at while it arrives.
		 * @return a call that later changes to this spec do not touch
		 */
		@CheckReturnValue
		StreamSpec<T> stream();

	}

	/**
	 * A blocking call. Each method makes a call of its own.
	 *
	 * @param <T> the type of the response model
	 */
	interface CallSpec<T> {

		/**
		 * Ask for one object.
		 * @return the validated object, never {@code null}
		 * @see InstructorOperations#create(Class, String)
		 */
		T entity();

		/**
		 * Ask for one object that may not be in the text.
		 * @return the validated object, or the model's reason why there is none
		 */
		Maybe<T> maybe();

		/**
		 * Ask for as many objects as the prompt speaks of.
		 * @return the validated objects, possibly none
		 */
		List<T> entities();

		/**
		 * Ask for one object and keep how it came about.
		 * @return the object with attempts, usage and raw response
		 */
		Completion<T> completion();

	}

	/**
	 * A call whose answer is looked at while it arrives. Blocks no thread. Each
	 * subscription makes a call of its own; cancelling it closes the connection to the
	 * provider. Errors are those of {@link CallSpec}, as they are.
	 *
	 * @param <T> the type of the response model
	 */
	interface StreamSpec<T> {

		/**
		 * Ask for one object and see it grow. Texts grow; numbers, enums, dates and other
		 * scalars come when they are complete; what has not come is null, 0, false or
		 * empty. Only the last element is validated: the result of the call, retries
		 * included. A rejected answer is followed by the next one, which begins with
		 * nothing again; with {@code maxRetries(0)} the stream fails instead. A slow
		 * subscriber gets fewer and fresher elements.
		 * @return the object as often as it has changed and is asked for
		 */
		Flux<T> partials();

		/**
		 * Ask for one object and see it grow, as {@link #partials()} does, with what has
		 * come so far.
		 * @return the object with its state
		 */
		Flux<Partial<T>> snapshots();

		/**
		 * Ask for one object and get the steps in which it grows, small enough to be sent
		 * to a browser. They show what {@link #partials()} shows, as Jackson writes it,
		 * but for what has not come: each value once, when it is complete, and texts
		 * piece by piece. An attempt that follows a rejected one sets the whole to null
		 * first. <strong>Only the last step is validated:</strong> it sets the whole to
		 * the result of the call. A slow subscriber gets fewer and larger steps.
		 * @return the steps in their order
		 */
		Flux<PartialDelta> deltas();

		/**
		 * Ask for as many objects as the prompt speaks of, and get each one when it is
		 * complete. Every item is validated before it is delivered; what only a model can
		 * judge of them is judged at the end. What has been delivered cannot be taken
		 * back, so nothing is asked again: the first item that is not acceptable ends the
		 * stream in an {@link InvalidItemException}, an answer that is cut in an
		 * {@link IncompleteResponseException}.
		 * @return the items in their order
		 */
		Flux<T> items();

		/**
		 * Ask for one object.
		 * @return the validated object, retries included
		 */
		Mono<T> entity();

		/**
		 * Ask for one object and keep how it came about.
		 * @return the object with attempts, usage and raw response, retries included
		 */
		Mono<Completion<T>> completion();

	}

}
