package io.github.instructorspring.autoconfigure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.TemplateInfo;
import io.github.instructorspring.autoconfigure.InstructorActivity.Answered;
import io.github.instructorspring.autoconfigure.InstructorActivity.ModelKey;
import io.github.instructorspring.autoconfigure.InstructorActivity.ModelState;

/**
 * The models that the application asks, by the names under which it knows their
 * providers: those of its templates, and provider strings that are written in calls.
 */
class InstructorModels {

	private static final String UNKNOWN = "unknown";

	private final ListableBeanFactory beans;

	private final InstructorActivity activity;

	InstructorModels(ListableBeanFactory beans, InstructorActivity activity) {
		this.beans = beans;
		this.activity = activity;
	}

	/**
	 * The templates of the application by their names, the one without a name of its own
	 * first.
	 */
	Map<String, InstructorTemplate> templates() {
		Collection<InstructorTemplate> all = this.beans.getBeansOfType(InstructorTemplate.class, false, true).values();
		Map<String, InstructorTemplate> templates = new LinkedHashMap<>();
		all.stream()
			.filter((template) -> template.info().name().equals("default"))
			.forEach((template) -> templates.putIfAbsent(template.info().name(), template));
		all.forEach((template) -> templates.putIfAbsent(template.info().name(), template));
		return templates;
	}

	/**
	 * What is known of each model, those of the templates first.
	 */
	List<Row> rows() {
		Map<String, TemplateInfo> templates = new LinkedHashMap<>();
		templates().forEach((name, template) -> templates.put(name, template.info()));
		Map<Place, Row> rows = new LinkedHashMap<>();
		templates.forEach((name, info) -> rows.put(new Place(name, info.model()), Row.of(info)));
		this.activity.models().forEach((key, state) -> {
			Place place = place(key, templates);
			Row row = rows.getOrDefault(place, Row.of(place, key, templates.get(place.name())));
			rows.put(place, row.with(state));
		});
		return new ArrayList<>(rows.values());
	}

	/**
	 * An event names the provider that answers first by the family of its client, and
	 * others by their names. A name may be that of a family as well; then the model tells
	 * which one was meant.
	 */
	private static Place place(ModelKey key, Map<String, TemplateInfo> templates) {
		TemplateInfo own = templates.get(key.template());
		TemplateInfo named = templates.get(key.provider());
		if (key.provider().equals(UNKNOWN)) {
			return new Place(key.template(), (own != null) ? own.model() : key.model());
		}
		if (own != null && key.provider().equals(own.family())) {
			boolean other = named != null && named.model().equals(key.model()) && !own.model().equals(key.model());
			return new Place((other) ? key.provider() : key.template(), key.model());
		}
		boolean family = own == null && named == null && key.provider().indexOf('/') < 0;
		return new Place((family) ? key.template() : key.provider(), key.model());
	}

	private record Place(String name, String model) {
	}

	/**
	 * A model.
	 *
	 * @param name the name of the template, or the provider string
	 * @param provider the provider
	 * @param model the name of the model
	 * @param mode the mode of calls that give none, as far as it is known
	 * @param state what is known of it
	 */
	record Row(String name, String provider, String model, @Nullable String mode, ModelState state) {

		static Row of(TemplateInfo info) {
			return new Row(info.name(), info.provider(), info.model(), info.mode().name(), ModelState.NONE);
		}

		/**
		 * A model that is not the first choice of a template.
		 */
		static Row of(Place place, ModelKey key, @Nullable TemplateInfo info) {
			String mode = (info != null) ? info.mode().name() : null;
			return new Row(place.name(), (info != null) ? info.provider() : key.provider(), place.model(), mode,
					ModelState.NONE);
		}

		Row with(ModelState more) {
			ModelState former = this.state;
			boolean finishedLater = isLater(more.finishedAt(), former.finishedAt());
			ModelState merged = new ModelState(union(former.refusedModes(), more.refusedModes()),
					union(former.refusedParameters(), more.refusedParameters()),
					(finishedLater) ? more.outcome() : former.outcome(),
					(finishedLater) ? more.finishedAt() : former.finishedAt(),
					newest(former.answered(), more.answered()));
			return new Row(this.name, this.provider, this.model, this.mode, merged);
		}

		/**
		 * The later one of what is known.
		 */
		static @Nullable Answered newest(@Nullable Answered... known) {
			List<Answered> answers = new ArrayList<>();
			for (Answered answer : known) {
				if (answer != null) {
					answers.add(answer);
				}
			}
			return answers.stream().max(Comparator.comparing(Answered::at)).orElse(null);
		}

		private static boolean isLater(@Nullable Instant left, @Nullable Instant right) {
			return left != null && (right == null || !left.isBefore(right));
		}

		private static Set<String> union(Set<String> left, Set<String> right) {
			Set<String> both = new TreeSet<>(left);
			both.addAll(right);
			return both;
		}

	}

}
