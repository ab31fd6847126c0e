package io.escapement.engine.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings of {@link Drill}.
 *
 * @param strategyId  from 1
 * @param instruments what it trades; quantities are of its smallest orders
 * @param everyNs     between two requests in one instrument
 * @param mostOpen    orders that it has open in one instrument
 * @param allowShort  whether it may sell what it does not have; not on a spot venue
 */
public record DrillConfig(int strategyId, List<TradedInstrument> instruments, long everyNs, int mostOpen,
                          boolean allowShort) {
    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        if (strategyId < 1) {
            problems.add("strategyId: " + strategyId + "; expected a number from 1, for example 1");
        }
        if (instruments.isEmpty()) {
            problems.add("instruments: none; expected at least one, for example BINANCE BTCUSDT 0.001");
        }
        if (everyNs < 1) {
            problems.add("everyNs: " + everyNs + "; expected at least 1 nanosecond, for example 1000000000");
        }
        if (mostOpen < 1) {
            problems.add("mostOpen: " + mostOpen + "; expected at least 1, for example 6");
        }
        return problems;
    }
}
