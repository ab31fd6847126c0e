package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.engine.market.Wide;
import io.escapement.engine.market.Worth;

/**
 * How much to order. Pure, in fixed point, for strategies to ask before they intend; what comes out is on the lot and
 * never more than was asked for. 0 where less than the venue takes, or nothing sensible, would come out; inverse
 * contracts are not sized, as their profit is not in the quote asset.
 */
public final class PositionSize {
    private static final long BPS = 10_000;

    private PositionSize() {
    }

    /** The same every time: a quantity, put on the lot. */
    public static long fixed(Instrument instrument, long quantity, long price) {
        return taken(instrument, quantity, price);
    }

    /**
     * So much that the stop, if it is reached, loses no more than the risk, fees of both ways in it.
     *
     * @param risk   to lose, Money
     * @param entry  expected price, mantissa
     * @param stop   price, mantissa, on either side of the entry
     * @param feeBps of one way, hundredths of a percent
     */
    public static long riskPerTrade(Instrument instrument, long risk, long entry, long stop, int feeBps) {
        if (risk <= 0 || !isPrice(entry) || !isPrice(stop) || entry == stop || feeBps < 0 || feeBps > BPS) {
            return 0;
        }
        final long fees = Wide.multiplyDivide(Math.max(entry, stop), 2L * feeBps, BPS);
        final long roundedUp = fees == Money.OVERFLOW || feeBps == 0 ? fees : fees + 1;
        final long loss = Money.add(Math.abs(entry - stop), roundedUp);
        return loss == Money.OVERFLOW ? 0 : taken(instrument, worthUpTo(instrument, loss, risk), entry);
    }

    /**
     * So much that the position moves by the target share of the capital when the market moves as it does: capital x
     * target / volatility, but never worth more than the capital.
     *
     * @param capital    Money
     * @param target     volatility wanted of the capital, in the unit of {@code volatility}
     * @param volatility of the market over the same time
     */
    public static long volatilityTarget(Instrument instrument, long capital, long target, long volatility,
                                        long price) {
        if (capital <= 0 || target <= 0 || volatility <= 0 || !isPrice(price)) {
            return 0;
        }
        final long wanted = target >= volatility ? capital : Wide.multiplyDivide(capital, target, volatility);
        return taken(instrument, worthUpTo(instrument, price, Math.min(wanted, capital)), price);
    }

    private static boolean isPrice(long price) {
        return price > 0 && price <= NumericSanity.MOST;
    }

    /** The greatest quantity on the lot that is worth no more at a price. */
    private static long worthUpTo(Instrument instrument, long price, long most) {
        if (instrument.kind() == InstrumentKind.INVERSE) {
            return 0;
        }
        long low = 0;
        long high = NumericSanity.MOST / instrument.lotSize();
        while (low < high) {
            final long middle = low + (high - low + 1) / 2;
            final long worth = Worth.of(instrument, price, middle * instrument.lotSize(), Rounding.UP);
            if (worth != Money.OVERFLOW && worth <= most) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low * instrument.lotSize();
    }

    /** As much of it as the venue takes. */
    private static long taken(Instrument instrument, long quantity, long price) {
        if (quantity <= 0 || quantity > NumericSanity.MOST || !isPrice(price)) {
            return 0;
        }
        final long most = instrument.maxQuantity() > 0 ? Math.min(quantity, instrument.maxQuantity()) : quantity;
        final long onLot = most - most % instrument.lotSize();
        final long worth = Worth.of(instrument, price, onLot, Rounding.TRUNCATE);
        final boolean enough = onLot > 0 && onLot >= instrument.minQuantity()
            && (worth == Money.OVERFLOW || worth >= instrument.minNotional());
        return enough ? onLot : 0;
    }
}
