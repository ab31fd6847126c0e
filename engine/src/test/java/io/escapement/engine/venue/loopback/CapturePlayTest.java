package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureMeta;
import io.escapement.engine.venue.capture.CaptureWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapturePlayTest {
    private static final String ALL_BTCUSDT = "/stream?streams=btcusdt@depth@100ms/btcusdt@trade/btcusdt@bookTicker";
    private static final Limits NO_WAIT = Limits.DEFAULT.withSnapshotWaitMs(0);

    @TempDir
    private Path folder;

    private static List<String> recorded(final String capture) {
        return Captures.lines(capture, CaptureLine.Kind.IN).stream().map(CaptureLine::text).toList();
    }

    private static Serve fast(final String capture) {
        return Serve.capture(Captures.find(capture)).at(Pace.MAX);
    }

    @Test
    void shouldPlayARecordingToTheLetterAndInOrderThenCloseNormally() throws Exception {
        final List<String> expected = recorded(Captures.SPOT_BTCUSDT);
        try (LoopbackVenue venue = LoopbackVenue.start(fast(Captures.SPOT_BTCUSDT).within(NO_WAIT));
             StreamClient client = StreamClient.connect(venue, ALL_BTCUSDT)) {
            assertEquals(expected, client.untilClosed());
            assertEquals("1000 recording ended", client.closed.get());
            assertNull(venue.failure());
            assertEquals(expected.size(), venue.sentCount());
        }
    }

    @Test
    void shouldServeTheRecordedSnapshotToTheLetterAndNothingPastItBeforeTheClientHasIt() throws Exception {
        final String body = Captures.lines(Captures.SPOT_BTCUSDT, CaptureLine.Kind.HTTP).stream()
            .filter(line -> line.url().contains("/depth")).findFirst().orElseThrow().text();
        try (LoopbackVenue venue = LoopbackVenue.start(fast(Captures.SPOT_BTCUSDT));
             StreamClient client = StreamClient.connect(venue, "/ws/btcusdt@depth@100ms")) {
            final List<String> frames = new ArrayList<>(List.of(client.next()));
            final var reply = StreamClient.get(venue, "/api/v3/depth?symbol=BTCUSDT&limit=1000");
            assertEquals(body, reply.body());
            assertEquals("RECORDED", reply.headers().firstValue("X-Escapement-Snapshot").orElseThrow());
            assertEquals("CAPTURE", reply.headers().firstValue("X-Escapement-Source").orElseThrow());
            assertEquals("50", reply.headers().firstValue("X-MBX-USED-WEIGHT-1M").orElseThrow());
            frames.addAll(client.untilClosed());
            final ClientBook book = new ClientBook("BTCUSDT", reply.body());
            frames.forEach(book::onFrame);
            assertEquals(6_493, book.appliedCount());
            assertEquals(venue.truth("BTCUSDT"), book.truth());
            assertFalse(book.isCrossed());
        }
    }

    /** Real pace × 400: the request for the snapshot comes some way in, the play does not wait for it. */
    @Test
    void shouldServeABridgingSnapshotFromItsOwnBookAtAnyPosition() throws Exception {
        final Serve serve = Serve.capture(Captures.find(Captures.SPOT_BTCUSDT)).at(Pace.times(400)).within(NO_WAIT);
        try (LoopbackVenue venue = LoopbackVenue.start(serve);
             StreamClient client = StreamClient.connect(venue, "/ws/btcusdt@depth@100ms")) {
            final List<String> frames = new ArrayList<>();
            final List<String> snapshots = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                for (int k = 0; k < 300; k++) {
                    frames.add(client.next());
                }
                final var reply = StreamClient.get(venue, "/api/v3/depth?symbol=BTCUSDT&limit=5000");
                assertEquals("FROM-BOOK", reply.headers().firstValue("X-Escapement-Snapshot").orElseThrow());
                snapshots.add(reply.body());
            }
            frames.addAll(client.untilClosed());
            for (final String snapshot : snapshots) {
                final ClientBook book = new ClientBook("BTCUSDT", snapshot);
                frames.forEach(book::onFrame);
                assertTrue(book.appliedCount() > 0, "some deltas must be left to apply");
                assertEquals(venue.truth("BTCUSDT"), book.truth());
            }
        }
    }

    /** The recorded snapshot arrived 0.27 s into the recording: a request before that waits for it. */
    @Test
    void shouldHoldARequestUntilTheRecordingReachesItsSnapshot() throws Exception {
        final Serve serve = Serve.capture(Captures.find(Captures.SPOT_BTCUSDT));
        try (LoopbackVenue venue = LoopbackVenue.start(serve);
             StreamClient client = StreamClient.connect(venue, "/ws/btcusdt@depth@100ms")) {
            assertTrue(client.next().startsWith("{\"e\":\"depthUpdate\""));
            final var reply = StreamClient.get(venue, "/api/v3/depth?symbol=BTCUSDT&limit=1000");
            assertEquals("RECORDED", reply.headers().firstValue("X-Escapement-Snapshot").orElseThrow());
            assertTrue(venue.playedCount() < 2_000, "recorded pace: " + venue.playedCount());
        }
    }

    @Test
    void shouldRefuseARequestWhoseSnapshotIsFarAway() throws Exception {
        final Serve serve = Serve.capture(Captures.find(Captures.SPOT_TEN_SYMBOLS))
            .within(Limits.DEFAULT.withSnapshotWaitMs(50));
        try (LoopbackVenue venue = LoopbackVenue.start(serve);
             StreamClient client = StreamClient.connect(venue, "/ws/adarub@depth")) {
            final var reply = StreamClient.get(venue, "/api/v3/depth?symbol=ADARUB&limit=1000");
            assertEquals("{\"code\":-1001,\"msg\":\"the recording has not reached its snapshot of ADARUB\"}",
                reply.body());
            assertEquals(503, reply.statusCode());
            assertEquals("open", client.closed.getNow("open"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Captures.SPOT_TEN_SYMBOLS, Captures.SPOT_BTCUSDT_NO_SNAPSHOT, Captures.USDM_ETHUSDT})
    void shouldBridgeEverySymbolOfOtherRecordings(final String capture) throws Exception {
        final String prefix = capture.contains("usdm") ? "/fapi/v1" : "/api/v3";
        final VenueSource source = new CaptureSource(Captures.find(capture));
        final List<String> symbols = List.copyOf(source.symbols());
        source.close();
        final String streams = symbols.stream().map(symbol -> symbol.toLowerCase() + "@depth@100ms")
            .collect(Collectors.joining("/"));
        try (LoopbackVenue venue = LoopbackVenue.start(fast(capture));
             StreamClient client = StreamClient.connect(venue, "/stream?streams=" + streams)) {
            final var books = new TreeMap<String, ClientBook>();
            final List<String> frames = new ArrayList<>();
            while (!client.closed.isDone() || !client.texts.isEmpty()) {
                final String frame = client.texts.poll(50, TimeUnit.MILLISECONDS);
                if (frame != null) {
                    frames.add(frame);
                    final String symbol = ClientBook.data(frame).get("s").asText();
                    if (!books.containsKey(symbol)) {
                        books.put(symbol, new ClientBook(symbol,
                            StreamClient.get(venue, prefix + "/depth?limit=5000&symbol=" + symbol).body()));
                    }
                }
            }
            for (final var entry : books.entrySet()) {
                frames.forEach(entry.getValue()::onFrame);
                assertEquals(venue.truth(entry.getKey()), entry.getValue().truth());
            }
            assertTrue(books.size() >= symbols.size() - 1, books.keySet().toString());
        }
    }

    @Test
    void shouldServeExchangeInfoAsRecordedOrMadeUpFromTheRecording() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(fast(Captures.SPOT_BTCUSDT))) {
            final String body = StreamClient.get(venue, "/api/v3/exchangeInfo?symbol=BTCUSDT").body();
            assertEquals("BTC", ClientBook.json(body).at("/symbols/0/baseAsset").asText());
        }
        try (LoopbackVenue venue = LoopbackVenue.start(fast(Captures.SPOT_TEN_SYMBOLS))) {
            final String body = StreamClient.get(venue,
                "/api/v3/exchangeInfo?symbols=%5B%22SWRVBUSD%22,%22VETETH%22%5D").body();
            assertEquals(2, ClientBook.json(body).get("symbols").size());
            assertEquals("BUSD", ClientBook.json(body).at("/symbols/0/quoteAsset").asText());
            assertEquals("0.00100000", ClientBook.json(body).at("/symbols/0/filters/0/tickSize").asText());
            assertEquals("made up: the recording has no exchangeInfo",
                ClientBook.json(body).get("escapementNote").asText());
        }
    }

    @Test
    void shouldLoopWithTimesAndIdsMovedOnAndAGapAtTheSeam() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(fast(Captures.SPOT_TEN_SYMBOLS).ending(AtEnd.LOOP)
            .within(NO_WAIT)); StreamClient client = StreamClient.connect(venue,
            "/stream?streams=veteth@depth@100ms/veteth@aggTrade/veteth@bookTicker")) {
            final int perPass = 174 + 5 + 235;
            final List<String> frames = new ArrayList<>();
            for (int i = 0; i < 3 * perPass; i++) {
                frames.add(client.next());
            }
            long lastId = 0;
            long lastTime = 0;
            int seams = 0;
            for (final String frame : frames) {
                final var data = ClientBook.data(frame);
                if (ClientBook.isDepth(data, "VETETH")) {
                    assertTrue(data.get("U").longValue() > lastId && data.get("E").longValue() > lastTime, frame);
                    seams += lastId > 0 && data.get("U").longValue() > lastId + 1 ? 1 : 0;
                    lastId = data.get("u").longValue();
                    lastTime = data.get("E").longValue();
                }
            }
            assertEquals(2, seams);
            final String snapshot = StreamClient.get(venue, "/api/v3/depth?symbol=VETETH&limit=5000").body();
            assertTrue(ClientBook.json(snapshot).get("lastUpdateId").longValue() > lastId - 1_000_000);
        }
    }

    @Test
    void shouldPlayWhatARecorderOfRawConnectionsWrote() throws Exception {
        final Path file = folder.resolve("own.jsonl.gz");
        final String depth = "{\"e\":\"depthUpdate\",\"E\":1,\"s\":\"ABCUSDT\",\"U\":11,\"u\":12,"
            + "\"b\":[[\"1.10\",\"2\"]],\"a\":[]}";
        final String ticker = "{\"u\":12,\"s\":\"ABCUSDT\",\"b\":\"1.10\",\"B\":\"2\",\"a\":\"1.20\",\"A\":\"3\"}";
        try (CaptureWriter writer = new CaptureWriter(file, new CaptureMeta("binance-spot", "a test", 1_000, 0))) {
            writer.open(1_000, 1, "wss://host/ws");
            writer.sent(1_001, 1, "{\"method\":\"SUBSCRIBE\","
                + "\"params\":[\"abcusdt@depth@100ms\",\"abcusdt@bookTicker\"]}");
            writer.received(1_002, 1, "{\"result\":null,\"id\":1}");
            writer.received(1_003, 1, depth);
            writer.received(1_004, 1, ticker);
        }
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.capture(file).at(Pace.MAX).within(NO_WAIT));
             StreamClient raw = StreamClient.connect(venue, "/ws/abcusdt@depth/abcusdt@bookTicker")) {
            assertEquals(List.of(depth, ticker), raw.untilClosed());
            assertEquals(12, venue.truth("ABCUSDT").lastUpdateId());
        }
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.capture(file).at(Pace.MAX).within(NO_WAIT));
             StreamClient combined = StreamClient.connect(venue, "/stream?streams=abcusdt@depth")) {
            assertEquals(List.of("{\"stream\":\"abcusdt@depth\",\"data\":" + depth + '}'), combined.untilClosed());
        }
    }

    @Test
    void shouldCloseWithAnErrorWhereARecordingBreaksOff() throws Exception {
        final Path file = folder.resolve("bad.jsonl");
        Files.writeString(file, """
            {"k":"meta","format":1,"venue":"binance-spot","source":"a test"}
            {"t":1,"k":"open","c":1,"url":"wss://host/stream?streams=abcusdt@trade"}
            {"t":2,"k":"in","c":1,"text":"{\\"stream\\":\\"abcusdt@trade\\",\\"data\\":{}}"}
            {"t":3,"k":"in","c":1}
            """);
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.capture(file).at(Pace.MAX));
             StreamClient client = StreamClient.connect(venue, "/stream?streams=abcusdt@trade")) {
            assertEquals("1011 recording unreadable", client.closed.get(StreamClient.TIMEOUT_S, TimeUnit.SECONDS));
            assertEquals(file + ":4: a frame needs c and one of text and b64", venue.failure().getMessage());
        }
    }
}
