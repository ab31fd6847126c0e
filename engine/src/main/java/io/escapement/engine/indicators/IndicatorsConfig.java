package io.escapement.engine.indicators;

import io.escapement.engine.market.TimeBars;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the indicators stage.
 *
 * @param timeframesNs durations of the bars that indicators are made of; where the bars stage makes none of a duration,
 *                     nothing is told for it but what history gives
 * @param kinds        which indicators
 * @param consolidated whether they are made of views' bars too; where the bars stage makes none there are none
 */
public record IndicatorsConfig(List<Long> timeframesNs, List<IndicatorKind> kinds, boolean consolidated) {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int MOST_TIMEFRAMES = 10;

    /** Of instruments' bars alone. */
    public IndicatorsConfig(List<Long> timeframesNs, List<IndicatorKind> kinds) {
        this(timeframesNs, kinds, false);
    }

    /** All indicators on bars of a minute. */
    public static IndicatorsConfig usual() {
        return new IndicatorsConfig(List.of(MINUTE_NS), List.of(IndicatorKind.values()));
    }

    public IndicatorsConfig withTimeframes(Long... newTimeframesNs) {
        return new IndicatorsConfig(List.of(newTimeframesNs), kinds, consolidated);
    }

    public IndicatorsConfig withKinds(IndicatorKind... newKinds) {
        return new IndicatorsConfig(timeframesNs, List.of(newKinds), consolidated);
    }

    public IndicatorsConfig withConsolidated() {
        return new IndicatorsConfig(timeframesNs, kinds, true);
    }

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        TimeBars.checkDurations(timeframesNs, MOST_TIMEFRAMES, "[1m, 1h]", problems);
        if (kinds.isEmpty() || kinds.size() != kinds.stream().distinct().count()) {
            problems.add("kinds: " + kinds.size()
                + " of them; expected at least one, each once, for example [rsi, macd]");
        }
        return problems;
    }
}
