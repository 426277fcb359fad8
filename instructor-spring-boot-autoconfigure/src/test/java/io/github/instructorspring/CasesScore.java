package io.github.instructorspring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Scores the reading of answers by a folder of cases, which is no part of the sources.
 * Says how good it is and never fails; its name keeps it out of the build.
 *
 * <pre class="code">
 * mvn -pl instructor-spring-boot-autoconfigure test -Dtest=CasesScore -Dinstructor.cases=FOLDER
 * </pre>
 */
class CasesScore {

	private static final Log logger = LogFactory.getLog(CasesScore.class);

	@Test
	void score() throws IOException {
		Path folder = folder();
		assumeTrue(Files.isDirectory(folder),
				() -> "There are no cases in " + folder + "; name their folder with -Dinstructor.cases=FOLDER");
		CaseRun run = new CaseRun();
		ObjectNode report = JsonMapper.shared().createObjectNode();
		StringBuilder text = new StringBuilder();
		for (CaseFile file : CaseFile.in(folder)) {
			CaseScore score = new CaseScore(file, run);
			text.append(score.text());
			score.writeTo(report);
		}
		Path target = Files.createDirectories(Path.of("target"));
		Files.writeString(target.resolve("cases-score.json"), report.toPrettyString());
		logger.info(text);
		assertThat(report.isEmpty()).as("files of cases in %s", folder).isFalse();
	}

	private static Path folder() {
		String folder = System.getProperty("instructor.cases", "");
		return (folder.isBlank()) ? Path.of(System.getProperty("instructor.root", ".."), "..", "shared", "cases")
				: Path.of(folder);
	}

}
