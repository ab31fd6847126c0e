package io.escapement.engine.columns;

import io.escapement.codecs.sbe.ColumnsUpdateEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.pipeline.Slot;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/** Appends the values of one set of columns to a record. One writer a stage; allocates nothing. */
public final class ColumnsWriter {
    private static final int GROUP_HEADER = 4;
    private static final int GROUP = MessageHeaderEncoder.ENCODED_LENGTH + ColumnsUpdateEncoder.BLOCK_LENGTH;

    private final ColumnSet set;
    private final int length;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ColumnsUpdateEncoder encoder = new ColumnsUpdateEncoder();

    public ColumnsWriter(ColumnSet set) {
        this.set = set;
        this.length = GROUP + GROUP_HEADER + set.size() * Double.BYTES;
    }

    /** Bytes of checked effects that one update takes, without its frame. */
    public int length() {
        return length;
    }

    /**
     * Appends values of an instrument or a pair.
     *
     * @param subjectId  an instrument's id, or a pair's
     * @param timeNs     as of which the values are
     * @param durationNs cadence, or the duration of the bars that they are made of
     * @param values     as many as the set has columns, in its order; NaN where missing
     */
    public void write(Slot slot, int subjectId, long timeNs, long durationNs, double[] values) {
        write(slot, subjectId, ColumnsUpdateEncoder.viewIdNullValue(), timeNs, durationNs, values);
    }

    /** As {@link #write}, of a view: its number may be an instrument's too, so it stands in a field of its own. */
    public void writeOfView(Slot slot, int viewId, long timeNs, long durationNs, double[] values) {
        write(slot, ColumnsUpdateEncoder.subjectIdNullValue(), viewId, timeNs, durationNs, values);
    }

    private void write(Slot slot, int subjectId, int viewId, long timeNs, long durationNs, double[] values) {
        final int message = slot.claimChecked(length);
        final MutableDirectBuffer buffer = slot.buffer();
        encoder.wrapAndApplyHeader(buffer, message, header)
            .timeNs(timeNs)
            .durationNs(durationNs)
            .schemaHash(set.hash())
            .subjectId(subjectId)
            .block(set.block())
            .viewId(viewId);
        int at = message + GROUP;
        buffer.putShort(at, (short) Double.BYTES, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(at + Short.BYTES, (short) set.size(), ByteOrder.LITTLE_ENDIAN);
        at += GROUP_HEADER;
        for (int i = 0; i < set.size(); i++) {
            // One NaN only, so that what is missing is the same bytes everywhere.
            buffer.putLong(at, Double.doubleToLongBits(values[i]), ByteOrder.LITTLE_ENDIAN);
            at += Double.BYTES;
        }
        slot.commitChecked(length);
    }
}
