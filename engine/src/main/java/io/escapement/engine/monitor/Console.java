package io.escapement.engine.monitor;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells a person things, once each. A line that comes again is counted; it is printed again, with its count, at every
 * tenfold. So a storm of errors can neither fill a disk nor hide what else happens. For any thread, but not for the
 * hot path.
 *
 * <p>Not Agrona's {@code DistinctErrorLog}: that keeps exceptions in a file for a tool to read, and has no plain lines.
 */
public final class Console {
    /** Distinct lines remembered; those beyond are counted together. */
    static final int MAX_DISTINCT = 1_000;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean quiet;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long forgotten;

    /** @param quiet leaves out what is only for information */
    public Console(PrintStream out, PrintStream err, boolean quiet) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
    }

    /** For information: to standard output. */
    public void info(String line) {
        if (!quiet) {
            tell(out, "", line, null);
        }
    }

    /** How things stand now, which is news each time: to standard output. For what does not change often. */
    public synchronized void state(String line) {
        if (!quiet) {
            out.println(line);
        }
    }

    /** Something is not as configured or expected, and the engine goes on: to standard error. */
    public void warn(String line) {
        tell(err, "WARN  ", line, null);
    }

    /** Something failed: to standard error. */
    public void error(String line) {
        tell(err, "ERROR ", line, null);
    }

    /** Something failed; the first time, with where it was thrown. */
    public void error(String line, Throwable thrown) {
        tell(err, "ERROR ", line, thrown);
    }

    private synchronized void tell(PrintStream to, String level, String line, Throwable thrown) {
        final String key = level + line;
        final Long before = counts.get(key);
        if (before == null && counts.size() == MAX_DISTINCT) {
            if (forgotten++ == 0) {
                err.println("WARN  more than " + MAX_DISTINCT + " different messages; further ones are only counted");
            }
            return;
        }
        final long count = before == null ? 1 : before + 1;
        counts.put(key, count);
        if (count == 1) {
            to.println(key);
            if (thrown != null) {
                thrown.printStackTrace(to);
            }
        } else if (isPowerOfTen(count)) {
            to.println(key + " (" + count + " times)");
        }
    }

    private static boolean isPowerOfTen(long count) {
        long power = 10;
        while (power < count) {
            power *= 10;
        }
        return power == count;
    }

    /** At the end: how often what came more than once came. */
    public synchronized void printRepeats() {
        counts.forEach((line, count) -> {
            if (count > 1) {
                err.println(line + " (" + count + " times in all)");
            }
        });
        if (forgotten > 0) {
            err.println("WARN  " + forgotten + " further messages were not shown");
        }
    }
}
