package io.escapement.perf.venues.twin;

import java.io.IOException;

/** A venue's decoder, written with libraries. Not thread-safe. */
public interface Twin {
    /**
     * Reads a frame.
     *
     * @param frame as it came from the socket
     * @param told  takes what is in it; cleared before
     */
    void decode(byte[] frame, Told told) throws IOException;

    /** What it is made with, for the report. */
    String name();
}
