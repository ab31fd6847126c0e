package io.escapement.engine.paper;

import io.escapement.codecs.sbe.LiquidityRole;

/**
 * Fees of one instrument's fills (V10): a rate by the role actually played, of the fill's notional in the quote
 * asset. Rounded against us at exponent -8: a fee up, a rebate down. One thread.
 */
public final class Fees {
    private final long makerRate;
    private final long takerRate;
    private final int notionalExponent;
    private final WideNumber wide = new WideNumber();

    /**
     * @param makerRate        fraction of the notional, mantissa at exponent -8 (2 bps = 20000); negative = rebate
     * @param takerRate        likewise
     * @param priceExponent    of the instrument
     * @param quantityExponent of the instrument
     */
    public Fees(long makerRate, long takerRate, int priceExponent, int quantityExponent) {
        this.makerRate = makerRate;
        this.takerRate = takerRate;
        this.notionalExponent = priceExponent + quantityExponent;
    }

    /**
     * The fee of a fill, mantissa at exponent -8; positive is paid by us.
     *
     * @throws ArithmeticException if it does not fit into 64 bits
     */
    public long fee(long price, long quantity, LiquidityRole role) {
        final long rate = role == LiquidityRole.MAKER ? makerRate : takerRate;
        // Price, quantity and rate have exponents p, q and -8; the fee has -8: what is left to shift is p + q.
        wide.set(price).multiply(quantity).multiply(Math.abs(rate)).scale(notionalExponent);
        return rate < 0 ? -wide.down() : wide.up();
    }

    /**
     * Price times quantity, mantissa at exponent -8, rounded down.
     *
     * @throws ArithmeticException if it does not fit into 64 bits
     */
    public long notional(long price, long quantity) {
        return wide.set(price).multiply(quantity).scale(notionalExponent + 8).down();
    }
}
