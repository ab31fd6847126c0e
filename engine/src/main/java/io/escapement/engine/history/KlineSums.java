package io.escapement.engine.history;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Longer klines out of shorter ones. Cold: allocates. */
public final class KlineSums {
    private KlineSums() {
    }

    /**
     * Klines of a duration, each of which all parts are there. As of bars, parts in which nothing was traded have no
     * say in the prices. What one part that was traded does not tell, the sum does not tell either.
     *
     * @param klines     of the shorter duration, in the order of time, none twice
     * @param durationNs a multiple of the shorter
     */
    public static List<Kline> of(List<Kline> klines, long shorterNs, long durationNs) {
        if (shorterNs == durationNs) {
            return klines;
        }
        final int parts = (int) (durationNs / shorterNs);
        final List<Kline> sums = new ArrayList<>();
        for (int i = 0; i + parts <= klines.size(); i++) {
            final long openNs = klines.get(i).openTimeNs();
            if (openNs % durationNs == 0
                && klines.get(i + parts - 1).openTimeNs() == openNs + (parts - 1) * shorterNs) {
                sums.add(sum(klines.subList(i, i + parts), durationNs));
            }
        }
        return sums;
    }

    private static Kline sum(List<Kline> parts, long durationNs) {
        final long openNs = parts.get(0).openTimeNs();
        final List<Kline> traded = parts.stream().filter(part -> part.volume().signum() != 0).toList();
        if (traded.isEmpty()) {
            final Kline first = parts.get(0);
            return new Kline(openNs, durationNs, first.open(), first.high(), first.low(), first.close(),
                first.volume(), first.quoteVolume(), first.buyVolume(), first.tradeCount());
        }
        BigDecimal high = traded.get(0).high();
        BigDecimal low = traded.get(0).low();
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal quote = BigDecimal.ZERO;
        BigDecimal buys = BigDecimal.ZERO;
        int trades = 0;
        for (final Kline part : traded) {
            high = high.max(part.high());
            low = low.min(part.low());
            volume = volume.add(part.volume());
            quote = add(quote, part.quoteVolume());
            buys = add(buys, part.buyVolume());
            trades = trades < 0 || part.tradeCount() < 0 ? -1 : trades + part.tradeCount();
        }
        return new Kline(openNs, durationNs, traded.get(0).open(), high, low, traded.get(traded.size() - 1).close(),
            volume, quote, buys, trades);
    }

    private static BigDecimal add(BigDecimal a, BigDecimal b) {
        return a == null || b == null ? null : a.add(b);
    }
}
