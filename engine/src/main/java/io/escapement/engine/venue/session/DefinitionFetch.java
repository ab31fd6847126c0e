package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.net.Backoff;
import io.escapement.engine.venue.net.RestHandler;
import io.escapement.engine.venue.net.RestReply;
import io.netty.channel.EventLoop;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks a venue for its instruments until it has them all, page by page. On the transport's thread. */
final class DefinitionFetch implements RestHandler {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final VenueProtocol protocol;
    private final List<Listing> listings;
    private final RestGate gate;
    private final EventLoop loop;
    private final Backoff backoff;
    private final Outcome outcome;
    private InstrumentReading reading;
    private boolean ended;

    /** Hears what became of it; the first two calls end it. */
    interface Outcome {
        /**
         * @param problems of listings that are not there
         * @param last     the reply with which the reading was complete
         */
        void onDefinitions(List<Instrument> instruments, List<String> problems, RestReply last);

        void onHopeless(String detail);

        /** An attempt has failed and will be made again. */
        void onSetback(String detail);
    }

    DefinitionFetch(VenueProtocol protocol, List<Listing> listings, RestGate gate, EventLoop loop, Backoff backoff,
                    Outcome outcome) {
        this.protocol = protocol;
        this.listings = listings;
        this.gate = gate;
        this.loop = loop;
        this.backoff = backoff;
        this.outcome = outcome;
    }

    void begin() {
        if (!ended) {
            reading = protocol.instruments(listings);
            gate.ask(reading.next(), this);
        }
    }

    void end() {
        ended = true;
    }

    @Override
    public void onReply(RestReply reply) {
        if (ended) {
            return;
        }
        if (reply.isOk()) {
            take(reply);
        } else if (reply.status() == BAD_REQUEST || reply.status() == NOT_FOUND) {
            // A bad request stays one, such as a symbol that does not exist; all else may pass.
            if (reading.onRefused(reply.describe())) {
                proceed(reply);
                return;
            }
            hopeless("the venue does not know all of " + listings.stream().map(Listing::symbol).toList() + ": "
                + reply.describe());
        } else {
            again(reply.describe(), reply.retryAfterSeconds(0));
        }
    }

    private void take(RestReply reply) {
        final byte[] body = new byte[reply.body().capacity()];
        reply.body().getBytes(0, body);
        try {
            reading.onBody(body);
        } catch (final IOException | IllegalArgumentException e) {
            final String detail = "GET " + reply.url() + ": " + e.getMessage();
            if (protocol.passes(detail)) {
                again(detail, 0);
            } else {
                hopeless(detail);
            }
            return;
        }
        proceed(reply);
    }

    private void proceed(RestReply reply) {
        final RestQuestion next = reading.next();
        if (next != null) {
            gate.ask(next, this);
        } else {
            ended = true;
            outcome.onDefinitions(reading.instruments(), reading.problems(), reply);
        }
    }

    private void hopeless(String detail) {
        ended = true;
        outcome.onHopeless(detail);
    }

    @Override
    public void onFailure(String detail) {
        again(detail, 0);
    }

    private void again(String detail, long leastSeconds) {
        if (!ended) {
            outcome.onSetback(detail);
            loop.schedule(this::begin, Math.max(Math.max(TimeUnit.SECONDS.toNanos(leastSeconds), gate.waitNs()),
                backoff.nextDelayNs(System.nanoTime())), TimeUnit.NANOSECONDS);
        }
    }
}
