package io.escapement.engine.pipeline;

import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.StateHashEncoder;

import java.util.List;

/**
 * Consecutive stages, run in their order by one thread. What a stage throws becomes a fault in the record; the stages
 * behind it, here and in later groups, do not see the event.
 */
final class StageGroup {
    private static final int STATE_HASH_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + StateHashEncoder.BLOCK_LENGTH;

    private final Stage[] stages;
    private final int firstIndex;
    private final long stateHashEvery;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final StateHashEncoder stateHash = new StateHashEncoder();

    StageGroup(List<Stage> stages, int firstIndex, long stateHashEvery) {
        this.stages = stages.toArray(new Stage[0]);
        this.firstIndex = firstIndex;
        this.stateHashEvery = stateHashEvery;
    }

    void run(Slot slot) {
        if (slot.isFaulted()) {
            return;
        }
        int running = 0;
        try {
            final boolean hashing = stateHashEvery > 0 && slot.sequence() % stateHashEvery == 0;
            for (; running < stages.length; running++) {
                slot.stage(firstIndex + running);
                stages[running].onEvent(slot);
                if (hashing) {
                    appendStateHash(slot, stages[running].stateHash(), firstIndex + running);
                }
            }
        } catch (final Throwable thrown) {
            FaultWriter.append(slot, firstIndex + running, stages[running].name(), thrown);
        }
    }

    /** Right behind the stage's own effects, so that the order in the record does not depend on the cut. */
    private void appendStateHash(Slot slot, long hash, int stage) {
        stateHash.wrapAndApplyHeader(slot.buffer(), slot.claimStateHash(STATE_HASH_LENGTH), header)
            .hash(hash).stage(stage);
        slot.commitEffect(STATE_HASH_LENGTH);
    }
}
