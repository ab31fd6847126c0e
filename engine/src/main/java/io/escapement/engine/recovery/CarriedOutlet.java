package io.escapement.engine.recovery;

import org.agrona.MutableDirectBuffer;

/** Where carried messages are written, one at a time: into a snapshot, or into the ring. */
interface CarriedOutlet {
    /** Where to encode the next message. @return offset of its SBE header in {@link #buffer()} */
    int begin();

    /** Valid from {@link #begin} to {@link #end}. */
    MutableDirectBuffer buffer();

    /** The message is complete. @param length with its SBE header */
    void end(int length);
}
