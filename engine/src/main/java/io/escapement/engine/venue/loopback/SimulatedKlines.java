package io.escapement.engine.venue.loopback;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import java.util.ArrayList;
import java.util.List;

/**
 * Klines of a simulated symbol, as Binance writes them: of its trades, and before the first of a past that is made up,
 * thirty days long, which ends at the price where the market begins. All numbers at exponent -8.
 */
final class SimulatedKlines {
    private static final int PAST_MINUTES = 30 * 1_440;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final double MINUTE_MOVE = 0.0005;
    private static final double MEAN_LOTS = 2_000;

    private final long seed;
    private final SimulatedSymbol symbol;
    /** The minute in which the market began, counted from the epoch. */
    private final long firstMinute;
    private final List<Bar> live = new ArrayList<>();
    private Bar[] past;

    private static final class Bar {
        private long open;
        private long high;
        private long low;
        private long close;
        private long volume;
        private long quote;
        private long buys;
        private int trades;

        private Bar(final long price) {
            open = price;
            high = price;
            low = price;
            close = price;
        }

        private void trade(final long price, final long quantity, final boolean buy) {
            open = trades == 0 ? price : open;
            high = trades == 0 ? price : Math.max(high, price);
            low = trades == 0 ? price : Math.min(low, price);
            close = price;
            volume += quantity;
            quote += Money.notional(price, Money.EXPONENT, quantity, Money.EXPONENT, Rounding.HALF_EVEN);
            buys += buy ? quantity : 0;
            trades++;
        }

        private void add(final Bar next) {
            if (next.trades == 0) {
                return;
            }
            open = trades == 0 ? next.open : open;
            high = trades == 0 ? next.high : Math.max(high, next.high);
            low = trades == 0 ? next.low : Math.min(low, next.low);
            close = next.close;
            volume += next.volume;
            quote += next.quote;
            buys += next.buys;
            trades += next.trades;
        }
    }

    SimulatedKlines(final long seed, final long startNs, final SimulatedSymbol symbol) {
        this.seed = seed;
        this.symbol = symbol;
        this.firstMinute = startNs / MINUTE_NS;
        live.add(new Bar(symbol.price()));
    }

    void onTrade(final long timeNs, final long price, final long quantity, final boolean buy) {
        liveUntil(timeNs / MINUTE_NS);
        live.get(live.size() - 1).trade(price, quantity, buy);
    }

    /** Minutes without a trade have the close before. */
    private void liveUntil(final long minute) {
        while (firstMinute + live.size() <= minute) {
            live.add(new Bar(live.get(live.size() - 1).close));
        }
    }

    /**
     * A JSON array, the oldest first, of the bars that begin within a span; the last may still be forming.
     *
     * @param minutes of one bar
     * @param fromMs  inclusive, as {@code toMs}; 0: the newest are wanted
     */
    String json(final int minutes, final long fromMs, final long toMs, final int limit, final long nowNs) {
        liveUntil(nowNs / MINUTE_NS);
        final long last = Math.min(nowNs / MINUTE_NS, Math.min(toMs, Long.MAX_VALUE / 1_000_000L) / 60_000) / minutes;
        final long oldest = (firstMinute - PAST_MINUTES + minutes - 1) / minutes;
        final long from = fromMs > 0 ? (fromMs + minutes * 60_000L - 1) / (minutes * 60_000L) : last - limit + 1;
        final StringBuilder json = new StringBuilder(1_024).append('[');
        int count = 0;
        for (long bar = Math.max(from, oldest); bar <= last && count < limit; bar++) {
            write(json.append(count++ == 0 ? "" : ","), bar * minutes, minutes, nowNs / MINUTE_NS);
        }
        return json.append(']').toString();
    }

    private void write(final StringBuilder json, final long minute, final int minutes, final long nowMinute) {
        final Bar sum = new Bar(bar(minute).open);
        for (long each = minute; each < minute + minutes && each <= nowMinute; each++) {
            sum.add(bar(each));
        }
        json.append('[').append(minute * 60_000);
        for (final long price : new long[] {sum.open, sum.high, sum.low, sum.close}) {
            text(json, price);
        }
        text(json, sum.volume).append(',').append((minute + minutes) * 60_000 - 1);
        text(json, sum.quote).append(',').append(sum.trades);
        text(json, sum.buys).append(",\"0\",\"0\"]");
    }

    private static StringBuilder text(final StringBuilder json, final long mantissa) {
        return json.append(",\"").append(DecimalText.format(mantissa, DecimalText.EXPONENT_DIGITS)).append('"');
    }

    private Bar bar(final long minute) {
        if (minute >= firstMinute) {
            return live.get((int) (minute - firstMinute));
        }
        if (past == null) {
            past = makeUp();
        }
        return past[(int) (minute - firstMinute + PAST_MINUTES)];
    }

    /** Backwards from the price at which the market begins, four trades a minute. */
    private Bar[] makeUp() {
        final SplitMix random = new SplitMix(seed ^ firstMinute);
        final Bar[] bars = new Bar[PAST_MINUTES];
        long price = symbol.price();
        for (int i = PAST_MINUTES - 1; i >= 0; i--) {
            final long close = price;
            final long open = moved(random, close);
            bars[i] = new Bar(open);
            for (final long at : new long[] {open, moved(random, open), moved(random, close), close}) {
                bars[i].trade(at, symbol.lot() * (1 + (long) random.nextExponential(MEAN_LOTS)),
                    random.nextDouble() < 0.5);
            }
            price = open;
        }
        return bars;
    }

    private long moved(final SplitMix random, final long price) {
        return Math.max(1, Math.round(price * (1 + MINUTE_MOVE * random.nextNormal()) / symbol.tick())) * symbol.tick();
    }
}
