package io.escapement.engine.paper;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
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
    private final long contractSize;

    /**
     * @param makerRate        fraction of the notional, mantissa at exponent -8 (2 bps = 20000); negative = rebate
     * @param takerRate        likewise
     * @param priceExponent    of the instrument
     * @param quantityExponent of the instrument
     */
    public Fees(long makerRate, long takerRate, int priceExponent, int quantityExponent) {
        this(makerRate, takerRate, priceExponent, quantityExponent, Instrument.ONE);
    }

    /** @param contractSize what one unit of quantity stands for, mantissa at -8 */
    Fees(long makerRate, long takerRate, int priceExponent, int quantityExponent, long contractSize) {
        this.contractSize = contractSize;
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
        final long notional = worth(price, quantity, againstUs);
        final long fee = Money.share(notional, rate, Money.EXPONENT, againstUs);
        if (Money.isOverflow(fee)) {
            throw new ArithmeticException("the fee of " + quantity + " at " + price + " (mantissas) does not fit into"
                + " 64 bits");
        }
        return fee;
    }

    /**
     * The fee of a fill in what was bought, mantissa at exponent -8 of the base asset; positive is paid by us.
     *
     * @throws ArithmeticException if it does not fit into 64 bits
     */
    public long feeInBase(long quantity, LiquidityRole role) {
        final long rate = role == LiquidityRole.MAKER ? makerRate : takerRate;
        final Rounding againstUs = rate < 0 ? Rounding.TRUNCATE : Rounding.UP;
        final long amount = Money.rescale(quantity, quantityExponent, Money.EXPONENT, againstUs);
        final long fee = Money.share(amount, rate, Money.EXPONENT, againstUs);
        if (Money.isOverflow(fee)) {
            throw new ArithmeticException("the fee of " + quantity + " (mantissa) does not fit into 64 bits");
        }
        return fee;
    }

    /**
     * Price times quantity, mantissa at exponent -8, rounded down; {@link Money#OVERFLOW} if that does not fit.
     */
    public long notional(long price, long quantity) {
        return worth(price, quantity, Rounding.TRUNCATE);
    }

    private long worth(long price, long quantity, Rounding rounding) {
        final long worth = Money.notional(price, priceExponent, quantity, quantityExponent, rounding);
        return contractSize == Instrument.ONE ? worth : Money.share(worth, contractSize, Money.EXPONENT, rounding);
    }
}
