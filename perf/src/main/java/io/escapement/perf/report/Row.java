package io.escapement.perf.report;

import io.escapement.perf.rounds.Timing;

import java.util.Locale;

/**
 * One line of the table of goals.
 *
 * @param goal      null where the line only informs
 * @param set       frames used
 * @param reference what ours is compared with
 * @param ours      as text with its unit
 * @param theirs    as text with its unit
 * @param value     what the goal is about
 * @param bytes     allocated per unit by ours; as text
 */
record Row(Goal goal, String number, String what, String set, String reference, String ours, String theirs,
           double value, String unit, String bytes) {

    /** Ours against a reference measured in the same rounds. */
    static Row ratio(Goal goal, String set, Timing ours, Timing theirs) {
        return new Row(goal, goal.row(), goal.what(), set, theirs.name(), ns(ours), ns(theirs), theirs.ratioTo(ours),
            "x", bytes(ours.bytesPerUnit()));
    }

    /** As {@link #ratio}, for a reference that no goal is about. */
    static Row besides(String number, String what, String set, Timing ours, Timing theirs) {
        return new Row(null, number, what, set, theirs.name(), ns(ours), ns(theirs), theirs.ratioTo(ours), "x",
            bytes(ours.bytesPerUnit()));
    }

    /** A value of ours alone. */
    static Row value(Goal goal, String set, String reference, double value) {
        return new Row(goal, goal.row(), goal.what(), set, reference, Goal.text(value) + " " + goal.unit(), "", value,
            goal.unit(), "");
    }

    static String ns(Timing timing) {
        return String.format(Locale.ROOT, timing.median() < 100 ? "%.1f" : "%.0f", timing.median());
    }

    static String bytes(double perUnit) {
        return String.format(Locale.ROOT, perUnit >= 10 ? "%.0f" : "%.3f", perUnit);
    }

    /** This as a line of a markdown table. */
    String markdown() {
        return "| " + number + " | " + what + " | " + set + " | " + reference + " | " + ours + " | " + theirs + " | "
            + Goal.text(value) + " " + unit + " | " + (goal == null ? "" : goal.thresholds()) + " | "
            + (goal == null ? "" : goal.verdict(value)) + " | " + bytes + " |";
    }
}
