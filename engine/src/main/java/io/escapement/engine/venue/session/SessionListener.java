package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;

import java.util.List;

/** Hears, on the transport's thread, what a session's owner has to know beyond the events in the ring. */
public interface SessionListener {
    /** The instruments are known, defined in the ring, and their streams are being opened. */
    void onInstruments(List<Instrument> instruments);

    /** Something went wrong that the session deals with by itself: one line for a log. */
    void onProblem(String detail);

    /** Something was done that a log may tell. */
    default void onNote(String detail) {
    }

    /** The venue says that its recording has been played; the session is over. */
    void onRecordingEnded();

    /** The session cannot go on, e.g. because the venue does not list what was asked for; it is over. */
    void onFatal(String detail);
}
