package io.escapement.perf.paced;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.monitor.Hop;
import io.escapement.engine.monitor.LatencyRecorder;
import io.escapement.engine.venue.loopback.AtEnd;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.TlsFiles;
import io.escapement.engine.venue.net.TlsSettings;
import io.escapement.perf.recording.Loop;
import io.escapement.perf.rig.Cores;
import io.escapement.perf.rig.RunJournal;
import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Real frames over real loopback sockets at a constant rate: the loopback venue on its thread, the engine with its
 * session, journal and orders on another, the orders over a WebSocket of their own back to the venue. Each pass plays
 * the recording once, with everything made anew; passes before the counted ones warm up.
 */
public final class SocketRun {
    private static final long FLOOR_MS = 2_000;
    private static final long SETTLE_SECONDS = 20;
    private static final long POLL_MS = 50;
    private static final int MOST_FRAMES = 200_000;

    /**
     * What to run.
     *
     * @param capture         of one instrument of Binance spot
     * @param loop            of the same recording: its instrument and how large orders must be
     * @param pair            the instrument as BASE/QUOTE
     * @param framesPerSecond constant
     * @param orderEvery      changes of the book from one order to the next
     * @param warmUps         passes that do not count
     * @param passes          that do
     * @param tls             whether all of it goes through TLS
     * @param folder          for the journal and the certificate
     */
    public record Plan(Path capture, Loop loop, String pair, double framesPerSecond, int orderEvery, int warmUps,
                       int passes, boolean tls, Path folder) {
    }

    private final Plan plan;
    private final SocketHops hops = new SocketHops(0);
    private final Map<Hop, Histogram> engineHops = new EnumMap<>(Hop.class);
    private final StringBuilder notes = new StringBuilder();

    private SocketRun(Plan plan) {
        this.plan = plan;
        for (final Hop hop : Hop.values()) {
            engineHops.put(hop, new Histogram(LatencyRecorder.HIGHEST_NS, 3));
        }
    }

    /**
     * Runs it.
     *
     * @throws IOException           if the venue cannot serve the recording
     * @throws IllegalStateException if anything went wrong on the way
     */
    public static SocketRun of(Plan plan) throws IOException, InterruptedException {
        final SocketRun run = new SocketRun(plan);
        run.floor("before");
        final TlsFiles tls = plan.tls() ? LoopbackTls.in(plan.folder()) : null;
        try {
            for (int pass = -plan.warmUps(); pass < plan.passes(); pass++) {
                run.pass(tls, pass >= 0);
            }
        } finally {
            if (tls != null) {
                LoopbackTls.delete(tls);
            }
        }
        run.floor("after");
        return run;
    }

    private void floor(String when) throws InterruptedException {
        try (HiccupFloor floor = HiccupFloor.start()) {
            TimeUnit.MILLISECONDS.sleep(FLOOR_MS);
            floor.close();
            notes.append(when).append(": ").append(floor.line()).append("\n\n");
        }
    }

    private void pass(TlsFiles tls, boolean counts) throws IOException, InterruptedException {
        final SocketHops own = new SocketHops(MOST_FRAMES);
        final Serve plain = Serve.capture(plan.capture()).at(Pace.constant(plan.framesPerSecond())).ending(AtEnd.STAY)
            .tellingFrames(own).tellingOrders(own);
        final Instrument instrument = plan.loop().instruments().get(0);
        final Cores cores = new Cores(plan.loop(), plan.orderEvery());
        try (RunJournal journal = RunJournal.preTouched(plan.folder());
             LoopbackVenue venue = LoopbackVenue.start(tls == null ? plain : plain.withTls(tls));
             SocketEngine engine = new SocketEngine(venue.webSocketUrl(), venue.restUrl(), plan.pair(), instrument,
                 tls == null ? null : TlsSettings.trusting(tls.certificate()), cores, journal, own)) {
            while (!venue.hasEnded()) {
                engine.check();
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
            settle(own, venue.sentCount());
            engine.check();
            if (venue.failure() != null) {
                throw venue.failure();
            }
            if (counts) {
                count(own, engine, venue.sentCount());
            }
        }
    }

    /** What is still between the sockets gets its time. */
    private static void settle(SocketHops own, long sent) throws InterruptedException {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        while (own.framesSeen() < sent && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }

    private void count(SocketHops own, SocketEngine engine, long sent) {
        if (own.framesSeen() != sent) {
            throw new IllegalStateException("the venue sent " + sent + " frames, " + own.framesSeen()
                + " came through: hops could not be matched");
        }
        hops.add(own);
        for (final Hop hop : Hop.values()) {
            engineHops.get(hop).add(engine.latency().interval(hop));
        }
        notes.append(sent).append(" frames, ").append(engine.ordersSent()).append(" orders; ")
            .append(engine.transport()).append("\n\n");
    }

    /** The hop table and the machine's floor. */
    public String describe() {
        final StringBuilder text = new StringBuilder(Percentiles.HEAD)
            .append(Percentiles.line("venue: due to written", hops.lateness))
            .append(Percentiles.line("venue's write to the engine's socket read", hops.wire))
            .append(Percentiles.line("socket read to decoded (" + (plan.tls() ? "TLS, " : "")
                + "WebSocket, JSON, frames before it in the same read)", engineHops.get(Hop.DECODE)))
            .append(Percentiles.line("core: eight stages", engineHops.get(Hop.CORE)))
            .append(Percentiles.line("journal append", engineHops.get(Hop.JOURNAL)))
            .append(Percentiles.line("service: socket read to journaled", engineHops.get(Hop.TOTAL)))
            .append(Percentiles.line("**service: socket read to order's bytes handed to the socket**",
                engineHops.get(Hop.ORDER)))
            .append(Percentiles.line("order: write to read at the venue", hops.orderWire))
            .append(Percentiles.line("due time to journaled (p50 and p90 are to be trusted)", hops.intended))
            .append(Percentiles.line("**due time to order's bytes handed to the socket**", hops.orderIntended));
        return text.append('\n').append(notes).toString();
    }
}
