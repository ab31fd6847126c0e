package io.escapement.engine.venue.kucoin;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.Opening;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KucoinProtocolTest {
    private static final String XLM = "{\"symbol\":\"XLM-USDT\",\"name\":\"XLM-USDT\",\"baseCurrency\":\"XLM\","
        + "\"quoteCurrency\":\"USDT\",\"baseMinSize\":\"0.1\",\"quoteMinSize\":\"0.01\",\"baseMaxSize\":"
        + "\"10000000000\","
        + "\"baseIncrement\":\"0.0001\",\"quoteIncrement\":\"0.000001\",\"priceIncrement\":\"0.000001\",\"minFunds\":"
        + "\"0.1\",\"enableTrading\":true}";
    private static final String BULLET = "{\"code\":\"200000\",\"data\":{\"token\":\"2neAiuYvAU61\","
        + "\"instanceServers\":[{"
        + "\"endpoint\":\"wss://ws-api-spot.kucoin.com/\",\"encrypt\":true,\"protocol\":\"websocket\","
        + "\"pingInterval\":18000,\"pingTimeout\":10000}]}}";

    private final KucoinProtocol protocol = new KucoinProtocol(KucoinProtocol.DEFAULT_TOPICS);

    private InstrumentReading read(String symbol, String rows) throws IOException {
        final InstrumentReading reading = protocol.instruments(List.of(new Listing(4, "XLM", "USD", symbol)));
        reading.onBody(("{\"code\":\"200000\",\"data\":[" + rows + "]}").getBytes(StandardCharsets.UTF_8));
        return reading;
    }

    @Test
    void readsDefinitions() throws IOException {
        final Instrument xlm = read("XLM-USDT", XLM).instruments().get(0);
        assertEquals("4 XLM/USDT XLM/USD -6 -8 1 10000 10000000 1000000000000000000 10000000 TRADING RANGES 100",
            xlm.id() + " " + xlm.baseAsset() + "/" + xlm.quoteAsset() + " " + xlm.canonical() + " "
            + xlm.priceExponent() + " " + xlm.quantityExponent() + " " + xlm.tickSize() + " " + xlm.lotSize() + " "
            + xlm.minQuantity() + " " + xlm.maxQuantity() + " " + xlm.minNotional() + " " + xlm.status() + " "
            + xlm.book().sync() + " " + xlm.book().depth());
        assertEquals(InstrumentStatus.HALTED, read("XLM-USDT", XLM.replace("true", "false")).instruments().get(0)
            .status());
    }

    @Test
    void namesSymbolAndFieldOfWhatCannotBeUsed() throws IOException {
        assertEquals(List.of("XLM-USDT has no priceIncrement"),
            read("XLM-USDT", XLM.replace("priceIncrement", "tick")).problems());
        assertEquals(List.of("XLM-USDT has the enableTrading 1, expected true or false"),
            read("XLM-USDT", XLM.replace("true", "1")).problems());
        assertEquals(List.of("A-B is not listed"), read("A-B", XLM).problems());
        assertThrows(IOException.class, () -> protocol.instruments(List.of(new Listing(1, "A", "B", "A-B"))).onBody(
            "{\"code\":\"429000\",\"msg\":\"too many requests\"}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void connectsWhereTheTokenSays() throws IOException {
        assertEquals("/api/v1/bullet-public", protocol.bootstrap().path());
        assertTrue(protocol.bootstrap().post());
        final Opening opening = protocol.opening("wss://elsewhere", "", BULLET.getBytes(StandardCharsets.UTF_8));
        assertTrue(opening.url().startsWith("wss://ws-api-spot.kucoin.com/?token=2neAiuYvAU61&connectId="),
            opening.url());
        assertEquals(18_000, opening.pingIntervalMs());
        assertEquals(10_000, opening.pongLimitMs());
        assertFalse(BulletReply.read(BULLET.getBytes(StandardCharsets.UTF_8)).toString().contains("2neAi"));
    }

    @Test
    void saysWhatIsWrongWithATokensReply() {
        for (final Map.Entry<String, String> bad : Map.of(
            BULLET.replace("token", "key"), "there is no data.token",
            BULLET.replace("18000", "0"), "the data.instanceServers.0.pingInterval 0, expected milliseconds of at most"
                + " some hours",
            BULLET.replace("wss:", "http:"), "the endpoint http://ws-api-spot.kucoin.com/, expected wss://...",
            BULLET.replace("\"websocket\"", "\"socketio\""),
            "no server with the protocol websocket in data.instanceServers",
            "{\"code\":\"500000\",\"msg\":\"Internal Server Error\"}",
            "the venue refused: code \"500000\" Internal Server Error").entrySet()) {
            assertEquals(bad.getValue(), assertThrows(IOException.class,
                () -> BulletReply.read(bad.getKey().getBytes(StandardCharsets.UTF_8))).getMessage());
        }
    }

    @Test
    void wordsItsRequests() {
        final StreamProtocol stream = protocol.open(new StreamSite(new RecordingInlet(),
            new InstrumentLookup(KucoinFrames.INSTRUMENTS), new FrameBench((inlet, control) -> null), 1,
            Provenance.LIVE, ""));
        final List<Topic> topics = protocol.topics(KucoinFrames.INSTRUMENTS, EnumSet.allOf(StreamKind.class));
        assertEquals(List.of("/market/level2:BTC-USDT", "/market/level2:KCS-BTC", "/market/match:BTC-USDT",
            "/market/match:KCS-BTC", "/spotMarket/level1:BTC-USDT", "/spotMarket/level1:KCS-BTC"),
            topics.stream().map(Topic::name).toList());
        assertEquals("{\"id\":\"11\",\"type\":\"subscribe\",\"topic\":\"/market/level2:BTC-USDT,KCS-BTC\","
            + "\"privateChannel\":false,\"response\":true}", stream.subscribe(topics.subList(0, 2), 11));
        assertEquals("{\"id\":\"12\",\"type\":\"unsubscribe\",\"topic\":\"/market/match:KCS-BTC\","
            + "\"privateChannel\":false,\"response\":true}", stream.unsubscribe(topics.subList(3, 4), 12));
        assertEquals("{\"id\":\"13\",\"type\":\"ping\"}", stream.ping(13, 0));
        assertEquals("/api/v1/market/orderbook/level2_100?symbol=BTC-USDT",
            protocol.snapshot(KucoinFrames.INSTRUMENTS.get(0)).path());
    }
}
