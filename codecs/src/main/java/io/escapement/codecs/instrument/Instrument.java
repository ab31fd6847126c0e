package io.escapement.codecs.instrument;

import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;

/**
 * What is traded at one venue. Prices and quantities of this instrument are mantissas at its exponents.
 *
 * @param id               ours, from 1, stable within a run
 * @param symbol           the venue's own text, as its REST interface spells it
 * @param priceExponent    power of ten of a price, from the tick: -2 where the tick is 0.01
 * @param quantityExponent power of ten of a quantity, from the asset's precision: real books hold sizes off the lot
 *                         grid
 * @param tickSize         smallest price step, price mantissa
 * @param lotSize          smallest quantity step of our own orders, quantity mantissa
 * @param minQuantity      of an order, quantity mantissa
 * @param maxQuantity      of an order, quantity mantissa
 * @param minNotional      of an order, mantissa at exponent -8 in the quote asset
 * @param contractSize     what one unit of quantity stands for, mantissa at exponent -8: base asset, of inverse
 *                         contracts quote asset; {@link #ONE} where quantities are amounts themselves
 * @param canonical        name that the same thing has at all venues, {@code BTC/USD}; the consolidated view joins by it
 * @param book             what the depth stream promises
 */
public record Instrument(
    int id,
    Venue venue,
    String symbol,
    String baseAsset,
    String quoteAsset,
    int priceExponent,
    int quantityExponent,
    long tickSize,
    long lotSize,
    long minQuantity,
    long maxQuantity,
    long minNotional,
    InstrumentStatus status,
    InstrumentKind kind,
    long contractSize,
    String canonical,
    BookRules book) {
    /** One whole unit, as {@link #contractSize} counts. */
    public static final long ONE = 100_000_000L;

    /** A spot instrument whose canonical name is its own base and quote, with the book rules of Binance spot. */
    public Instrument(int id, Venue venue, String symbol, String baseAsset, String quoteAsset, int priceExponent,
                      int quantityExponent, long tickSize, long lotSize, long minQuantity, long maxQuantity,
                      long minNotional, InstrumentStatus status) {
        this(id, venue, symbol, baseAsset, quoteAsset, priceExponent, quantityExponent, tickSize, lotSize, minQuantity,
            maxQuantity, minNotional, status, InstrumentKind.SPOT, ONE, baseAsset + "/" + quoteAsset,
            BookRules.of(SyncKind.RANGES));
    }

    /** The same thing under the name that it has at all venues. */
    public Instrument withCanonical(String name) {
        return new Instrument(id, venue, symbol, baseAsset, quoteAsset, priceExponent, quantityExponent, tickSize,
            lotSize, minQuantity, maxQuantity, minNotional, status, kind, contractSize, name, book);
    }

    public Instrument withStatus(InstrumentStatus newStatus) {
        return new Instrument(id, venue, symbol, baseAsset, quoteAsset, priceExponent, quantityExponent, tickSize,
            lotSize, minQuantity, maxQuantity, minNotional, newStatus, kind, contractSize, canonical, book);
    }
}
