package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;
import org.agrona.DirectBuffer;

/** Decodes the body of a REST reply that holds a book. */
@FunctionalInterface
public interface SnapshotBody {
    /**
     * Publishes the book, or one {@code SNAPSHOT_FAILED} that says what is wrong with the body.
     *
     * @param receiveTimeNs epoch nanoseconds when the reply had come
     * @return whether a snapshot was published
     */
    boolean onBody(DirectBuffer body, int offset, int length, Instrument instrument, long receiveTimeNs);
}
