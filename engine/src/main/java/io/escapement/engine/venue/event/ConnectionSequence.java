package io.escapement.engine.venue.event;

import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusEncoder;

/**
 * The numbers that a venue gives to all messages of one connection, whatever they are about. A hole means that any book
 * of the connection may have missed something. A number that was there before is a repetition, to be passed over; a
 * second one in a row, or the very first number again, is not: the venue has begun to count anew, and nobody knows
 * since when.
 */
public final class ConnectionSequence {
    /** The venue does not say which number comes first: the first to come is taken. */
    public static final long ANY = -1;

    private final StatusWriter status;
    private final long first;
    private long next;
    private boolean repeated;

    /** @param first number of a connection's first message, or {@link #ANY} */
    public ConnectionSequence(StatusWriter status, long first) {
        this.status = status;
        this.first = first;
        this.next = first;
    }

    /**
     * Takes the number of the message at hand; publishes {@code CONNECTION_GAP} for the whole connection where messages
     * are missing before it.
     *
     * @return false for a repetition, which is not to be used
     */
    public boolean isNew(long number, long receiveTimeNs) {
        final boolean restarted = number == first && next > first + 1;
        if (number < next && !restarted && !repeated) {
            repeated = true;
            return false;
        }
        if (number != next && next != ANY) {
            status.begin().text("expected ").number(next).text(", got ").number(number)
                .publish(FeedCondition.CONNECTION_GAP, FeedStatusEncoder.instrumentIdNullValue(), receiveTimeNs);
        }
        repeated = false;
        next = number == Long.MAX_VALUE ? number : number + 1;
        return true;
    }
}
