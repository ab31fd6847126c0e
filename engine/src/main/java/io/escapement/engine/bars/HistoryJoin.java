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
 *   <li>NOT_SEEDED: a hole within the past, or between it and the second of the first trade here; where that lies
 *       within the first live bar, this is a part
 *   <li>APPLIED: all others
 * </ul>
 *
 * <p>The trades here usually begin within a bar, whose live form is then a part; the past may hold it whole. So both
 * are told, and who takes bars one after the other skips a live one that ends no later than what he has. Where both are
 * whole they must agree in prices and volume; where they do not the live one holds, and BAD_HISTORY tells it.
 */
final class HistoryJoin {
    private final BarSeries live;
    private final long[] timeframesNs;
    private final long[] endNs;
    private final boolean[] joined;
    private final FormingBar[] last;

    /** @param live the bars that are made of trades here */
    HistoryJoin(BarsConfig config, BarSeries live) {
        this.live = live;
        timeframesNs = config.timeframesNs().stream().mapToLong(Long::longValue).toArray();
        endNs = new long[timeframesNs.length];
        joined = new boolean[timeframesNs.length];
        last = new FormingBar[timeframesNs.length];
        for (int i = 0; i < last.length; i++) {
            last[i] = new FormingBar();
        }
    }

    /**
     * Judges a bar of the past.
     *
     * @param latestNs when it must have ended
     */
    byte onHistory(HistoryBarDecoder bar, long latestNs, BarWriter gaps) {
        final long openNs = bar.openTimeNs();
        final long durationNs = bar.durationNs();
        final int i = index(durationNs);
        if (i < 0 || openNs <= 0 || openNs > latestNs) {
            return Verdict.REFUSED;
        }
        if (!isSound(bar) || openNs % durationNs != 0 || openNs + durationNs > latestNs) {
            gaps.gap(openNs, openNs + durationNs, durationNs, GapCause.BAD_HISTORY);
            return Verdict.REFUSED;
        }
        if (joined[i] || live.isStarted() && isWhole(openNs)) {
            return Verdict.IGNORED;
        }
        if (openNs < endNs[i]) {
            if (openNs == endNs[i] - durationNs && !isSame(last[i], bar)) {
                gaps.gap(openNs, openNs + durationNs, durationNs, GapCause.BAD_HISTORY);
            }
            return Verdict.IGNORED;
        }
        if (endNs[i] > 0 && openNs > endNs[i]) {
            gaps.gap(endNs[i], openNs, durationNs, GapCause.NOT_SEEDED);
        }
        endNs[i] = openNs + durationNs;
        keep(last[i], bar);
        return Verdict.APPLIED;
    }

    /** A live bar is about to be told. */
    void onLive(long openNs, long durationNs, FormingBar bar, BarWriter gaps) {
        final int i = index(durationNs);
        if (joined[i]) {
            return;
        }
        final long fromNs = Math.max(openNs, live.startNs());
        if (endNs[i] > 0 && openNs >= endNs[i] && fromNs > endNs[i]) {
            gaps.gap(endNs[i], fromNs, durationNs, GapCause.NOT_SEEDED);
        } else if (openNs == endNs[i] - durationNs && isWhole(openNs) && !isSame(last[i], bar)) {
            gaps.gap(openNs, openNs + durationNs, durationNs, GapCause.BAD_HISTORY);
        }
        joined[i] = openNs + durationNs >= endNs[i];
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

    private static void keep(FormingBar kept, HistoryBarDecoder bar) {
        kept.clear(bar.closePrice());
        kept.openPrice = bar.openPrice();
        kept.highPrice = bar.highPrice();
        kept.lowPrice = bar.lowPrice();
        kept.volume = bar.volume();
    }

    long hash(long seed) {
        long hash = seed;
        for (int i = 0; i < timeframesNs.length; i++) {
            hash = Hashing.fold(hash, joined[i]);
            hash = last[i].hash(Hashing.fold(hash, endNs[i]));
        }
        return hash;
    }
}
