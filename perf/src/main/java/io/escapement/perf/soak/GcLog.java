package io.escapement.perf.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows a log that the JVM writes with {@code -Xlog:gc*}: every line that ends a pause counts. */
final class GcLog {
    private static final Pattern PAUSE = Pattern.compile("\\] (?:GC\\(\\d+\\) )?(?:[yYO]: )?Pause .* (\\d+\\.\\d+)ms$");

    private final Path file;
    private long read;
    private long pauses;
    private double pausedMs;
    private double longestMs;

    GcLog(Path file) {
        this.file = file;
    }

    /** Reads what has been added; {@link #longestMs} is about that part alone. */
    void follow() throws IOException {
        longestMs = 0;
        if (!Files.exists(file)) {
            return;
        }
        final String all = Files.readString(file);
        final int end = all.lastIndexOf('\n') + 1;
        all.substring((int) Math.min(read, end), end).lines().forEach(this::take);
        read = end;
    }

    /** Takes one line of the log. */
    void take(String line) {
        final Matcher pause = PAUSE.matcher(line);
        if (pause.find()) {
            final double ms = Double.parseDouble(pause.group(1));
            pauses++;
            pausedMs += ms;
            longestMs = Math.max(longestMs, ms);
        }
    }

    long pauses() {
        return pauses;
    }

    double pausedMs() {
        return pausedMs;
    }

    double longestMs() {
        return longestMs;
    }
}
