package io.escapement.tools.latency;

import org.HdrHistogram.Histogram;

import java.util.Collection;
import java.util.Locale;

/**
 * The axes of a percentile distribution. Percentiles are on a scale on which every further nine takes the same room;
 * values, in microseconds, are on a logarithmic one. Values below the lowest decade lie on its edge.
 */
final class PercentileScale {
    private static final int MAX_NINES = 6;
    private static final double NS_PER_US = 1_000.0;
    private static final double LOWEST_US = 0.001;

    private final int nines;
    private final int lowDecade;
    private final int highDecade;

    PercentileScale(Collection<Histogram> histograms) {
        long count = 10;
        double low = Double.MAX_VALUE;
        double high = LOWEST_US;
        for (final Histogram histogram : histograms) {
            count = Math.max(count, histogram.getTotalCount());
            high = Math.max(high, us(histogram, 100));
            final double least = histogram.getMinNonZeroValue() / NS_PER_US;
            low = least < us(histogram, 100) || histogram.getMaxValue() > 0 ? Math.min(low, least) : low;
        }
        nines = (int) Math.max(2, Math.min(MAX_NINES, Math.ceil(Math.log10(count))));
        lowDecade = (int) Math.floor(Math.log10(Math.max(LOWEST_US, Math.min(low, high))));
        highDecade = Math.max(lowDecade + 1, (int) Math.ceil(Math.log10(high)));
    }

    static double us(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / NS_PER_US;
    }

    /** Nines to show: 3 is up to 99.9 %. */
    int nines() {
        return nines;
    }

    int lowDecade() {
        return lowDecade;
    }

    int highDecade() {
        return highDecade;
    }

    /** The percentile at a place on its axis, from 0 to 1. */
    double percentile(double place) {
        return 100 - 100 / Math.pow(10, place * nines);
    }

    /** Place on the value axis, from 0 to 1. */
    double place(double us) {
        final double place = us <= 0 ? 0 : (Math.log10(us) - lowDecade) / (highDecade - lowDecade);
        return Math.max(0, Math.min(1, place));
    }

    /** What a tick on the percentile axis says: 0, 90, 99, 99.9 and so on. */
    static String tick(int nines) {
        return nines == 0 ? "0" : nines == 1 ? "90" : nines == 2 ? "99" : "99." + "9".repeat(nines - 2);
    }

    /** A decade of microseconds, in plain decimals. */
    static String decade(int exponent) {
        return exponent >= 0 ? String.format(Locale.ROOT, "%,.0f", Math.pow(10, exponent))
            : String.format(Locale.ROOT, "%." + -exponent + "f", Math.pow(10, exponent));
    }
}
