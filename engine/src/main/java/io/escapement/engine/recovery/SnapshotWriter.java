package io.escapement.engine.recovery;

import io.escapement.journal.RecordLayout;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes snapshots of what a fold has come to. */
final class SnapshotWriter implements CarriedOutlet {
    /** A message may need so much more than the buffer has: it grows as it is written to. */
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(64 * 1024);
    private int end;
    private int count;

    /** @param engineVersion of this program */
    Snapshot write(TradingFold fold, String engineVersion) {
        final FoldedRun state = fold.state();
        end = 0;
        count = 0;
        state.definitions().values().forEach(definition -> {
            buffer.putBytes(begin(), definition);
            end(definition.length);
        });
        new CarriedWriter(InstrumentMapping.same(state.instruments().values()), this, false).write(state);
        final UnsafeBuffer frames = new UnsafeBuffer(buffer.byteArray(), 0, end);
        return Snapshot.of(frames, end, count, engineVersion, state.run(), fold.place());
    }

    @Override
    public int begin() {
        return end + RecordLayout.FRAME_HEADER_LENGTH;
    }

    @Override
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    @Override
    public void end(int length) {
        end = RecordLayout.frame(buffer, begin(), length, RecordLayout.NO_STAGE) - RecordLayout.FRAME_HEADER_LENGTH;
        count++;
    }
}
