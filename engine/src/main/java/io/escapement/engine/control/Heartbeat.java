package io.escapement.engine.control;

import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;

/**
 * The engine's pulse: one beat for each record that has gone through core, journal and the listeners before this one,
 * on their thread. A pipeline that stands still stops it, however busy the process's other threads are. Timers make a
 * record for each instrument and second, so that a quiet market does not.
 */
public final class Heartbeat implements RecordListener {
    private final HeartbeatFile file;

    /** @param file stays the caller's to close, once no record comes any more */
    public Heartbeat(HeartbeatFile file) {
        this.file = file;
    }

    @Override
    public void onRecord(Slot slot) {
        if (!slot.isFaulted()) {
            file.beat(slot.eventTimeNs());
        }
    }
}
