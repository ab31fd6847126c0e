package io.escapement.engine.bars;

import io.escapement.codecs.sbe.GapCause;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.pipeline.Verdict;

/**
 * Where the past of an instrument, told by {@code HistoryBar} events, meets the bars that are made of trades here. Per
 * duration the past is a run of bars without a hole that ends where the first live bar begins; whatever is otherwise is
 * told as a {@code DataGap}:
 *
 * <ul>
 *   <li>REFUSED and BAD_HISTORY: prices not positive, a high below or a low above another price, a negative volume, a
 *       beginning that is no boundary of its duration, an end that is still to come; and a bar told twice with other
 *       numbers (the first stands, the second is IGNORED)
 *   <li>REFUSED: a duration that no live bar has
 *   <li>IGNORED: a bar that was told before; one that the trades here make, or have made, whole
 *   <li>NOT_SEEDED: a hole within the past, or between it and the first trade here; where that lies within the first
 *       live bar, this is a part
 *   <li>APPLIED: all others
 * </ul>
 *
 * <p>The trades here usually begin within a bar, of which they make a part. If shorter bars, of the past and made here,
 * add up to all of it, their sum is told instead. Where the config says that the past is on its way, the first bar of a
 * duration waits for it: until the past reaches its beginning, and the bar is whole or can be put together; until the
 * past brings this very bar, which then takes its place; at the longest until the config's wait is over or the next bar
 * is to be told.
 *
 * <p>Where both are told all the same, the past may hold the bar whole of which the live one is a part: who takes bars
 * one after the other skips a live one that ends no later than what he has. Where both are whole they must agree in
 * prices and volume; where they do not the live one holds, and BAD_HISTORY tells it.
 */
final class HistoryJoin {
    private final BarSeries live;
    private final long waitNs;
    private final long[] timeframesNs;
    private final long[] endNs;
    private final boolean[] joined;
    private final FormingBar[] last;
    private final FormingBar[] held;
    /** When the bar that is held began; 0: none is. */
    private final long[] heldOpenNs;
    private final WholeBars whole;
    private int waiting;

    /** @param live the bars that are made of trades here */
    HistoryJoin(BarsConfig config, BarSeries live) {
        this.live = live;
        waitNs = config.historyWaitNs();
        timeframesNs = config.timeframesNs().stream().mapToLong(Long::longValue).toArray();
        endNs = new long[timeframesNs.length];
        joined = new boolean[timeframesNs.length];
        last = new FormingBar[timeframesNs.length];
        held = new FormingBar[timeframesNs.length];
        heldOpenNs = new long[timeframesNs.length];
        whole = new WholeBars(timeframesNs);
        for (int i = 0; i < last.length; i++) {
            last[i] = new FormingBar();
            held[i] = new FormingBar();
        }
        waiting = timeframesNs.length;
    }

    /**
     * Judges a bar of the past, and tells what waited for it.
     *
     * @param latestNs when it must have ended
     */
    byte onHistory(HistoryBarDecoder bar, long latestNs, BarWriter writer) {
        final long openNs = bar.openTimeNs();
        final long durationNs = bar.durationNs();
        final int i = index(durationNs);
        if (i < 0 || openNs <= 0 || openNs > latestNs) {
            return Verdict.REFUSED;
        }
        if (!isSound(bar) || openNs % durationNs != 0 || openNs + durationNs > latestNs) {
            writer.gap(openNs, openNs + durationNs, durationNs, GapCause.BAD_HISTORY);
            return Verdict.REFUSED;
        }
        if (joined[i] || live.isStarted() && isWhole(openNs) || heldOpenNs[i] != 0 && openNs > heldOpenNs[i]) {
            return Verdict.IGNORED;
        }
        if (openNs < endNs[i]) {
            if (openNs == endNs[i] - durationNs && !isSame(last[i], bar)) {
                writer.gap(openNs, openNs + durationNs, durationNs, GapCause.BAD_HISTORY);
            }
            return Verdict.IGNORED;
        }
        if (endNs[i] > 0 && openNs > endNs[i]) {
            writer.gap(endNs[i], openNs, durationNs, GapCause.NOT_SEEDED);
        }
        endNs[i] = openNs + durationNs;
        keep(last[i], bar);
        whole.add(i, openNs, last[i]);
        if (heldOpenNs[i] == openNs) {
            heldOpenNs[i] = 0;
            join(i);
        }
        tellHeld(writer);
        return Verdict.APPLIED;
    }

    /** A bar was closed: tells it, now or later. */
    void onLive(long openNs, long durationNs, FormingBar bar, BarWriter writer) {
        final int i = index(durationNs);
        if (!joined[i] && heldOpenNs[i] != 0) {
            tellAsItIs(i, writer);
        }
        if (joined[i]) {
            writer.tell(openNs, durationNs, bar);
            if (waiting > 0) {
                whole.add(i, openNs, bar);
            }
            return;
        }
        held[i].copy(bar);
        heldOpenNs[i] = openNs;
        if (waitNs >= durationNs || waitNs == 0 || openNs + durationNs <= endNs[i]) {
            tellAsItIs(i, writer);
        } else {
            tellHeld(writer);
        }
    }

    /** The venue's clock has come so far: tells what has waited for too long. */
    void onTime(long venueTimeNs, BarWriter writer) {
        for (int i = 0; waiting > 0 && i < timeframesNs.length; i++) {
            if (heldOpenNs[i] != 0 && venueTimeNs >= heldOpenNs[i] + timeframesNs[i] + waitNs) {
                tellAsItIs(i, writer);
            }
        }
    }

    // The longer ones may be put together of the shorter.
    private void tellHeld(BarWriter writer) {
        for (int i = 0; i < timeframesNs.length; i++) {
            if (heldOpenNs[i] != 0 && heldOpenNs[i] == endNs[i]
                && (isWhole(heldOpenNs[i]) || whole.find(i, heldOpenNs[i] + timeframesNs[i]) != null)) {
                tellAsItIs(i, writer);
            }
        }
    }

    private void tellAsItIs(int i, BarWriter writer) {
        final long openNs = heldOpenNs[i];
        final long durationNs = timeframesNs[i];
        final boolean isWhole = isWhole(openNs);
        final FormingBar sum = isWhole ? null : whole.find(i, openNs + durationNs);
        if (sum != null) {
            final int late = held[i].lateTradeCount;
            held[i].copy(sum);
            held[i].lateTradeCount = late;
        }
        final long fromNs = sum != null ? openNs : Math.max(openNs, live.startNs());
        if (endNs[i] > 0 && openNs >= endNs[i] && fromNs > endNs[i]) {
            writer.gap(endNs[i], fromNs, durationNs, GapCause.NOT_SEEDED);
        } else if (openNs == endNs[i] - durationNs && isWhole && !isSame(last[i], held[i])) {
            writer.gap(openNs, openNs + durationNs, durationNs, GapCause.BAD_HISTORY);
        }
        heldOpenNs[i] = 0;
        if (openNs + durationNs >= endNs[i]) {
            join(i);
        }
        if ((isWhole || sum != null) && openNs >= endNs[i]) {
            whole.add(i, openNs, held[i]);
        }
        writer.tell(openNs, durationNs, held[i]);
    }

    private void join(int i) {
        joined[i] = true;
        waiting--;
    }

    private boolean isWhole(long openNs) {
        return live.startNs() <= openNs;
    }

    private int index(long durationNs) {
        for (int i = 0; i < timeframesNs.length; i++) {
            if (timeframesNs[i] == durationNs) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSound(HistoryBarDecoder bar) {
        final long high = bar.highPrice();
        final long low = bar.lowPrice();
        return low > 0 && high >= low && isWithin(bar.openPrice(), low, high) && isWithin(bar.closePrice(), low, high)
            && bar.volume() >= 0;
    }

    private static boolean isWithin(long price, long low, long high) {
        return price >= low && price <= high;
    }

    private static boolean isSame(FormingBar a, HistoryBarDecoder b) {
        return a.openPrice == b.openPrice() && a.highPrice == b.highPrice() && a.lowPrice == b.lowPrice()
            && a.closePrice == b.closePrice() && a.volume == b.volume();
    }

    private static boolean isSame(FormingBar a, FormingBar b) {
        return a.openPrice == b.openPrice && a.highPrice == b.highPrice && a.lowPrice == b.lowPrice
            && a.closePrice == b.closePrice && a.volume == b.volume;
    }

    // What the past does not tell is null there, as it is here; the number of buys it never tells.
    private static void keep(FormingBar kept, HistoryBarDecoder bar) {
        kept.clear(bar.closePrice());
        kept.openPrice = bar.openPrice();
        kept.highPrice = bar.highPrice();
        kept.lowPrice = bar.lowPrice();
        kept.volume = bar.volume();
        if (kept.volume != 0) {
            kept.buyVolume = bar.buyVolume();
            kept.notional = bar.notional();
            kept.tradeCount = bar.tradeCount();
            kept.buyCount = FormingBar.UNKNOWN;
        }
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, waiting);
        for (int i = 0; i < timeframesNs.length; i++) {
            hash = Hashing.fold(hash, joined[i]);
            hash = last[i].hash(Hashing.fold(hash, endNs[i]));
            hash = Hashing.fold(hash, heldOpenNs[i]);
            hash = heldOpenNs[i] == 0 ? hash : held[i].hash(hash);
        }
        return whole.hash(hash);
    }
}
