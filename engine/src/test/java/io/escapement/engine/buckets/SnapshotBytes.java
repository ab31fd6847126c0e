package io.escapement.engine.buckets;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BucketSnapshotEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;

/** Writes bucket snapshots by hand, as effects of a record. */
public final class SnapshotBytes {
    private final Slot slot = SlotSizes.USUAL.newSlot();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BucketSnapshotEncoder encoder = new BucketSnapshotEncoder();
    private final BucketSnapshotReader reader = new BucketSnapshotReader();
    public int instrumentId = 1;
    public int viewId = BucketSnapshotEncoder.viewIdNullValue();
    public long width = 100;
    public long cadenceNs = 1_000_000_000L;

    /** What rests in a bucket. */
    public interface Sizes {
        /** @return bid and ask; less than 0: not known */
        long[] of(long id);
    }

    /** A record with one snapshot, its mid in the middle of the bucket. */
    public Slot record(long timeNs, long midId, Sizes sizes) {
        slot.clear();
        slot.commitEvent(8, Provenance.ENGINE);
        final long mid = midId * width + width / 2;
        encoder.wrapAndApplyHeader(slot.buffer(), slot.claimChecked(BucketSnapshotWriter.LENGTH), header)
            .timeNs(timeNs).cadenceNs(cadenceNs).width(width).firstId(midId - 20).mid(mid)
            .imbalance(imbalance(sizes, midId)).imbalanceMean1s(0.1).imbalanceMean5s(0.2).imbalanceMean15s(0.3)
            .imbalanceMean60s(Double.NaN).instrumentId(instrumentId).viewId(viewId).bestBid(mid - width)
            .bestAsk(mid + width);
        final BucketSnapshotEncoder.ColumnsEncoder columns = encoder.columnsCount(41);
        for (long id = midId - 20; id <= midId + 20; id++) {
            final long[] size = sizes.of(id);
            columns.next().bidQuantity(size[0]).askQuantity(size[1]).vwap(id * width)
                .bidOrders(BucketSnapshotEncoder.ColumnsEncoder.bidOrdersNullValue())
                .askOrders(BucketSnapshotEncoder.ColumnsEncoder.askOrdersNullValue());
        }
        final BucketSnapshotEncoder.MeansEncoder means = encoder.meansCount(41);
        for (int i = 0; i < 41; i++) {
            means.next().mean1s(0.5).mean5s(0.5).mean15s(0.5).mean60s(Double.NaN);
        }
        slot.commitChecked(BucketSnapshotWriter.LENGTH);
        return slot;
    }

    private static double imbalance(Sizes sizes, long midId) {
        double bid = 0;
        double ask = 0;
        for (long id = midId - 20; id <= midId + 20; id++) {
            bid += sizes.of(id)[0];
            ask += sizes.of(id)[1];
        }
        return (bid - ask) / (bid + ask);
    }

    /** The same, read. */
    public BucketSnapshotReader read(long timeNs, long midId, Sizes sizes) {
        final Slot record = record(timeNs, midId, sizes);
        return reader.wrap(record.buffer(), record.firstChecked());
    }
}
