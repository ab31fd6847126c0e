package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.history.Kline;

import java.io.IOException;
import java.util.List;

/** A venue's klines by REST. Keeps nothing: answers are read on another thread than questions are made on. */
public interface KlineService {
    /** The durations that the venue has and whose bars begin when ours do, ascending. */
    List<Long> durationsNs();

    /** The most bars of one answer. */
    int most();

    /** How many bars the venue goes back from now. */
    default int reach() {
        return Integer.MAX_VALUE;
    }

    /** Asks for the bars that begin from one time to before another, at most {@link #most} of them. */
    RestQuestion question(Instrument instrument, long durationNs, long fromNs, long toNs);

    /**
     * The bars of an answer, in whatever order, also others than were asked for; without those of which the venue says
     * that they are still forming.
     *
     * @throws IOException where the body is not what the venue documents, saying where
     */
    List<Kline> read(byte[] body, Instrument instrument, long durationNs) throws IOException;
}
