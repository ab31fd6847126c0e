package io.escapement.engine.quality;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.QualityFinding;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.MarketView;

/**
 * What is known of the quality of one instrument's data. Seconds end when an event says that time has gone on; of many
 * that end at once the states are those of the first, and of more than a minute only the last one counts.
 */
final class InstrumentQuality {
    static final long SECOND_NS = 1_000_000_000L;
    private static final double SECOND = 1e9;

    final int instrumentId;
    final Peers peers;
    final Findings findings;
    final BarChecks barChecks;
    final TradeChecks tradeChecks;
    private final QualityConfig config;
    private final SecondTally gaps = new SecondTally();
    private final SecondTally crossings = new SecondTally();
    private final SecondTally stales = new SecondTally();
    private final SecondTally skews = new SecondTally();
    private final SecondTally trades = new SecondTally();
    private final SecondTally badTrades = new SecondTally();
    private final SecondTally bars = new SecondTally();
    private final SecondTally missing = new SecondTally();
    private boolean live;
    private boolean crossed;
    private long lastDataNs;
    private long closedNs;
    private long toldNs;
    private long seconds = -1;

    InstrumentQuality(int instrumentId, Peers peers, QualityConfig config, long nowNs) {
        this.instrumentId = instrumentId;
        this.peers = peers;
        this.config = config;
        this.findings = new Findings(config.quietNs());
        this.barChecks = new BarChecks(config, findings, bars, missing, badTrades);
        this.tradeChecks = new TradeChecks(config, findings, trades, badTrades);
        this.lastDataNs = nowNs;
        this.closedNs = Math.floorDiv(nowNs, SECOND_NS) * SECOND_NS;
        this.toldNs = closedNs;
    }

    /** Time has gone on: ends the seconds before it. */
    void moveTo(long nowNs) {
        final long untilNs = Math.floorDiv(nowNs, SECOND_NS) * SECOND_NS;
        if (untilNs <= closedNs) {
            return;
        }
        seconds = Math.min(SecondTally.SECONDS, seconds + (untilNs - closedNs) / SECOND_NS);
        closeSecond(closedNs + SECOND_NS);
        final long leftNs = Math.max(closedNs + 2 * SECOND_NS, untilNs - (SecondTally.SECONDS - 1) * SECOND_NS);
        for (long endNs = leftNs; endNs <= untilNs; endNs += SECOND_NS) {
            closeSecond(endNs);
        }
        closedNs = untilNs;
        findings.expire(nowNs);
    }

    private void closeSecond(long endNs) {
        if (!live && !crossed) {
            gaps.mark();
        }
        if (crossed) {
            crossings.mark();
            findings.found(QualityFinding.CROSSED_BOOK, endNs);
        }
        final long ageNs = endNs - lastDataNs;
        if (ageNs > config.staleNs()) {
            stales.mark();
            findings.found(QualityFinding.STALE, ageNs / SECOND, config.staleNs() / SECOND, endNs);
        }
        gaps.close();
        crossings.close();
        stales.close();
        skews.close();
        trades.close();
        badTrades.close();
        bars.close();
        missing.close();
    }

    /** Whether a second has ended that was not told; says so once. */
    boolean isDue() {
        final boolean due = toldNs < closedNs;
        toldNs = closedNs;
        return due;
    }

    /** End of the last closed second. */
    long closedNs() {
        return closedNs;
    }

    /** Writes the columns as of {@link #closedNs}. */
    void write(double[] values, MarketView market, long nowNs) {
        final boolean warm = seconds >= SecondTally.SECONDS;
        final double gap = gaps.share();
        final double absent = share(missing.sum(), bars.sum() + missing.sum());
        final double stale = stales.share();
        final double crossing = crossings.share();
        final double skew = skews.share();
        final double bad = share(badTrades.sum(), trades.sum());
        final double complete = (1 - gap) * (1 - absent);
        final double consistent = (1 - crossing) * (1 - skew) * (1 - bad);
        values[0] = complete * (1 - stale) * consistent;
        values[1] = complete;
        values[2] = 1 - stale;
        values[3] = consistent;
        values[4] = gap;
        values[5] = absent;
        values[6] = stale;
        values[7] = crossing;
        values[8] = skew;
        values[9] = bad;
        for (int i = 0; !warm && i < 10; i++) {
            values[i] = Double.NaN;
        }
        values[10] = Math.max(0, closedNs - lastDataNs) / SECOND;
        final double deviation = peers.deviationBps(instrumentId, market);
        values[11] = deviation;
        if (Math.abs(deviation) > config.deviationBps()) {
            findings.found(QualityFinding.VENUE_DEVIATION, deviation, config.deviationBps(), nowNs);
        }
        for (int kind = 1; kind < Findings.END; kind++) {
            values[QualityColumns.COUNTS + kind] = findings.count(kind);
        }
        findings.clearCounts();
    }

    private static double share(int some, int all) {
        return all == 0 ? 0 : Math.min(1, (double) some / all);
    }

    /** Market data of the instrument has come. */
    void onData(long nowNs) {
        lastDataNs = nowNs;
    }

    /** Both stamps of a message; one that is missing, null or 0, says nothing. */
    void onStamps(long venueTimeNs, long receiveTimeNs, long nowNs) {
        if (venueTimeNs <= 0 || receiveTimeNs <= 0) {
            return;
        }
        final long behindNs = receiveTimeNs - venueTimeNs;
        if (behindNs > config.clockBehindNs()) {
            skews.mark();
            findings.found(QualityFinding.CLOCK_SKEW, behindNs / SECOND, config.clockBehindNs() / SECOND, nowNs);
        } else if (-behindNs > config.clockAheadNs()) {
            skews.mark();
            findings.found(QualityFinding.CLOCK_SKEW, behindNs / SECOND, -config.clockAheadNs() / SECOND, nowNs);
        }
    }

    /** The book's state changed. */
    void onBookStatus(BookState state, Reason reason, long nowNs) {
        final boolean wasGap = !live && !crossed;
        final boolean wasCrossed = crossed;
        live = state == BookState.LIVE;
        crossed = !live && (reason == Reason.CROSSED || crossed && reason == Reason.RESYNC);
        if (wasGap || !live && !crossed) {
            gaps.mark();
        }
        if (wasCrossed || crossed) {
            crossings.mark();
        }
        // On its way back a book keeps the reason for which it was lost.
        if (state != BookState.SUSPECT) {
            return;
        }
        if (reason == Reason.CROSSED) {
            findings.found(QualityFinding.CROSSED_BOOK, nowNs);
        } else if (reason == Reason.SEQUENCE_GAP || reason == Reason.SEQUENCE_REGRESSION
            || reason == Reason.CONNECTION_GAP) {
            findings.found(QualityFinding.SEQUENCE_GAP, nowNs);
        } else if (reason == Reason.MALFORMED) {
            findings.found(QualityFinding.MISSING_VALUE, nowNs);
        }
    }

    /** A LIVE book has been told of that cannot be traded on; a price of 0: that side is empty. */
    void onBadBook(long bidPrice, long askPrice, long nowNs) {
        if (bidPrice <= 0 || askPrice <= 0) {
            findings.found(QualityFinding.MISSING_VALUE, nowNs);
        } else if (bidPrice >= askPrice) {
            crossings.mark();
            findings.found(QualityFinding.CROSSED_BOOK, nowNs);
        }
    }

    long hash(long seed) {
        long hash = findings.hash(Hashing.fold(seed, instrumentId));
        hash = tradeChecks.hash(barChecks.hash(hash));
        hash = skews.hash(stales.hash(crossings.hash(gaps.hash(hash))));
        hash = missing.hash(bars.hash(badTrades.hash(trades.hash(hash))));
        hash = Hashing.fold(Hashing.fold(hash, live), crossed);
        hash = Hashing.fold(Hashing.fold(hash, lastDataNs), closedNs);
        return Hashing.fold(Hashing.fold(hash, toldNs), seconds);
    }
}
