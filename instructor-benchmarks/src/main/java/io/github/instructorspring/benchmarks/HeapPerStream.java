package io.github.instructorspring.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What an answer that is being read keeps on the heap: binder, text and last object.
 */
final class HeapPerStream {

	private static final int STREAMS = 4000;

	private HeapPerStream() {
	}

	static void print(PrintStream out) {
		out.printf(Locale.ROOT, "# row 14: heap per stream at its first chunk: %.1f KB; order half-way: %.1f KB%n",
				kilobytes(0.002), kilobytes(0.5));
	}

	private static double kilobytes(double part) {
		Reader reader = new Reader(Document.ORDER);
		List<@Nullable Object> kept = new ArrayList<>(STREAMS);
		reader.feed(part);
		long before = used();
		for (int i = 0; i < STREAMS; i++) {
			kept.add(reader.feed(part));
		}
		long after = used();
		return (after - before) / 1024.0 / kept.size();
	}

	private static long used() {
		Runtime runtime = Runtime.getRuntime();
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
