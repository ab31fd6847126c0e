package io.escapement.engine.pipeline;

import org.agrona.BufferUtil;

import java.nio.ByteOrder;

/**
 * How large the slots of a run are. Part of what makes a run what it is: how much one record may cause depends on the
 * room that is left, so a replay needs slots of the same sizes.
 *
 * @param recordCapacity  bytes for header, event and kept effects
 * @param checkedCapacity bytes for checked effects
 */
public record SlotSizes(int recordCapacity, int checkedCapacity) {
    /** Where nothing is configured. */
    public static final SlotSizes USUAL =
        new SlotSizes(PipelineConfig.RECORD_CAPACITY, PipelineConfig.CHECKED_CAPACITY);
    private static final int CACHE_LINE = 64;

    /** A slot of its own, outside of any ring. */
    public Slot newSlot() {
        return new Slot(BufferUtil.allocateDirectAligned(recordCapacity + checkedCapacity, CACHE_LINE)
            .order(ByteOrder.LITTLE_ENDIAN), recordCapacity);
    }
}
