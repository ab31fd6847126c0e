package io.escapement.tools.terminal;

import java.io.PrintWriter;
import java.util.Locale;

/** One line on standard error that changes while something long goes on. Only shown where a person looks. */
public final class ProgressLine {
    private static final long EVERY_NS = 100_000_000L;
    private static final long FIRST_AFTER_NS = 500_000_000L;
    private static final int BAR_WIDTH = 24;
    private static final int LINE_WIDTH = 78;
    private static final double NS_PER_SECOND = 1e9;

    private final PrintWriter err;
    private final boolean shown;
    private final long total;
    private final String what;
    private final long startNs = System.nanoTime();
    private long drawnNs = startNs + FIRST_AFTER_NS - EVERY_NS;
    private boolean drawn;

    private ProgressLine(PrintWriter err, boolean shown, String what, long total) {
        this.err = err;
        this.shown = shown;
        this.what = what;
        this.total = total;
    }

    /**
     * A line that is shown if this process has a terminal and the thing takes longer than half a second.
     *
     * @param total what there is to do; 0: not known
     */
    public static ProgressLine onTerminal(PrintWriter err, String what, long total) {
        return new ProgressLine(err, System.console() != null, what, total);
    }

    /** A line that is shown, whoever looks. */
    static ProgressLine always(PrintWriter err, String what, long total) {
        return new ProgressLine(err, true, what, total);
    }

    /** So much is done. */
    public void update(long done) {
        final long nowNs = System.nanoTime();
        if (shown && nowNs - drawnNs >= EVERY_NS) {
            drawnNs = nowNs;
            drawn = true;
            final String line = line(done, nowNs - startNs);
            err.print("\r" + line + " ".repeat(Math.max(0, LINE_WIDTH - line.length())));
            err.flush();
        }
    }

    /** What the line says after a time. */
    String line(long done, long elapsedNs) {
        final double rate = done * NS_PER_SECOND / Math.max(1, elapsedNs);
        final String head = String.format(Locale.ROOT, "%,d %s, %,.0f/s", done, what, rate);
        if (total <= 0) {
            return head;
        }
        final double part = Math.min(1, done / (double) total);
        final int full = (int) (part * BAR_WIDTH);
        final long left = rate > 0 ? Math.round((total - done) / rate) : 0;
        return String.format(Locale.ROOT, "[%s%s] %3.0f%%  %s, %d:%02d left", "#".repeat(full),
            " ".repeat(BAR_WIDTH - full), part * 100, head, Math.max(0, left) / 60, Math.max(0, left) % 60);
    }

    /** Takes the line away. */
    public void clear() {
        if (drawn) {
            err.print("\r" + " ".repeat(LINE_WIDTH) + "\r");
            err.flush();
        }
    }
}
