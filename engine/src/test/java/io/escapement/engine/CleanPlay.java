package io.escapement.engine;

import io.escapement.engine.venue.loopback.Limits;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The frames of a simulation as a venue without faults sends them, taken down by the JDK's own WebSocket. */
final class CleanPlay implements WebSocket.Listener {
    private final List<String> frames = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private CleanPlay() {
    }

    static TwinBooks twins(Simulation simulation, List<String> symbols) throws Exception {
        final HttpClient http = HttpClient.newHttpClient();
        final CleanPlay play = new CleanPlay();
        final Map<String, String> snapshots = new LinkedHashMap<>();
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(simulation).at(Pace.MAX)
            .within(Limits.DEFAULT.withSnapshotWaitMs(0)))) {
            for (String symbol : symbols) {
                snapshots.put(symbol, http.send(HttpRequest.newBuilder(URI.create(venue.restUrl()
                    + "/api/v3/depth?limit=5000&symbol=" + symbol)).build(),
                    HttpResponse.BodyHandlers.ofString()).body());
            }
            http.newWebSocketBuilder().buildAsync(URI.create(venue.webSocketUrl() + "/stream?streams="
                + symbols.stream().map(symbol -> symbol.toLowerCase(Locale.ROOT) + "@depth@100ms")
                .collect(Collectors.joining("/"))), play).join();
            play.closed.get(60, TimeUnit.SECONDS);
        }
        return TwinBooks.of(snapshots, play.frames);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(partial.toString());
            partial.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(null);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        closed.completeExceptionally(error);
    }
}
