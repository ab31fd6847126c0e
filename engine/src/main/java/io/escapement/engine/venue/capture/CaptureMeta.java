package io.escapement.engine.venue.capture;

/**
 * The first line of a capture.
 *
 * @param venue   the venue's name with its market, such as {@code binance-spot}
 * @param source  who recorded it, and under which licence; of a recording of our own, the host and program
 * @param beginNs epoch nanoseconds of the first line
 * @param endNs   epoch nanoseconds of the last line; 0 where the recorder was killed before it could say
 */
public record CaptureMeta(String venue, String source, long beginNs, long endNs) {
    /** The only format there is so far. */
    public static final int FORMAT = 1;
}
