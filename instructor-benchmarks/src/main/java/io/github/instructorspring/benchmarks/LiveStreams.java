package io.github.instructorspring.benchmarks;

import java.io.PrintStream;

final class LiveStreams {

	private LiveStreams() {
	}

	static void print(PrintStream out) {
	}

}
