package io.escapement.perf.report;

import java.util.Locale;

/**
 * What is to be reached.
 *
 * @param row      number in the table of goals
 * @param what     is measured
 * @param good     threshold
 * @param moonshot threshold
 * @param higher   whether more is better
 * @param unit     of the thresholds
 */
record Goal(String row, String what, double good, double moonshot, boolean higher, String unit) {
    static final Goal DECODE = new Goal("1", "wire frame to SBE event", 4.5, 6, true, "x");
    static final Goal DECODE_FASTEST = new Goal("1b", "wire frame to SBE event", 2, 3, true, "x");
    static final Goal PATH = new Goal("2", "wire frame to book, best levels and top 5", 7, 10, true, "x");
    static final Goal PATH_XCHANGE = new Goal("2b", "wire frame to book, best levels and top 5", 25, 35, true, "x");
    static final Goal BOOK = new Goal("3", "level update and best bid and offer", 5, 8, true, "x");
    static final Goal JOURNALED = new Goal("4", "whole engine journaled to itself unjournaled", 1.25, 1.10, false, "x");
    static final Goal REPLAY = new Goal("6", "replay from journal files", 1e6, 5e6, true, "frames/s");
    static final Goal REPLAY_LEVELS = new Goal("6", "replay from journal files", 0, 50e6, true, "levels/s");
    static final Goal SERVICE_P50 = new Goal("7", "tick to order, service time p50", 1, 0.6, false, "us");
    static final Goal SERVICE_P99 = new Goal("7", "tick to order, service time p99", 4, 2.5, false, "us");
    static final Goal SERVICE_P999 = new Goal("7", "tick to order, service time p99.9", 10, 5, false, "us");
    static final Goal RISK = new Goal("12", "order judged by the whole risk gate, p99.9", 5, 2, false, "us");
    static final Goal ALLOCATION = new Goal("9", "bytes per frame, whole engine", 0, 0, false, "B/frame");


    /** What a measured value comes to. */
    String verdict(double value) {
        if (reaches(value, moonshot)) {
            return "moonshot";
        }
        return reaches(value, good) ? "good" : "**not reached**";
    }

    private boolean reaches(double value, double threshold) {
        return higher ? value >= threshold : value <= threshold;
    }

    /** The thresholds, for the table. */
    String thresholds() {
        return text(good) + " / " + text(moonshot) + " " + unit;
    }

    static String text(double value) {
        if (value >= 1e6) {
            return String.format(Locale.ROOT, "%.1f M", value / 1e6);
        }
        return value == Math.rint(value) || value >= 1_000
            ? String.valueOf((long) value)
            : String.format(Locale.ROOT, "%.2f", value);
    }
}
