package io.escapement.engine.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * When a market counts as calm, volatile or halted, and what becomes of the limits then. Volatility is realised, of
 * the last minute; both it and the spread are in hundredths of a basis point. Until a market has been seen for
 * {@code warmUp} seconds it counts as volatile.
 *
 * @param enabled            whether there are profiles at all
 * @param volatileVolatility from here on volatile
 * @param haltedVolatility   from here on halted
 * @param volatileSpread     from here on volatile
 * @param haltedSpread       from here on halted
 * @param calmAfterNs        a better profile begins when nothing has spoken against it for so long
 * @param volatilePercent    of sizes, notionals and position while volatile
 */
public record ProfileRule(
    boolean enabled,
    long volatileVolatility,
    long haltedVolatility,
    long volatileSpread,
    long haltedSpread,
    long calmAfterNs,
    int volatilePercent) {

    /** All markets are the same. */
    public static final ProfileRule OFF = new ProfileRule(false, 1, 2, 1, 2, 1, 100);

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        if (volatileVolatility < 1 || haltedVolatility <= volatileVolatility) {
            problems.add("profiles.halted-volatility-bps: " + haltedVolatility + " hundredths; expected more than"
                + " volatile-volatility-bps, " + volatileVolatility + " hundredths, which is more than 0");
        }
        if (volatileSpread < 1 || haltedSpread <= volatileSpread) {
            problems.add("profiles.halted-spread-bps: " + haltedSpread + " hundredths; expected more than"
                + " volatile-spread-bps, " + volatileSpread + " hundredths, which is more than 0");
        }
        if (volatilePercent < 1 || volatilePercent > 100) {
            problems.add("profiles.volatile-percent: " + volatilePercent + "; expected 1 to 100, for example 50");
        }
        if (calmAfterNs < 1) {
            problems.add("profiles.calm-after: " + calmAfterNs + "; expected more than 0 nanoseconds");
        }
        return problems;
    }
}
