package io.escapement.engine.buckets;

import io.escapement.codecs.sbe.BucketSnapshotEncoder;
import io.escapement.codecs.sbe.ConsolidatedChangeDecoder;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentTable;

import java.util.Arrays;

/**
 * The buckets of all books of a view of the consolidation stage, which says what is in the view and where its mid is.
 * A bucket is the sum over the books' own, in the base asset at exponent -8; a book whose buckets have another width,
 * or whose sizes -8 cannot hold, is left out.
 */
final class ViewBuckets implements BucketSubject, BucketSource {
    private final int id;
    private final BucketWindow window;
    private InstrumentBuckets[] inside = new InstrumentBuckets[4];
    private int size;
    private long mid = ConsolidatedChangeDecoder.midNullValue();
    private long bestBid;
    private long bestAsk;
    private long width;

    // Within one record
    boolean listed;
    private boolean changed;
    /** A book was in the middle of a message when its buckets were to be read. */
    private boolean pending;

    ViewBuckets(int id, BucketsConfig config) {
        this.id = id;
        window = new BucketWindow(this, config.tracked());
    }

    /** Takes in what the consolidation stage says. */
    void onChange(ConsolidatedChangeDecoder change, InstrumentTable<InstrumentBuckets> instruments) {
        mid = change.mid();
        bestBid = change.bestBid();
        bestAsk = change.bestAsk();
        int count = 0;
        for (final ConsolidatedChangeDecoder.SharesDecoder shares = change.shares(); shares.hasNext();) {
            final InstrumentBuckets member = instruments.get(shares.next().instrumentId());
            if (member != null) {
                member.view(this);
                changed |= count >= size || inside[count] != member;
                inside = count < inside.length ? inside : Arrays.copyOf(inside, inside.length * 2);
                inside[count++] = member;
            }
        }
        changed |= count != size;
        Arrays.fill(inside, count, Math.max(count, size), null);
        size = count;
    }

    /** An instrument has been defined anew: what it was is no longer in the view. */
    void drop(InstrumentBuckets member) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (inside[i] != member) {
                inside[kept++] = inside[i];
            }
        }
        changed |= kept != size;
        Arrays.fill(inside, kept, size, null);
        size = kept;
    }

    /** After all books have concluded the record. */
    void conclude(long timeNs) {
        int counting = 0;
        boolean whole = true;
        for (int i = 0; i < size; i++) {
            changed |= inside[i].hasSwitched();
            if (inside[i].isCounting()) {
                counting++;
                whole &= inside[i].isWhole();
                width = width == 0 ? inside[i].commonWidth() : width;
            }
        }
        changed |= pending;
        pending = counting > 0 && !whole;
        if (counting == 0) {
            window.lose(timeNs);
        } else if (whole) {
            refresh(timeNs);
        }
        changed = false;
    }

    private void refresh(long timeNs) {
        final boolean hasMid = mid != ConsolidatedChangeDecoder.midNullValue() && mid > 0;
        if (hasMid) {
            window.place(mid / width, timeNs);
        }
        if (changed) {
            window.refreshAll(timeNs);
        } else {
            for (int i = 0; i < size; i++) {
                inside[i].refreshIn(window, timeNs);
            }
        }
        if (hasMid) {
            window.conclude(timeNs);
        } else {
            window.loseMid(timeNs);
        }
    }

    private boolean isIn(InstrumentBuckets member) {
        return member.isCounting() && member.commonWidth() == width;
    }

    @Override
    public long bid(long bucket) {
        return sum(bucket, true);
    }

    @Override
    public long ask(long bucket) {
        return sum(bucket, false);
    }

    private long sum(long bucket, boolean bids) {
        long sum = 0;
        for (int i = 0; i < size && sum >= 0; i++) {
            if (isIn(inside[i])) {
                final long rests = bids ? inside[i].commonBid(bucket) : inside[i].commonAsk(bucket);
                sum = rests < 0 ? UNKNOWN : sum + rests;
            }
        }
        return sum < 0 ? UNKNOWN : sum;
    }

    /** The books' own mean prices, weighted by their sizes; always added in the same order. */
    @Override
    public double vwap(long bucket) {
        double sum = 0;
        double sizes = 0;
        for (int i = 0; i < size; i++) {
            if (isIn(inside[i])) {
                final double rests = (double) inside[i].commonBid(bucket) + inside[i].commonAsk(bucket);
                if (rests > 0) {
                    sum += (inside[i].vwap(bucket) / inside[i].width() - bucket) * rests;
                    sizes += rests;
                }
            }
        }
        return sizes == 0 ? Double.NaN : (bucket + sum / sizes) * width;
    }

    @Override
    public BucketWindow window() {
        return window;
    }

    @Override
    public int instrumentId() {
        return BucketSnapshotEncoder.instrumentIdNullValue();
    }

    @Override
    public int viewId() {
        return id;
    }

    @Override
    public long width() {
        return width;
    }

    @Override
    public double mid() {
        return mid;
    }

    @Override
    public long bestBid() {
        return bestBid;
    }

    @Override
    public long bestAsk() {
        return bestAsk;
    }

    @Override
    public boolean isShown() {
        return window.isShown() && !pending;
    }

    long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(seed, id), mid);
        hash = Hashing.fold(Hashing.fold(hash, bestBid), bestAsk);
        hash = Hashing.fold(Hashing.fold(hash, width), pending);
        for (int i = 0; i < size; i++) {
            hash = Hashing.fold(hash, inside[i].instrumentId());
        }
        return window.hash(hash);
    }
}
