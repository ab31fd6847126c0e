package io.escapement.perf.venues.twin;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * What a frame has told, as numbers in the order in which it told them; used again for the next frame. Prices and
 * quantities are mantissas at the instrument's exponents, times epoch nanoseconds. Not thread-safe.
 */
public final class Told {
    /** Of what the venue does not tell. */
    public static final long NONE = -1;

    private static final int BOOK = 1;
    private static final int TRADE = 2;
    private static final int QUOTE = 3;
    private static final int HEAD = 7;
    private static final int FIRST_SIZE = 1 << 10;

    private long[] heads = new long[FIRST_SIZE];
    private long[] bids = new long[FIRST_SIZE];
    private long[] asks = new long[FIRST_SIZE];
    private int headCount;
    private int bidCount;
    private int askCount;
    private long figures;

    /** Forgets all. */
    public void clear() {
        headCount = 0;
        bidCount = 0;
        askCount = 0;
        figures = 0;
    }

    /**
     * A book message; its levels follow.
     *
     * @param number its checksum where it has one, else its last number where the venue numbers books
     */
    public void book(int instrument, boolean whole, long timeNs, long number) {
        head(BOOK, instrument, whole ? 1 : 0, timeNs, number, 0, 0);
    }

    /** A level of the bids; quantity 0: it is gone. */
    public void bid(long price, long quantity) {
        if (bidCount == bids.length) {
            bids = Arrays.copyOf(bids, 2 * bids.length);
        }
        bids[bidCount++] = price;
        bids[bidCount++] = quantity;
    }

    /** A level of the asks; quantity 0: it is gone. */
    public void ask(long price, long quantity) {
        if (askCount == asks.length) {
            asks = Arrays.copyOf(asks, 2 * asks.length);
        }
        asks[askCount++] = price;
        asks[askCount++] = quantity;
    }

    /** A trade; {@code bought}: by the taker. */
    public void trade(int instrument, long timeNs, long id, long price, long quantity, boolean bought) {
        head(TRADE, instrument, bought ? 1 : 0, timeNs, id, price, quantity);
    }

    /** Best bid and offer. */
    public void quote(int instrument, long bid, long bidQuantity, long ask, long askQuantity) {
        head(QUOTE, instrument, bid, bidQuantity, ask, askQuantity, 0);
    }

    /** Any other number, such as a mark price: read, and not compared. */
    public void figure(long number) {
        figures += number;
    }

    private void head(long... numbers) {
        if (headCount + numbers.length > heads.length) {
            heads = Arrays.copyOf(heads, 2 * heads.length);
        }
        System.arraycopy(numbers, 0, heads, headCount, numbers.length);
        headCount += numbers.length;
    }

    /** Depends on all that was told, so that no reading can be left out. */
    public long checksum() {
        return figures + headCount + bidCount + askCount + (headCount > 0 ? heads[headCount - 1] : 0)
            + (bidCount > 0 ? bids[bidCount - 1] ^ bids[bidCount - 2] : 0)
            + (askCount > 0 ? asks[askCount - 1] ^ asks[askCount - 2] : 0);
    }

    /** Whether nothing that is compared was told. */
    public boolean isEmpty() {
        return headCount == 0;
    }

    /** The one instrument that all of it is about; {@link #NONE} where there are several, or nothing was told. */
    public int onlyInstrument() {
        for (int i = 0; i < headCount; i += HEAD) {
            if (heads[i + 1] != heads[1]) {
                return (int) NONE;
            }
        }
        return headCount == 0 ? (int) NONE : (int) heads[1];
    }

    /** Hands all prices to the one and all quantities to the other. */
    public void each(LongConsumer prices, LongConsumer quantities) {
        for (int i = 0; i < bidCount; i += 2) {
            prices.accept(bids[i]);
            quantities.accept(bids[i + 1]);
        }
        for (int i = 0; i < askCount; i += 2) {
            prices.accept(asks[i]);
            quantities.accept(asks[i + 1]);
        }
        for (int i = 0; i < headCount; i += HEAD) {
            if (heads[i] == TRADE) {
                prices.accept(heads[i + 5]);
                quantities.accept(heads[i + 6]);
            } else if (heads[i] == QUOTE) {
                prices.accept(heads[i + 2]);
                quantities.accept(heads[i + 3]);
                prices.accept(heads[i + 4]);
                quantities.accept(heads[i + 5]);
            }
        }
    }

    /** Levels of all books. */
    public int levels() {
        return (bidCount + askCount) / 2;
    }

    /** As text, for comparing and for people. */
    public String describe() {
        return "heads " + Arrays.toString(Arrays.copyOf(heads, headCount)) + " bids "
            + Arrays.toString(Arrays.copyOf(bids, bidCount)) + " asks "
            + Arrays.toString(Arrays.copyOf(asks, askCount));
    }
}
