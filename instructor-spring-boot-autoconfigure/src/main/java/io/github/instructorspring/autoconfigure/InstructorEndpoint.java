package io.github.instructorspring.autoconfigure;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

import io.github.instructorspring.SchemaPreview;
import io.github.instructorspring.autoconfigure.InstructorActivity.Failure;
import io.github.instructorspring.autoconfigure.InstructorActivity.ModelState;
import io.github.instructorspring.autoconfigure.InstructorActivity.Use;
import io.github.instructorspring.autoconfigure.InstructorActivity.UseKey;
import io.github.instructorspring.schema.SchemaLoss;

/**
 * The endpoint {@code instructor}: which models are asked, which response models for, and
 * what went wrong last. Shows no content of prompts or answers, no message of an
 * exception, and no key.
 */
@Endpoint(id = "instructor")
class InstructorEndpoint {

	private final InstructorModels models;

	private final InstructorActivity activity;

	InstructorEndpoint(InstructorModels models, InstructorActivity activity) {
		this.models = models;
		this.activity = activity;
	}

	@ReadOperation
	InstructorDescriptor instructor() {
		return new InstructorDescriptor(this.models.rows().stream().map(ProviderDescriptor::of).toList(),
				responseModels(), this.activity.failures());
	}

	private List<ResponseModelDescriptor> responseModels() {
		Map<UseKey, Use> uses = this.activity.uses();
		Map<UseKey, ResponseModelDescriptor> described = new LinkedHashMap<>();
		this.models.templates().forEach((template, bean) -> bean.schemas().forEach((preview) -> {
			UseKey key = new UseKey(template, preview.name());
			described.putIfAbsent(key, ResponseModelDescriptor.of(key, preview, uses.get(key)));
		}));
		// A template that is no bean tells of its calls, but not of its schemas.
		uses.forEach((key, use) -> described.putIfAbsent(key, ResponseModelDescriptor.of(key, use)));
		return List.copyOf(described.values());
	}

	/**
	 * What the endpoint answers.
	 *
	 * @param providers the models that are asked
	 * @param responseModels what they are asked for
	 * @param lastFailures the newest failures of calls, the newest first
	 */
	record InstructorDescriptor(List<ProviderDescriptor> providers, List<ResponseModelDescriptor> responseModels,
			List<Failure> lastFailures) {
	}

	/**
	 * A model.
	 *
	 * @param name the name of the template, or the provider string
	 * @param provider the provider
	 * @param model the name of the model
	 * @param mode the mode of calls that give none, if it is known
	 * @param refusedModes the modes that the model has refused, if only for one response
	 * model
	 * @param refusedParameters the parameters that the model has refused
	 * @param lastOutcome how the last call ended
	 * @param lastAt when it ended
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ProviderDescriptor(String name, String provider, String model, @Nullable String mode,
			Set<String> refusedModes, Set<String> refusedParameters, @Nullable String lastOutcome,
			@Nullable Instant lastAt) {

		static ProviderDescriptor of(InstructorModels.Row row) {
			ModelState state = row.state();
			return new ProviderDescriptor(row.name(), row.provider(), row.model(), row.mode(), state.refusedModes(),
					state.refusedParameters(), (state.outcome() != null) ? state.outcome().name() : null,
					state.finishedAt());
		}

	}

	/**
	 * A response model.
	 *
	 * @param name its name as the model sees it
	 * @param template the name of the template
	 * @param mode the mode of calls that give none, or else that of the last request
	 * @param schemaCharacters the length of the schema that is sent, if it is known
	 * @param problems why it cannot be used
	 * @param losses what its schema could not say
	 * @param calls how many calls have ended
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ResponseModelDescriptor(String name, String template, String mode, @Nullable Integer schemaCharacters,
			List<String> problems, List<String> losses, long calls) {

		static ResponseModelDescriptor of(UseKey key, SchemaPreview preview, @Nullable Use use) {
			boolean available = preview.modes().contains(preview.mode());
			return new ResponseModelDescriptor(key.responseModel(), key.template(), preview.mode().name(),
					(available) ? preview.schema().text().length() : null, preview.problems(),
					(available) ? preview.schema().losses().stream().map(SchemaLoss::toString).toList() : List.of(),
					(use != null) ? use.calls() : 0);
		}

		static ResponseModelDescriptor of(UseKey key, Use use) {
			return new ResponseModelDescriptor(key.responseModel(), key.template(), use.mode(), null, List.of(),
					List.of(), use.calls());
		}

	}

}
