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
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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

    @Test
    void goesOnTryingWhereNobodyListensAndSaysSo() throws Exception {
        final int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        final ToolRun run = ToolRun.of("record", "--ws", "ws://127.0.0.1:" + port, "--rest", "http://127.0.0.1:" + port,
            "--symbols", "BTC/USDT", "--seconds", 1, directory.resolve("out.gz"));
        assertTrue(run.err().startsWith("note: "), run::err);
        assertTrue(run.err().endsWith("error: nothing was recorded: no frame came" + System.lineSeparator()), run::err);
        assertEquals(2, run.code());
        assertTrue(run.out().contains("0 frames"), run::out);
    }
}
