package io.github.instructorspring;

import java.util.Map;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rooms of the library and the arrows between them, as CONTRIBUTING.md draws them.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.instructorspring";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ROOT);

	/**
	 * Which rooms a room may use, "-" for none.
	 */
	private static final Map<String, String> ROOMS = Map.ofEntries(Map.entry("schema", "-"), Map.entry("json", "-"),
			Map.entry("bind", "schema json"), Map.entry("validation", "-"), Map.entry("mode", "schema json"),
			Map.entry("retry", "validation"), Map.entry("stream", "json bind schema"),
			Map.entry("event", "json validation"), Map.entry("observation", "-"),
			Map.entry("provider", "(root) stream"), Map.entry("web", "(root) validation retry"),
			Map.entry("autoconfigure", "*"),
			Map.entry("(root)", "schema json bind validation mode retry stream event observation"));

	@Test
	void everyRoomHasARule() {
		assertThat(CLASSES.stream().map(ArchitectureTests::room).distinct())
			.containsExactlyInAnyOrderElementsOf(ROOMS.keySet());
	}

	@Test
	void arrowsPointDownwardOnly() {
		classes().should(useOnlyAllowedRooms()).check(CLASSES);
	}

	@Test
	void noPackageIsPartOfACycle() {
		SlicesRuleDefinition.slices().matching("(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void onlyAutoconfigureKnowsSpringBoot() {
		noClasses().that(not(resideInAPackage(ROOT + ".autoconfigure")))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.check(CLASSES);
	}

	@ParameterizedTest
	@CsvSource({ "json", "bind", "schema", "validation" })
	void leavesKnowNothingOfModels(String room) {
		noClasses().that(resideInAPackage(ROOT + "." + room))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.ai..", "org.springframework.boot..", "reactor..")
			.check(CLASSES);
	}

	@Test
	void jsonKnowsOnlyJackson() {
		classes().that(resideInAPackage(ROOT + ".json"))
			.should()
			.onlyDependOnClassesThat(resideInAnyPackage(ROOT + ".json", "java..", "tools.jackson..", "org.jspecify..",
					"org.springframework.util"))
			.check(CLASSES);
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
			.allSatisfy((room) -> assertThat(room.isAnnotatedWith(NullMarked.class)).as(room.getName()).isTrue());
	}

	@Test
	void autoConfigurationsShowNoMembersAndBeanMethodsAreNotPublic() {
		classes().that()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(CLASSES);
		methods().that().areAnnotatedWith(Bean.class).should().notBePublic().check(CLASSES);
	}

	@Test
	void noNameHidesItsRole() {
		noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)$").check(CLASSES);
	}

	private static ArchCondition<JavaClass> useOnlyAllowedRooms() {
		return new ArchCondition<>("use only the rooms that theirs may use") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				String from = room(type);
				type.getDirectDependenciesFromSelf()
					.stream()
					.filter((dependency) -> dependency.getTargetClass().getPackageName().startsWith(ROOT))
					.filter((dependency) -> !mayUse(from, room(dependency.getTargetClass())))
					.forEach((dependency) -> events
						.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
			}
		};
	}

	private static boolean mayUse(String from, String to) {
		String allowed = ROOMS.getOrDefault(from, "-");
		return from.equals(to) || allowed.equals("*") || (" " + allowed + " ").contains(" " + to + " ");
	}

	private static String room(JavaClass type) {
		String name = type.getPackageName();
		return (name.equals(ROOT)) ? "(root)" : name.substring(ROOT.length() + 1);
	}

}
