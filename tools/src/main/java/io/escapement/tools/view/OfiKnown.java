package io.escapement.tools.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured before of a recording's best prices, by other code (numpy), in two digits.
 *
 * @param rOfOne see {@link OfiReport}; so the others
 */
record OfiKnown(double rOfOne, double rOfTen, double[] ups) {
    /**
     * Half of the last digit that is known, and as much again for where the first second begins: shifted by a part of
     * a second, 344 pairs give another third digit.
     */
    static final double TOLERANCE = 0.01;

    private static final OfiKnown ETHUSDT =
        new OfiKnown(0.56, 0.51, new double[] {0.20, 0.36, 0.45, 0.53, 0.76});

    /** Null where nothing is. */
    static OfiKnown of(String recording, String symbol, String source) {
        return recording.equals("ethusdt-2024-08-08") && symbol.equals("ETHUSDT") && source.equals(OfiCheck.BEST)
            ? ETHUSDT : null;
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
