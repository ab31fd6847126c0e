package io.escapement.perf.ten;

import io.escapement.engine.venue.loopback.AtEnd;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.SimulatedSymbol;
import io.escapement.engine.venue.loopback.Simulation;
import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.util.List;

/** A venue that is played, with how punctually it sends and when its time began. */
final class PlayedVenue implements AutoCloseable {
    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final TenVenue venue;
    private final List<SimulatedSymbol> symbols;
    private final LoopbackVenue loopback;
    private final PlayTimes times = new PlayTimes();
    /** Written by the venue's thread; read once the play has ended. */
    private final Histogram late = new Histogram(HIGHEST_NS, DIGITS);
    private long sent;

    PlayedVenue(TenVenue venue, Simulation simulation, double speed) throws IOException {
        this.venue = venue;
        symbols = simulation.symbols();
        loopback = LoopbackVenue.start(Serve.simulation(simulation).as(venue.speech()).at(Pace.times(speed))
            .ending(AtEnd.STAY).tellingFrames(this::onFrame));
    }

    private void onFrame(String stream, long frameNumber, long dueNanos, long sentNanos) {
        late.recordValue(Math.max(0, Math.min(sentNanos - dueNanos, HIGHEST_NS)));
        sent++;
    }

    TenVenue venue() {
        return venue;
    }

    String config() {
        return venue.config(loopback.webSocketUrl(), loopback.restUrl(), symbols);
    }

    String describe() {
        return loopback.describe();
    }

    /** Looks when the play's time began: later, where it has had to wait since. */
    void look() {
        times.add(System.nanoTime(), loopback.startNanos(), loopback.originNs());
    }

    PlayTimes times() {
        return times;
    }

    boolean hasBegun() {
        return loopback.startNanos() != 0;
    }

    boolean hasEnded() {
        return loopback.hasEnded();
    }

    IOException failure() {
        return loopback.failure();
    }

    long sentCount() {
        return loopback.sentCount();
    }

    /** Frames of the market sent to a subscriber; once the play has ended. */
    long framesSent() {
        return sent;
    }

    /** By how much they were sent late, nanoseconds; once the play has ended. */
    Histogram late() {
        return late;
    }

    @Override
    public void close() throws IOException {
        loopback.close();
    }
}
