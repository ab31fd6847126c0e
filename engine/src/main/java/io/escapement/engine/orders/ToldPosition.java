package io.escapement.engine.orders;

/**
 * What a venue says that we hold of one instrument, while reconciling, and the fills since reconciling began: those
 * that the venue made after it looked are not in what it says.
 */
final class ToldPosition {
    private static final int MOST_FILLS = 64;

    private final long[] fillTimesNs = new long[MOST_FILLS];
    private final long[] fills = new long[MOST_FILLS];
    private int count;
    private boolean told;
    private long quantity;
    private long venueTimeNs;

    void begin() {
        count = 0;
        told = false;
    }

    void fill(long timeNs, long signedQuantity) {
        if (count < MOST_FILLS) {
            fillTimesNs[count] = timeNs;
            fills[count] = signedQuantity;
        }
        count = Math.min(count + 1, MOST_FILLS + 1);
    }

    void tell(long position, long timeNs) {
        told = true;
        quantity = position;
        venueTimeNs = timeNs;
    }

    void done() {
        told = false;
    }

    /** Whether there is something to compare with; not if there were more fills meanwhile than are remembered. */
    boolean isTold() {
        return told && count <= MOST_FILLS;
    }

    long told() {
        return quantity;
    }

    /** Our position less the fills that the venue made after it looked. */
    long comparable(long position) {
        long comparable = position;
        for (int i = 0; i < count; i++) {
            if (venueTimeNs > 0 && fillTimesNs[i] > venueTimeNs) {
                comparable -= fills[i];
            }
        }
        return comparable;
    }
}
