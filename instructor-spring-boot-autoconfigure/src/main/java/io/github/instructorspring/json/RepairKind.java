package io.github.instructorspring.json;

/**
 * What was done to an answer that was almost right: a {@link SyntaxRepair}, or a coercion
 * toward the type that was asked for. The constants of these enums are the names that
 * {@link RepairPolicy} forbids.
 *
 * @since 0.1
 */
public interface RepairKind {

	/**
	 * The name of the kind.
	 * @return the name of an enum constant
	 */
	String name();

	/**
	 * Whether only the notation was mended, with no knowledge of the target type.
	 * @return {@code true} for repairs of syntax
	 */
	boolean isSyntax();

}
