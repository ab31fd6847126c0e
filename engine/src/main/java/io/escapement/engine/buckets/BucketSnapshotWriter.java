package io.escapement.engine.buckets;

import io.escapement.codecs.sbe.BucketSnapshotEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.pipeline.Slot;

/** Writes {@code BucketSnapshot} effects. */
final class BucketSnapshotWriter {
    /** Bytes of one, without its frame. */
    static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + BucketSnapshotEncoder.BLOCK_LENGTH
        + BucketSnapshotEncoder.ColumnsEncoder.HEADER_SIZE
        + BucketsConfig.COLUMNS * BucketSnapshotEncoder.ColumnsEncoder.sbeBlockLength();

    /** The windows of the moving means, in slots: 1, 5, 15 and 60 s. */
    static final int[] WINDOWS = {10, 50, 150, 600};

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BucketSnapshotEncoder encoder = new BucketSnapshotEncoder();
    private final int innerHalf;

    BucketSnapshotWriter(int inner) {
        innerHalf = inner / 2;
    }

    /** Appends the subject's columns as they are, as of the means' last boundary. */
    void write(Slot slot, BucketSubject subject, long cadenceNs) {
        final BucketWindow window = subject.window();
        encoder.wrapAndApplyHeader(slot.buffer(), slot.claimChecked(LENGTH), header)
            .timeNs(window.means().boundary() * MovingMeans.SLOT_NS)
            .cadenceNs(cadenceNs)
            .width(subject.width())
            .firstId(window.firstColumn())
            .mid(subject.mid())
            .imbalance(window.imbalance())
            .imbalanceMean1s(window.imbalanceMean(WINDOWS[0]))
            .imbalanceMean5s(window.imbalanceMean(WINDOWS[1]))
            .imbalanceMean15s(window.imbalanceMean(WINDOWS[2]))
            .imbalanceMean60s(window.imbalanceMean(WINDOWS[3]))
            .instrumentId(subject.instrumentId())
            .viewId(subject.viewId())
            .bestBid(subject.bestBid())
            .bestAsk(subject.bestAsk());
        final BucketSnapshotEncoder.ColumnsEncoder columns = encoder.columnsCount(BucketsConfig.COLUMNS);
        for (int column = 0; column < BucketsConfig.COLUMNS; column++) {
            write(columns.next(), subject, window.firstColumn() + column,
                Math.abs(column - BucketsConfig.HALF) <= innerHalf);
        }
        slot.commitChecked(LENGTH);
    }

    private static void write(BucketSnapshotEncoder.ColumnsEncoder column, BucketSubject subject, long id,
                              boolean inner) {
        final BucketWindow window = subject.window();
        final long bid = window.bid(id);
        final long ask = window.ask(id);
        column.bidQuantity(bid < 0 ? BucketSnapshotEncoder.ColumnsEncoder.bidQuantityNullValue() : bid)
            .askQuantity(ask < 0 ? BucketSnapshotEncoder.ColumnsEncoder.askQuantityNullValue() : ask)
            .vwap(subject.vwap(id))
            .mean1s(inner ? window.mean(id, WINDOWS[0]) : Double.NaN)
            .mean5s(inner ? window.mean(id, WINDOWS[1]) : Double.NaN)
            .mean15s(inner ? window.mean(id, WINDOWS[2]) : Double.NaN)
            .mean60s(inner ? window.mean(id, WINDOWS[3]) : Double.NaN)
            .bidOrders(BucketSnapshotEncoder.ColumnsEncoder.bidOrdersNullValue())
            .askOrders(BucketSnapshotEncoder.ColumnsEncoder.askOrdersNullValue());
    }
}
