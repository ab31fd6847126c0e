package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.config.Durations;
import io.escapement.engine.history.Kline;
import io.escapement.engine.history.KlineSums;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The past of one instrument and duration, asked for in rounds: the first for all that is wanted, page by page, the
 * oldest first; each further one for what has closed since. Times are the venue's.
 */
final class KlineSeries {
    /** How long behind its end a bar is taken to have settled. */
    static final long SETTLE_NS = 2_000_000_000L;
    private static final int LATE_LOOKS = 3;

    final Instrument instrument;
    final long durationNs;
    /** Duration of the bars that the venue is asked for. */
    final long askedNs;
    private final int wanted;
    private final KlineService service;
    /** Of this round, by beginning. */
    private final TreeMap<Long, Kline> found = new TreeMap<>();
    private long roundFromNs;
    private long roundToNs;
    private long pageFromNs;
    private int looks;
    /** Behind this there is nothing yet; 0: there was no round. */
    long endNs;
    int attempts;
    long notBeforeNs;
    boolean over;

    /** @param askedNs the duration itself, or one that divides it */
    KlineSeries(Instrument instrument, long durationNs, long askedNs, int wanted, KlineService service) {
        this.instrument = instrument;
        this.durationNs = durationNs;
        this.askedNs = askedNs;
        this.wanted = wanted;
        this.service = service;
    }

    /** Whether there is something to be asked at a time, of which a round begins or goes on. */
    boolean isDue(long venueNowNs) {
        return !over && venueNowNs >= notBeforeNs && (isWithinRound() || settledNs(venueNowNs) > endNs);
    }

    private boolean isWithinRound() {
        return roundToNs > 0;
    }

    /** The end of the last bar that has settled. */
    private long settledNs(long venueNowNs) {
        return Math.floorDiv(venueNowNs - SETTLE_NS, durationNs) * durationNs;
    }

    RestQuestion next(long venueNowNs) {
        if (!isWithinRound()) {
            roundToNs = settledNs(venueNowNs);
            final long back = Math.min(wanted, service.reach() / (durationNs / askedNs) - 1);
            roundFromNs = endNs > 0 ? endNs : Math.max(durationNs, roundToNs - back * durationNs);
            pageFromNs = roundFromNs;
        }
        return service.question(instrument, askedNs, pageFromNs, pageToNs());
    }

    private long pageToNs() {
        return Math.min(roundToNs, pageFromNs + service.most() * askedNs);
    }

    /**
     * Takes the rows of a page, of which those of another time are left out.
     *
     * @param venueNowNs by the venue's own clock, where it has told it
     * @return whether the round is complete
     * @throws IOException where two rows of a time differ, or one begins when no bar does
     */
    boolean onPage(List<Kline> rows, long venueNowNs) throws IOException {
        if (endNs == 0 && settledNs(venueNowNs) < roundToNs) {
            // Our clock is ahead, and so was the span that was asked for.
            roundToNs = 0;
            found.clear();
            return false;
        }
        roundToNs = Math.max(roundFromNs, Math.min(roundToNs, settledNs(venueNowNs)));
        final long toNs = pageToNs();
        for (final Kline row : rows) {
            final long openNs = row.openTimeNs();
            if (openNs % askedNs != 0) {
                throw new IOException("klines: one begins at " + openNs + " ns, which is no multiple of "
                    + Durations.text(askedNs));
            }
            final Kline known = openNs < pageFromNs || openNs >= toNs ? null : found.put(openNs, row);
            if (known != null && !known.equals(row)) {
                throw new IOException("klines: two that differ begin at " + openNs + " ns");
            }
        }
        attempts = 0;
        if (toNs < roundToNs) {
            pageFromNs = toNs;
            return false;
        }
        found.tailMap(roundToNs, true).clear();
        return true;
    }

    /**
     * Ends a complete round.
     *
     * @return its bars, the oldest first; null: the last one may still come, it is asked for again
     */
    List<Kline> endRound(long venueNowNs) {
        final boolean lastIsThere = found.containsKey(roundToNs - askedNs);
        if (!lastIsThere && roundToNs > roundFromNs && looks++ < LATE_LOOKS) {
            pageFromNs = Math.max(roundFromNs, roundToNs - durationNs);
            found.tailMap(pageFromNs, true).clear();
            notBeforeNs = venueNowNs + SETTLE_NS;
            return null;
        }
        final List<Kline> bars = KlineSums.of(new ArrayList<>(found.values()), askedNs, durationNs);
        endNs = Math.max(endNs, roundToNs);
        found.clear();
        roundToNs = 0;
        looks = 0;
        return bars;
    }

    /** How many bars the first round asks for. */
    int wanted() {
        return wanted;
    }

    /** Asks for the same page again, later. */
    void again(long notBefore) {
        found.tailMap(pageFromNs, true).clear();
        notBeforeNs = notBefore;
    }

    /**
     * Whether it is of no more use to ask: the trades here go on from what is there, or add to what is there of the bar
     * in which they began.
     *
     * @param firstTradeNs when they began, 0: not yet
     * @param shortest     whether no shorter bars can complete that bar
     */
    boolean reaches(long firstTradeNs, boolean shortest) {
        return firstTradeNs > 0 && endNs > 0
            && endNs >= Math.floorDiv(firstTradeNs, durationNs) * durationNs + (shortest ? durationNs : 0);
    }
}
