package io.escapement.engine.pairs;

import io.escapement.engine.market.InstrumentName;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the pairs stage.
 *
 * @param pairs       numbered from 1 in this order; none: the stage does nothing
 * @param window      samples, one a second, of regression, z-score, ADF test and half-life
 * @param threshold   of the z-score's size, beyond which a pair is told of
 * @param hysteresis  by how much the size must fall below the threshold before the pair has come back
 * @param mostMissing seconds in a row without both quotes that the windows bridge; after more they begin anew
 */
public record PairsConfig(List<Pair> pairs, int window, double threshold, double hysteresis, int mostMissing) {
    /** What applies where a config says nothing: no pairs. */
    public static final PairsConfig USUAL = new PairsConfig(List.of(), 300, 2, 0.5, 5);
    /** All of them are told in one record. */
    public static final int MOST_PAIRS = 32;
    public static final int LEAST_WINDOW = 30;
    /** A test of so many takes half a millisecond. */
    public static final int MOST_WINDOW = 900;
    public static final int MOST_MISSING = 60;

    /**
     * One pair: y is explained by x.
     *
     * @param x the leg that is expected to lead
     */
    public record Pair(InstrumentName y, InstrumentName x) {
        @Override
        public String toString() {
            return y + " on " + x;
        }
    }

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        if (pairs.size() > MOST_PAIRS) {
            problems.add("list: " + pairs.size() + " pairs; expected at most " + MOST_PAIRS);
        }
        for (int i = 0; i < pairs.size(); i++) {
            final Pair pair = pairs.get(i);
            if (pair.y().equals(pair.x())) {
                problems.add("list: " + pair + "; expected two instruments");
            } else if (pairs.indexOf(pair) < i) {
                problems.add("list: " + pair + " stands twice; expected each pair once");
            }
        }
        if (window < LEAST_WINDOW || window > MOST_WINDOW) {
            problems.add("window: " + window + "; expected " + LEAST_WINDOW + " to " + MOST_WINDOW
                + " seconds, for example 300");
        }
        if (!(threshold > 0) || Double.isInfinite(threshold)) {
            problems.add("z-threshold: " + threshold + "; expected more than 0, for example 2");
        }
        if (!(hysteresis >= 0) || hysteresis > threshold) {
            problems.add("z-hysteresis: " + hysteresis + "; expected 0 to z-threshold, for example 0.5");
        }
        if (mostMissing < 0 || mostMissing > MOST_MISSING) {
            problems.add("most-missing: " + mostMissing + "; expected 0 to " + MOST_MISSING
                + " seconds, for example 5");
        }
        return problems;
    }
}
