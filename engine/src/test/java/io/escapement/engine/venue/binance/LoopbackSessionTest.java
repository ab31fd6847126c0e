package io.escapement.engine.venue.binance;

import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureReader;
import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.loopback.Limits;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.net.Transport;
import io.escapement.engine.venue.net.TransportKind;
import io.escapement.engine.venue.session.Recorder;
import io.escapement.engine.venue.session.Recording;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Session and recorder against the loopback venue. */
class LoopbackSessionTest {
    private static final List<String> BOTH = List.of("BTC/USDT", "ETH/USDT");

    /** Nobody here asks for the snapshots that a book would need: the play does not wait for that. */
    private static final Limits FREE = Limits.DEFAULT.withSnapshotWaitMs(0);

    @TempDir
    private Path folder;

    @Test
    void labelsWhatAGeneratorMakesAsSimulated() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(simulation());
             SessionFixture fixture = new SessionFixture(config(venue))) {
            assertTrue(fixture.next().startsWith("define i1 (SIMULATED) "));
            assertEquals("SUBSCRIBED i2 c1 (SIMULATED)", fixture.skipTo("SUBSCRIBED i2"));
            assertEquals("delta i1", fixture.skipTo("delta i1"));
            venue.inject(FaultKind.DISCONNECT, 1);
            assertEquals("SUBSCRIBED i1 c2 (SIMULATED)", fixture.skipTo("SUBSCRIBED i1 c2"));
            assertEquals("delta i2", fixture.skipTo("delta i2"));
        }
    }

    @Test
    void recordsWhatCanBePlayedAgainFrameByFrame() throws Exception {
        final Path file = folder.resolve("recorded.jsonl.gz");
        final Recording.Summary summary;
        try (LoopbackVenue venue = LoopbackVenue.start(simulation());
             Transport transport = Transport.open(TransportKind.AUTO, Thread::new)) {
            summary = new Recorder(recording(config(venue), file, 20_000, 300, 100), transport,
                new OffsetEpochNanoClock(), problem -> { }).start().get(30, TimeUnit.SECONDS);
        }
        assertEquals("the number of frames is reached", summary.end());
        final List<CaptureLine> lines = read(file);
        assertEquals(summary.lines(), lines.size());
        assertEquals(300, lines.stream().filter(line -> line.kind() == CaptureLine.Kind.IN).count());
        assertEquals(CaptureLine.Kind.HTTP, lines.get(0).kind());
        assertEquals(CaptureLine.Kind.OPEN, lines.get(1).kind());
        assertEquals(CaptureLine.Kind.OUT, lines.get(2).kind());
        assertEquals("{\"result\":null,\"id\":1}", lines.get(3).text());
        assertEquals(3, lines.stream().filter(line -> line.kind() == CaptureLine.Kind.HTTP).count(),
            "exchangeInfo and two snapshots");
        try (LoopbackVenue again = LoopbackVenue.start(Serve.capture(file).at(Pace.MAX).within(FREE));
             SessionFixture fixture = new SessionFixture(config(again))) {
            assertEquals("recording ended", fixture.skipTo("recording ended"));
        }
    }

    @Test
    void recordsARealRecordingWordForWord() throws Exception {
        final Path capture = Captures.find(Captures.SPOT_BTCUSDT_NO_SNAPSHOT);
        final Path file = folder.resolve("again.jsonl.gz");
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.capture(capture).at(Pace.MAX));
             Transport transport = Transport.open(TransportKind.AUTO, Thread::new)) {
            final BinanceConfig config = BinanceConfig.of(venue.webSocketUrl() + "/stream", venue.restUrl(),
                List.of("BTC/USDT"));
            new Recorder(recording(config, file, 60_000, 0, 60_000), transport, new OffsetEpochNanoClock(),
                problem -> { }).start().get(60, TimeUnit.SECONDS);
        }
        final List<String> original = texts(capture);
        final List<String> copy = texts(file);
        assertEquals(original.size(), copy.size());
        assertTrue(original.equals(copy), "the frames differ");
    }

    @Test
    void saysWhereTheCaptureCannotBeWritten() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(simulation());
             Transport transport = Transport.open(TransportKind.AUTO, Thread::new)) {
            final Path file = Files.writeString(folder.resolve("plain"), "").resolve("x.jsonl.gz");
            final ExecutionException failure = assertThrows(ExecutionException.class, () -> new Recorder(
                recording(config(venue), file, 1_000, 0, 100), transport, new OffsetEpochNanoClock(),
                problem -> { }).start().get(10, TimeUnit.SECONDS));
            assertTrue(failure.getCause().getMessage().startsWith("the capture " + file + " cannot be written"),
                failure.getCause().getMessage());
        }
    }

    private static Serve simulation() {
        return Serve.simulation(Simulation.of(7)).within(FREE);
    }

    private static Recording recording(BinanceConfig config, Path file, long durationMs, long frames, int snapshotMs) {
        return new Recording("binance-spot", config.protocol(), config.session(), file, durationMs, frames, snapshotMs);
    }

    private static BinanceConfig config(LoopbackVenue venue) {
        return BinanceConfig.of(venue.webSocketUrl(), venue.restUrl(), BOTH).with(SessionFixture.QUICK);
    }

    private static List<CaptureLine> read(Path file) throws IOException {
        final List<CaptureLine> lines = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (CaptureLine line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Market data frames, without control replies. */
    private static List<String> texts(Path file) throws IOException {
        return read(file).stream().filter(line -> line.kind() == CaptureLine.Kind.IN).map(CaptureLine::text)
            .filter(text -> !text.startsWith("{\"result\"")).toList();
    }
}
