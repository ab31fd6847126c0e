package io.escapement.engine.paper;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.sbe.LiquidityRole;

/**
 * Fees of one instrument's fills (V10): a rate by the role actually played, of the fill's notional in the quote
 * asset. Rounded against us at exponent -8, the notional and then the fee: a fee up, a rebate down.
 */
public final class Fees {
    private final long makerRate;
    private final long takerRate;
    private final int priceExponent;
    private final int quantityExponent;

    /**
     * @param makerRate        fraction of the notional, mantissa at exponent -8 (2 bps = 20000); negative = rebate
     * @param takerRate        likewise
     * @param priceExponent    of the instrument
     * @param quantityExponent of the instrument
     */
    public Fees(long makerRate, long takerRate, int priceExponent, int quantityExponent) {
        this.makerRate = makerRate;
        this.takerRate = takerRate;
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }

    /**
     * The fee of a fill, mantissa at exponent -8; positive is paid by us.
     *
     * @throws ArithmeticException if it does not fit into 64 bits
     */
    public long fee(long price, long quantity, LiquidityRole role) {
        final long rate = role == LiquidityRole.MAKER ? makerRate : takerRate;
        final Rounding againstUs = rate < 0 ? Rounding.TRUNCATE : Rounding.UP;
        final long notional = Money.notional(price, priceExponent, quantity, quantityExponent, againstUs);
        final long fee = Money.share(notional, rate, Money.EXPONENT, againstUs);
        if (Money.isOverflow(fee)) {
            throw new ArithmeticException("the fee of " + quantity + " at " + price + " (mantissas) does not fit into"
                + " 64 bits");
        }
        return fee;
    }

    /**
     * Price times quantity, mantissa at exponent -8, rounded down; {@link Money#OVERFLOW} if that does not fit.
     */
    public long notional(long price, long quantity) {
        return Money.notional(price, priceExponent, quantity, quantityExponent, Rounding.TRUNCATE);
    }
}
