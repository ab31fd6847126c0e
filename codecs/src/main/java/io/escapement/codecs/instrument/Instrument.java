package io.escapement.codecs.instrument;

import io.escapement.codecs.sbe.InstrumentStatus;
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
    InstrumentStatus status) {
}
