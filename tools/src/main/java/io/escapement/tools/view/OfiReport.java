package io.escapement.tools.view;

import io.escapement.tools.terminal.JsonLines;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * What was measured of one instrument by one of its sources of quotes, beside what is known of the recording.
 *
 * @param recording name of the capture
 * @param source    where quotes are from: the engine's book, or the venue's own best prices
 * @param rOfOne    share of the variance of the mid's change over 1 s that order flow explains; NaN: too few
 * @param rOfTen    likewise over 10 s
 * @param ups       share of quotes whose next move of the mid is up, by imbalance: below -0.6, -0.2, 0.2, 0.6, above
 * @param quotes    that these are of
 * @param known     null: nothing is known of it
 */
record OfiReport(String recording, String symbol, String source, double rOfOne, double rOfTen, double[] ups,
                 long quotes, OfiKnown known) {

    boolean isSound() {
        return known == null || known.differences(this).isEmpty();
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            new JsonLines(out).line(object -> {
                object.writeStringField("recording", recording);
                object.writeStringField("symbol", symbol);
                object.writeStringField("source", source);
                object.writeNumberField("r2Of1s", rOfOne);
                object.writeNumberField("r2Of10s", rOfTen);
                object.writeArrayFieldStart("upByImbalance");
                for (final double up : ups) {
                    object.writeNumber(up);
                }
                object.writeEndArray();
                object.writeNumberField("quotes", quotes);
                object.writeBooleanField("isKnown", known != null);
                object.writeBooleanField("isAsKnown", isSound());
            });
            return;
        }
        out.printf(Locale.ROOT, "%-28s %-8s %-11s R2 1 s %.3f  10 s %.3f  up %s  of %,d quotes%n", recording, symbol,
            source, rOfOne, rOfTen, shares(ups), quotes);
        if (known != null) {
            out.printf(Locale.ROOT, "%-28s %-8s %-11s R2 1 s %.3f  10 s %.3f  up %s  within %.3f: %s%n", "", "",
                "  known", known.rOfOne(), known.rOfTen(), shares(known.ups()), OfiKnown.TOLERANCE,
                isSound() ? "yes" : "NO: " + String.join(", ", known.differences(this)));
        }
    }

    private static String shares(double[] ups) {
        final StringBuilder text = new StringBuilder();
        for (final double up : ups) {
            text.append(String.format(Locale.ROOT, " %.3f", up));
        }
        return text.substring(1);
    }
}
