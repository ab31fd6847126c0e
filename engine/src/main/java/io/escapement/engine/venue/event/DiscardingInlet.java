package io.escapement.engine.venue.event;

import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;

import java.nio.ByteBuffer;

/** Takes events and forgets them: for a connection that is still subscribing while another one delivers. */
public final class DiscardingInlet implements Inlet {
    private static final int RECORD_LENGTH = 64 * 1024;

    private final Slot slot = new Slot(ByteBuffer.allocateDirect(2 * RECORD_LENGTH), RECORD_LENGTH);

    @Override
    public Slot claim() {
        slot.clear();
        return slot;
    }

    @Override
    public void publish(Slot published) {
        // Forgotten.
    }

    @Override
    public void abandon(Slot given) {
        // There is nothing to give back.
    }
}
