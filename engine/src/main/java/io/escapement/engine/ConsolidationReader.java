package io.escapement.engine;

import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.config.Section;
import io.escapement.engine.consolidation.ArbitrageConfig;
import io.escapement.engine.consolidation.ConsolidationConfig;
import io.escapement.engine.consolidation.VenueTerms;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Reads the section {@code consolidation} of a config; everything in it has a default but the venues' taker fees. */
final class ConsolidationReader {
    private static final int WEIGHT_DIGITS = -VenueTerms.WEIGHT_EXPONENT;
    private static final int BPS_DIGITS = 2;

    private ConsolidationReader() {
    }

    static ConsolidationConfig read(Section section) {
        final ConsolidationConfig usual = ConsolidationConfig.usual();
        final ConsolidationConfig config = new ConsolidationConfig(
            new VenueTerms(weights(section.section("weights")), takerFees(section.section("taker-fee-bps"))),
            section.count("depth", 1, ConsolidationConfig.MAX_DEPTH, usual.depth()),
            section.count("rows", 1, ConsolidationConfig.MAX_ROWS, usual.rows()),
            section.count("least-instruments", 1, ConsolidationConfig.MAX_BOOKS, usual.leastInstruments()),
            section.yes("join-kinds", usual.joinKinds()),
            arbitrage(section.section("arbitrage")));
        section.problems(config.problems());
        return config;
    }

    private static Map<Venue, Integer> weights(Section weights) {
        final Map<Venue, Integer> read = new EnumMap<>(Venue.class);
        for (final Venue venue : Venue.values()) {
            if (venue != Venue.NULL_VAL) {
                final BigDecimal usual = BigDecimal.valueOf(VenueTerms.usualWeight(venue), WEIGHT_DIGITS);
                read.put(venue, mantissa(weights, key(venue), "100", usual.toPlainString(), WEIGHT_DIGITS));
            }
        }
        return read;
    }

    private static Map<Venue, Integer> takerFees(Section fees) {
        final Map<Venue, Integer> read = new EnumMap<>(Venue.class);
        for (final Venue venue : Venue.values()) {
            // Asked for even where it is missing, so that the keys that are known can be told.
            final int fee = venue == Venue.NULL_VAL ? 0 : mantissa(fees, key(venue), "1000", "0", BPS_DIGITS);
            if (venue != Venue.NULL_VAL && fees.has(key(venue))) {
                read.put(venue, fee);
            }
        }
        return read;
    }

    private static ArbitrageConfig arbitrage(Section arbitrage) {
        return new ArbitrageConfig(
            mantissa(arbitrage, "min-net-bps", "1000", "1", BPS_DIGITS),
            mantissa(arbitrage, "hysteresis-bps", "1000", "0.5", BPS_DIGITS),
            mantissa(arbitrage, "change-bps", "1000", "1", BPS_DIGITS),
            arbitrage.count("change-percent", 1, 100, ArbitrageConfig.USUAL.changePercent()));
    }

    private static String key(Venue venue) {
        return venue.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int mantissa(Section section, String key, String most, String usual, int digits) {
        final BigDecimal value = section.decimal(key, "0", most, usual);
        try {
            return value.scaleByPowerOfTen(digits).intValueExact();
        } catch (ArithmeticException e) {
            section.problem(key, "is '" + value.toPlainString() + "'; expected at most " + digits
                + " digits behind the point, e.g. " + usual);
            return 0;
        }
    }
}
