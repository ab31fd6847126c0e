package io.escapement.tools.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What other code (numpy) measured of a recording: over its best prices, and over a book that it rebuilt from snapshot
 * and deltas. The row of ETHUSDT's best prices is that of the project's quant notes, which know it in two digits.
 *
 * @param rOfOne see {@link OfiReport}; so the others
 */
record OfiKnown(double rOfOne, double rOfTen, double[] ups) {
    /**
     * Half of a second digit, and as much again for where a second begins: the other code counts a last, broken one
     * otherwise, which moves the third digit of a few dozen pairs.
     */
    static final double TOLERANCE = 0.01;

    private static final OfiKnown ETHUSDT = new OfiKnown(0.56, 0.51, new double[] {0.20, 0.36, 0.45, 0.53, 0.76});
    private static final OfiKnown ETHUSDT_BOOK =
        new OfiKnown(0.505, 0.693, new double[] {0.245, 0.372, 0.464, 0.513, 0.669});
    private static final OfiKnown BTCUSDT_USDM =
        new OfiKnown(0.680, 0.898, new double[] {0.134, 0.440, 0.494, 0.694, 0.867});
    private static final OfiKnown BTCUSDT_SPOT =
        new OfiKnown(0.511, 0.588, new double[] {0.151, 0.339, 0.375, 0.533, 0.834});

    /** Null where nothing is. */
    static OfiKnown of(String recording, String symbol, String source) {
        return switch (recording + " " + symbol + " " + source) {
            case "ethusdt-2024-08-08 ETHUSDT " + OfiCheck.BEST -> ETHUSDT;
            case "ethusdt-2024-08-08 ETHUSDT " + OfiCheck.BOOK -> ETHUSDT_BOOK;
            case "btcusdt-2024-07-18 BTCUSDT " + OfiCheck.BEST -> BTCUSDT_USDM;
            case "btcusdt-2024-08-08 BTCUSDT " + OfiCheck.BEST -> BTCUSDT_SPOT;
            default -> null;
        };
    }

    /** What of a report is not as known, in words. */
    List<String> differences(OfiReport report) {
        final List<String> differences = new ArrayList<>();
        compare("R2 over 1 s", rOfOne, report.rOfOne(), differences);
        compare("R2 over 10 s", rOfTen, report.rOfTen(), differences);
        for (int i = 0; i < ups.length; i++) {
            compare("fifth " + (i + 1), ups[i], report.ups()[i], differences);
        }
        return differences;
    }

    private static void compare(String what, double expected, double is, List<String> differences) {
        if (!(Math.abs(expected - is) <= TOLERANCE)) {
            differences.add(String.format(Locale.ROOT, "%s is %.3f, known %.2f", what, is, expected));
        }
    }
}
