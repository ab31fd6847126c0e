package io.escapement.engine.venue.loopback;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** A plain client of the loopback venue, on the JDK's own WebSocket. */
final class StreamClient implements WebSocket.Listener, AutoCloseable {
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final long TIMEOUT_S = 20;

    final LinkedBlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    final AtomicInteger pings = new AtomicInteger();
    private final StringBuilder partial = new StringBuilder();
    private final ByteArrayOutputStream partialBytes = new ByteArrayOutputStream();
    private WebSocket socket;

    static StreamClient connect(final LoopbackVenue venue, final String path) {
        return connect(HTTP, venue, path);
    }

    /** Shows an API key. */
    static StreamClient connectWithKey(final LoopbackVenue venue, final String path) {
        final StreamClient client = new StreamClient();
        client.socket = HTTP.newWebSocketBuilder().header("X-MBX-APIKEY", "abc")
            .buildAsync(URI.create(venue.webSocketUrl() + path), client).join();
        return client;
    }

    static StreamClient connect(final HttpClient http, final LoopbackVenue venue, final String path) {
        final StreamClient client = new StreamClient();
        client.socket = http.newWebSocketBuilder().buildAsync(URI.create(venue.webSocketUrl() + path), client).join();
        return client;
    }

    static HttpResponse<String> get(final LoopbackVenue venue, final String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(venue.restUrl() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> post(final LoopbackVenue venue, final String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(venue.restUrl() + path))
            .POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
    }

    static CompletableFuture<String> getLater(final LoopbackVenue venue, final String path) {
        return HTTP.sendAsync(HttpRequest.newBuilder(URI.create(venue.restUrl() + path)).build(),
            HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }

    void send(final String text) {
        socket.sendText(text, true).join();
    }

    String next() throws InterruptedException {
        final String text = texts.poll(TIMEOUT_S, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing came within " + TIMEOUT_S + " s; closed: " + closed.getNow("no"));
        }
        return text;
    }

    /** Sends, and returns the first message that comes back: for use before a subscription only. */
    String ask(final String text) throws InterruptedException {
        send(text);
        return next();
    }

    /** Waits for the end of the connection and returns all that came. */
    List<String> untilClosed() throws Exception {
        closed.get(TIMEOUT_S, TimeUnit.SECONDS);
        final List<String> all = new ArrayList<>();
        texts.drainTo(all);
        return all;
    }

    @Override
    public CompletionStage<?> onText(final WebSocket webSocket, final CharSequence data, final boolean last) {
        partial.append(data);
        if (last) {
            texts.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    /** Gzip is unpacked; other bytes become characters one to one. What cannot be unpacked is told as such. */
    @Override
    public CompletionStage<?> onBinary(final WebSocket webSocket, final ByteBuffer data, final boolean last) {
        final byte[] part = new byte[data.remaining()];
        data.get(part);
        partialBytes.writeBytes(part);
        if (last) {
            texts.add(unpacked(partialBytes.toByteArray()));
            partialBytes.reset();
        }
        webSocket.request(1);
        return null;
    }

    private static String unpacked(final byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException ex) {
            return "bad gzip";
        }
    }

    @Override
    public CompletionStage<?> onPing(final WebSocket webSocket, final ByteBuffer message) {
        pings.incrementAndGet();
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(final WebSocket webSocket, final int code, final String reason) {
        closed.complete(code + " " + reason);
        return null;
    }

    @Override
    public void onError(final WebSocket webSocket, final Throwable error) {
        closed.complete(error instanceof IOException ? "reset" : error.toString());
    }

    @Override
    public void close() {
        socket.abort();
    }
}
