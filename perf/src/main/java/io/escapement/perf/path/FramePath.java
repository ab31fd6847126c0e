package io.escapement.perf.path;

/** One way from a depth frame to a book, of which the best five levels a side are read after each frame. */
public interface FramePath {
    /** Levels a side that are read. */
    int TOP = 5;

    /** For the report. */
    String name();

    /** Takes one frame of the loop; a number that depends on all levels read. */
    long onFrame(int frame);

    /** Takes all recorded frames of the loop, in order; each class has its own loop, so that none spoils another's. */
    long pass();

    /**
     * What was read of an instrument's book after its last frame: {@value #TOP} bids, then as many asks, each price and
     * quantity in mantissas, 0 where there is no level.
     */
    void top(int instrument, long[] into);
}
