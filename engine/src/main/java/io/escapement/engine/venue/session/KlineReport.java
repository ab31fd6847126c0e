package io.escapement.engine.venue.session;

import io.escapement.engine.config.Durations;
import io.escapement.engine.history.Kline;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of an instrument's past at the start, in a line. */
final class KlineReport {
    private final String symbol;
    private final Map<Long, String> words = new TreeMap<>();
    private final Set<Long> expected = new HashSet<>();

    KlineReport(String symbol) {
        this.symbol = symbol;
    }

    void expect(long durationNs) {
        expected.add(durationNs);
    }

    /** There are none of a duration. @return whether that was the last that was expected */
    boolean none(long durationNs, String why) {
        words.putIfAbsent(durationNs, "none, " + why);
        return expected.remove(durationNs) && isComplete();
    }

    /** A round brought these. @return whether they were the last that were expected */
    boolean got(KlineSeries series, List<Kline> bars) {
        if (!expected.remove(series.durationNs)) {
            return false;
        }
        long holes = 0;
        for (int i = 1; i < bars.size(); i++) {
            holes += (bars.get(i).openTimeNs() - bars.get(i - 1).openTimeNs()) / series.durationNs - 1;
        }
        words.put(series.durationNs, bars.size() + " bars"
            + (series.askedNs == series.durationNs ? "" : " of " + Durations.text(series.askedNs))
            + (holes > 0 ? ", " + holes + " missing among them" : "")
            + (bars.size() + holes < series.wanted() ? ", the venue has no more" : ""));
        return isComplete();
    }

    boolean isComplete() {
        return expected.isEmpty();
    }

    @Override
    public String toString() {
        return "history of " + symbol + ": " + words.entrySet().stream()
            .map(each -> Durations.text(each.getKey()) + " " + each.getValue()).collect(Collectors.joining("; "));
    }
}
