package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is generated of Binance beside spot's JSON: USD-M, and spot as SBE. */
@Timeout(60)
class BinanceFormsTest {
    private static final Simulation MARKET = Simulation.of(7, "BTCUSDT", "ETHUSDT").lasting(20_000_000_000L);
    private static final int ROOT = 26;

    private static List<String> play(final Serve serve, final boolean key, final String path, final String stream)
        throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(serve.at(Pace.MAX)
            .within(Limits.DEFAULT.withSnapshotWaitMs(0)));
             StreamClient client = key ? StreamClient.connectWithKey(venue, path)
                 : StreamClient.connect(venue, path)) {
            assertEquals("{\"result\":null,\"id\":1}",
                client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"" + stream + "\"],\"id\":1}"));
            return client.untilClosed();
        }
    }

    private static List<JsonNode> usdm(final String... faults) throws Exception {
        return play(Serve.simulation(MARKET).as("binance-usdm").withFaults(7, faults), false, "/public/ws",
            "btcusdt@depth@100ms").stream().map(ClientBook::json).toList();
    }

    @Test
    void framesOfUsdmAreChained() throws Exception {
        for (final List<JsonNode> frames : List.of(usdm(), usdm("empty-update*2", "duplicate-new-id*2"))) {
            assertTrue(frames.size() > 100, () -> frames.size() + " frames");
            for (int i = 0; i < frames.size(); i++) {
                assertTrue(frames.get(i).required("T").longValue() > 0);
                assertTrue(i == 0 || frames.get(i).required("pu").equals(frames.get(i - 1).required("u")),
                    "frame " + i);
            }
        }
        final List<JsonNode> spot = play(Serve.simulation(MARKET), false, "/ws", "btcusdt@depth@100ms").stream()
            .map(ClientBook::json).toList();
        assertTrue(spot.stream().noneMatch(frame -> frame.has("pu")));
    }

    @Test
    void usdmListsPerpetualsAndTellsWholeBooksWithTheirTimes() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(MARKET).as("binance-usdm"));
             StreamClient client = StreamClient.connect(venue, "/market/ws")) {
            final JsonNode symbol = ClientBook.json(StreamClient.get(venue, "/fapi/v1/exchangeInfo").body())
                .get("symbols").get(0);
            assertEquals("PERPETUAL", symbol.get("contractType").asText());
            assertEquals("MIN_NOTIONAL 5.00000000", symbol.get("filters").get(2).get("filterType").asText() + " "
                + symbol.get("filters").get(2).get("notional").asText());
            client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@aggTrade\"],\"id\":1}");
            final JsonNode trade = ClientBook.json(client.next());
            assertEquals("aggTrade " + trade.get("a"), trade.get("e").asText() + " " + trade.get("f"));
            final JsonNode book = ClientBook.json(StreamClient.get(venue, "/fapi/v1/depth?symbol=BTCUSDT&limit=5")
                .body());
            assertTrue(book.get("T").longValue() > 0 && book.get("bids").size() == 5, book::toString);
        }
    }

    /** Numbers and levels of a message. */
    private static String plain(final long first, final long last, final List<BigDecimal> levels) {
        return first + " " + last + " " + levels.stream().map(each -> each.signum() == 0 ? "0"
            : each.stripTrailingZeros().toPlainString()).toList();
    }

    private static String ofJson(final JsonNode frame) {
        final List<BigDecimal> levels = new ArrayList<>();
        for (final String side : List.of("b", "a")) {
            frame.get(side).forEach(row -> row.forEach(number -> levels.add(new BigDecimal(number.asText()))));
        }
        return plain(frame.get("U").longValue(), frame.get("u").longValue(), levels);
    }

    private static String ofSbe(final String bytes) {
        final ByteBuffer in = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1))
            .order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(List.of(ROOT, 10_003, 1, 0), List.of((int) in.getShort(), (int) in.getShort(),
            (int) in.getShort(), (int) in.getShort()));
        assertTrue(in.getLong() > 1_000_000_000_000_000L, "microseconds");
        final long first = in.getLong();
        final long last = in.getLong();
        final int[] scales = {-in.get(), -in.get()};
        final List<BigDecimal> levels = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            assertEquals(16, in.getShort());
            for (int count = in.getShort(); count > 0; count--) {
                levels.add(BigDecimal.valueOf(in.getLong(), scales[0]));
                levels.add(BigDecimal.valueOf(in.getLong(), scales[1]));
            }
        }
        final byte[] symbol = new byte[in.get()];
        in.get(symbol);
        assertEquals("BTCUSDT", new String(symbol, StandardCharsets.UTF_8));
        assertEquals(0, in.remaining());
        return plain(first, last, levels);
    }

    @Test
    void whoeverShowsAKeyGetsTheSameBooksAsSbe() throws Exception {
        final List<String> json = play(Serve.simulation(MARKET), false, "/ws", "btcusdt@depth@100ms").stream()
            .map(ClientBook::json).map(BinanceFormsTest::ofJson).toList();
        assertTrue(json.size() > 100, () -> json.size() + " frames");
        assertEquals(json, play(Serve.simulation(MARKET), true, "/ws", "btcusdt@depth").stream()
            .map(BinanceFormsTest::ofSbe).toList());
    }

    @Test
    void aFrameThatIsCutAsJsonIsCutAsSbe() throws Exception {
        final List<String> sound = play(Serve.simulation(MARKET), true, "/ws", "btcusdt@depth");
        final List<String> frames = play(Serve.simulation(MARKET).withFaults(7, "truncated@5s"), true, "/ws",
            "btcusdt@depth");
        assertEquals(sound.size(), frames.size());
        final List<String> spoilt = frames.stream().filter(frame -> !sound.contains(frame)).toList();
        assertEquals(1, spoilt.size());
        assertTrue(sound.stream().anyMatch(frame -> frame.startsWith(spoilt.get(0))));
    }
}
