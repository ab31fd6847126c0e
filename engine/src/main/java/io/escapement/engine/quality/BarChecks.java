package io.escapement.engine.quality;

import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.QualityFinding;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.AverageTrueRange;

/** Looks at the bars of one instrument: their relations, their order, their jumps. */
final class BarChecks {
    private static final int RANGES = 14;
    private static final long NONE = Long.MIN_VALUE;

    private final QualityConfig config;
    private final Findings findings;
    private final SecondTally bars;
    private final SecondTally missing;
    private final SecondTally badTrades;
    private final AverageTrueRange range = new AverageTrueRange(RANGES);
    private long shortestNs = Long.MAX_VALUE;
    private long endNs = NONE;
    private long jumpEndNs = NONE;
    private long closeBefore;
    private long historyDurationNs;
    private long historyOpenNs;

    /** @param bars the shortest ones that came, {@code missing} those that should have */
    BarChecks(QualityConfig config, Findings findings, SecondTally bars, SecondTally missing, SecondTally badTrades) {
        this.config = config;
        this.findings = findings;
        this.bars = bars;
        this.missing = missing;
        this.badTrades = badTrades;
    }

    void onBar(BarDecoder bar, long nowNs) {
        final long durationNs = bar.durationNs();
        if (isOutOfRelation(bar.openPrice(), bar.highPrice(), bar.lowPrice(), bar.closePrice())
            || bar.buyVolume() > bar.volume() && bar.volume() >= 0) {
            findings.found(QualityFinding.BAR_RELATION, nowNs);
        }
        if (bar.volume() < 0 || bar.notional() < 0) {
            findings.found(QualityFinding.MISSING_VALUE, nowNs);
        }
        if (durationNs <= shortestNs) {
            onShortest(bar, durationNs, nowNs);
        }
        if (durationNs == config.jumpBarNs()) {
            onJumpBar(bar, nowNs);
        }
    }

    private void onShortest(BarDecoder bar, long durationNs, long nowNs) {
        if (durationNs < shortestNs) {
            shortestNs = durationNs;
            endNs = NONE;
        }
        final long openNs = bar.openTimeNs();
        if (endNs != NONE && openNs < endNs) {
            findings.found(QualityFinding.TIME_DISORDER, seconds(endNs - openNs), 0, nowNs);
        } else if (endNs != NONE && openNs > endNs) {
            final long count = (openNs - endNs) / durationNs;
            missing.add((int) Math.min(SecondTally.SECONDS, count));
            findings.found(QualityFinding.MISSING_BAR, count, 0, nowNs);
        }
        endNs = Math.max(endNs, openNs + durationNs);
        bars.add(1);
        if (bar.lateTradeCount() > 0) {
            badTrades.add(bar.lateTradeCount());
            findings.found(QualityFinding.LATE_TRADE, bar.lateTradeCount(), 0, nowNs);
        }
    }

    private void onJumpBar(BarDecoder bar, long nowNs) {
        final long close = bar.closePrice();
        if (bar.openTimeNs() != jumpEndNs) {
            range.clear();
        } else {
            final double moved = Math.abs((double) close - closeBefore);
            // Not a number before there are ranges enough: nothing is above that.
            final double limit = config.jumpRanges() * range.value();
            if (limit > 0 && moved > limit) {
                findings.found(QualityFinding.OUTLIER, moved / closeBefore, limit / closeBefore, nowNs);
            }
        }
        range.add(bar.highPrice(), bar.lowPrice(), close);
        jumpEndNs = bar.openTimeNs() + bar.durationNs();
        closeBefore = close;
    }

    /** Bars of the past come in the order of time, one duration after the other. */
    void onHistory(HistoryBarDecoder bar, long nowNs) {
        final long openNs = bar.openTimeNs();
        final long durationNs = bar.durationNs();
        if (openNs <= 0 || durationNs <= 0 || bar.openPrice() <= 0 || bar.highPrice() <= 0 || bar.lowPrice() <= 0
            || bar.closePrice() <= 0 || bar.volume() < 0) {
            findings.found(QualityFinding.MISSING_VALUE, nowNs);
            return;
        }
        if (isOutOfRelation(bar.openPrice(), bar.highPrice(), bar.lowPrice(), bar.closePrice())) {
            findings.found(QualityFinding.BAR_RELATION, nowNs);
        }
        if (durationNs == historyDurationNs) {
            final long nextNs = historyOpenNs + durationNs;
            if (openNs == historyOpenNs) {
                findings.found(QualityFinding.DUPLICATE, nowNs);
            } else if (openNs < historyOpenNs) {
                findings.found(QualityFinding.TIME_DISORDER, seconds(historyOpenNs - openNs), 0, nowNs);
            } else if (openNs > nextNs) {
                findings.found(QualityFinding.MISSING_BAR, (double) (openNs - nextNs) / durationNs, 0, nowNs);
            }
        }
        historyDurationNs = durationNs;
        historyOpenNs = openNs;
    }

    private static boolean isOutOfRelation(long open, long high, long low, long close) {
        return low <= 0 || high < Math.max(open, close) || low > Math.min(open, close);
    }

    private static double seconds(long ns) {
        return ns / 1e9;
    }

    long hash(long seed) {
        long hash = range.hash(seed);
        hash = Hashing.fold(Hashing.fold(Hashing.fold(hash, shortestNs), endNs), jumpEndNs);
        hash = Hashing.fold(hash, closeBefore);
        return Hashing.fold(Hashing.fold(hash, historyDurationNs), historyOpenNs);
    }
}
