package io.escapement.engine.history;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.HistoryBarEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

import java.math.BigDecimal;

/** Writes klines as events. Cold: allocates. */
public final class HistoryBars {
    private static final long NULL = HistoryBarEncoder.openPriceNullValue();

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final HistoryBarEncoder encoder = new HistoryBarEncoder();

    /**
     * Writes one, in the mantissas of an instrument. A number that these cannot hold exactly is missing, so that the
     * bars stage refuses the bar; of the optional ones it is not told.
     *
     * @return length, with the SBE header
     */
    public int write(Kline kline, Instrument instrument, long receiveTimeNs, MutableDirectBuffer buffer, int offset) {
        final int price = instrument.priceExponent();
        final int quantity = instrument.quantityExponent();
        encoder.wrapAndApplyHeader(buffer, offset, header)
            .receiveTimeNs(receiveTimeNs)
            .openTimeNs(kline.openTimeNs())
            .durationNs(kline.durationNs())
            .openPrice(mantissa(kline.open(), price))
            .highPrice(mantissa(kline.high(), price))
            .lowPrice(mantissa(kline.low(), price))
            .closePrice(mantissa(kline.close(), price))
            .volume(mantissa(kline.volume(), quantity))
            .buyVolume(mantissa(kline.buyVolume(), quantity))
            .notional(mantissa(kline.quoteVolume(), Money.EXPONENT))
            .instrumentId(instrument.id())
            .tradeCount(kline.tradeCount() < 0 ? HistoryBarEncoder.tradeCountNullValue() : kline.tradeCount());
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    private static long mantissa(BigDecimal value, int exponent) {
        if (value == null) {
            return NULL;
        }
        try {
            return value.scaleByPowerOfTen(-exponent).longValueExact();
        } catch (final ArithmeticException e) {
            return NULL;
        }
    }
}
