package io.escapement.perf.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Judges the samples after the first minute: heap flat, no pause, threads and files constant, frames coming. */
public final class Verdict {
    /** Over this, a heap counts as growing. What allocates nothing may still answer jcmd, time zones, REST. */
    private static final double MOST_MIB_A_MINUTE = 0.5;
    private static final double MIB = 1 << 20;

    private final List<String> lines = new ArrayList<>();
    private boolean passed = true;

    /** @param warmUpSeconds samples before that do not count */
    public static Verdict of(List<Sample> samples, long warmUpSeconds) {
        final Verdict verdict = new Verdict();
        final List<Sample> counted = samples.stream().filter(sample -> sample.seconds() >= warmUpSeconds).toList();
        if (counted.size() < 2) {
            verdict.say(false, "too short: " + counted.size() + " samples after the first " + warmUpSeconds + " s");
            return verdict;
        }
        verdict.judge(counted);
        return verdict;
    }

    private void judge(List<Sample> samples) {
        final Sample first = samples.get(0);
        final Sample last = samples.get(samples.size() - 1);
        final double minutes = (last.seconds() - first.seconds()) / 60.0;
        final double growth = (lowest(samples, samples.size() / 2, samples.size())
            - lowest(samples, 0, samples.size() / 2)) / MIB / Math.max(minutes / 2, 1e-9);
        say(growth <= MOST_MIB_A_MINUTE, String.format(Locale.ROOT, "heap flat: %.1f MiB at first, %.1f at last, "
            + "%+.3f MiB a minute between the lowest of both halves", first.heapUsed() / MIB, last.heapUsed() / MIB,
            growth));
        final long pauses = last.gcPauses() - first.gcPauses();
        say(pauses == 0, String.format(Locale.ROOT, "no GC pause: %d, together %.3f ms, longest %.3f ms", pauses,
            last.gcPausedMs() - first.gcPausedMs(),
            samples.stream().skip(1).mapToDouble(Sample::longestMs).max().orElse(0)));
        steady("threads", samples, Sample::threads);
        steady("open files", samples, Sample::files);
        say(true, String.format(Locale.ROOT, "resident: %.1f MiB at first, %.1f at last (mapped journal included)",
            first.resident() / MIB, last.resident() / MIB));
        final long frames = last.frames() - first.frames();
        say(frames > 0, String.format(Locale.ROOT, "frames came: %d in %.1f minutes, %.0f a second", frames, minutes,
            frames / Math.max(minutes * 60, 1e-9)));
    }

    private static double lowest(List<Sample> samples, int from, int to) {
        return samples.subList(from, to).stream().mapToLong(Sample::heapUsed).min().orElse(0);
    }

    /** Never more than at first; fewer is no leak: compiler threads end when there is nothing left to compile. */
    private void steady(String what, List<Sample> samples, ToIntFunction<Sample> value) {
        final int first = value.applyAsInt(samples.get(0));
        final var range = samples.stream().mapToInt(value).summaryStatistics();
        say(range.getMax() <= first, what + " constant: " + first + " at first, then " + range.getMin() + " to "
            + range.getMax());
    }

    private void say(boolean holds, String line) {
        lines.add((holds ? "ok    " : "FAIL  ") + line);
        passed &= holds;
    }

    public boolean passed() {
        return passed;
    }

    /** One line a point. */
    public String text() {
        return String.join("\n", lines);
    }
}
