package io.github.instructorspring.schema;

/**
 * Something that a dialect cannot say.
 *
 * @param path where in the response model, such as {@code Invoice.lines[].quantity}
 * @param lost what is lost, such as {@code minLength: 1}
 * @param destination where it went: {@code description}, or the structure that stands for
 * it
 * @since 0.1
 */
public record SchemaLoss(String path, String lost, String destination) {

	@Override
	public String toString() {
		return this.path + ": " + this.lost + " -> " + this.destination;
	}

}
