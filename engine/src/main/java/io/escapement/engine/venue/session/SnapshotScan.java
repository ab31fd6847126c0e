package io.escapement.engine.venue.session;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.SnapshotRequestDecoder;
import io.escapement.engine.pipeline.Slot;

/** Finds the snapshot requests among a record's effects. One thread's own. */
final class SnapshotScan {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SnapshotRequestDecoder request = new SnapshotRequestDecoder();

    /** Takes one request. */
    @FunctionalInterface
    interface Taker {
        /** @param notBeforeNs epoch nanoseconds */
        void take(int instrumentId, long notBeforeNs);
    }

    void scan(Slot slot, Taker taker) {
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == SnapshotRequestDecoder.TEMPLATE_ID) {
                request.wrapAndApplyHeader(slot.buffer(), effect, header);
                taker.take(request.instrumentId(), request.notBeforeNs());
            }
        }
    }
}
