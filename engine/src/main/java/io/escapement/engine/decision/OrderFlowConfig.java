package io.escapement.engine.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings of {@link OrderFlowImbalance}.
 *
 * @param strategyId  from 1
 * @param instruments what it trades
 * @param windowNs    over which order flow is summed
 * @param slots       of the window
 * @param threshold   of normalised order flow, beyond which it enters, or, the other way, leaves
 * @param holdingNs   after which it leaves in any case
 * @param cooldownNs  between two entries, and between two tries to leave
 * @param style       how it enters; it always leaves as a taker
 * @param restNs      a maker's order that is not filled so long after it was made is cancelled
 * @param allowShort  whether it may sell what it does not have; not on a spot venue
 */
public record OrderFlowConfig(
    int strategyId,
    List<TradedInstrument> instruments,
    long windowNs,
    int slots,
    double threshold,
    long holdingNs,
    long cooldownNs,
    Style style,
    long restNs,
    boolean allowShort) {

    private static final int MOST_SLOTS = 1_000;

    /** How to enter. */
    public enum Style {
        /** Immediate or cancel, at the price of the other side. */
        TAKER,
        /** Post only, at the best price of our own side. */
        MAKER
    }

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        if (strategyId < 1) {
            problems.add("strategyId: " + strategyId + "; expected a number from 1, for example 1");
        }
        if (instruments.isEmpty()) {
            problems.add("instruments: none; expected at least one, for example BINANCE BTCUSDT 0.001");
        }
        for (int i = 0; i < instruments.size(); i++) {
            final TradedInstrument traded = instruments.get(i);
            if (traded.orderQuantity() == null || traded.orderQuantity().signum() <= 0) {
                problems.add("instruments[" + i + "].orderQuantity: " + traded.orderQuantity()
                    + "; expected more than 0, for example 0.001");
            }
        }
        if (slots < 1 || slots > MOST_SLOTS) {
            problems.add("slots: " + slots + "; expected 1 to " + MOST_SLOTS + ", for example 20");
        }
        if (!(threshold > 0) || Double.isInfinite(threshold)) {
            problems.add("threshold: " + threshold + "; expected a number greater than 0, for example 1.5");
        }
        positive(problems, "windowNs", windowNs, Math.max(1, slots));
        positive(problems, "holdingNs", holdingNs, 1);
        positive(problems, "cooldownNs", cooldownNs, 1);
        positive(problems, "restNs", restNs, 1);
        return problems;
    }

    private static void positive(List<String> problems, String key, long value, long least) {
        if (value < least) {
            problems.add(key + ": " + value + "; expected at least " + least + " nanoseconds, for example 1000000000");
        }
    }
}
