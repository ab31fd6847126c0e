package io.escapement.engine.venue.net;

import io.escapement.engine.venue.net.ConnectionEnd.Kind;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WebSocketConnectionTest {
    private static final WebSocketSettings SETTINGS = new WebSocketSettings(2_000, 3_000, 30_000, 5_000, 70_000);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<ConnectionEnd> ends = new LinkedBlockingQueue<>();
    private final FrameHandler frames = this::heard;
    private TestServer server;
    private Transport transport;

    @BeforeEach
    void start() {
        server = new TestServer();
        transport = Transport.open(TransportKind.AUTO, Thread::new);
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(TransportKind.class)
    void exchangesTextsWithEveryTransport(TransportKind kind) throws Exception {
        try (Transport other = Transport.open(kind, Thread::new)) {
            final WebSocketConnection connection = open(other, SETTINGS, server.webSocketUrl());
            final Channel client = server.nextOpened();
            assertEquals("open", next());
            other.loop().submit(() -> connection.send("hello")).sync();
            assertEquals("hello", server.nextReceived());
            TestServer.text(client, "good day");
            assertEquals("text good day", next());
            assertEquals("frame done", next());
            assertEquals("read done", heard.poll(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void sendsBytesAsAText() throws Exception {
        final WebSocketConnection connection = open(transport, SETTINGS, server.webSocketUrl());
        server.nextOpened();
        assertEquals("open", next());
        final DirectBuffer bytes = new UnsafeBuffer("<good day>".getBytes(StandardCharsets.UTF_8));
        transport.loop().submit(() -> connection.send(bytes, 1, 8)).sync();
        assertEquals("good day", server.nextReceived());
    }

    @Test
    void answersPingsWithTheirPayload() throws Exception {
        open(transport, SETTINGS, server.webSocketUrl());
        server.nextOpened().writeAndFlush(new PingWebSocketFrame(Unpooled.copiedBuffer("hi",
            StandardCharsets.US_ASCII)));
        assertEquals("pong 6869", server.nextReceived());
    }

    @Test
    void tellsTheEndOfARecordingFromAnyOtherClose() throws Exception {
        open(transport, SETTINGS, server.webSocketUrl());
        server.nextOpened().writeAndFlush(new CloseWebSocketFrame(1000, "recording ended"));
        assertEquals(Kind.RECORDING_ENDED, end().kind());
        open(transport, SETTINGS, server.webSocketUrl());
        server.nextOpened().writeAndFlush(new CloseWebSocketFrame(1008, "too many messages"));
        final ConnectionEnd end = end();
        assertEquals(new ConnectionEnd(Kind.CLOSED_BY_VENUE, 1008, "localhost:" + server.port()
            + " closed the connection with code 1008: too many messages"), end);
    }

    @Test
    void endsAMalformedStreamWithCode1002() throws Exception {
        open(transport, SETTINGS, server.webSocketUrl());
        TestServer.raw(server.nextOpened(), 0xC1, 0x00);
        assertEquals(Kind.PROTOCOL_ERROR, end().kind());
        assertTrue(server.nextReceived().startsWith("CloseWebSocketFrame 03ea"));
    }

    @Test
    void endsAMessageBeyondTheLimitWithCode1009() throws Exception {
        open(transport, SETTINGS, server.webSocketUrl());
        TestServer.text(server.nextOpened(), "x".repeat(70_001));
        final ConnectionEnd end = end();
        assertEquals(Kind.TOO_LONG, end.kind());
        assertTrue(end.detail().endsWith("sent a frame of 70001 bytes, more than the limit of 70000"), end.detail());
        assertTrue(server.nextReceived().startsWith("CloseWebSocketFrame 03f1"));
    }

    @Test
    void hearsOfAReset() throws Exception {
        open(transport, SETTINGS, server.webSocketUrl());
        TestServer.reset(server.nextOpened());
        assertEquals(Kind.LOST, end().kind());
    }

    @Test
    void givesUpAConnectionThatIsSilentEvenWhenPinged() throws Exception {
        final WebSocketSettings impatient = new WebSocketSettings(2_000, 3_000, 200, 200, 70_000);
        open(transport, impatient, server.webSocketUrl());
        final Channel client = server.nextOpened();
        client.config().setAutoRead(false);
        final ConnectionEnd end = end();
        assertEquals(Kind.SILENT, end.kind());
    }

    @Test
    void keepsASilentConnectionWhosePeerAnswersPings() throws Exception {
        final WebSocketSettings impatient = new WebSocketSettings(2_000, 3_000, 100, 2_000, 70_000);
        open(transport, impatient, server.webSocketUrl());
        final Channel client = server.nextOpened();
        for (int i = 0; i < 3; i++) {
            assertEquals("PingWebSocketFrame ", server.nextReceived());
            client.writeAndFlush(new PongWebSocketFrame());
        }
        assertTrue(ends.isEmpty());
    }

    @Test
    void saysWhyAHandshakeWasRefused() throws Exception {
        server.refuseHandshake = true;
        server.http = request -> {
            final var response = TestServer.response(429, "{\"code\":-1003,\"msg\":\"Too many requests\"}");
            response.headers().set(HttpHeaderNames.RETRY_AFTER, "7");
            return response;
        };
        open(transport, SETTINGS, server.webSocketUrl());
        assertEquals(new ConnectionEnd(Kind.HANDSHAKE_REFUSED, 0, "localhost:" + server.port()
            + "/ws refused the WebSocket handshake: 429 Too Many Requests, retry after 7 s, "
            + "{\"code\":-1003,\"msg\":\"Too many requests\"}", 7), end());
    }

    @Test
    void givesUpAHandshakeThatIsNotAnswered() throws Exception {
        server.refuseHandshake = true;
        server.http = request -> null;
        open(transport, new WebSocketSettings(200, 300, 1_000, 1_000, 70_000), server.webSocketUrl());
        final ConnectionEnd end = end();
        assertEquals(Kind.CONNECT_FAILED, end.kind());
        assertTrue(end.detail().endsWith("did not complete the WebSocket handshake within 300 ms"), end.detail());
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        // Bound, so that no other program takes the port, but not listening.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress("127.0.0.1", 0));
            final int port = taken.getLocalPort();
            open(transport, SETTINGS, "ws://127.0.0.1:" + port + "/ws");
            final ConnectionEnd end = end();
            assertEquals(Kind.CONNECT_FAILED, end.kind());
            assertTrue(end.detail().startsWith("no connection to 127.0.0.1:" + port), end.detail());
            assertTrue(end.detail().contains("refused"), end.detail());
        }
    }

    @Test
    void closesInAnOrderlyWay() throws Exception {
        final WebSocketConnection connection = open(transport, SETTINGS, server.webSocketUrl());
        server.nextOpened();
        assertEquals("open", next());
        connection.close("stopping");
        assertEquals(new ConnectionEnd(Kind.CLOSED_BY_US, 1000, "stopping"), end());
        assertTrue(server.nextReceived().startsWith("CloseWebSocketFrame 03e8"));
    }

    @Test
    void endsAConnectionWhoseHandlerFails() throws Exception {
        transport.loop().submit(() -> client(transport, null, SETTINGS).connect(
            Endpoint.parse(server.webSocketUrl()), (frame, offset, length, text, time, nanos) -> {
                throw new IllegalStateException("no room");
            }, new Listener())).sync();
        TestServer.text(server.nextOpened(), "x");
        final ConnectionEnd end = end();
        assertEquals(Kind.HANDLER_FAILED, end.kind());
        assertTrue(end.detail().endsWith("no room"), end.detail());
    }

    private WebSocketConnection open(Transport on, WebSocketSettings settings, String url) throws Exception {
        return on.loop().submit(() -> client(on, null, settings).connect(Endpoint.parse(url), frames, new Listener()))
            .get();
    }

    private WebSocketClient client(Transport on, Tls tls, WebSocketSettings settings) {
        return new WebSocketClient(on, tls, settings, () -> 42, new ReadHook() {
            @Override
            public void afterFrame() {
                heard.add("frame done");
            }

            @Override
            public void afterRead() {
                heard.add("read done");
            }
        });
    }

    private void heard(DirectBuffer frame, int offset, int length, boolean text, long timeNs, long nanos) {
        assertEquals(42, timeNs);
        heard.add((text ? "text " : "binary ") + frame.getStringWithoutLengthUtf8(offset, length));
    }

    private String next() throws InterruptedException {
        // The handshake's bytes are read too, on some transports within a read of their own.
        String event = heard.poll(30, TimeUnit.SECONDS);
        while ("read done".equals(event)) {
            event = heard.poll(30, TimeUnit.SECONDS);
        }
        return event;
    }

    private ConnectionEnd end() throws InterruptedException {
        final ConnectionEnd end = ends.poll(30, TimeUnit.SECONDS);
        assertNotNull(end, "the connection did not end within 30 s");
        return end;
    }

    private final class Listener implements WebSocketListener {
        @Override
        public void onOpen(WebSocketConnection connection) {
            heard.add("open");
        }

        @Override
        public void onEnd(WebSocketConnection connection, ConnectionEnd end) {
            ends.add(end);
        }
    }
}
