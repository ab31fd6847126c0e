package io.escapement.engine.venue.loopback.exchange;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What a client asks for.
 *
 * @param clientId      the client's own name for it; never empty
 * @param price         null for a market order
 * @param quantity      null where {@code quoteQuantity} says it
 * @param quoteQuantity to spend or to get, for market orders; null = none
 * @param trigger       price at which it becomes an order; null = at once
 * @param rises         whether it is triggered by the price rising to the trigger, else by its falling to it
 * @param words         what the protocol wants to say again, such as the type's name
 */
public record Ticket(String clientId, String symbol, boolean buy, Force force, BigDecimal price, BigDecimal quantity,
                     BigDecimal quoteQuantity, BigDecimal trigger, boolean rises, boolean reduceOnly,
                     Map<String, String> words) {
    /** How long it stands. */
    public enum Force { GTC, IOC, FOK, POST_ONLY, MARKET }

    /** Copies the words. */
    public Ticket {
        words = Map.copyOf(words);
    }

    /** A plain limit order. */
    public static Ticket limit(final String clientId, final String symbol, final boolean buy, final Force force,
        final String price, final String quantity) {
        return new Ticket(clientId, symbol, buy, force, new BigDecimal(price), new BigDecimal(quantity), null, null,
            false, false, Map.of());
    }

    /** A plain market order. */
    public static Ticket market(final String clientId, final String symbol, final boolean buy,
        final String quantity) {
        return new Ticket(clientId, symbol, buy, Force.MARKET, null, new BigDecimal(quantity), null, null, false,
            false, Map.of());
    }

    Ticket withQuantity(final BigDecimal other) {
        return new Ticket(clientId, symbol, buy, force, price, other, quoteQuantity, trigger, rises, reduceOnly,
            words);
    }
}
