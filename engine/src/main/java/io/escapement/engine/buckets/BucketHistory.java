package io.escapement.engine.buckets;

import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.pipeline.Slot;

/**
 * What the snapshots of 100 ms said of all columns together: 30 minutes of them as they were, and 24 hours of minutes.
 * A reader of effects, outside of the core: whoever owns it feeds it slots and reads it, on one thread. All memory of
 * an instrument or view is taken when it is first seen, 1.58 MB: 18,000 rows of 80 bytes and 1,440 of 96; when there
 * are as many as it has room for, further ones are not kept, and {@link #leftOut} says how many snapshots that were.
 *
 * <p>Where a book was not LIVE there are no rows. Prices and sizes are in the subject's own mantissas.
 */
public final class BucketHistory {
    /** Rows of 100 ms: 30 minutes. */
    public static final int RAW_ROWS = 18_000;
    /** Rows of a minute: 24 hours. */
    public static final int MINUTE_ROWS = 1_440;

    private static final long MINUTE_NS = 60 * DepthColumns.SECOND_NS;

    private final BucketSnapshotReader reader = new BucketSnapshotReader();
    private final InstrumentTable<Series> instruments = new InstrumentTable<>();
    private final InstrumentTable<Series> views = new InstrumentTable<>();
    private final int maxSubjects;
    private int subjects;
    private long leftOut;

    /** What a row of 100 ms holds. */
    public enum Raw { MID, SPREAD, IMBALANCE, MEAN_1S, MEAN_5S, MEAN_15S, MEAN_60S, BID, ASK }

    /** What a row of a minute holds; means are over its snapshots, of which there are 600 in a whole minute. */
    public enum Minute {
        FIRST_MID, HIGH_MID, LOW_MID, LAST_MID, MEAN_IMBALANCE, LOW_IMBALANCE, HIGH_IMBALANCE, MEAN_BID, MEAN_ASK,
        MEAN_SPREAD, SNAPSHOTS
    }

    /** @param maxSubjects instruments and views together */
    public BucketHistory(int maxSubjects) {
        if (maxSubjects < 1) {
            throw new IllegalArgumentException("room for " + maxSubjects + " instruments; expected at least 1");
        }
        this.maxSubjects = maxSubjects;
    }

    /** Takes in the snapshots of a record. Allocates when it sees an instrument or view for the first time. */
    public void onRecord(Slot slot) {
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (BucketSnapshotReader.reads(slot.templateId(effect))) {
                reader.wrap(slot.buffer(), effect);
                if (reader.cadenceNs() == MovingMeans.SLOT_NS) {
                    final Series series = series(reader.isConsolidated() ? views : instruments, reader.subjectId());
                    if (series != null) {
                        series.add(reader);
                    }
                }
            }
        }
    }

    private Series series(InstrumentTable<Series> table, int id) {
        Series series = table.get(id);
        if (series == null && subjects < maxSubjects) {
            subjects++;
            series = new Series();
            table.put(id, series);
        }
        leftOut += series == null ? 1 : 0;
        return series;
    }

    /** What there is of an instrument; null: nothing. */
    public Series instrument(int instrumentId) {
        return instruments.get(instrumentId);
    }

    /** What there is of a view; null: nothing. */
    public Series view(int viewId) {
        return views.get(viewId);
    }

    /** Snapshots of subjects that there was no room for. */
    public long leftOut() {
        return leftOut;
    }

    /** The past of one instrument or view. */
    public static final class Series {
        private final TimeRows raw = new TimeRows(RAW_ROWS, Raw.values().length);
        private final TimeRows minutes = new TimeRows(MINUTE_ROWS, Minute.values().length);
        private long minute = -1;
        private int snapshots;
        private int withImbalance;
        private double firstMid;
        private double highMid;
        private double lowMid;
        private double lastMid;
        private double imbalances;
        private double lowImbalance;
        private double highImbalance;
        private double bids;
        private double asks;
        private double spreads;

        private Series() {
        }

        /** The last 30 minutes of snapshots, see {@link Raw}; their times are multiples of 100 ms. */
        public TimeRows raw() {
            return raw;
        }

        /** The last 24 hours of minutes that are over, see {@link Minute}; their times are their beginnings. */
        public TimeRows minutes() {
            return minutes;
        }

        private void add(BucketSnapshotReader snapshot) {
            double bid = 0;
            double ask = 0;
            for (int column = 0; column < snapshot.size(); column++) {
                bid += snapshot.isKnown(column) ? snapshot.bidQuantity(column) : Double.NaN;
                ask += snapshot.isKnown(column) ? snapshot.askQuantity(column) : Double.NaN;
            }
            raw.add(snapshot.timeNs());
            set(Raw.MID, snapshot.mid());
            set(Raw.SPREAD, snapshot.bestAsk() - snapshot.bestBid());
            set(Raw.IMBALANCE, snapshot.imbalance());
            for (int window = 0; window < 4; window++) {
                raw.set(Raw.MEAN_1S.ordinal() + window, snapshot.imbalanceMean(window));
            }
            set(Raw.BID, bid);
            set(Raw.ASK, ask);
            addToMinute(snapshot, bid, ask);
        }

        private void set(Raw field, double value) {
            raw.set(field.ordinal(), value);
        }

        private void addToMinute(BucketSnapshotReader snapshot, double bid, double ask) {
            // A snapshot is as of its time: that of 12:01:00.0 shows what 12:00 has left.
            final long now = (snapshot.timeNs() - 1) / MINUTE_NS;
            if (now != minute) {
                if (minute >= 0) {
                    closeMinute();
                }
                begin(now, snapshot.mid());
            }
            snapshots++;
            lastMid = snapshot.mid();
            highMid = Math.max(highMid, lastMid);
            lowMid = Math.min(lowMid, lastMid);
            bids += bid;
            asks += ask;
            spreads += snapshot.bestAsk() - snapshot.bestBid();
            final double imbalance = snapshot.imbalance();
            if (!Double.isNaN(imbalance)) {
                withImbalance++;
                imbalances += imbalance;
                highImbalance = Math.max(highImbalance, imbalance);
                lowImbalance = Math.min(lowImbalance, imbalance);
            }
        }

        private void begin(long newMinute, double mid) {
            minute = newMinute;
            snapshots = 0;
            withImbalance = 0;
            firstMid = mid;
            highMid = mid;
            lowMid = mid;
            imbalances = 0;
            highImbalance = -1;
            lowImbalance = 1;
            bids = 0;
            asks = 0;
            spreads = 0;
        }

        private void closeMinute() {
            minutes.add(minute * MINUTE_NS);
            set(Minute.FIRST_MID, firstMid);
            set(Minute.HIGH_MID, highMid);
            set(Minute.LOW_MID, lowMid);
            set(Minute.LAST_MID, lastMid);
            set(Minute.MEAN_IMBALANCE, withImbalance == 0 ? Double.NaN : imbalances / withImbalance);
            set(Minute.LOW_IMBALANCE, withImbalance == 0 ? Double.NaN : lowImbalance);
            set(Minute.HIGH_IMBALANCE, withImbalance == 0 ? Double.NaN : highImbalance);
            set(Minute.MEAN_BID, bids / snapshots);
            set(Minute.MEAN_ASK, asks / snapshots);
            set(Minute.MEAN_SPREAD, spreads / snapshots);
            set(Minute.SNAPSHOTS, snapshots);
        }

        private void set(Minute field, double value) {
            minutes.set(field.ordinal(), value);
        }
    }
}
