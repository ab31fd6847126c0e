package io.escapement.engine.features;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the features stage makes.
 *
 * @param groups        that are asked for; others cost nothing
 * @param cadenceNs     how often values are told: a whole part of a second, at least {@link #LEAST_CADENCE_NS}
 * @param pendingTrades of an instrument that may wait for what became of the mid: about as many as come in ten seconds
 * @param instruments   what was fitted for each
 */
public record FeaturesConfig(Set<FeatureGroup> groups, long cadenceNs, int pendingTrades,
                             List<InstrumentTerms> instruments) {
    public static final long LEAST_CADENCE_NS = 100_000_000L;
    public static final int LEAST_PENDING = 16;
    public static final int MOST_PENDING = 1 << 20;
    /** 400 a second for ten seconds, rounded up; 33 bytes each. */
    private static final int USUAL_PENDING = 4096;

    /** Everything that needs no fitting, each second. */
    public static FeaturesConfig usual() {
        return new FeaturesConfig(EnumSet.allOf(FeatureGroup.class), Cadence.SECOND_NS, USUAL_PENDING, List.of());
    }

    /** The same with other groups. */
    public FeaturesConfig withGroups(Set<FeatureGroup> others) {
        return new FeaturesConfig(others, cadenceNs, pendingTrades, instruments);
    }

    /** What is wrong, one line each; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        if (cadenceNs < LEAST_CADENCE_NS || cadenceNs > Cadence.SECOND_NS || Cadence.SECOND_NS % cadenceNs != 0) {
            problems.add("cadence: " + cadenceNs + " ns; expected a whole part of a second, at least 100ms, for"
                + " example 1s");
        }
        if (pendingTrades < LEAST_PENDING || pendingTrades > MOST_PENDING || Integer.bitCount(pendingTrades) != 1) {
            problems.add("pending-trades: " + pendingTrades + "; expected a power of two from " + LEAST_PENDING + " to "
                + MOST_PENDING + ", for example " + USUAL_PENDING);
        }
        for (int i = 0; i < instruments.size(); i++) {
            check(instruments.get(i), "instruments[" + i + "]", problems);
        }
        return problems;
    }

    private static void check(InstrumentTerms terms, String where, List<String> problems) {
        if (terms.venue() == null || terms.venue() == Venue.NULL_VAL) {
            problems.add(where + ".venue: none; expected one, for example binance-usdm");
        }
        if (terms.bucketVolume() != null && terms.bucketVolume().signum() <= 0) {
            problems.add(where + ".bucket-volume: " + terms.bucketVolume() + "; expected more than 0, for example 100");
        }
        final List<Double> weights = terms.integratedWeights();
        final double sum = weights.stream().mapToDouble(Math::abs).sum();
        if (!weights.isEmpty() && (weights.size() != Top.LEVELS || !(sum > 0) || Double.isInfinite(sum))) {
            problems.add(where + ".integrated-weights: " + weights + "; expected " + Top.LEVELS
                + " numbers that are not all 0, for example [0.49, 0.46, 0.44, 0.43, 0.42]");
        }
    }

    InstrumentTerms terms(Instrument instrument) {
        for (final InstrumentTerms terms : instruments) {
            if (terms.isAbout(instrument)) {
                return terms;
            }
        }
        return InstrumentTerms.NONE;
    }
}
