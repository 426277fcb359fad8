package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The results of one file, as text for people and as JSON.
 */
final class CaseScore {

	private final CaseFile file;

	private final List<Scored> scored = new ArrayList<>();

	CaseScore(CaseFile file, CaseRun run) {
		this.file = file;
		for (Case candidate : file.cases()) {
			this.scored.add(new Scored(candidate, run.score(file, candidate)));
		}
	}

	String text() {
		StringBuilder text = new StringBuilder("\n" + this.file.name() + "  " + ratio(this.scored) + "\n");
		groups(this.scored, Case::tier).forEach((tier, inTier) -> {
			text.append("  %-18s %s%n".formatted(tier, ratio(inTier)));
			groups(inTier, Case::source).forEach((source, from) -> {
				text.append("    %-36s %s%n".formatted(source, ratio(from)));
				reasons(failed(from)).forEach((reason, ids) -> text
					.append("      %s (%d): %s%n".formatted(reason, ids.size(), String.join(", ", ids))));
			});
		});
		return text.toString();
	}

	void writeTo(ObjectNode report) {
		ObjectNode ofFile = report.putObject(this.file.name());
		write(ofFile, this.scored);
		ObjectNode tiers = ofFile.putObject("tiers");
		groups(this.scored, Case::tier).forEach((tier, inTier) -> {
			ObjectNode ofTier = tiers.putObject(tier);
			write(ofTier, inTier);
			ObjectNode sources = ofTier.putObject("sources");
			groups(inTier, Case::source).forEach((source, from) -> {
				ObjectNode ofSource = sources.putObject(source);
				write(ofSource, from);
				ofSource.set("failing", JsonMapper.shared().valueToTree(reasons(failed(from))));
			});
		});
	}

	private void write(ObjectNode node, List<Scored> cases) {
		node.put("solved", solved(cases)).put("total", total(cases)).put("notScored", cases.size() - total(cases));
		if (this.file.isTyped()) {
			node.put("failingForCutText", cut(cases));
		}
	}

	private String ratio(List<Scored> cases) {
		String ratio = solved(cases) + " / " + total(cases);
		long notScored = cases.size() - total(cases);
		long cut = (this.file.isTyped()) ? cut(cases) : 0;
		return ratio + ((notScored > 0) ? ", " + notScored + " not scored" : "")
				+ ((cut > 0) ? ", " + cut + " failing for a cut text" : "");
	}

	private static long solved(List<Scored> cases) {
		return cases.stream().filter((scored) -> scored.result().isSolved()).count();
	}

	private static long total(List<Scored> cases) {
		return solved(cases) + failed(cases).size();
	}

	private static long cut(List<Scored> cases) {
		return cases.stream().filter((scored) -> scored.result().reason().equals(CaseResult.CUT)).count();
	}

	private static List<Scored> failed(List<Scored> cases) {
		return cases.stream().filter((scored) -> scored.result().isFailed()).toList();
	}

	private static Map<String, List<String>> reasons(List<Scored> failed) {
		return failed.stream()
			.collect(Collectors.groupingBy((scored) -> scored.result().reason(), TreeMap::new,
					Collectors.mapping((scored) -> scored.candidate().id(), Collectors.toList())));
	}

	private static Map<String, List<Scored>> groups(List<Scored> cases, Function<Case, String> key) {
		return cases.stream()
			.collect(Collectors.groupingBy((scored) -> key.apply(scored.candidate()), TreeMap::new,
					Collectors.toList()));
	}

	private record Scored(Case candidate, CaseResult result) {
	}

}
