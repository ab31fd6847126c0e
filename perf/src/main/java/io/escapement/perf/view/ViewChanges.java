package io.escapement.perf.view;

import io.escapement.codecs.sbe.Venue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Made-up books of one name at ten venues, changing one after the other: five levels a side. A change moves all
 * prices of its book, about a mid that wanders, and some sizes; or sizes alone. Prices have two digits, sizes five.
 * Each change names all levels of its book, so that the changes can be played again and again.
 */
final class ViewChanges {
    static final Venue[] VENUES = {Venue.BINANCE, Venue.COINBASE, Venue.KRAKEN, Venue.BYBIT, Venue.OKX, Venue.HTX,
        Venue.KUCOIN, Venue.GATE, Venue.BITFINEX, Venue.MEXC};
    static final int PRICE_EXPONENT = -2;
    static final int QUANTITY_EXPONENT = -5;
    static final int LEVELS = 5;

    /**
     * One book after one change, best levels first.
     *
     * @param book place of its venue in {@link #VENUES}
     */
    record Change(int book, long[] bidPrices, long[] bidSizes, long[] askPrices, long[] askSizes,
                  BigDecimal[] decimalBidPrices, BigDecimal[] decimalBidSizes, BigDecimal[] decimalAskPrices,
                  BigDecimal[] decimalAskSizes) {
    }

    final Change[] changes;

    /** @param moves of ten changes so many move prices */
    ViewChanges(long seed, int count, int moves) {
        final SplittableRandom random = new SplittableRandom(seed);
        final long[][] sizes = new long[VENUES.length][2 * LEVELS];
        changes = new Change[count];
        final long[] mids = new long[VENUES.length];
        Arrays.fill(mids, 6_000_000);
        long mid = 6_000_000;
        for (int i = 0; i < count; i++) {
            mid += random.nextInt(9) - 4;
            final int book = random.nextInt(VENUES.length);
            for (int level = 0; level < 2 * LEVELS; level++) {
                if (sizes[book][level] == 0 || random.nextInt(6) == 0) {
                    sizes[book][level] = 1 + random.nextInt(500_000);
                }
            }
            mids[book] = random.nextInt(10) < moves ? mid - random.nextInt(10) : mids[book];
            changes[i] = change(book, mids[book], sizes[book]);
        }
    }

    private static Change change(int book, long mid, long[] sizes) {
        final long[] bidPrices = new long[LEVELS];
        final long[] askPrices = new long[LEVELS];
        final long[] bidSizes = new long[LEVELS];
        final long[] askSizes = new long[LEVELS];
        long bid = mid / 10 * 10;
        long ask = bid + 10;
        for (int level = 0; level < LEVELS; level++) {
            bidPrices[level] = bid;
            askPrices[level] = ask;
            bidSizes[level] = sizes[level];
            askSizes[level] = sizes[LEVELS + level];
            bid -= 10;
            ask += 10;
        }
        return new Change(book, bidPrices, bidSizes, askPrices, askSizes, decimals(bidPrices, -PRICE_EXPONENT),
            decimals(bidSizes, -QUANTITY_EXPONENT), decimals(askPrices, -PRICE_EXPONENT),
            decimals(askSizes, -QUANTITY_EXPONENT));
    }

    private static BigDecimal[] decimals(long[] mantissas, int scale) {
        final BigDecimal[] decimals = new BigDecimal[mantissas.length];
        for (int i = 0; i < mantissas.length; i++) {
            decimals[i] = BigDecimal.valueOf(mantissas[i], scale);
        }
        return decimals;
    }
}
