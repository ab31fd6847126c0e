package io.escapement.tools.venue;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureReader;
import io.escapement.engine.venue.loopback.AtEnd;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.tools.ToolRun;
import io.escapement.tools.terminal.Interruption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class RecordCommandTest {
    @TempDir
    Path directory;

    private static LoopbackVenue venue() throws IOException {
        return LoopbackVenue.start(Serve.simulation(Simulation.of(3, "BTCUSDT")).ending(AtEnd.STAY));
    }

    @Test
    void recordsWhatServeCanPlayAgain() throws Exception {
        final Path file = directory.resolve("capture.jsonl.gz");
        try (LoopbackVenue venue = venue()) {
            final JsonNode summary = ToolRun.of("record", "--ws", venue.webSocketUrl(), "--rest", venue.restUrl(),
                "--symbols", "BTC/USDT", "--frames", 100, "--json", file).wentWell().json().get(0);
            assertEquals(100, summary.get("frames").asLong());
            assertEquals(1, summary.get("connections").asInt());
            assertEquals(Files.size(file), summary.get("bytes").asLong());
        }
        final Map<CaptureLine.Kind, Integer> lines = new EnumMap<>(CaptureLine.Kind.class);
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (CaptureLine line = reader.next(); line != null; line = reader.next()) {
                lines.merge(line.kind(), 1, Integer::sum);
            }
            assertFalse(reader.truncated());
        }
        assertEquals(100, lines.get(CaptureLine.Kind.IN));
        assertEquals(2, lines.get(CaptureLine.Kind.HTTP), "exchangeInfo and a depth snapshot");
        try (LoopbackVenue again = LoopbackVenue.start(Serve.capture(file))) {
            assertEquals("CAPTURE", again.provenance());
        }
    }

    @Test
    void leavesAWholeCaptureWhenInterrupted() throws Exception {
        final Path file = directory.resolve("capture.jsonl.gz");
        final Interruption interruption = new Interruption();
        try (LoopbackVenue venue = venue()) {
            final CompletableFuture<ToolRun> run = CompletableFuture.supplyAsync(() -> ToolRun.of(interruption,
                new StringWriter(), "record", "--ws", venue.webSocketUrl(), "--rest", venue.restUrl(), "--symbols",
                "BTC/USDT", file));
            while (venue.sentCount() < 10) {
                Thread.onSpinWait();
            }
            interruption.request();
            assertEquals(130, run.get().code());
            assertTrue(run.get().out().endsWith(file + ": interrupted" + System.lineSeparator()), run.get()::out);
        }
        try (CaptureReader reader = CaptureReader.open(file)) {
            assertTrue(reader.meta().endNs() > reader.meta().beginNs());
        }
    }

    @Test
    void refusesWhatItCannotRecord() throws Exception {
        final Path file = directory.resolve("capture.jsonl.gz");
        ToolRun.of("record", "--symbols", "BTCUSDT", file).failedWith(2);
        ToolRun.of("record", "--symbols", "BTC/USDT", "--streams", "gossip", file).failedWith(2);
        ToolRun.of("record", "--symbols", "BTC/USDT", "--ws", "http://localhost", file).failedWith(2);
        ToolRun.of("record", "--symbols", "BTC/USDT", "--ws", "nowhere", file).failedWith(2);
        ToolRun.of("record", "--symbols", "BTC/USDT", "--seconds", -1, file).failedWith(2);
        ToolRun.of("record", "--symbols", "BTC/USDT", directory.resolve("none/capture.gz")).failedWith(2);
        ToolRun.of("record", file).failedWith(2);
        Files.writeString(file, "precious");
        assertTrue(ToolRun.of("record", "--symbols", "BTC/USDT", file).failedWith(2).err().contains("--replace"));
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void namesASymbolThatTheVenueDoesNotList() throws Exception {
        try (LoopbackVenue venue = venue()) {
            final ToolRun run = ToolRun.of("record", "--ws", venue.webSocketUrl(), "--rest", venue.restUrl(),
                "--symbols", "NO/SUCH", "--seconds", 20, directory.resolve("out.gz")).failedWith(2);
            assertTrue(run.err().contains("400"), run::err);
        }
    }

    /** A port where nobody listens, nor can as long as this is open. */
    private static Socket deaf() throws IOException {
        final Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        return socket;
    }

    private Object[] recordFrom(Socket deaf, Object... more) {
        final String host = "127.0.0.1:" + deaf.getLocalPort();
        return Stream.concat(Stream.of("record", "--ws", "ws://" + host, "--rest", "http://" + host, "--symbols",
            "BTC/USDT", directory.resolve("out.gz")), Stream.of(more)).toArray();
    }

    // Until it has said so twice, and not for some time: how long the first try takes is the machine's affair.
    @Test
    void goesOnTryingWhereNobodyListensAndSaysSo() throws Exception {
        final Interruption interruption = new Interruption();
        final StringWriter err = new StringWriter();
        try (Socket deaf = deaf()) {
            final CompletableFuture<ToolRun> run = CompletableFuture.supplyAsync(() ->
                ToolRun.watched(interruption, new StringWriter(), err, recordFrom(deaf)));
            while (err.toString().lines().count() < 2) {
                assertFalse(run.isDone() || Thread.interrupted(), err::toString);
                Thread.onSpinWait();
            }
            interruption.request();
            assertEquals(130, run.get().code());
            assertTrue(run.get().out().contains("0 frames"), run.get()::out);
            assertTrue(run.get().err().lines().allMatch(line -> line.startsWith("note: ")
                && line.contains("127.0.0.1:" + deaf.getLocalPort())), err::toString);
        }
    }

    @Test
    void itsTimeEndsAlsoWhereNobodyListens() throws Exception {
        try (Socket deaf = deaf()) {
            final ToolRun run = ToolRun.of(recordFrom(deaf, "--seconds", 1));
            assertTrue(run.err().endsWith("error: nothing was recorded: no frame came" + System.lineSeparator()),
                run::err);
            assertEquals(2, run.code());
            assertTrue(run.out().contains("0 frames"), run::out);
        }
    }
}
