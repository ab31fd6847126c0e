package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.net.TestServer;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BinanceSessionTest {
    private static final String SUBSCRIBE = "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\",\"ethusdt@trade\"]"
        + ",\"id\":1}";
    private static final String[] STARTED = {"define i1 tick 1E-2 BTCUSDT BTC/USDT",
        "define i2 tick 1E-2 ETHUSDT ETH/USDT", "instruments 2", "CONNECTED i1 c1", "CONNECTED i2 c1",
        "SUBSCRIBED i1 c1", "SUBSCRIBED i2 c1"};

    private final TestServer server = new TestServer();
    private SessionFixture fixture;

    private void start() {
        start(SessionFixture.QUICK);
    }

    private void start(BinanceConfig.Pacing pacing) {
        if (server.answer.apply("") == null) {
            server.http = request -> TestServer.response(200, SessionFixture.exchangeInfo());
            server.answer = text -> "{\"result\":null,\"id\":1}";
        }
        fixture = new SessionFixture(config().with(pacing));
    }

    private BinanceConfig config() {
        final BinanceConfig whole = BinanceConfig.of("ws://localhost:" + server.port(), server.restUrl(),
            List.of("BTC/USDT", "ETH/USDT"));
        return new BinanceConfig(whole.webSocketUrl(), whole.restUrl(), whole.instruments(), List.of("trade"), 1,
            whole.tls(), whole.snapshotLimit(), whole.pacing(), whole.webSocket(), whole.rest());
    }

    @AfterEach
    void stop() {
        fixture.close();
        server.close();
    }

    @Test
    void definesInstrumentsSubscribesAndDecodes() throws Exception {
        start();
        fixture.expect(STARTED);
        assertEquals(SUBSCRIBE, server.nextReceived());
        assertEquals(List.of("/api/v3/exchangeInfo?symbols=%5B%22BTCUSDT%22%2C%22ETHUSDT%22%5D"),
            List.copyOf(server.requests));
        TestServer.text(server.nextOpened(), SessionFixture.trade("BTCUSDT", 77));
        fixture.expect("trade 77");
    }

    @Test
    void connectsAndSubscribesAgainAfterAReset() throws Exception {
        start();
        fixture.expect(STARTED);
        server.nextReceived();
        TestServer.reset(server.nextOpened());
        assertTrue(fixture.next().startsWith("problem LOST: localhost:" + server.port()));
        assertTrue(fixture.next().startsWith("DISCONNECTED c1 LOST: localhost:" + server.port()));
        fixture.expect("CONNECTED i1 c2", "CONNECTED i2 c2", "SUBSCRIBED i1 c2", "SUBSCRIBED i2 c2");
        assertEquals(SUBSCRIBE, server.nextReceived());
        assertEquals(1, server.requests.size(), "the instruments are asked for once only");
    }

    @Test
    void tellsOfARefusedSubscriptionAndTriesAgain() throws Exception {
        server.http = request -> TestServer.response(200, SessionFixture.exchangeInfo());
        server.answer = text -> "{\"code\":2,\"msg\":\"Invalid request\",\"id\":"
            + text.replaceAll(".*\"id\":", "");
        start();
        fixture.expect(STARTED[0], STARTED[1], STARTED[2], STARTED[3], STARTED[4],
            "problem SUBSCRIBE was refused: code 2, Invalid request; each of its topics is asked for by itself");
        assertEquals("SUBSCRIPTION_REFUSED i1 c1 SUBSCRIBE was refused: code 2, Invalid request",
            fixture.skipTo("SUBSCRIPTION_REFUSED"));
        assertEquals("SUBSCRIPTION_REFUSED i2 c1 SUBSCRIBE was refused: code 2, Invalid request",
            fixture.skipTo("SUBSCRIPTION_REFUSED"));
        assertEquals("problem CLOSED_BY_US: every subscription was refused", fixture.skipTo("problem CLOSED"));
        fixture.expect("DISCONNECTED c1 CLOSED_BY_US: every subscription was refused");
        assertEquals("CONNECTED i1 c2", fixture.next());
    }

    @Test
    void triesAgainWhereASubscriptionIsNotAnswered() throws Exception {
        server.http = request -> TestServer.response(200, SessionFixture.exchangeInfo());
        server.answer = text -> text.isEmpty() ? "" : null;
        start();
        fixture.expect(STARTED[0], STARTED[1], STARTED[2], STARTED[3], STARTED[4],
            "problem CLOSED_BY_US: no answer to SUBSCRIBE within 1000 ms");
        assertEquals("CONNECTED i1 c2", fixture.skipTo("CONNECTED"));
    }

    @Test
    void tellsOfARefusedHandshakeAndTriesAgain() throws Exception {
        server.refuseHandshake = true;
        server.http = request -> request.headers().contains(HttpHeaderNames.UPGRADE)
            ? TestServer.response(503, "maintenance") : TestServer.response(200, SessionFixture.exchangeInfo());
        server.answer = text -> "{\"result\":null,\"id\":1}";
        start();
        fixture.expect(STARTED[0], STARTED[1], STARTED[2]);
        assertEquals("DISCONNECTED c1 HANDSHAKE_REFUSED: localhost:" + server.port()
            + "/ws refused the WebSocket handshake: 503 Service Unavailable, maintenance",
            fixture.skipTo("DISCONNECTED"));
        server.refuseHandshake = false;
        assertTrue(fixture.skipTo("SUBSCRIBED").startsWith("SUBSCRIBED i1 c"));
    }

    @Test
    void asksForTheInstrumentsUntilItGetsThem() throws Exception {
        server.answer = text -> "{\"result\":null,\"id\":1}";
        server.http = request -> server.requests.size() == 1 ? TestServer.response(503, "busy")
            : TestServer.response(200, SessionFixture.exchangeInfo());
        start();
        assertEquals("problem GET localhost:" + server.port() + "/api/v3/exchangeInfo?symbols=%5B%22BTCUSDT%22%2C%22"
            + "ETHUSDT%22%5D: 503 Service Unavailable, busy", fixture.next());
        fixture.expect(STARTED);
    }

    @Test
    void givesUpWhereTheVenueDoesNotListASymbol() throws Exception {
        server.answer = text -> "";
        server.http = request -> TestServer.response(200, "{\"symbols\":[]}");
        start();
        final String line = fixture.next();
        assertTrue(line.startsWith("fatal GET localhost:"), line);
        assertTrue(line.endsWith("BTCUSDT is not listed; ETHUSDT is not listed"), line);
    }

    @Test
    void endsWithARecording() throws Exception {
        start();
        fixture.expect(STARTED);
        server.nextOpened().writeAndFlush(new CloseWebSocketFrame(1000, "recording ended"));
        fixture.expect("RECORDING_ENDED c1 localhost:" + server.port() + " has played its whole recording",
            "recording ended");
    }

    @Test
    void replacesAConnectionThatTheVenueIsAboutToEndWithoutAHole() throws Exception {
        start();
        fixture.expect(STARTED);
        final Channel old = server.nextOpened();
        server.answer = text -> null;
        TestServer.text(old, "{\"e\":\"serverShutdown\",\"E\":1700000000000}");
        assertEquals("SHUTDOWN_NOTICE c1", fixture.next());
        assertEquals("problem connection 1 is being replaced: the venue is about to end it", fixture.next());
        final Channel fresh = server.nextOpened();
        TestServer.text(fresh, SessionFixture.trade("BTCUSDT", 1));
        TestServer.text(old, SessionFixture.trade("BTCUSDT", 2));
        fixture.expect("trade 2");
        server.nextReceived();
        assertEquals(SUBSCRIBE, server.nextReceived());
        TestServer.text(fresh, "{\"result\":null,\"id\":1}");
        TestServer.text(fresh, SessionFixture.trade("BTCUSDT", 3));
        fixture.expect("SUBSCRIBED i1 c2", "SUBSCRIBED i2 c2", "trade 3");
        assertTrue(fixture.lines.isEmpty());
    }

    @Test
    void replacesAConnectionThatIsNearlyADayOld() throws Exception {
        final BinanceConfig.Pacing quick = SessionFixture.QUICK;
        start(new BinanceConfig.Pacing(1, 20, 100, 60_000, 1_000, quick.acknowledgeMs(), 200, 4_000));
        fixture.expect(STARTED);
        fixture.expect("problem connection 1 is being replaced: it is nearly a day old", "SUBSCRIBED i1 c2",
            "SUBSCRIBED i2 c2");
    }

    @Test
    void refusesAConfigNamingEveryProblem() {
        fixture = new SessionFixture(config());
        final BinanceConfig wrong = BinanceConfig.of("http://a", "nowhere", List.of("A/B", "A/B"));
        assertEquals(List.of("webSocketUrl: 'http://a' has another scheme than ws or wss",
            "restUrl: 'nowhere' has no scheme; expected ws, wss, http or https",
            "instruments: one is named twice in [AB, AB]"), wrong.session().problems());
        assertThrows(IllegalArgumentException.class, () -> new SessionFixture(wrong));
    }
}
