package io.escapement.engine.replay;

import io.escapement.codecs.sbe.FaultDecoder;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

/** The core on the feeding thread, one slot, no ring: the fastest. */
final class DirectRun implements ReplayRun {
    private final Core core;
    private final ReplayChain chain;
    private final boolean compare;
    private final Slot slot;

    DirectRun(Core core, SlotSizes sizes, ReplayChain chain, boolean compare) {
        this.slot = sizes.newSlot();
        this.core = core;
        this.chain = chain;
        this.compare = compare;
    }

    @Override
    public Difference feed(DirectBuffer recorded, int record) {
        slot.clear();
        JournalReplay.copyEvent(recorded, record, slot);
        core.onEvent(slot, RecordLayout.sequence(recorded, record), RecordLayout.eventTimeNs(recorded, record));
        if (!compare && slot.isFaulted() && !hasFault(recorded, record)) {
            throw new IllegalStateException("record " + slot.sequence() + ": a stage failed on it: " + slot.failure(),
                slot.failure());
        }
        final Difference difference = compare ? RecordComparison.compare(recorded, record, slot) : null;
        chain.add(slot, RecordLayout.checkedLength(recorded, record) > 0);
        return difference;
    }

    /** Whether the run itself ended with this record. */
    private static boolean hasFault(DirectBuffer recorded, int record) {
        int message = RecordLayout.event(record);
        for (int left = RecordLayout.keptCount(recorded, record); left > 0; left--) {
            message = RecordLayout.next(recorded, message);
            if (RecordLayout.templateId(recorded, message) == FaultDecoder.TEMPLATE_ID) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Difference finish() {
        return null;
    }

    @Override
    public void close() {
    }
}
