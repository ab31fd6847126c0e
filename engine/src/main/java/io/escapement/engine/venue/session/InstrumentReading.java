package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;

import java.io.IOException;
import java.util.List;

/** One reading of a venue's instrument definitions, request by request. Used by one thread, once. */
public interface InstrumentReading {
    /** What is to be asked next, a further page perhaps; null once everything has been read. */
    RestQuestion next();

    /**
     * Takes the body of the reply to the question that was given last.
     *
     * @throws IOException naming what in it is not as expected
     */
    void onBody(byte[] body) throws IOException;

    /**
     * The venue says that the question given last was a bad one.
     *
     * @return whether the reading goes on regardless, with {@link #next}; false: it is over
     */
    default boolean onRefused(String detail) {
        return false;
    }

    /** What was found of the listings, in their order, each with its listing's id. */
    List<Instrument> instruments();

    /** One line for each listing that the venue does not have or that cannot be used. */
    List<String> problems();
}
