package io.escapement.perf.ten;

import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The engine's own hops, of its interval logs, in the steady part of a run alone: its start is another matter. */
final class SteadyHops {
    private SteadyHops() {
    }

    /**
     * By the hops' names, nanoseconds.
     *
     * @param logs folder of the engine's latency logs
     */
    static Map<String, Histogram> read(Path logs, Steady steady) throws IOException {
        final Map<String, Histogram> hops = new LinkedHashMap<>();
        final List<Path> files;
        try (Stream<Path> all = Files.list(logs)) {
            files = all.filter(file -> file.toString().endsWith(".hlog")).sorted().toList();
        }
        for (final Path file : files) {
            try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
                for (EncodableHistogram next = reader.nextIntervalHistogram(); next != null;
                     next = reader.nextIntervalHistogram()) {
                    if (next instanceof Histogram interval && steady.holds(interval.getStartTimeStamp() * 1_000_000L)
                        && steady.holds(interval.getEndTimeStamp() * 1_000_000L)) {
                        hops.computeIfAbsent(interval.getTag(),
                            tag -> new Histogram(JournalTale.HIGHEST_NS, JournalTale.DIGITS)).add(interval);
                    }
                }
            }
        }
        return hops;
    }
}
