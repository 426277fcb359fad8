package io.github.instructorspring.json;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be mended in an answer before the model is asked again. Immutable.
 *
 * <pre class="code">
 * RepairPolicy policy = RepairPolicy.lenient().forbid(SyntaxRepair.MISSING_QUOTE);
 * </pre>
 *
 * @since 0.1
 */
public final class RepairPolicy {

	private static final RepairPolicy LENIENT = new RepairPolicy(Preset.LENIENT, Set.of());

	private final Preset preset;

	private final Set<RepairKind> forbidden;

	private RepairPolicy(Preset preset, Set<RepairKind> forbidden) {
		this.preset = preset;
		this.forbidden = forbidden;
	}

	/**
	 * Every repair of syntax and every coercion; the default.
	 * @return the policy
	 */
	public static RepairPolicy lenient() {
		return LENIENT;
	}

	/**
	 * A policy that starts from a preset.
	 * @param preset the preset
	 * @return the policy
	 */
	public static RepairPolicy of(Preset preset) {
		return (preset == Preset.LENIENT) ? LENIENT : new RepairPolicy(preset, Set.of());
	}

	/**
	 * This policy without some kinds.
	 * @param kinds what must not be done
	 * @return a new policy
	 */
	public RepairPolicy forbid(RepairKind... kinds) {
		return forbid(List.of(kinds));
	}

	/**
	 * This policy without some kinds.
	 * @param kinds what must not be done
	 * @return a new policy
	 */
	public RepairPolicy forbid(Collection<? extends RepairKind> kinds) {
		return new RepairPolicy(this.preset,
				Stream.concat(this.forbidden.stream(), kinds.stream()).collect(Collectors.toUnmodifiableSet()));
	}

	/**
	 * Whether a kind may be used.
	 * @param kind the kind
	 * @return {@code false} if the preset or a call of {@code forbid} rules it out
	 */
	public boolean allows(RepairKind kind) {
		return this.preset.allowed.test(kind) && !this.forbidden.contains(kind);
	}

	@Override
	public String toString() {
		List<String> names = this.forbidden.stream().map(RepairKind::name).sorted().toList();
		return "RepairPolicy[preset=" + this.preset + ", forbidden=" + names + "]";
	}

	/**
	 * Where a policy starts.
	 */
	public enum Preset {

		/** Every repair of syntax and every coercion. */
		LENIENT((kind) -> true),

		/** Repairs of syntax, but no coercion toward the type. */
		STRICT(RepairKind::isSyntax),

		/** Nothing: the answer must be JSON of the right shape and nothing else. */
		NONE((kind) -> false);

		@SuppressWarnings("ImmutableEnumChecker")
		private final Predicate<RepairKind> allowed;

		Preset(Predicate<RepairKind> allowed) {
			this.allowed = allowed;
		}

	}

}
