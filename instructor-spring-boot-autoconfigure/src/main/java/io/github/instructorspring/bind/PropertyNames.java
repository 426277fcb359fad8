package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Finds properties under names of another spelling: of another case, with other
 * separators, without accents. A name that two properties could have is left alone, and
 * so are two names for one property.
 */
final class PropertyNames {

	private static final List<UnaryOperator<String>> SPELLINGS = List.of(PlainWords::lower,
			PlainWords::withoutPunctuation, (name) -> PlainWords.words(name).replace(" ", ""));

	private PropertyNames() {
	}

	/**
	 * Find properties.
	 * @param wanted the properties that are missing
	 * @param keys the names that are no properties
	 * @return the keys that were found, by property
	 */
	static Map<String, String> find(Collection<String> wanted, Collection<String> keys) {
		Map<String, String> found = new LinkedHashMap<>();
		Set<String> missing = new LinkedHashSet<>(wanted);
		Set<String> free = new LinkedHashSet<>(keys);
		for (UnaryOperator<String> spelling : SPELLINGS) {
			if (missing.isEmpty() || free.isEmpty()) {
				break;
			}
			Map<String, List<String>> properties = bySpelling(missing, spelling);
			bySpelling(free, spelling).forEach((plain, written) -> {
				List<String> meant = properties.getOrDefault(plain, List.of());
				if (!plain.isEmpty() && !meant.isEmpty()) {
					if (meant.size() == 1 && written.size() == 1) {
						found.put(meant.get(0), written.get(0));
					}
					// Not to be found by a coarser spelling either.
					meant.forEach(missing::remove);
					written.forEach(free::remove);
				}
			});
		}
		return found;
	}

	private static Map<String, List<String>> bySpelling(Collection<String> names, UnaryOperator<String> spelling) {
		Map<String, List<String>> spelled = new HashMap<>();
		names.forEach((name) -> spelled.computeIfAbsent(spelling.apply(name), (key) -> new ArrayList<>()).add(name));
		return spelled;
	}

}
