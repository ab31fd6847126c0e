package io.escapement.engine.venue.gate;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.engine.testkit.EventLines;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.listing.RatioPoll;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.SnapshotService;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class GateProtocolTest {
    private static final String PAIR = "{\"id\":\"ETH_USDT\",\"base\":\"ETH\",\"quote\":\"USDT\",\"fee\":\"0.2\","
        + "\"min_base_amount\":\"0.001\",\"min_quote_amount\":\"1.0\",\"max_base_amount\":\"10000\","
        + "\"amount_precision\":3,\"precision\":2,\"trade_status\":\"tradable\"}";
    private static final String CONTRACT = "{\"name\":\"BTC_USDT\",\"type\":\"direct\",\"quanto_multiplier\":"
        + "\"0.0001\","
        + "\"in_delisting\":false,\"order_price_round\":\"0.1\",\"order_size_min\":1,\"order_size_max\":1000000}";

    private final GateProtocol obu = protocol(GateMarket.SPOT, GateBook.OBU);
    private final GateProtocol updates = protocol(GateMarket.SPOT, GateBook.ORDER_BOOK_UPDATE);
    private final GateProtocol futures = protocol(GateMarket.FUTURES, GateBook.ORDER_BOOK_UPDATE);

    private static GateProtocol protocol(GateMarket market, GateBook book) {
        return new GateProtocol(market, book, 50, true, true, () -> 1_700_000_000_999L);
    }

    private static InstrumentReading read(GateProtocol protocol, String symbol, String body) throws IOException {
        final InstrumentReading reading = protocol.instruments(List.of(new Listing(4, "A", "B", symbol)));
        reading.onBody(body.getBytes(StandardCharsets.UTF_8));
        return reading;
    }

    private static String text(Instrument i) {
        return i.id() + " " + i.baseAsset() + "/" + i.quoteAsset() + " " + i.canonical() + " " + i.priceExponent() + " "
            + i.tickSize() + " " + i.quantityExponent() + " " + i.lotSize() + " " + i.minQuantity() + " "
            + i.maxQuantity() + " " + i.minNotional() + " " + i.status() + " " + i.kind() + " " + i.contractSize() + " "
            + i.book().sync() + " " + i.book().depth();
    }

    @Test
    void leavesRoomForWhatRestsOffTheGrid() throws IOException {
        assertEquals("4 ETH/USDT A/B -4 100 -10 10000000 10000000 100000000000000 100000000 TRADING SPOT 100000000"
            + " STREAM 50", text(read(obu, "ETH_USDT", "[" + PAIR + "]").instruments().get(0)));
        assertEquals("4 ETH/USDT A/B -4 100 -10 10000000 10000000 100000000000000 100000000 TRADING SPOT 100000000"
            + " RANGES 100", text(read(updates, "ETH_USDT", "[" + PAIR + "]").instruments().get(0)));
        assertEquals("4 BTC/USDT A/B -1 1 0 1 1 1000000 0 TRADING LINEAR 10000 RANGES 100",
            text(read(futures, "BTC_USDT", "[" + CONTRACT + "]").instruments().get(0)));
        assertEquals("4 BTC/USDT A/B -1 1 -5 10000 10000 100000000000 0 HALTED LINEAR 10000 RANGES 100",
            text(read(futures, "BTC_USDT", "[" + CONTRACT.replace("\"order_size_min\":1,", "\"order_size_min\":\"0.1\","
                + "\"enable_decimal\":true,").replace("\"in_delisting\":false", "\"in_delisting\":true") + "]")
                .instruments().get(0)));
    }

    @Test
    void namesSymbolAndFieldOfWhatCannotBeUsed() throws IOException {
        assertEquals(List.of("ETH_USDT has the precision 2.5, expected 0 to 18"),
            read(obu, "ETH_USDT", "[" + PAIR.replace("\"precision\":2", "\"precision\":2.5") + "]").problems());
        assertEquals(List.of("ETH_USDT has no trade_status"),
            read(obu, "ETH_USDT", "[" + PAIR.replace("trade_status", "status") + "]").problems());
        assertEquals(List.of("A_B is not listed"), read(obu, "A_B", "[" + PAIR + "]").problems());
        assertEquals(List.of("ETH_USDT is listed twice"),
            read(obu, "ETH_USDT", "[" + PAIR + "," + PAIR + "]").problems());
        assertEquals(InstrumentStatus.HALTED,
            read(obu, "ETH_USDT", "[" + PAIR.replace("tradable", "untradable") + "]").instruments().get(0).status());
        assertEquals("the venue refused: TOO_MANY_REQUESTS slow down", assertThrows(IOException.class,
            () -> read(obu, "A_B", "{\"label\":\"TOO_MANY_REQUESTS\",\"message\":\"slow down\"}")).getMessage());
        assertThrows(IOException.class, () -> read(obu, "A_B", "{}"));
    }

    private static List<String> words(GateProtocol protocol, List<StreamKind> kinds) {
        final StreamProtocol stream = protocol.open(new StreamSite(new RecordingInlet(),
            new InstrumentLookup(GateFrames.INSTRUMENTS), new FrameBench((inlet, control) -> null), 1,
            Provenance.LIVE, ""));
        final List<Topic> topics = protocol.topics(GateFrames.INSTRUMENTS, EnumSet.copyOf(kinds));
        final String batch = topics.get(0).batch();
        final List<Topic> first = topics.stream().filter(topic -> topic.batch().equals(batch)).toList();
        return List.of(stream.subscribe(first, 3), stream.unsubscribe(first, 4), stream.ping(5, 1_700_000_009_000L));
    }

    @Test
    void wordsItsRequests() {
        assertEquals(List.of("{\"time\":1700000000,\"id\":3,\"channel\":\"spot.obu\",\"event\":\"subscribe\","
            + "\"payload\":["
            + "\"ob.BTC_USDT.50\"]}", "{\"time\":1700000000,\"id\":4,\"channel\":\"spot.obu\",\"event\":"
            + "\"unsubscribe\","
            + "\"payload\":[\"ob.BTC_USDT.50\"]}", "{\"time\":1700000009,\"channel\":\"spot.ping\"}"),
            words(obu, List.of(StreamKind.BOOK)));
        assertEquals("{\"time\":1700000000,\"id\":3,\"channel\":\"spot.order_book_update\",\"event\":\"subscribe\","
            + "\"payload\":[\"BTC_USDT\",\"100ms\"]}", words(updates, List.of(StreamKind.BOOK)).get(0));
        assertEquals("{\"time\":1700000000,\"id\":3,\"channel\":\"spot.trades\",\"event\":\"subscribe\",\"payload\":["
            + "\"BTC_USDT\",\"ETH_USDT\"]}", words(obu, List.of(StreamKind.TRADES)).get(0));
        assertEquals("{\"time\":1700000000,\"id\":3,\"channel\":\"futures.order_book_update\",\"event\":\"subscribe\","
            + "\"payload\":[\"BTC_USDT\",\"100ms\",\"100\"]}", words(futures, List.of(StreamKind.BOOK)).get(0));
        assertEquals("{\"time\":1700000000,\"id\":3,\"channel\":\"futures.tickers\",\"event\":\"subscribe\","
            + "\"payload\":["
            + "\"BTC_USDT\",\"ETH_USDT\"]}", words(futures, List.of(StreamKind.OPEN_INTEREST)).get(0));
        assertEquals("wss://api.gateio.ws/ws/v4/", obu.opening(obu.webSocketUrl(), "/ws/v4/", null).url());
    }

    @Test
    void asksForSnapshotsOfAHundredLevels() {
        assertEquals(SnapshotService.RESUBSCRIBE, obu.snapshots());
        assertEquals(SnapshotService.REST, updates.snapshots());
        assertEquals("/api/v4/spot/order_book?currency_pair=BTC_USDT&limit=100&with_id=true",
            updates.snapshot(GateFrames.INSTRUMENTS.get(0)).path());
        assertEquals(List.of("snapshot 1 1623898993121000000 9 123456 c- b| 1170:2018630000000 a| 1520:11510000000"),
            body(updates, "{\"id\":123456,\"current\":1623898993123,\"update\":1623898993121,\"asks\":[[\"1.52\","
                + "\"1.151\"]],\"bids\":[[\"1.17\",\"201.863\"]]}"));
        assertEquals(List.of("snapshot 1 1623898993121000000 9 123456 c- b| 1170:1500000000000 a|"),
            body(futures, "{\"id\":123456,\"current\":1623898993.123,\"update\":1623898993.121,\"asks\":[],"
                + "\"bids\":[{\"p\":\"1.17\",\"s\":150}]}"));
        assertEquals(List.of("SNAPSHOT_FAILED 1 connection -2147483648 GATE: the venue refused: INVALID_CURRENCY no"),
            body(updates, "{\"label\":\"INVALID_CURRENCY\",\"message\":\"no\"}"));
        assertEquals(List.of("SNAPSHOT_FAILED 1 connection -2147483648 GATE: depth body at byte 0 of 21: expected an"
            + " update id (id)"), body(updates, "{\"asks\":[],\"bids\":[]}"));
    }

    private static List<String> body(GateProtocol protocol, String body) {
        final RecordingInlet inlet = new RecordingInlet();
        final byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        protocol.snapshotBody(inlet, Provenance.LIVE).onBody(new UnsafeBuffer(bytes), 0, bytes.length,
            GateFrames.INSTRUMENTS.get(0), 9);
        return EventLines.render(inlet);
    }

    @Test
    void readsTheRatioOfAccounts() throws IOException {
        assertEquals(new RatioPoll.Shares(1_603_865_400_000_000_000L, 33_333_333, 66_666_667), GateProtocol.ratio(
            "[{\"time\":1603865400,\"lsr_taker\":100,\"lsr_account\":0.5}]".getBytes(StandardCharsets.UTF_8)));
    }
}
