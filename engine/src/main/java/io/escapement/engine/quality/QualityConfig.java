package io.escapement.engine.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the quality stage.
 *
 * @param staleNs        an instrument without market data for longer is STALE
 * @param jump           share of the price by which one trade may differ from the one before
 * @param jumpRanges     average true ranges by which one bar's close may differ from the one before
 * @param jumpBarNs      duration of the bars that are looked at for that
 * @param clockAheadNs   a venue's stamp may be so far ahead of our receive time
 * @param clockBehindNs  or behind it: way and skew together
 * @param deviationBps   of a mid from the median of the other venues' mids of the same name
 * @param throughBps     by which a trade may be beyond the book's best price on its side
 * @param disorderNs     by which a trade's venue time may be before that of an earlier one
 * @param quietNs        a finding has ended when it was not found for so long
 */
public record QualityConfig(long staleNs, double jump, double jumpRanges, long jumpBarNs, long clockAheadNs,
                            long clockBehindNs, double deviationBps, double throughBps, long disorderNs,
                            long quietNs) {
    private static final long SECOND_NS = 1_000_000_000L;

    /** What a section without keys asks for. */
    public static QualityConfig usual() {
        return new QualityConfig(SECOND_NS, 0.1, 10, 60 * SECOND_NS, SECOND_NS, 10 * SECOND_NS, 100, 20,
            SECOND_NS / 10, 60 * SECOND_NS);
    }

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        positive("stale", staleNs, "1s", problems);
        positive("jump", jump, "0.1", problems);
        positive("jump-ranges", jumpRanges, "10", problems);
        positive("jump-bar", jumpBarNs, "1m", problems);
        positive("clock-ahead", clockAheadNs, "1s", problems);
        positive("clock-behind", clockBehindNs, "10s", problems);
        positive("deviation-bps", deviationBps, "100", problems);
        positive("through-bps", throughBps, "20", problems);
        positive("quiet", quietNs, "60s", problems);
        if (disorderNs < 0) {
            problems.add("disorder: " + disorderNs + "; expected at least 0, for example 100ms");
        }
        return problems;
    }

    private static void positive(String key, double value, String example, List<String> problems) {
        if (!(value > 0)) {
            problems.add(key + ": " + value + "; expected more than 0, for example " + example);
        }
    }
}
