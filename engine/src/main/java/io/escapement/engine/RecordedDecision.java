package io.escapement.engine;

import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

/** Stands where strategies stood: wants what they wanted, as recorded. */
final class RecordedDecision implements Stage {
    private DirectBuffer buffer;
    private int record;
    private int stage;

    /** A run begins. @param place of its decision stage among its stages */
    void begin(int place) {
        stage = place;
    }

    /** The record whose event comes next. */
    void next(DirectBuffer recorded, int at) {
        buffer = recorded;
        record = at;
    }

    @Override
    public String name() {
        return "decision";
    }

    @Override
    public void onEvent(Slot slot) {
        int message = RecordLayout.event(record);
        for (int left = RecordLayout.keptCount(buffer, record); left > 0; left--) {
            message = RecordLayout.next(buffer, message);
            if (RecordLayout.stage(buffer, message) == stage) {
                final int length = RecordLayout.messageLength(buffer, message);
                slot.buffer().putBytes(slot.claimEffect(length), buffer, message, length);
                slot.commitEffect(length);
            }
        }
    }

    @Override
    public long stateHash() {
        return 0;
    }
}
