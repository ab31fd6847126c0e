package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Venue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits of one instrument as a person writes them. An instrument without limits is not traded.
 *
 * @param venue            as the schema spells it
 * @param symbol           the venue's own
 * @param maxOrderQuantity of one order, base asset
 * @param maxPosition      long or short, with all open orders at their worst, base asset
 * @param bounds           the other limits; open orders, order notional, collar and reference age have to be set
 * @param permission       what may be done with it
 * @param stopLoss         of each strategy's position
 */
public record InstrumentLimits(
    String venue,
    String symbol,
    BigDecimal maxOrderQuantity,
    BigDecimal maxPosition,
    Bounds bounds,
    Permission permission,
    StopLossRule stopLoss) {

    private static final BigDecimal MOST = BigDecimal.TEN.pow(15);
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(90_000_000_000L);
    private static final List<Bound> REQUIRED =
        List.of(Bound.ORDER_NOTIONAL, Bound.OPEN_ORDERS, Bound.COLLAR, Bound.REFERENCE_AGE);

    /** What may be done with an instrument. */
    public enum Permission {
        /** Long only: nothing is sold that is not held. */
        LONG,
        /** Long and short. */
        BOTH,
        /** Nothing but what makes a position smaller. */
        REDUCE_ONLY,
        /** Nothing. */
        CLOSED
    }

    /**
     * The limits that there are for every instrument, both ways.
     *
     * @param maxOrderNotional  of one order, quote asset
     * @param maxOpenOrders     at one time
     * @param priceCollarBps    distance of a price from the live mid, hundredths of a percent
     * @param maxReferenceAgeNs a quote older than this is no reference for the collar
     */
    public InstrumentLimits(String venue, String symbol, BigDecimal maxOrderQuantity, BigDecimal maxOrderNotional,
                            BigDecimal maxPosition, int maxOpenOrders, int priceCollarBps, long maxReferenceAgeNs) {
        this(venue, symbol, maxOrderQuantity, maxPosition, bounds(maxOrderNotional, maxOpenOrders, priceCollarBps,
            maxReferenceAgeNs), Permission.BOTH, StopLossRule.NONE);
    }

    private static Bounds bounds(BigDecimal notional, int orders, int collarBps, long ageNs) {
        final Bounds bounds = Bounds.OPEN.with(Bound.OPEN_ORDERS, orders).with(Bound.COLLAR, collarBps)
            .with(Bound.REFERENCE_AGE, ageNs);
        return notional == null ? bounds : bounds.with(Bound.ORDER_NOTIONAL, notional.min(MOST_MONEY));
    }

    /** The same with other limits beside quantity and position. */
    public InstrumentLimits withBounds(Bounds other) {
        return new InstrumentLimits(venue, symbol, maxOrderQuantity, maxPosition, other, permission, stopLoss);
    }

    /** The same with another stop-loss. */
    public InstrumentLimits withStopLoss(StopLossRule other) {
        return new InstrumentLimits(venue, symbol, maxOrderQuantity, maxPosition, bounds, permission, other);
    }

    /** The same with another permission. */
    public InstrumentLimits withPermission(Permission other) {
        return new InstrumentLimits(venue, symbol, maxOrderQuantity, maxPosition, bounds, other, stopLoss);
    }

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        if (!isVenue(venue)) {
            problems.add("venue: " + venue + "; expected one of the venues, for example BINANCE");
        }
        if (symbol == null || symbol.isBlank()) {
            problems.add("symbol: empty; expected the venue's name of an instrument, for example BTCUSDT");
        }
        positive(problems, "max-order-quantity", maxOrderQuantity, "0.01");
        positive(problems, "max-position", maxPosition, "0.05");
        for (final Bound bound : REQUIRED) {
            if (!bounds.has(bound)) {
                problems.add(bound.key() + ": missing; expected more than 0");
            }
        }
        problems.addAll(bounds.problems());
        problems.addAll(stopLoss.problems());
        if (maxOrderQuantity != null && maxPosition != null && maxOrderQuantity.compareTo(maxPosition) > 0) {
            problems.add("max-order-quantity: " + maxOrderQuantity.toPlainString() + "; expected at most max-position, "
                + maxPosition.toPlainString());
        }
        return problems;
    }

    static boolean isVenue(String name) {
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
