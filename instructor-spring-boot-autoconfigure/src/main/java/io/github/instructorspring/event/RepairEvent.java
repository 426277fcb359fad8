package io.github.instructorspring.event;

import java.util.List;

import io.github.instructorspring.json.Repair;

/**
 * Something was mended in an answer, for free.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class RepairEvent extends InstructorEvent {

	private final List<Repair> repairs;

	/**
	 * Create an event.
	 * @param context which call and attempt it is about
	 * @param repairs what was mended
	 */
	public RepairEvent(CallContext context, List<Repair> repairs) {
		super(context);
		this.repairs = List.copyOf(repairs);
	}

	/**
	 * What was mended.
	 * @return the repairs
	 */
	public List<Repair> repairs() {
		return this.repairs;
	}

	@Override
	String details() {
		return "repairs=" + this.repairs.size() + ", ";
	}

}
