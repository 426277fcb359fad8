package io.github.instructorspring.sample;

import java.io.PrintStream;
import java.util.List;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import io.github.instructorspring.Attempt;
import io.github.instructorspring.Completion;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.validation.Violation;

/**
 * Does the main job once, when the server is up, and tells its story on the terminal.
 */
@Component
class MainJob {

	/**
	 * The words in brackets ask the stand-in for a wrong first answer; a real model reads
	 * over them.
	 */
	private static final String TEXT = "Ada Lovelace, 36, writes from ada@example.org (wrong first)";

	private final InstructorTemplate instructor;

	private final Environment environment;

	private final PrintStream out;

	MainJob(InstructorTemplate instructor, Environment environment) {
		this.instructor = instructor;
		this.environment = environment;
		this.out = System.out;
	}

	@EventListener(ApplicationReadyEvent.class)
	void tell() {
		line("");
		line("The main job: a validated object from a text");
		line("  model     " + this.environment.getProperty("instructor.provider") + standInNote());
		line("  text      " + TEXT);
		try {
			tell(this.instructor.prompt().user(TEXT).responseModel(UserDetail.class).call().completion());
		}
		catch (RuntimeException ex) {
			line("  failed    " + ex);
		}
		line("");
		line("Now it is your turn:");
		line("  http://localhost:" + this.environment.getProperty("local.server.port"));
		line("");
	}

	private void tell(Completion<UserDetail> completion) {
		for (Attempt attempt : completion.attempts()) {
			line("  answer " + attempt.number() + "  " + attempt.text());
			violations(attempt.violations());
		}
		line("  record    " + completion.entity());
		line("  usage     " + completion.usage().getTotalTokens() + " tokens in " + completion.attempts().size()
				+ " model calls");
	}

	private void violations(List<Violation> violations) {
		for (Violation violation : violations) {
			line("  rejected  " + violation.path() + ": found " + violation.rejectedValue() + ", "
					+ violation.message());
		}
	}

	private String standInNote() {
		return (this.environment.matchesProfiles(SampleApplication.STAND_IN_PROFILE))
				? " (a rule-based stand-in in this process, no language model)" : "";
	}

	private void line(String text) {
		this.out.println(text);
	}

}
