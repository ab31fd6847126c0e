package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolTest {
    private static final Serve ENDLESS = Serve.simulation(Simulation.of(7, "BTCUSDT"));

    @TempDir
    private Path folder;

    @Test
    void shouldAcknowledgeSubscribeListAndUnsubscribe() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(ENDLESS);
             StreamClient client = StreamClient.connect(venue, "/ws")) {
            assertEquals("{\"result\":[],\"id\":1}", client.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}"));
            // A stream that the venue does not have is acknowledged too, as Binance does, and stays silent.
            assertEquals("{\"result\":null,\"id\":\"two\"}", client.ask(
                "{\"method\":\"SUBSCRIBE\",\"params\":[\"nosuch@trade\",\"other@depth@100ms\"],\"id\":\"two\"}"));
            assertEquals("{\"result\":null,\"id\":null}", client.ask(
                "{\"method\":\"UNSUBSCRIBE\",\"params\":[\"nosuch@trade\"],\"id\":null}"));
            assertEquals("{\"result\":[\"other@depth@100ms\"],\"id\":3}",
                client.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":3}"));
        }
    }

    @Test
    void shouldSendRawEventsOnWsAndWrappedOnesOnStream() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(ENDLESS);
             StreamClient raw = StreamClient.connect(venue, "/ws/btcusdt@trade");
             StreamClient combined = StreamClient.connect(venue, "/stream")) {
            assertTrue(raw.next().startsWith("{\"e\":\"trade\""));
            assertEquals("{\"result\":null,\"id\":1}", combined.ask(
                "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@depth@100ms\"],\"id\":1}"));
            assertTrue(combined.next().startsWith(
                "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\""));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt\"],\"id\":4} | "
            + " {\"code\":2,\"msg\":\"Invalid request: invalid stream `btcusdt`\",\"id\":4}",
        "{\"method\":\"SUBSCRIBE\",\"params\":[],\"id\":4}            | "
            + " {\"code\":2,\"msg\":\"Invalid request: params must name a stream\",\"id\":4}",
        "{\"method\":\"SUBSCRIBE\",\"params\":[1],\"id\":4}           | "
            + " {\"code\":1,\"msg\":\"Invalid value type: expected String\"}",
        "{\"id\":4}                                                   | "
            + " {\"code\":2,\"msg\":\"Invalid request: missing field `method`\",\"id\":4}",
        "{\"method\":\"SUBSCRIBE\",\"speed\":1}                       | {\"code\":0,\"msg\":\"Unknown property\"}",
        "[]                                                           | "
            + " {\"code\":3,\"msg\":\"Invalid JSON: expected an object\"}",
    })
    void shouldRefuseABadRequestInTheVenuesForm(final String request, final String reply) throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(ENDLESS);
             StreamClient client = StreamClient.connect(venue, "/ws")) {
            assertEquals(reply, client.ask(request));
        }
    }

    @Test
    void shouldRefuseTextThatIsNotJson() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(ENDLESS);
             StreamClient client = StreamClient.connect(venue, "/ws")) {
            assertTrue(client.ask("{\"method\":").startsWith("{\"code\":3,\"msg\":\"Invalid JSON: "));
        }
    }

    @Test
    void shouldPingAndCloseAConnectionWhosePongsStayOut() throws Exception {
        final Serve serve = ENDLESS.within(Limits.DEFAULT.withPings(30, 1));
        try (LoopbackVenue venue = LoopbackVenue.start(serve);
             StreamClient client = StreamClient.connect(venue, "/ws")) {
            assertEquals("1008 Pong timeout", client.closed.get(StreamClient.TIMEOUT_S, TimeUnit.SECONDS));
        }
        final Serve patient = ENDLESS.within(Limits.DEFAULT.withPings(20, 5_000).withInboundPerSecond(0));
        try (LoopbackVenue venue = LoopbackVenue.start(patient);
             StreamClient client = StreamClient.connect(venue, "/ws/btcusdt@trade")) {
            while (client.pings.get() < 5) {
                client.next();
            }
            assertEquals("open", client.closed.getNow("open"));
        }
    }

    @Test
    void shouldDisconnectAClientThatTalksTooMuch() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(ENDLESS);
             StreamClient client = StreamClient.connect(venue, "/ws")) {
            for (int i = 0; i < 6; i++) {
                client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}");
            }
            assertEquals("1008 Too many requests", client.closed.get(StreamClient.TIMEOUT_S, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "/api/v3/depth?symbol=NOSUCH         | 400 | {\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
        "/api/v3/exchangeInfo?symbol=NOSUCH  | 400 | {\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
        "/api/v3/depth                       | 400 | "
            + " {\"code\":-1102,\"msg\":\"Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.\"}",
        "/api/v3/depth?symbol=BTCUSDT&limit=x| 400 | "
            + " {\"code\":-1100,\"msg\":\"Illegal characters found in parameter 'limit'; legal range is"
            + " '^[0-9]{1,20}$'.\"}",
        "/api/v3/ping                        | 200 | {}",
        "/api/v3/time                        | 200 | {\"serverTime\":1767225600000}",
        "/api/v3/avgPrice                    | 404 | "
            + " {\"code\":-1000,\"msg\":\"no such path on the loopback venue: /api/v3/avgPrice\"}",
    })
    void shouldAnswerRestInTheVenuesForm(final String path, final int status, final String body) throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(ENDLESS)) {
            final var reply = StreamClient.get(venue, path);
            assertEquals(body, reply.body());
            assertEquals(status, reply.statusCode());
        }
    }

    @Test
    void shouldRefuseRequestsBeyondTheWeightOfAMinute() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(ENDLESS.within(Limits.DEFAULT.withWeightPerMinute(300)))) {
            assertEquals(200, StreamClient.get(venue, "/api/v3/depth?symbol=BTCUSDT&limit=5000").statusCode());
            final var reply = StreamClient.get(venue, "/api/v3/depth?symbol=BTCUSDT&limit=1001");
            assertEquals(429, reply.statusCode());
            final long seconds = Long.parseLong(reply.headers().firstValue("Retry-After").orElseThrow());
            assertTrue(seconds >= 1 && seconds <= 60, "Retry-After " + seconds);
        }
    }

    @Test
    void shouldCutASnapshotToItsLimit() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(ENDLESS)) {
            final var json = ClientBook.json(StreamClient.get(venue, "/api/v3/depth?symbol=BTCUSDT&limit=5").body());
            assertEquals(5, json.get("bids").size());
            assertEquals(5, json.get("asks").size());
        }
    }

    @Test
    void shouldSayThatItsPortIsInUse() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(ENDLESS)) {
            final IOException ex = assertThrows(IOException.class,
                () -> LoopbackVenue.start(ENDLESS.onPort(venue.port())).close());
            assertTrue(ex.getMessage().startsWith("cannot listen on 127.0.0.1:" + venue.port()
                + ": is the port in use?"), ex.getMessage());
        }
    }

    @Test
    void shouldRefuseAFileThatIsNoRecordingOfAKnownVenue() throws Exception {
        final Path text = folder.resolve("readme.md");
        Files.writeString(text, "# not a capture\n");
        assertTrue(assertThrows(IOException.class, () -> LoopbackVenue.start(Serve.capture(text)))
            .getMessage().startsWith(text + ":1: "));
        final Path other = folder.resolve("nowhere.jsonl");
        Files.writeString(other, "{\"k\":\"meta\",\"format\":1,\"venue\":\"nowhere\"}\n");
        assertTrue(assertThrows(IOException.class, () -> LoopbackVenue.start(Serve.capture(other)))
            .getMessage().contains("venue \"nowhere\", expected one of binance, bybit"));
    }

    @Test
    void shouldTakeOrdersAndTellWhenTheyCame() throws Exception {
        final LinkedBlockingQueue<String> orders = new LinkedBlockingQueue<>();
        final long before = System.nanoTime();
        try (LoopbackVenue venue = LoopbackVenue.start(ENDLESS.tellingOrders((id, arrivedNanos) ->
            orders.add(id + (arrivedNanos - before > 0 && arrivedNanos <= System.nanoTime() ? "" : " at no time"))));
             StreamClient client = StreamClient.connect(venue, "/ws-api/v3")) {
            final var reply = ClientBook.json(client.ask("{\"id\":\"a1\",\"method\":\"order.place\",\"params\":{"
                + "\"symbol\":\"BTCUSDT\",\"side\":\"BUY\",\"newClientOrderId\":\"281474976710912\"}}"));
            assertEquals("a1", reply.get("id").asText());
            assertEquals(200, reply.get("status").intValue());
            assertEquals("281474976710912", reply.at("/result/clientOrderId").asText());
            assertEquals("SIMULATED: noted, never matched", reply.get("escapementNote").asText());
            assertEquals(List.of("281474976710912"), List.copyOf(orders));
            assertEquals(400, ClientBook.json(client.ask("{\"id\":2,\"method\":\"order.cancel\"}")).get("status")
                .intValue());
        }
    }

    @Test
    void shouldServeOverTlsWithACertificateFromFiles() throws Exception {
        final X509Bundle bundle = new CertificateBuilder().subject("CN=localhost")
            .addSanIpAddress("127.0.0.1").setIsCertificateAuthority(true).buildSelfSigned();
        final Path certificate = folder.resolve("cert.pem");
        final Path key = folder.resolve("key.pem");
        Files.writeString(certificate, bundle.getCertificatePEM());
        Files.writeString(key, bundle.getPrivateKeyPEM());
        final KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("venue", bundle.getCertificate());
        final TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        final SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        try (LoopbackVenue venue = LoopbackVenue.start(ENDLESS.withTls(new TlsFiles(certificate, key)));
             StreamClient client = StreamClient.connect(HttpClient.newBuilder().sslContext(tls).build(), venue,
                 "/ws/btcusdt@trade")) {
            assertTrue(client.next().startsWith("{\"e\":\"trade\""));
        }
        final IOException ex = assertThrows(IOException.class,
            () -> LoopbackVenue.start(ENDLESS.withTls(new TlsFiles(key, key))));
        assertTrue(ex.getMessage().startsWith("TLS: cannot use certificate " + key), ex.getMessage());
    }
}
