package io.escapement.tools.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.tools.ToolRun;
import io.escapement.tools.terminal.Interruption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class ServeCommandTest {
    @Test
    void playsToAClientAndEndsByItselfWhenTheRecordingHasEnded() throws Exception {
        final StringWriter out = new StringWriter();
        final CompletableFuture<ToolRun> run = CompletableFuture.supplyAsync(() -> ToolRun.of(new Interruption(), out,
            "serve", "--port", 0, "--symbols", "BTCUSDT", "--seconds", 2, "--speed", "max", "--seed", 7,
            "--fault", "duplicate*2", "--json"));
        final JsonNode serving = firstLine(out);
        assertEquals("SIMULATED", serving.get("provenance").asText());
        assertEquals(7, serving.get("faultSeed").asLong());
        final HttpClient client = HttpClient.newHttpClient();
        assertEquals(200, client.send(HttpRequest.newBuilder(URI.create(serving.get("restUrl").asText()
            + "/api/v3/exchangeInfo")).build(), HttpResponse.BodyHandlers.ofString()).statusCode());
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        client.newWebSocketBuilder().buildAsync(URI.create(serving.get("webSocketUrl").asText()
            + "/stream?streams=btcusdt@depth@100ms/btcusdt@trade"), new Closing(closed)).get();
        assertEquals(1000, closed.get());
        final ToolRun ended = run.get().wentWell();
        final JsonNode stopped = ended.json().get(1);
        assertEquals("stopped", stopped.get("event").asText());
        assertEquals(2, stopped.get("injected").get("duplicate").asInt());
        assertTrue(stopped.get("framesSent").asLong() > 10, stopped::toString);
    }

    @Test
    void stopsWhenInterrupted() throws Exception {
        final StringWriter out = new StringWriter();
        final Interruption interruption = new Interruption();
        final CompletableFuture<ToolRun> run =
            CompletableFuture.supplyAsync(() -> ToolRun.of(interruption, out, "serve", "--port", 0));
        while (!out.toString().contains("Ctrl-C")) {
            Thread.onSpinWait();
        }
        interruption.request();
        assertEquals(130, run.get().code());
        assertTrue(run.get().out().startsWith("SIMULATED"), out::toString);
    }

    @Test
    void refusesWhatItCannotPlay(@TempDir Path directory) throws Exception {
        ToolRun.of("serve", "--port", 0, "--speed", "fast").failedWith(2);
        ToolRun.of("serve", "--port", 70_000).failedWith(2);
        ToolRun.of("serve", "--port", "eighty").failedWith(2);
        ToolRun.of("serve", "--port", 0, "--fault", "earthquake").failedWith(2);
        ToolRun.of("serve", "--port", 0, "--symbols", "NOSUCH").failedWith(2);
        ToolRun.of("serve", "--port", 0, "--at-end", "explode").failedWith(2);
        ToolRun.of("serve", "--port", 0, "--seconds", 0).failedWith(2);
        ToolRun.of("serve", "--port", 0, "--capture", "x", "--symbols", "BTCUSDT").failedWith(2);
        final Path missing = directory.resolve("missing.jsonl.gz");
        assertTrue(ToolRun.of("serve", "--port", 0, "--capture", missing).failedWith(2).err().contains("no such"));
        final Path text = Files.writeString(directory.resolve("text"), "hello\n");
        ToolRun.of("serve", "--port", 0, "--capture", text).failedWith(2);
    }

    @Test
    void namesThePortThatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            final ToolRun run = ToolRun.of("serve", "--port", taken.getLocalPort()).failedWith(2);
            assertTrue(run.err().contains("127.0.0.1:" + taken.getLocalPort()), run::err);
        }
    }

    private static JsonNode firstLine(StringWriter out) throws Exception {
        while (out.toString().indexOf('\n') < 0) {
            Thread.onSpinWait();
        }
        return new ObjectMapper().readTree(out.toString());
    }

    private record Closing(CompletableFuture<Integer> closed) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
