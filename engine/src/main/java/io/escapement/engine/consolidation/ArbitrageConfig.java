package io.escapement.engine.consolidation;

import java.util.ArrayList;
import java.util.List;

/**
 * When there is something to be earned between two venues. Basis points are of the notional bought, after both taker
 * fees, and in hundredths.
 *
 * @param minNet        an opportunity opens when the best bid and ask of the two books are worth so much
 * @param hysteresis    it closes when they are worth less than {@code minNet - hysteresis}, which is also what each
 *                      further level must be worth to be counted in
 * @param change        an open opportunity is told again when its net basis points have moved by so much
 * @param changePercent or its size by so many per cent of the size told last
 */
public record ArbitrageConfig(int minNet, int hysteresis, int change, int changePercent) {
    /** A net of 1 basis point, half of it to stay. */
    public static final ArbitrageConfig USUAL = new ArbitrageConfig(100, 50, 100, 25);
    /** Hundredths of a basis point in one. */
    static final int UNIT = 1_000_000;
    private static final int MOST = 100_000;

    /** What is wrong, one line each; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        if (minNet < 0 || minNet > MOST) {
            problems.add("minNet: " + minNet + "; expected 0 to " + MOST + " hundredths of a basis point");
        }
        if (hysteresis < 0 || hysteresis > minNet) {
            problems.add("hysteresis: " + hysteresis + "; expected 0 to minNet, which is " + minNet
                + ": what stays open is never a loss");
        }
        if (change < 1 || change > MOST) {
            problems.add("change: " + change + "; expected 1 to " + MOST + " hundredths of a basis point");
        }
        if (changePercent < 1 || changePercent > 100) {
            problems.add("changePercent: " + changePercent + "; expected 1 to 100");
        }
        return problems;
    }

    /** The least that a step may be worth once an opportunity is open, and of steps behind the first. */
    int floor() {
        return minNet - hysteresis;
    }
}
