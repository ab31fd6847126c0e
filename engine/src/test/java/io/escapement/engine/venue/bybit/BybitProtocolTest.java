package io.escapement.engine.venue.bybit;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.listing.RatioPoll;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class BybitProtocolTest {
    private static final String SPOT = "{\"symbol\":\"BTCUSDT\",\"baseCoin\":\"BTC\",\"quoteCoin\":\"USDT\",\"status\":"
        + "\"Trading\",\"lotSizeFilter\":{\"basePrecision\":\"0.000001\",\"quotePrecision\":\"0.00000001\","
        + "\"minOrderQty\":\"0.000048\",\"maxOrderQty\":\"71.739562\",\"minOrderAmt\":\"1\"},"
        + "\"priceFilter\":{\"tickSize\":\"0.01\"}}";
    private static final String LINEAR = "{\"symbol\":\"BTCUSDT\",\"contractType\":\"LinearPerpetual\",\"status\":"
        + "\"Trading\",\"baseCoin\":\"BTC\",\"quoteCoin\":\"USDT\",\"priceFilter\":{\"minPrice\":\"0.10\",\"tickSize\":"
        + "\"0.10\"},\"lotSizeFilter\":{\"maxOrderQty\":\"100.000\",\"minOrderQty\":\"0.001\",\"qtyStep\":\"0.001\","
        + "\"minNotionalValue\":\"5\"}}";
    private static final List<Listing> BTC_AND_ETH =
        List.of(new Listing(4, "BTC", "USD", "BTCUSDT"), new Listing(5, "ETH", "USD", "ETHUSDT"));

    private final BybitProtocol linear = new BybitProtocol(BybitMarket.LINEAR, 50);
    private final StreamProtocol stream = linear.open(new StreamSite(new RecordingInlet(),
        new InstrumentLookup(BybitFrames.INSTRUMENTS), new FrameBench((inlet, control) -> null), 1, Provenance.LIVE,
        "/v5/public/linear"));

    private static byte[] page(String category, String cursor, String... rows) {
        return ("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\"" + category + "\",\"list\":["
            + String.join(",", rows) + "],\"nextPageCursor\":\"" + cursor + "\"},\"time\":1}")
            .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsDefinitionsPageByPage() throws IOException {
        final InstrumentReading reading = linear.instruments(BTC_AND_ETH);
        assertEquals("/v5/market/instruments-info?category=linear&limit=1000", reading.next().path());
        reading.onBody(page("linear", "first%3D0GUSDT%26last%3DB", LINEAR.replace("BTCUSDT", "AUSDT"),
            LINEAR.replace("BTC", "ETH").replace("\"Trading\"", "\"PreLaunch\"")));
        assertEquals("/v5/market/instruments-info?category=linear&limit=1000&cursor=first%3D0GUSDT%26last%3DB",
            reading.next().path());
        reading.onBody(page("linear", "more", LINEAR));
        assertNull(reading.next());
        assertEquals(List.of(), reading.problems());
        final Instrument btc = reading.instruments().get(0);
        assertEquals("4 BTC/USDT BTC/USD -1 1 -3 1 1 100000 500000000 TRADING LINEAR STREAM 50", btc.id() + " "
            + btc.baseAsset() + "/" + btc.quoteAsset() + " " + btc.canonical() + " " + btc.priceExponent() + " "
            + btc.tickSize() + " " + btc.quantityExponent() + " " + btc.lotSize() + " " + btc.minQuantity() + " "
            + btc.maxQuantity() + " " + btc.minNotional() + " " + btc.status() + " " + btc.kind() + " "
            + btc.book().sync() + " " + btc.book().depth());
        assertEquals(InstrumentStatus.HALTED, reading.instruments().get(1).status());
    }

    @Test
    void readsSpotWithItsOwnNames() throws IOException {
        final InstrumentReading reading =
            new BybitProtocol(BybitMarket.SPOT, 200).instruments(BTC_AND_ETH.subList(0, 1));
        reading.onBody(page("spot", "", SPOT));
        final Instrument btc = reading.instruments().get(0);
        assertEquals("-2 -6 48 71739562 100000000", btc.priceExponent() + " " + btc.quantityExponent() + " "
            + btc.minQuantity() + " " + btc.maxQuantity() + " " + btc.minNotional());
    }

    @Test
    void namesSymbolAndFieldOfWhatCannotBeUsed() throws IOException {
        final InstrumentReading reading = linear.instruments(List.of(BTC_AND_ETH.get(0), BTC_AND_ETH.get(1),
            new Listing(6, "XRP", "USD", "XRPUSDT")));
        reading.onBody(page("linear", "", LINEAR.replace("tickSize", "tick"),
            LINEAR.replace("BTCUSDT", "ETHUSDT").replace("\"0.001\",\"qtyStep\"", "\"few\",\"qtyStep\"")));
        assertEquals(List.of("BTCUSDT has no priceFilter.tickSize",
            "ETHUSDT has the lotSizeFilter.minOrderQty few, expected a decimal", "XRPUSDT is not listed"),
            reading.problems());
        assertEquals(List.of(), reading.instruments());
        assertThrows(IOException.class, () -> linear.instruments(BTC_AND_ETH).onBody(page("spot", "", SPOT)));
        assertEquals("the venue refused: retCode \"10006\" Too many visits!", assertThrows(IOException.class,
            () -> linear.instruments(BTC_AND_ETH).onBody("{\"retCode\":10006,\"retMsg\":\"Too many visits!\"}"
                .getBytes(StandardCharsets.UTF_8))).getMessage());
    }

    @Test
    void wordsItsRequests() {
        final List<Topic> topics = linear.topics(BybitFrames.INSTRUMENTS.subList(0, 1),
            EnumSet.allOf(StreamKind.class));
        assertEquals(List.of("orderbook.50.BTCUSDT", "publicTrade.BTCUSDT", "orderbook.1.BTCUSDT", "tickers.BTCUSDT",
            "allLiquidation.BTCUSDT"), topics.stream().map(Topic::name).toList());
        assertEquals("{\"op\":\"subscribe\",\"req_id\":\"3\",\"args\":[\"orderbook.50.BTCUSDT\","
            + "\"publicTrade.BTCUSDT\"]}", stream.subscribe(topics.subList(0, 2), 3));
        assertEquals("{\"op\":\"unsubscribe\",\"req_id\":\"4\",\"args\":[\"orderbook.50.BTCUSDT\"]}",
            stream.unsubscribe(topics.subList(0, 1), 4));
        assertEquals("{\"op\":\"ping\",\"req_id\":\"5\"}", stream.ping(5, 0));
        assertEquals("wss://stream.bybit.com/v5/public/linear",
            linear.opening(linear.webSocketUrl(), topics.get(0).path(), null).url());
        assertEquals(List.of("tickers.BTCUSDT"), linear.topics(BybitFrames.INSTRUMENTS.subList(0, 1),
            EnumSet.of(StreamKind.OPEN_INTEREST)).stream().map(Topic::name).toList());
    }

    @Test
    void readsTheRatioOfAccounts() throws IOException {
        final String body = "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":[{\"symbol\":\"BTCUSDT\","
            + "\"buyRatio\":"
            + "\"0.5777\",\"sellRatio\":\"0.4223\",\"timestamp\":\"1695772800000\"}]},\"time\":1695785131028}";
        assertEquals(new RatioPoll.Shares(1_695_772_800_000_000_000L, 57_770_000, 42_230_000),
            BybitProtocol.ratio(body.getBytes(StandardCharsets.UTF_8), "BTCUSDT"));
        assertThrows(IOException.class,
            () -> BybitProtocol.ratio(body.getBytes(StandardCharsets.UTF_8), "ETHUSDT"));
    }
}
