package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.engine.market.Hashing;

/**
 * What all or one of the strategies have earned, net of fees and funding, at the marks: now, when the day began, and
 * at its highest. Money; {@link Money#OVERFLOW} where a mark is missing.
 */
final class DayEquity {
    private static final long DAY_NS = 86_400_000_000_000L;

    private long dayStartTimeNs = Long.MIN_VALUE;
    private long dayStart;
    private long peak;
    private long equity;
    private boolean known;
    private long toldPrint;

    /** Takes in the equity of now, and begins a new day when one is due. */
    void update(long timeNs, long offsetNs, long now) {
        known = now != Money.OVERFLOW;
        if (!known) {
            return;
        }
        final long day = Math.floorDiv(timeNs - offsetNs, DAY_NS) * DAY_NS + offsetNs;
        if (day > dayStartTimeNs) {
            // The day began with what was there last: the loss of a gap between two looks belongs to the new day.
            dayStart = dayStartTimeNs == Long.MIN_VALUE ? now : equity;
            if (dayStartTimeNs == Long.MIN_VALUE) {
                peak = now;
            }
            dayStartTimeNs = day;
        }
        equity = now;
        peak = Math.max(peak, now);
    }

    /** A person lets trading go on: what was lost until now is forgiven. */
    void forgive() {
        dayStart = equity;
        peak = equity;
    }

    /** As an earlier run left it. */
    void carry(long startTimeNs, long startEquity, long highest, long last) {
        dayStartTimeNs = startTimeNs;
        dayStart = startEquity;
        peak = highest;
        equity = last;
        known = true;
    }

    /** Whether there is something to tell since this was asked last; what is all zero is nothing to tell. */
    boolean isNews() {
        final long print = print(0);
        final boolean news = known && print != toldPrint;
        toldPrint = news ? print : toldPrint;
        return news;
    }

    /** Of what would be told; the seed where all is zero. */
    long print(long seed) {
        return equity == 0 && peak == 0 && dayStart == 0 ? seed : Hashing.fold(Hashing.fold(
            Hashing.fold(Hashing.fold(seed, equity), peak), dayStart), dayStartTimeNs);
    }

    /** Whether the last update had a mark for everything. */
    boolean isKnown() {
        return known;
    }

    /** Whether there ever was an update. */
    boolean isBegun() {
        return dayStartTimeNs != Long.MIN_VALUE;
    }

    long dayStartTimeNs() {
        return dayStartTimeNs;
    }

    long dayStart() {
        return dayStart;
    }

    long peak() {
        return peak;
    }

    /** The last that was known. */
    long equity() {
        return equity;
    }

    /** Lost since the day began; negative is a gain. */
    long dayLoss() {
        return dayStart - equity;
    }

    /** Lost since the highest equity. */
    long drawdown() {
        return peak - equity;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, dayStartTimeNs);
        hash = Hashing.fold(hash, dayStart);
        hash = Hashing.fold(hash, peak);
        hash = Hashing.fold(hash, equity);
        return Hashing.fold(Hashing.fold(hash, known), toldPrint);
    }
}
