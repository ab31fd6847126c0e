package io.escapement.engine.venue.session;

import org.agrona.DirectBuffer;

/**
 * Something that is asked for again and again because no stream has it.
 *
 * @param question what to ask
 * @param everyMs  from one question to the next
 * @param what     for messages, e.g. "open interest of BTCUSDT"
 * @param reader   publishes what the body says
 */
public record RestPoll(RestQuestion question, long everyMs, String what, BodyReader reader) {
    /** Reads one reply. */
    @FunctionalInterface
    public interface BodyReader {
        /**
         * Publishes what the body says.
         *
         * @return null, or what is wrong with it
         */
        String onBody(DirectBuffer body, int length, long receiveTimeNs);
    }
}
