package io.escapement.engine.indicators;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;

/** A closed bar in whole units, and the average true range with it. One a series, filled anew for each bar. */
final class BarValues {
    /** Bars of the average true range that others divide by. */
    static final int ATR_BARS = 14;
    private static final double MONEY = 1e8;

    private final int priceExponent;
    private final int quantityExponent;
    private final long contractSizeMantissa;
    private final InstrumentKind kind;
    private final double pricesInOne;
    private final double quantitiesInOne;
    private final double contractSize;
    private final boolean inverse;

    double open;
    double high;
    double low;
    double close;
    /** Base asset, of inverse contracts quote asset; NaN: not known. */
    double volume;
    /** Quantity times price of all trades by {@link #quantity} is their mean price; NaN: not known. */
    double worth;
    /** As the instrument counts it; NaN: not known. */
    double quantity;
    /** NaN: not known. */
    double tradeCount;
    /** Average true range of {@link #ATR_BARS} bars; NaN until there is one. */
    double atr;
    long openTimeNs;
    long endTimeNs;

    BarValues(Instrument instrument) {
        this(instrument.priceExponent(), instrument.quantityExponent(), instrument.contractSize(), instrument.kind());
    }

    private BarValues(int priceExponent, int quantityExponent, long contractSize, InstrumentKind kind) {
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
        this.contractSizeMantissa = contractSize;
        this.kind = kind;
        this.pricesInOne = inOne(priceExponent);
        this.quantitiesInOne = inOne(quantityExponent);
        this.contractSize = contractSize / MONEY;
        this.inverse = kind == InstrumentKind.INVERSE;
    }

    /** Of a view, which tells everything at -8, quantities in the base asset. */
    static BarValues ofView() {
        return new BarValues(Money.EXPONENT, Money.EXPONENT, Instrument.ONE, InstrumentKind.SPOT);
    }

    /** Whether an instrument's numbers mean what those do that this was made for. */
    boolean fits(Instrument instrument) {
        return instrument.priceExponent() == priceExponent && instrument.quantityExponent() == quantityExponent
            && instrument.contractSize() == contractSizeMantissa && instrument.kind() == kind;
    }

    /** Mantissas at an exponent that make one. */
    private static double inOne(int exponent) {
        double inOne = 1;
        for (int i = 0; i < Math.abs(exponent); i++) {
            inOne *= 10;
        }
        return exponent < 0 ? inOne : 1 / inOne;
    }

    /** Whether prices make a bar; one that does not is not taken. */
    static boolean isSound(long open, long high, long low, long close) {
        return low > 0 && open >= low && close >= low && high >= open && high >= close;
    }

    void time(long newOpenTimeNs, long durationNs) {
        openTimeNs = newOpenTimeNs;
        endTimeNs = newOpenTimeNs + durationNs;
    }

    void prices(long newOpen, long newHigh, long newLow, long newClose) {
        open = newOpen / pricesInOne;
        high = newHigh / pricesInOne;
        low = newLow / pricesInOne;
        close = newClose / pricesInOne;
    }

    /** What is negative is not known: the null of these fields is the least long. */
    void amounts(long newVolume, long newNotional, int newTradeCount) {
        quantity = newVolume < 0 ? Double.NaN : newVolume / quantitiesInOne;
        worth = newNotional < 0 ? Double.NaN : newNotional / MONEY;
        volume = quantity * contractSize;
        tradeCount = newTradeCount < 0 ? Double.NaN : newTradeCount;
    }

    /** What was traded, in quote asset; NaN: not known. */
    double quoteVolume() {
        return inverse ? volume : worth * contractSize;
    }

    double typicalPrice() {
        return (high + low + close) / 3;
    }
}
