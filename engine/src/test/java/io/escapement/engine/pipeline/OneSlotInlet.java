package io.escapement.engine.pipeline;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** An inlet with a single slot: whoever it was made for sees each published slot at once. */
public final class OneSlotInlet implements Inlet {
    private final Slot slot = new Slot(ByteBuffer.allocateDirect(16 * 1024), 8 * 1024);
    private final Consumer<Slot> consumer;

    public OneSlotInlet(Consumer<Slot> consumer) {
        this.consumer = consumer;
    }

    @Override
    public Slot claim() {
        slot.clear();
        return slot;
    }

    @Override
    public void publish(Slot published) {
        consumer.accept(published);
    }

    @Override
    public void abandon(Slot abandoned) {
        throw new AssertionError("nothing was to be abandoned here");
    }
}
