package io.escapement.engine.bars;

import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.engine.market.Hashing;

/**
 * The last closed bars of one series, the oldest going where there are as many as there can be. Numbers are as the
 * bar's fields are, with their nulls. Grows by doubling up to its bound, so that a long duration costs what it has.
 * Not thread-safe.
 */
public final class BarRing {
    private static final int FIRST_ROOM = 16;
    private static final int LONGS = 9;
    private static final int OPEN_TIME = 0;
    private static final int END_TIME = 1;
    private static final int OPEN = 2;
    private static final int HIGH = 3;
    private static final int LOW = 4;
    private static final int CLOSE = 5;
    private static final int VOLUME = 6;
    private static final int BUY_VOLUME = 7;
    private static final int NOTIONAL = 8;

    private final int most;
    private long[] numbers;
    private int[] trades;
    private boolean[] past;
    private int first;
    private int count;

    BarRing(int most) {
        this.most = most;
        final int room = Math.min(most, FIRST_ROOM);
        numbers = new long[room * LONGS];
        trades = new int[room];
        past = new boolean[room];
    }

    /**
     * Adds what was made here. Where the past has that time it is whole, and this may be a part: so the past stays.
     *
     * @param disputed whether this is whole and differs from the past: then it takes its place
     */
    void add(BarDecoder bar, boolean disputed) {
        if (!disputed && count > 0 && past[place(0)] && endTimeNs(0) >= bar.endTimeNs()) {
            return;
        }
        while (count > 0 && past[place(0)] && openTimeNs(0) >= bar.openTimeNs()) {
            count--;
        }
        final int at = claim();
        set(at, bar.openTimeNs(), bar.endTimeNs(), bar.volume(), bar.buyVolume(), bar.notional());
        prices(at, bar.openPrice(), bar.highPrice(), bar.lowPrice(), bar.closePrice());
        trades[at] = bar.tradeCount();
        past[at] = false;
    }

    void add(HistoryBarDecoder bar) {
        final int at = claim();
        set(at, bar.openTimeNs(), bar.openTimeNs() + bar.durationNs(), bar.volume(), bar.buyVolume(), bar.notional());
        prices(at, bar.openPrice(), bar.highPrice(), bar.lowPrice(), bar.closePrice());
        trades[at] = bar.tradeCount();
        past[at] = true;
    }

    private int claim() {
        if (count == trades.length && count < most) {
            grow();
        }
        if (count == trades.length) {
            first = (first + 1) % trades.length;
            count--;
        }
        count++;
        return place(0);
    }

    private void grow() {
        final int room = Math.min(most, trades.length * 2);
        final long[] moved = new long[room * LONGS];
        final int[] movedTrades = new int[room];
        final boolean[] movedPast = new boolean[room];
        for (int i = 0; i < count; i++) {
            final int from = (first + i) % trades.length;
            System.arraycopy(numbers, from * LONGS, moved, i * LONGS, LONGS);
            movedTrades[i] = trades[from];
            movedPast[i] = past[from];
        }
        numbers = moved;
        trades = movedTrades;
        past = movedPast;
        first = 0;
    }

    private void set(int at, long openTimeNs, long endTimeNs, long volume, long buyVolume, long notional) {
        final int from = at * LONGS;
        numbers[from + OPEN_TIME] = openTimeNs;
        numbers[from + END_TIME] = endTimeNs;
        numbers[from + VOLUME] = volume;
        numbers[from + BUY_VOLUME] = buyVolume;
        numbers[from + NOTIONAL] = notional;
    }

    private void prices(int at, long open, long high, long low, long close) {
        final int from = at * LONGS;
        numbers[from + OPEN] = open;
        numbers[from + HIGH] = high;
        numbers[from + LOW] = low;
        numbers[from + CLOSE] = close;
    }

    private int place(int ago) {
        return (first + count - 1 - ago) % trades.length;
    }

    private long number(int ago, int field) {
        return numbers[checked(ago) * LONGS + field];
    }

    private int checked(int ago) {
        if (ago < 0 || ago >= count) {
            throw new IndexOutOfBoundsException(ago + " bars back of " + count);
        }
        return place(ago);
    }

    public int count() {
        return count;
    }

    /** Of the bar that closed so many before the last: 0 is the last. */
    public long openTimeNs(int ago) {
        return number(ago, OPEN_TIME);
    }

    /** Exclusive. */
    public long endTimeNs(int ago) {
        return number(ago, END_TIME);
    }

    public long open(int ago) {
        return number(ago, OPEN);
    }

    public long high(int ago) {
        return number(ago, HIGH);
    }

    public long low(int ago) {
        return number(ago, LOW);
    }

    public long close(int ago) {
        return number(ago, CLOSE);
    }

    public long volume(int ago) {
        return number(ago, VOLUME);
    }

    public long buyVolume(int ago) {
        return number(ago, BUY_VOLUME);
    }

    public long notional(int ago) {
        return number(ago, NOTIONAL);
    }

    public int tradeCount(int ago) {
        return trades[checked(ago)];
    }

    /** Whether it is of the past: a {@code HistoryBar}. */
    public boolean isPast(int ago) {
        return past[checked(ago)];
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, count);
        for (int i = 0; i < count; i++) {
            final int from = place(i) * LONGS;
            for (int field = 0; field < LONGS; field++) {
                hash = Hashing.fold(hash, numbers[from + field]);
            }
            hash = Hashing.fold(Hashing.fold(hash, tradeCount(i)), isPast(i));
        }
        return hash;
    }
}
