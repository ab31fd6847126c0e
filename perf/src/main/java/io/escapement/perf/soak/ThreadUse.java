package io.escapement.perf.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a thread of an engine has had so far.
 *
 * @param name       of the thread
 * @param cpuMs      processor time
 * @param allocated  bytes, to three digits or so: that is how a JVM tells it; -1: it does not, being none of Java's
 */
public record ThreadUse(String name, double cpuMs, long allocated) {
    private static final Pattern LINE = Pattern.compile("^\"(.*?)\" .*?\\bcpu=([0-9.]+)ms");
    private static final Pattern ALLOCATED = Pattern.compile("\\ballocated=(\\d+)([BKMG])");

    /** All of the answer to {@code Thread.print -e}. */
    static List<ThreadUse> parse(String answer) {
        final List<ThreadUse> threads = new ArrayList<>();
        for (final String line : answer.split("\n")) {
            final Matcher thread = LINE.matcher(line);
            if (thread.find()) {
                final Matcher bytes = ALLOCATED.matcher(line);
                threads.add(new ThreadUse(thread.group(1), Double.parseDouble(thread.group(2)),
                    bytes.find() ? Long.parseLong(bytes.group(1)) << shift(bytes.group(2)) : -1));
            }
        }
        return threads;
    }

    private static int shift(String unit) {
        return 10 * "BKMG".indexOf(unit);
    }

    /**
     * Of the threads that were there before too, what they have had since; the busiest first, without those that had
     * nothing.
     */
    public static List<ThreadUse> since(List<ThreadUse> before, List<ThreadUse> now) {
        final Map<String, ThreadUse> earlier = new HashMap<>();
        before.forEach(thread -> earlier.put(thread.name, thread));
        final List<ThreadUse> rises = new ArrayList<>();
        for (final ThreadUse thread : now) {
            final ThreadUse then = earlier.get(thread.name);
            if (then != null && (thread.cpuMs > then.cpuMs || thread.allocated > then.allocated)) {
                rises.add(new ThreadUse(thread.name, thread.cpuMs - then.cpuMs,
                    thread.allocated < 0 ? -1 : thread.allocated - then.allocated));
            }
        }
        rises.sort((a, b) -> Double.compare(b.cpuMs, a.cpuMs));
        return rises;
    }

    /** For a report. @param seconds that it had it in */
    public String line(double seconds) {
        return String.format(Locale.ROOT, "%-28s %5.1f %% of a core%s", name, cpuMs / 10 / seconds,
            allocated < 0 ? "" : String.format(Locale.ROOT, ", %,d bytes allocated", allocated));
    }
}
