package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.NormalDistribution;
import io.escapement.engine.statistics.RollingMoments;

import java.util.List;

/**
 * VPIN of trades whose aggressor is known; from the first trade on of which it is not, only the one by bulk volume
 * classification, which asks for no side. Buckets are as large as the config says, or a fiftieth of the volume of the
 * day before, if that was seen from its beginning. Goes on when the book is lost: its time is volume.
 */
final class VpinFeature implements Feature.OnTrade, Feature.OnSlot {
    static final int BUCKETS = 50;
    static final List<Column> COLUMNS = List.of(
        new Column("vpin", 1, "1", "50 buckets of V", "50 buckets; V", Reset.NEVER, "mean of abs(bought - sold) / V;"
            + " V by config, else a fiftieth of the volume of the day before. Easley, Lopez de Prado, O'Hara 2012",
            "hand vector and batch twin"),
        new Column("vpin_bvc", 1, "1", "50 buckets of V, bars of 1 m", "50 bars, 50 buckets; V; sides not known",
            Reset.NEVER, "likewise with bought = V Phi(dp / sd dp) of each bar of a minute with trades, sd of its last"
            + " 50 changes; only where an aggressor was not known", "table of Phi and batch twin"));
    private static final long MINUTE_NS = 60 * Cadence.SECOND_NS;

    private final boolean fixed;
    private final VolumeBuckets known = new VolumeBuckets(BUCKETS);
    private final VolumeBuckets bulk = new VolumeBuckets(BUCKETS);
    private final RollingMoments changes = new RollingMoments(BUCKETS);
    private boolean sidesMissing;
    // The day
    private long day;
    private boolean whole;
    private double dayVolume;
    // The minute
    private long minute;
    private double minuteVolume;
    private long lastPrice;
    private long closePrice;

    /** @param volume of a bucket, quantity mantissas; 0: by the day before */
    VpinFeature(double volume) {
        fixed = volume > 0;
        known.volume(volume);
        bulk.volume(volume);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public boolean needsBook() {
        return false;
    }

    @Override
    public void begin(long timeNs) {
        known.clear();
        bulk.clear();
        changes.clear();
        sidesMissing = false;
        day = Days.of(timeNs);
        whole = false;
        dayVolume = 0;
        minute = Math.floorDiv(timeNs, MINUTE_NS);
        minuteVolume = 0;
        lastPrice = 0;
        closePrice = 0;
    }

    @Override
    public void onTrade(Top top, long timeNs, long price, long quantity, int sign) {
        turn(Days.of(timeNs));
        turnMinute(timeNs);
        dayVolume += quantity;
        if (sign == 0 && !sidesMissing) {
            sidesMissing = true;
            known.clear();
        }
        if (!sidesMissing) {
            known.add(sign > 0 ? quantity : 0, sign < 0 ? quantity : 0);
            return;
        }
        minuteVolume += quantity;
        lastPrice = price;
    }

    private void turn(long today) {
        if (today == day) {
            return;
        }
        if (!fixed && whole && today == day + 1 && dayVolume > 0) {
            known.volume(dayVolume / BUCKETS);
            bulk.volume(dayVolume / BUCKETS);
        }
        whole = today == day + 1;
        day = today;
        dayVolume = 0;
    }

    @Override
    public void onSlot(Top top, long timeNs) {
        turnMinute(timeNs);
        turn(Days.endingAt(timeNs));
    }

    private void turnMinute(long timeNs) {
        final long now = Math.floorDiv(timeNs, MINUTE_NS);
        if (now != minute) {
            minute = now;
            if (minuteVolume > 0) {
                closeMinute();
            }
        }
    }

    private void closeMinute() {
        if (closePrice > 0) {
            changes.add(lastPrice - closePrice);
            if (changes.isFull()) {
                final double deviation = changes.deviation(1);
                final double change = lastPrice - closePrice;
                final double share = deviation > 0 ? NormalDistribution.cumulative(change / deviation) : 0.5;
                bulk.add(share * minuteVolume, (1 - share) * minuteVolume);
            }
        }
        closePrice = lastPrice;
        minuteVolume = 0;
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        into[at] = sidesMissing ? Double.NaN : known.vpin();
        into[at + 1] = sidesMissing ? bulk.vpin() : Double.NaN;
    }

    @Override
    public long hash(long seed) {
        long hash = changes.hash(bulk.hash(known.hash(seed)));
        hash = Hashing.fold(Hashing.fold(hash, sidesMissing), whole);
        hash = Hashing.fold(Hashing.fold(hash, day), dayVolume);
        hash = Hashing.fold(Hashing.fold(Hashing.fold(hash, minute), minuteVolume), lastPrice);
        return Hashing.fold(hash, closePrice);
    }
}
