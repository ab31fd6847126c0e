package io.escapement.engine.replay;

import org.agrona.DirectBuffer;

/** One run of a journal going through its core. */
interface ReplayRun extends AutoCloseable {
    /** Feeds the event of a recorded record; the first difference known by now, or null. */
    Difference feed(DirectBuffer recorded, int record);

    /** Waits for what was fed; the first difference, or null. */
    Difference finish();

    @Override
    void close();
}
