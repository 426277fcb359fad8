package io.github.instructorspring.provider;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.OutputMode;

/**
 * One row of the table of providers: what is known of one that
 * {@code instructor.provider} may name.
 *
 * @param id the id before the slash, such as {@code groq}
 * @param api the language that it speaks
 * @param baseUrls where its API is, the first of which all variables are set; an
 * environment variable is written as <code>${NAME}</code>
 * @param keyVariables the environment variables that may hold its key, the first that is
 * set
 * @param keyNeeded whether it takes no request without a key
 * @param mode the mode to use when nobody has a wish, {@link OutputMode#AUTO} where the
 * model decides
 * @param modes the modes that it has
 * @param nativeModel the chat model of Spring AI that is asked in its place, if the
 * application has one
 * @param starter the starter of Spring AI that brings that model
 * @param note what else is worth knowing, empty if nothing
 * @param source where this is documented
 * @since 0.1
 */
public record KnownProvider(String id, WireApi api, List<String> baseUrls, List<String> keyVariables, boolean keyNeeded,
		OutputMode mode, Set<OutputMode> modes, @Nullable String nativeModel, @Nullable String starter, String note,
		String source) {

	static final String SPRING_AI = "org.springframework.ai:";

	private static final Set<OutputMode> ALL_MODES = Set.copyOf(EnumSet.complementOf(EnumSet.of(OutputMode.AUTO)));

	/**
	 * Whether only a starter of Spring AI speaks to the provider, unless more is
	 * configured than a key.
	 */
	boolean needsStarter() {
		return this.starter != null && this.baseUrls.stream().allMatch((url) -> url.contains("${"));
	}

	static KnownProvider at(String id, String... baseUrls) {
		return new KnownProvider(id, WireApi.OPENAI, List.of(baseUrls), List.of(), false, OutputMode.AUTO, ALL_MODES,
				null, null, "", "");
	}

	KnownProvider speaking(WireApi newApi) {
		return new KnownProvider(this.id, newApi, this.baseUrls, this.keyVariables, this.keyNeeded, this.mode,
				this.modes, this.nativeModel, this.starter, this.note, this.source);
	}

	KnownProvider key(String... variables) {
		return new KnownProvider(this.id, this.api, this.baseUrls, List.of(variables), true, this.mode, this.modes,
				this.nativeModel, this.starter, this.note, this.source);
	}

	KnownProvider optionalKey(String... variables) {
		return new KnownProvider(this.id, this.api, this.baseUrls, List.of(variables), false, this.mode, this.modes,
				this.nativeModel, this.starter, this.note, this.source);
	}

	KnownProvider preferring(OutputMode newMode) {
		return new KnownProvider(this.id, this.api, this.baseUrls, this.keyVariables, this.keyNeeded, newMode,
				this.modes, this.nativeModel, this.starter, this.note, this.source);
	}

	KnownProvider only(OutputMode first, OutputMode... others) {
		return new KnownProvider(this.id, this.api, this.baseUrls, this.keyVariables, this.keyNeeded, this.mode,
				Set.copyOf(EnumSet.of(first, others)), this.nativeModel, this.starter, this.note, this.source);
	}

	KnownProvider natively(String chatModel, String artifact) {
		return new KnownProvider(this.id, this.api, this.baseUrls, this.keyVariables, this.keyNeeded, this.mode,
				this.modes, "org.springframework.ai." + chatModel, SPRING_AI + artifact, this.note, this.source);
	}

	KnownProvider note(String newNote) {
		return new KnownProvider(this.id, this.api, this.baseUrls, this.keyVariables, this.keyNeeded, this.mode,
				this.modes, this.nativeModel, this.starter, newNote, this.source);
	}

	KnownProvider source(String newSource) {
		return new KnownProvider(this.id, this.api, this.baseUrls, this.keyVariables, this.keyNeeded, this.mode,
				this.modes, this.nativeModel, this.starter, this.note, newSource);
	}

}
