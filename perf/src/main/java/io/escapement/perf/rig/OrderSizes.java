package io.escapement.perf.rig;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.perf.recording.Loop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** What one order of each instrument is to be: twice what the venue asks for at least, on the lot grid. */
final class OrderSizes {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private OrderSizes() {
    }

    /** Quantity mantissas by instrument id. */
    static long[] of(Loop loop) {
        final long[] sizes = new long[loop.instruments().size() + 1];
        for (int i = 0; i < loop.instruments().size(); i++) {
            final Instrument instrument = loop.instruments().get(i);
            final String body = new String(loop.snapshot(i), StandardCharsets.UTF_8);
            final int from = body.indexOf("\"bids\":[[\"") + "\"bids\":[[\"".length();
            final BigDecimal price = new BigDecimal(body.substring(from, body.indexOf('"', from)));
            final BigDecimal lot = BigDecimal.valueOf(Math.max(1, instrument.lotSize()),
                -instrument.quantityExponent());
            final BigDecimal notional = BigDecimal.valueOf(instrument.minNotional(), -Money.EXPONENT).multiply(TWO);
            final BigDecimal lots = notional.divide(price.multiply(lot), 0, RoundingMode.UP).max(BigDecimal.ONE);
            sizes[instrument.id()] = Math.max(instrument.minQuantity(),
                lots.multiply(lot).movePointRight(-instrument.quantityExponent()).longValueExact());
        }
        return sizes;
    }
}
