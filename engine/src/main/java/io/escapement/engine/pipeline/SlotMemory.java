package io.escapement.engine.pipeline;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One stretch of off-heap memory, dealt out slot by slot. Slots begin at odd multiples of a cache line, so that the
 * same field of neighbouring slots never falls into the same cache set. The allocation writes zeros to all of it,
 * hence no page faults later.
 */
final class SlotMemory {
    private static final int CACHE_LINE = 64;

    private final ByteBuffer memory;
    private final int stride;
    private final int recordCapacity;
    private final int slotCapacity;
    private int next;

    SlotMemory(int slots, int recordCapacity, int checkedCapacity) {
        this.recordCapacity = recordCapacity;
        this.slotCapacity = recordCapacity + checkedCapacity;
        this.stride = stride(slotCapacity);
        final long size = (long) stride * slots;
        if (size > Integer.MAX_VALUE - CACHE_LINE) {
            throw new IllegalArgumentException("a ring of " + slots + " slots of " + slotCapacity
                + " bytes needs " + size + " bytes; at most 2 GiB are possible");
        }
        this.memory = BufferUtil.allocateDirectAligned((int) size, CACHE_LINE);
    }

    static int stride(int slotCapacity) {
        final int lines = BitUtil.align(slotCapacity, CACHE_LINE) / CACHE_LINE;
        return (lines | 1) * CACHE_LINE;
    }

    /** The next slot; called as often as there are slots. */
    Slot nextSlot() {
        final ByteBuffer bytes = memory.slice(next * stride, slotCapacity).order(ByteOrder.LITTLE_ENDIAN);
        next++;
        return new Slot(bytes, recordCapacity);
    }
}
