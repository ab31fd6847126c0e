package io.escapement.engine.buckets;

import io.escapement.codecs.sbe.BucketSnapshotEncoder;
import io.escapement.codecs.sbe.BucketSnapshotEncoder.ColumnsEncoder;
import io.escapement.codecs.sbe.BucketSnapshotEncoder.MeansEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.pipeline.Slot;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/** Writes {@code BucketSnapshot} effects: the groups at known offsets, one write a field. */
final class BucketSnapshotWriter {
    private static final int COLUMNS_GROUP = MessageHeaderEncoder.ENCODED_LENGTH + BucketSnapshotEncoder.BLOCK_LENGTH;
    private static final int GROUP_HEADER = ColumnsEncoder.HEADER_SIZE;
    private static final int COLUMN = ColumnsEncoder.sbeBlockLength();
    private static final int MEANS = MeansEncoder.sbeBlockLength();
    private static final int MEANS_GROUP = COLUMNS_GROUP + GROUP_HEADER + BucketsConfig.COLUMNS * COLUMN;
    /** Bytes of one at most, without its frame. */
    static final int LENGTH = MEANS_GROUP + GROUP_HEADER + BucketsConfig.COLUMNS * MEANS;

    /** The counts of both sides, one behind the other. */
    private static final long NO_ORDERS = (long) ColumnsEncoder.askOrdersNullValue() << Integer.SIZE
        | ColumnsEncoder.bidOrdersNullValue() & 0xFFFF_FFFFL;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BucketSnapshotEncoder encoder = new BucketSnapshotEncoder();
    private final int inner;
    private final int length;

    BucketSnapshotWriter(int inner) {
        this.inner = inner;
        length = MEANS_GROUP + GROUP_HEADER + inner * MEANS;
    }

    /** Appends the subject's columns as they are, as of the means' last boundary. */
    void write(Slot slot, BucketSubject subject, long cadenceNs) {
        final BucketWindow window = subject.window();
        window.placeWindows();
        final int message = slot.claimChecked(length);
        encoder.wrapAndApplyHeader(slot.buffer(), message, header)
            .timeNs(window.means().boundary() * MovingMeans.SLOT_NS)
            .cadenceNs(cadenceNs)
            .width(subject.width())
            .firstId(window.firstColumn())
            .mid(subject.mid())
            .imbalance(window.imbalance())
            .imbalanceMean1s(window.imbalanceMean(0))
            .imbalanceMean5s(window.imbalanceMean(1))
            .imbalanceMean15s(window.imbalanceMean(2))
            .imbalanceMean60s(window.imbalanceMean(3))
            .instrumentId(subject.instrumentId())
            .viewId(subject.viewId())
            .bestBid(subject.bestBid())
            .bestAsk(subject.bestAsk());
        columns(slot.buffer(), message + COLUMNS_GROUP, window, window.firstColumn());
        means(slot.buffer(), message + MEANS_GROUP, window, window.midId() - inner / 2);
        slot.commitChecked(length);
    }

    private static void columns(MutableDirectBuffer buffer, int group, BucketWindow window, long firstId) {
        putHeader(buffer, group, COLUMN, BucketsConfig.COLUMNS);
        int at = group + GROUP_HEADER;
        for (long id = firstId; id < firstId + BucketsConfig.COLUMNS; id++) {
            final long bid = window.bid(id);
            final long ask = window.ask(id);
            putLong(buffer, at, bid < 0 ? ColumnsEncoder.bidQuantityNullValue() : bid);
            putLong(buffer, at + ColumnsEncoder.askQuantityEncodingOffset(),
                ask < 0 ? ColumnsEncoder.askQuantityNullValue() : ask);
            putDouble(buffer, at + ColumnsEncoder.vwapEncodingOffset(), window.vwap(id));
            putLong(buffer, at + ColumnsEncoder.bidOrdersEncodingOffset(), NO_ORDERS);
            at += COLUMN;
        }
    }

    private void means(MutableDirectBuffer buffer, int group, BucketWindow window, long firstId) {
        putHeader(buffer, group, MEANS, inner);
        int at = group + GROUP_HEADER;
        for (long id = firstId; id < firstId + inner; id++) {
            // All windows of a column at once: their rows lie far apart, and are fetched together.
            putDouble(buffer, at, window.mean(id, 0));
            putDouble(buffer, at + MeansEncoder.mean5sEncodingOffset(), window.mean(id, 1));
            putDouble(buffer, at + MeansEncoder.mean15sEncodingOffset(), window.mean(id, 2));
            putDouble(buffer, at + MeansEncoder.mean60sEncodingOffset(), window.mean(id, 3));
            at += MEANS;
        }
    }

    private static void putHeader(MutableDirectBuffer buffer, int group, int blockLength, int count) {
        buffer.putShort(group, (short) blockLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(group + Short.BYTES, (short) count, ByteOrder.LITTLE_ENDIAN);
    }

    private static void putLong(MutableDirectBuffer buffer, int at, long value) {
        buffer.putLong(at, value, ByteOrder.LITTLE_ENDIAN);
    }

    private static void putDouble(MutableDirectBuffer buffer, int at, double value) {
        buffer.putLong(at, Double.doubleToRawLongBits(value), ByteOrder.LITTLE_ENDIAN);
    }
}
