package io.escapement.engine.feed;

/**
 * What the feed stage tolerates and how much it keeps.
 *
 * @param maxInstruments    greatest instrument id
 * @param silenceNs         a live book without a delta for longer is STALE
 * @param lagNs             a delta that waited longer from the socket to the core makes its book SUSPECT
 * @param heldBytes         room for the deltas of one instrument while its snapshot is fetched
 * @param oldDeltas         deltas in a row that may be older than the book: more is a regression of the stream
 * @param backoffNs         wait before the second request for a snapshot; doubles with each further one
 * @param maxBackoffNs      the longest wait
 * @param requestTimeoutNs  a request without an answer is made again after this time
 * @param quietStartNs      a subscribed instrument without a delta gets its snapshot after this time
 * @param requestsPerMinute snapshots that all instruments of one venue together may ask for in a minute
 * @param streamStartNs     a subscribed instrument whose snapshots come in the stream asks for one after this time
 * @param crossedNs         a book that may be crossed between two deltas is CROSSED after this time
 * @param overlapNs         behind a snapshot and before the next applied delta, a delta that is older than the snapshot
 *                          by its number and newer than it by more than this is a regression of the stream
 * @param frozen            when a book that does not move, while its market does, is FROZEN
 */
public record FeedLimits(
    int maxInstruments,
    long silenceNs,
    long lagNs,
    int heldBytes,
    int oldDeltas,
    long backoffNs,
    long maxBackoffNs,
    long requestTimeoutNs,
    long quietStartNs,
    int requestsPerMinute,
    long streamStartNs,
    long crossedNs,
    long overlapNs,
    FrozenLimits frozen) {

    private static final long SECOND_NS = 1_000_000_000L;

    public FeedLimits {
        require(maxInstruments > 0, "maxInstruments", maxInstruments);
        require(silenceNs > 0, "silenceNs", silenceNs);
        require(lagNs > 0, "lagNs", lagNs);
        require(heldBytes >= 1024, "heldBytes", heldBytes);
        require(oldDeltas > 0, "oldDeltas", oldDeltas);
        require(backoffNs > 0, "backoffNs", backoffNs);
        require(maxBackoffNs >= backoffNs, "maxBackoffNs", maxBackoffNs);
        require(requestTimeoutNs > 0, "requestTimeoutNs", requestTimeoutNs);
        require(quietStartNs >= 0, "quietStartNs", quietStartNs);
        require(requestsPerMinute > 0, "requestsPerMinute", requestsPerMinute);
        require(streamStartNs > 0, "streamStartNs", streamStartNs);
        require(crossedNs >= 0, "crossedNs", crossedNs);
        require(overlapNs >= 0, "overlapNs", overlapNs);
    }

    /**
     * With the usual rest: a venue has 5 s for a snapshot in its stream, since the largest recorded one, of Coinbase,
     * has 5 MB; a single update of a crossed pair takes far less than 1 s to be followed by the other; and no venue
     * gathers changes for as long as 5 s before it sends them.
     */
    public FeedLimits(int maxInstruments, long silenceNs, long lagNs, int heldBytes, int oldDeltas, long backoffNs,
                      long maxBackoffNs, long requestTimeoutNs, long quietStartNs, int requestsPerMinute) {
        this(maxInstruments, silenceNs, lagNs, heldBytes, oldDeltas, backoffNs, maxBackoffNs, requestTimeoutNs,
            quietStartNs, requestsPerMinute, 5 * SECOND_NS, SECOND_NS, 5 * SECOND_NS, FrozenLimits.usual());
    }

    public FeedLimits withSilenceNs(long newSilenceNs) {
        return new FeedLimits(maxInstruments, newSilenceNs, lagNs, heldBytes, oldDeltas, backoffNs, maxBackoffNs,
            requestTimeoutNs, quietStartNs, requestsPerMinute, streamStartNs, crossedNs, overlapNs, frozen);
    }

    public FeedLimits withOverlapNs(long newOverlapNs) {
        return new FeedLimits(maxInstruments, silenceNs, lagNs, heldBytes, oldDeltas, backoffNs, maxBackoffNs,
            requestTimeoutNs, quietStartNs, requestsPerMinute, streamStartNs, crossedNs, newOverlapNs, frozen);
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " = " + value + " is out of range");
        }
    }

    /**
     * For Binance: a busy book sends 10 deltas a second of about 0.5 kB, at bursts ten times that, so 256 KiB hold
     * 5 to 50 s of waiting for a snapshot; a snapshot of 5,000 levels has weight 250 of 6,000 a minute, of which
     * 12 requests use half.
     */
    public static FeedLimits forBinance(int maxInstruments) {
        return new FeedLimits(maxInstruments, 30 * SECOND_NS, 2 * SECOND_NS, 256 * 1024, 100, SECOND_NS,
            60 * SECOND_NS, 30 * SECOND_NS, 2 * SECOND_NS, 12);
    }
}
