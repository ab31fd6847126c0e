package io.escapement.perf.faults;

import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.session.Budget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that plays a venue, with all states that its books have had. */
record PlayedVenue(Played venue, ServerStates states, LoopbackVenue server) implements AutoCloseable {
    /** Starts one. */
    static PlayedVenue start(Played venue, Serve serve) throws IOException {
        final ServerStates states = new ServerStates();
        final Serve heard = serve.tellingBooks(states);
        return new PlayedVenue(venue, states,
            LoopbackVenue.start(venue.speechKey() == null ? heard : heard.as(venue.speechKey())));
    }

    /** The most attempts to connect within any stretch of time that the venue's budget is about. */
    int mostConnects() {
        final long windowNs = TimeUnit.MILLISECONDS.toNanos(venue.connects().windowMs());
        final List<Long> connects = server.connects();
        int most = 0;
        for (int i = 0; i < connects.size(); i++) {
            final long from = connects.get(i);
            most = Math.max(most, (int) connects.stream().filter(at -> at >= from && at - from < windowNs).count());
        }
        return most;
    }

    /** One more may arrive within a stretch than was begun within it: the one before may have been long under way. */
    boolean isWithinBudget() {
        final Budget budget = venue.connects();
        return mostConnects() <= budget.amount() + 1;
    }

    String config(String pacing) {
        return venue.config(server.webSocketUrl(), server.restUrl(), pacing);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
