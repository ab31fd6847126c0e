package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Venue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits of one instrument as a person writes them. An instrument without limits is not traded.
 *
 * @param venue             as the schema spells it
 * @param symbol            the venue's own
 * @param maxOrderQuantity  of one order, base asset
 * @param maxOrderNotional  of one order, quote asset
 * @param maxPosition       long or short, with all open orders at their worst, base asset
 * @param maxOpenOrders     at one time
 * @param priceCollarBps    distance of a limit price from the live mid, hundredths of a percent
 * @param maxReferenceAgeNs a quote older than this is no reference for the collar
 */
public record InstrumentLimits(
    String venue,
    String symbol,
    BigDecimal maxOrderQuantity,
    BigDecimal maxOrderNotional,
    BigDecimal maxPosition,
    int maxOpenOrders,
    int priceCollarBps,
    long maxReferenceAgeNs) {

    private static final BigDecimal MOST = BigDecimal.TEN.pow(15);
    private static final int MOST_BPS = 5_000;

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        if (!isVenue(venue)) {
            problems.add("venue: " + venue + "; expected one of the venues, for example BINANCE");
        }
        if (symbol == null || symbol.isBlank()) {
            problems.add("symbol: empty; expected the venue's name of an instrument, for example BTCUSDT");
        }
        positive(problems, "maxOrderQuantity", maxOrderQuantity, "0.01");
        positive(problems, "maxOrderNotional", maxOrderNotional, "1000");
        positive(problems, "maxPosition", maxPosition, "0.05");
        if (maxOpenOrders < 1) {
            problems.add("maxOpenOrders: " + maxOpenOrders + "; expected at least 1, for example 4");
        }
        if (priceCollarBps < 1 || priceCollarBps > MOST_BPS) {
            problems.add("priceCollarBps: " + priceCollarBps + "; expected 1 to " + MOST_BPS + ", for example 50");
        }
        if (maxReferenceAgeNs < 1) {
            problems.add("maxReferenceAgeNs: " + maxReferenceAgeNs
                + "; expected more than 0 nanoseconds, for example 2000000000");
        }
        if (maxOrderQuantity != null && maxPosition != null && maxOrderQuantity.compareTo(maxPosition) > 0) {
            problems.add("maxOrderQuantity: " + maxOrderQuantity.toPlainString() + "; expected at most maxPosition, "
                + maxPosition.toPlainString());
        }
        return problems;
    }

    private static boolean isVenue(String name) {
        for (final Venue known : Venue.values()) {
            if (known != Venue.NULL_VAL && known.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static void positive(List<String> problems, String key, BigDecimal value, String example) {
        if (value == null || value.signum() <= 0 || value.compareTo(MOST) > 0) {
            problems.add(key + ": " + (value == null ? "missing" : value.toPlainString())
                + "; expected more than 0 and at most " + MOST.toPlainString() + ", for example " + example);
        }
    }
}
