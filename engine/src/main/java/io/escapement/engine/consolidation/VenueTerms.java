package io.escapement.engine.consolidation;

import io.escapement.codecs.sbe.Venue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is said of each venue beforehand.
 *
 * @param weights   how much a venue's sizes count in the weighted mid and in dominance, mantissas at exponent
 *                  {@value #WEIGHT_EXPONENT}; 0: its levels are shown and count nothing; a venue that is missing
 *                  likewise
 * @param takerFees of the notional, in hundredths of a basis point; without its fee a venue takes no part in arbitrage
 */
public record VenueTerms(Map<Venue, Integer> weights, Map<Venue, Integer> takerFees) {
    /** Power of ten of a weight. */
    public static final int WEIGHT_EXPONENT = -3;
    /** A weight of 100. */
    public static final int MAX_WEIGHT = 100_000;
    /** Ten per cent. */
    public static final int MAX_FEE = 100_000;

    private static final Map<Venue, Integer> USUAL_WEIGHTS = new EnumMap<>(Map.ofEntries(
        Map.entry(Venue.BINANCE, 1_000), Map.entry(Venue.BINANCE_USDM, 1_000), Map.entry(Venue.COINBASE, 900),
        Map.entry(Venue.KRAKEN, 800), Map.entry(Venue.BYBIT, 700), Map.entry(Venue.OKX, 700),
        Map.entry(Venue.HTX, 600), Map.entry(Venue.KUCOIN, 600), Map.entry(Venue.GATE, 500),
        Map.entry(Venue.BITFINEX, 500), Map.entry(Venue.MEXC, 400)));

    public VenueTerms {
        weights = copy(weights);
        takerFees = copy(takerFees);
    }

    private static Map<Venue, Integer> copy(Map<Venue, Integer> values) {
        final Map<Venue, Integer> copy = new EnumMap<>(Venue.class);
        copy.putAll(values);
        return copy;
    }

    /** The usual weights, and no venue's fee. */
    public static VenueTerms usual() {
        return new VenueTerms(USUAL_WEIGHTS, Map.of());
    }

    /** The weight that a venue has unless the config says otherwise; 0 for one that has none. */
    public static int usualWeight(Venue venue) {
        return USUAL_WEIGHTS.getOrDefault(venue, 0);
    }

    int weight(Venue venue) {
        return weights.getOrDefault(venue, 0);
    }

    boolean hasTakerFee(Venue venue) {
        return takerFees.containsKey(venue);
    }

    int takerFee(Venue venue) {
        return takerFees.getOrDefault(venue, 0);
    }

    /** What is wrong, one line each; empty if nothing is. */
    List<String> problems() {
        final List<String> problems = new ArrayList<>();
        check("weights", weights, MAX_WEIGHT, "thousandths, for example 900 for 0.9", problems);
        check("takerFees", takerFees, MAX_FEE, "hundredths of a basis point, for example 1000 for 10", problems);
        return problems;
    }

    private static void check(String key, Map<Venue, Integer> values, int most, String unit, List<String> problems) {
        values.forEach((venue, value) -> {
            if (value < 0 || value > most) {
                problems.add(key + ": " + value + " for " + venue + "; expected 0 to " + most + " " + unit);
            }
        });
    }
}
