package io.escapement.engine.venue.loopback;

import java.util.Arrays;
import java.util.Locale;

/** What happens when the source has no more frames. */
public enum AtEnd {
    /** The connections are closed with code 1000 and the reason {@link LoopbackVenue#RECORDING_ENDED}. */
    CLOSE,
    /** The recording begins again, its times and ids moved on; clients see a gap at the seam. */
    LOOP,
    /** The connections stay open and silent, snapshots are still served. */
    STAY;

    /** Of {@code close}, {@code loop} or {@code stay}. */
    public static AtEnd parse(final String text) {
        for (final AtEnd value : values()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException("at end \"" + text + "\": expected one of "
            + Arrays.toString(values()).toLowerCase(Locale.ROOT));
    }
}
