package io.github.instructorspring.validation;

/**
 * What to do about an error in a part of an answer, see {@link OnViolation}.
 *
 * @since 0.1
 */
public enum Remedy {

	/** Ask the model again. */
	REASK,

	/**
	 * Leave out the element of the list, or the entry of the map, that the error is in.
	 * An error of the list itself, such as its size, is asked again.
	 */
	DROP_ELEMENT,

	/** Set the property to null. Asked again if it must not be. */
	SET_NULL,

	/** Leave the value as it is. */
	ACCEPT

}
