package io.github.instructorspring;

import org.jspecify.annotations.Nullable;

/**
 * A call has a cost ceiling, and the price of its model is not known. Thrown before any
 * request.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class MissingModelPriceException extends InstructorException {

	private final String model;

	MissingModelPriceException(@Nullable String model) {
		super(message(model));
		this.model = (model != null) ? model : "";
	}

	private static String message(@Nullable String model) {
		if (model == null) {
			return "The call has a cost ceiling, but its options name no model whose price could be looked up; name "
					+ "the model in the options, or leave out maxCost";
		}
		String property = "instructor.prices[" + model + "]";
		return "The call has a cost ceiling, but no price is known for model '" + model + "'; set '" + property
				+ ".input' and '" + property + ".output', or price(..) of the template's builder, or leave out maxCost";
	}

	/**
	 * The name of the model.
	 * @return the name as the options of the request have it, empty when they have none
	 */
	public String model() {
		return this.model;
	}

}
