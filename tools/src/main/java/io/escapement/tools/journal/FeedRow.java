package io.escapement.tools.journal;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.Reason;

import java.util.Arrays;

/** How the feed of one instrument has fared in a run, as far as the journal's records say. */
final class FeedRow {
    /** A connection that nothing was said of. */
    static final int NO_CONNECTION = 0;
    static final long UNKNOWN = Long.MIN_VALUE;
    private static final int LAGS = 255;
    private static final int SECONDS = 10;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    /** What is known of the connection. */
    enum Link { UNKNOWN, CONNECTED, SUBSCRIBED, REFUSED, DOWN }

    Listing.Listed instrument;
    Link link = Link.UNKNOWN;
    int connection = NO_CONNECTION;
    BookState state = BookState.NULL_VAL;
    Reason reason = Reason.NULL_VAL;
    /** Since when the book is in this state. */
    long sinceNs = UNKNOWN;
    long gaps;
    long resyncs;
    long snapshotsAsked;
    long checksumFailures;
    long reconnects;
    long messages;
    long malformed;
    long lastMessageNs = UNKNOWN;
    /** What was said last of something that went wrong; empty where nothing did. */
    String said = "";

    private boolean wasLive;
    private final long[] lags = new long[LAGS];
    private long lagCount;
    private long greatestLagNs = UNKNOWN;
    private final long[] seconds = new long[SECONDS];
    private final long[] perSecond = new long[SECONDS];

    FeedRow(Listing.Listed instrument) {
        this.instrument = instrument;
    }

    /** A connection carries it from now on. */
    void on(int id, Link how) {
        if (connection != NO_CONNECTION && id != connection) {
            reconnects++;
        }
        connection = id;
        link = how;
    }

    void status(BookStatusDecoder status, long nowNs) {
        state = status.state();
        reason = status.reason();
        sinceNs = status.state() == status.previousState() && sinceNs != UNKNOWN ? sinceNs : nowNs;
        if (state == BookState.LIVE) {
            resyncs += wasLive ? 1 : 0;
            wasLive = true;
        } else if (state == BookState.SUSPECT) {
            switch (reason) {
                case SEQUENCE_GAP, SEQUENCE_REGRESSION, CONNECTION_GAP -> gaps++;
                case CHECKSUM -> checksumFailures++;
                default -> {
                    // Of none of the kinds that are counted.
                }
            }
        }
    }

    /** @param venueTimeNs and {@code receiveTimeNs}: null of the schema where there is none */
    void message(long nowNs, long venueTimeNs, long receiveTimeNs) {
        messages++;
        lastMessageNs = nowNs;
        final long second = nowNs / NS_PER_SECOND;
        final int place = (int) (second % SECONDS);
        if (seconds[place] != second) {
            seconds[place] = second;
            perSecond[place] = 0;
        }
        perSecond[place]++;
        if (venueTimeNs != UNKNOWN && receiveTimeNs != UNKNOWN) {
            final long lagNs = receiveTimeNs - venueTimeNs;
            lags[(int) (lagCount++ % LAGS)] = lagNs;
            greatestLagNs = Math.max(greatestLagNs, lagNs);
        }
    }

    /** Median of the last messages with a venue's time; {@link #UNKNOWN} where there are none. */
    long lagNs() {
        if (lagCount == 0) {
            return UNKNOWN;
        }
        final long[] sorted = Arrays.copyOf(lags, (int) Math.min(LAGS, lagCount));
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    long greatestLagNs() {
        return greatestLagNs;
    }

    /** Messages a second over the last whole seconds before a time. */
    double recentRate(long nowNs) {
        final long second = nowNs / NS_PER_SECOND;
        long sum = 0;
        for (int i = 0; i < SECONDS; i++) {
            sum += seconds[i] > second - SECONDS && seconds[i] < second ? perSecond[i] : 0;
        }
        return sum / (double) (SECONDS - 1);
    }
}
