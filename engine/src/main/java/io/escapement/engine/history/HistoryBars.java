package io.escapement.engine.history;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.HistoryBarEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes klines as events. Cold: allocates. */
public final class HistoryBars {
    private static final long NULL = HistoryBarEncoder.openPriceNullValue();

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final HistoryBarEncoder encoder = new HistoryBarEncoder();

    /**
     * Writes one, in the mantissas of an instrument. A price that these cannot hold exactly is missing, so that the
     * bars stage refuses the bar, and so is a volume that is too large. Digits of volumes and money beyond the
     * instrument's are rounded, halves to even: venues have none, but files that went through a binary fraction do.
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
            .volume(rounded(kline.volume(), quantity))
            .buyVolume(rounded(kline.buyVolume(), quantity))
            .notional(rounded(kline.quoteVolume(), Money.EXPONENT))
            .instrumentId(instrument.id())
            .tradeCount(kline.tradeCount() < 0 ? HistoryBarEncoder.tradeCountNullValue() : kline.tradeCount());
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    private static long rounded(BigDecimal value, int exponent) {
        return value == null ? NULL : mantissa(value.setScale(-exponent, RoundingMode.HALF_EVEN), exponent);
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
