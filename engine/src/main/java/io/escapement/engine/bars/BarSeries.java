package io.escapement.engine.bars;

import io.escapement.engine.market.Hashing;

import static io.escapement.engine.bars.BarsConfig.SECOND_NS;

/**
 * The bars of time of one instrument or view. One-second bars are made of trades, all longer ones of those, so that
 * they agree by construction. A bar [t, t + D) is closed when the watermark reaches t + D + grace; nothing amends it
 * afterwards.
 *
 * <p>Several one-second bars can be forming at a time, as many as the grace spans. A second without trades makes a
 * bar of the close before, except in a gap: when one step of the watermark would close more than {@code maxCatchUp}
 * bars, only those that hold trades are closed, there are no bars for the rest of the silence, and the series goes on
 * with the first second for which the grace still waits. Since a timer moves the watermark every second, a quiet market
 * makes no gap, only a stalled engine does, or a venue's clock that jumps.
 */
final class BarSeries {
    private final long[] timeframesNs;
    private final long graceNs;
    private final int maxCatchUp;
    private final FormingBar[] seconds;
    private final FormingBar[] longer;
    private final long[] longerOpenNs;
    private boolean started;
    private long startNs;
    private long firstOpenNs;
    private long watermarkNs;
    private long lastPrice;
    private int lateTrades;

    /** @param room how many seconds can be forming at a time */
    BarSeries(BarsConfig config, int room) {
        this.timeframesNs = config.timeframesNs().stream().mapToLong(Long::longValue).toArray();
        this.graceNs = config.graceNs();
        this.maxCatchUp = Math.max(config.maxCatchUp(), room);
        this.seconds = new FormingBar[room];
        this.longer = new FormingBar[timeframesNs.length];
        this.longerOpenNs = new long[timeframesNs.length];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = new FormingBar();
        }
        for (int i = 0; i < longer.length; i++) {
            longer[i] = new FormingBar();
        }
    }

    boolean isStarted() {
        return started;
    }

    /** When the first trade was that this series knows; what it makes of a bar that began before may be a part. */
    long startNs() {
        return startNs;
    }

    /** How far the venue's clock has come; there must have been a trade. */
    long watermarkNs() {
        return watermarkNs;
    }

    /**
     * Adds a trade, closing what its time closes.
     *
     * @return false if its bar is closed: it is counted as late
     */
    boolean onTrade(long timeNs, long price, long quantity, long worth, boolean buy, BarListener listener) {
        if (!started) {
            start(timeNs, price);
        }
        moveTo(timeNs, listener);
        return add(timeNs, price, quantity, worth, buy);
    }

    /** As {@link #onTrade}, of a trade that moves no watermark; no further ahead of it than there is room. */
    boolean add(long timeNs, long price, long quantity, long worth, boolean buy) {
        if (!started) {
            start(timeNs, price);
        }
        if (timeNs < firstOpenNs) {
            countLate();
            return false;
        }
        second(Math.floorDiv(timeNs, SECOND_NS)).addTrade(price, quantity, worth, buy);
        return true;
    }

    /** Counts a trade that comes too late. */
    void countLate() {
        lateTrades++;
    }

    /** Says that the venue's clock has reached a time, as far as trades that we should have are concerned. */
    void moveTo(long timeNs, BarListener listener) {
        if (!started || timeNs <= watermarkNs) {
            return;
        }
        watermarkNs = timeNs;
        final long firstStayingNs = Math.floorDiv(timeNs - graceNs, SECOND_NS) * SECOND_NS;
        if (firstStayingNs - firstOpenNs > maxCatchUp * SECOND_NS) {
            leap(firstStayingNs, listener);
        }
        while (firstOpenNs < firstStayingNs) {
            closeFirst(listener);
        }
    }

    private void start(long timeNs, long price) {
        started = true;
        watermarkNs = timeNs;
        lastPrice = price;
        startNs = timeNs;
        firstOpenNs = Math.floorDiv(timeNs, SECOND_NS) * SECOND_NS;
        for (final FormingBar bar : seconds) {
            bar.clear(lastPrice);
        }
        for (int i = 0; i < longer.length; i++) {
            longerOpenNs[i] = Math.floorDiv(timeNs, timeframesNs[i]) * timeframesNs[i];
            longer[i].clear(lastPrice);
        }
    }

    private void leap(long openNs, BarListener listener) {
        int withTrades = 0;
        for (int i = 0; i < seconds.length; i++) {
            if (second(firstOpenNs / SECOND_NS + i).tradeCount > 0) {
                withTrades = i + 1;
            }
        }
        for (int i = 0; i < withTrades; i++) {
            closeFirst(listener);
        }
        for (int i = 0; i < longer.length; i++) {
            final boolean begun = longerOpenNs[i] < firstOpenNs;
            if (begun && longerOpenNs[i] + timeframesNs[i] <= openNs) {
                listener.onBar(longerOpenNs[i], timeframesNs[i], longer[i]);
                longer[i].clear(lastPrice);
            }
        }
        listener.onGap(firstOpenNs, openNs);
        leapTo(openNs);
    }

    // A longer bar that spans the gap goes on with what it has.
    private void leapTo(long openNs) {
        firstOpenNs = openNs;
        for (final FormingBar bar : seconds) {
            bar.clear(lastPrice);
        }
        for (int i = 0; i < longer.length; i++) {
            longerOpenNs[i] = Math.floorDiv(openNs, timeframesNs[i]) * timeframesNs[i];
        }
    }

    private void closeFirst(BarListener listener) {
        final FormingBar bar = second(firstOpenNs / SECOND_NS);
        if (bar.tradeCount == 0) {
            bar.clear(lastPrice);
        }
        bar.lateTradeCount = lateTrades;
        lateTrades = 0;
        lastPrice = bar.closePrice;
        final long endNs = firstOpenNs + SECOND_NS;
        for (int i = 0; i < longer.length; i++) {
            longer[i].addBar(bar);
            if (longerOpenNs[i] + timeframesNs[i] == endNs) {
                listener.onBar(longerOpenNs[i], timeframesNs[i], longer[i]);
                longerOpenNs[i] = endNs;
                longer[i].clear(lastPrice);
            }
        }
        bar.clear(lastPrice);
        firstOpenNs = endNs;
    }

    private FormingBar second(long number) {
        return seconds[(int) (number % seconds.length)];
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, started);
        hash = Hashing.fold(hash, startNs);
        hash = Hashing.fold(hash, firstOpenNs);
        hash = Hashing.fold(hash, watermarkNs);
        hash = Hashing.fold(hash, lastPrice);
        hash = Hashing.fold(hash, lateTrades);
        for (final FormingBar bar : seconds) {
            hash = bar.hash(hash);
        }
        for (int i = 0; i < longer.length; i++) {
            hash = longer[i].hash(Hashing.fold(hash, longerOpenNs[i]));
        }
        return hash;
    }
}
