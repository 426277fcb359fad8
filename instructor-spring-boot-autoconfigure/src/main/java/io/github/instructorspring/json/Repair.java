package io.github.instructorspring.json;

/**
 * One thing that was mended in an answer.
 *
 * @param kind what was done
 * @param offset where in the text of the answer, counted in characters from 0; -1 where
 * only the path is known
 * @param path where in the value, such as {@code addresses[1].zip}; empty for the whole
 * @since 0.1
 */
public record Repair(RepairKind kind, int offset, String path) {

	/**
	 * The path may hold keys of maps, which are content of the model; it stays out.
	 */
	@Override
	public String toString() {
		return "Repair[kind=" + this.kind.name() + ", offset=" + this.offset + "]";
	}

}
