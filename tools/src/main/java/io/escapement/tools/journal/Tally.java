package io.escapement.tools.journal;

/** Counts of one kind of thing in a journal. */
final class Tally {
    long count;
    long bytes;
    long firstEventTimeNs;
    long lastEventTimeNs;

    void add(long messageBytes, long eventTimeNs) {
        if (count++ == 0) {
            firstEventTimeNs = eventTimeNs;
        }
        bytes += messageBytes;
        lastEventTimeNs = eventTimeNs;
    }

    long spanNs() {
        return lastEventTimeNs - firstEventTimeNs;
    }

    /** Things a second over a span; 0 where the span is none. */
    double rate(long spanNs) {
        return spanNs <= 0 ? 0 : count * 1e9 / spanNs;
    }
}
