package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.binance.UsdmStreams.StreamClass;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.json.ListedRows.Wanted;
import io.escapement.engine.venue.json.ListingException;
import io.escapement.engine.venue.wire.WireBench;
import io.escapement.engine.venue.wire.WireLines;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class UsdmRestTest {
    private static final String ROW = "{\"symbol\":\"%s\",\"contractType\":\"%s\",\"status\":\"%s\",\"baseAsset\":"
        + "\"BTC\",\"quoteAsset\":\"USDT\",\"marginAsset\":\"USDT\",\"pricePrecision\":2,\"quantityPrecision\":3,"
        + "\"baseAssetPrecision\":8,\"underlyingSubType\":[],\"filters\":[{\"minPrice\":\"556.72\",\"maxPrice\":"
        + "\"1000000\",\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"0.10\"},{\"stepSize\":\"0.001\",\"filterType\":"
        + "\"LOT_SIZE\",\"maxQty\":\"1000\",\"minQty\":\"0.001\"},{\"notional\":\"5\",\"filterType\":"
        + "\"MIN_NOTIONAL\"}]}";
    private static final String RATIOS = "[{\"symbol\":\"BTCUSDT\",\"longShortRatio\":\"0.1960\",\"longAccount\":"
        + "\"0.6622\",\"shortAccount\":\"0.3378\",\"timestamp\":\"1583139600000\"},{\"symbol\":\"BTCUSDT\","
        + "\"longShortRatio\":\"1.9559\",\"longAccount\":0.6617,\"shortAccount\":\"0.3382\",\"timestamp\":"
        + "1583139900000}]";
    private static final String INTEREST =
        "{\"openInterest\":\"10659.509\",\"symbol\":\"BTCUSDT\",\"time\":1589437530011}";
    private static final Instrument BTC = UsdmFrames.INSTRUMENTS.get(0);

    private final RecordingInlet inlet = new RecordingInlet();
    private final UsdmReplies replies = new UsdmReplies(inlet, Provenance.CAPTURE);

    @Test
    void readsPerpetualsWithThePriceExponentOfTheTick() throws ListingException {
        final String body = "{\"symbols\":[" + ROW.formatted("BTCUSDT", "PERPETUAL", "TRADING") + ","
            + ROW.formatted("ETHUSDT", "PERPETUAL", "SETTLING") + ","
            + ROW.formatted("BTCUSDT_260925", "CURRENT_QUARTER", "TRADING") + "]}";
        final ListedInstruments listed = UsdmExchangeInfo.read(body.getBytes(StandardCharsets.UTF_8),
            List.of(new Wanted(1, "BTCUSDT", "BTC/USDT"), new Wanted(2, "ETHUSDT", "ETH/USDT"),
                new Wanted(3, "BTCUSDT_260925", "x"), new Wanted(4, "NOUSDT", "x")));
        assertEquals(new Instrument(1, Venue.BINANCE_USDM, "BTCUSDT", "BTC", "USDT", -1, -8, 1, 100_000, 100_000,
            100_000_000_000L, 500_000_000L, InstrumentStatus.TRADING, InstrumentKind.LINEAR, Instrument.ONE, "BTC/USDT",
            BookRules.of(SyncKind.CHAIN)), listed.instruments().get(0));
        assertEquals(InstrumentStatus.HALTED, listed.instruments().get(1).status());
        assertEquals(List.of("BTCUSDT_260925 has the contractType CURRENT_QUARTER, expected PERPETUAL",
            "NOUSDT is not listed"), listed.problems());
    }

    @Test
    void readsTheRecordedLists() {
        final List<String> read = new ArrayList<>();
        CapturedFrames.files("binance-usdm").forEach(file -> CapturedFrames.forEach(file, "http", line -> {
            if (line.get("url").asText().contains("exchangeInfo")) {
                try {
                    final JsonNode info = CapturedFrames.JSON.readTree(line.get("body").asText());
                    final List<Wanted> wanted = new ArrayList<>();
                    final List<String> others = new ArrayList<>();
                    info.get("symbols").forEach(symbol -> {
                        final String name = symbol.get("symbol").asText();
                        wanted.add(new Wanted(wanted.size() + 1, name, symbol.get("pair").asText()));
                        if (!"PERPETUAL".equals(symbol.get("contractType").asText())) {
                            others.add(name);
                        }
                    });
                    final ListedInstruments listed =
                        UsdmExchangeInfo.read(line.get("body").asText().getBytes(StandardCharsets.UTF_8), wanted);
                    assertEquals(others, listed.problems().stream().map(each -> each.split(" ")[0]).toList());
                    listed.instruments().forEach(i -> read.add(i.symbol() + " " + i.priceExponent()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }));
        System.out.println("Binance USD-M: " + read.size() + " recorded instruments");
        assertEquals(true, read.contains("BTCUSDT -2"));
    }

    @Test
    void readsOpenInterestAndTheLatestRatio() {
        final UnsafeBuffer interest = buffer(INTEREST);
        assertNull(replies.onOpenInterest(interest, 0, interest.capacity(), BTC, WireBench.RECEIVE_TIME));
        final UnsafeBuffer ratios = buffer(RATIOS);
        assertNull(replies.onLongShortRatio(ratios, 0, ratios.capacity(), BTC, WireBench.RECEIVE_TIME));
        assertEquals(List.of("interest 1 1589437530011000000 1065950900000",
            "ratio 1 1583139900000000000 66170000 33820000"), WireLines.render(inlet));
    }

    @Test
    void saysWhyAReplyIsOfNoUse() {
        assertEquals("the venue refused: {\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
            interest("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"));
        assertEquals("at byte 37 of 68: expected the symbol (BTCUSDT)", interest(INTEREST.replace("BTCUSDT"
            + "", "ETHUSDT")));
        assertEquals("at byte 0 of 64: expected a quantity (openInterest)",
            interest(INTEREST.replace("openInterest", "interest")));
        assertEquals("at byte 0 of 0: expected an object", interest(""));
        assertEquals("the venue refused: {\"code\":-1003,\"msg\":\"Too many.\"}",
            ratio("{\"code\":-1003,\"msg\":\"Too many.\"}"));
        assertEquals("at byte 0 of 2: expected a figure", ratio("[]"));
        assertEquals("at byte 1 of 3: expected an object", ratio("[1]"));
        assertEquals("at byte 0 of 6: expected an array", ratio("<html>"));
        assertEquals(0, inlet.size());
    }

    private String interest(String body) {
        return replies.onOpenInterest(buffer(body), 0, body.length(), BTC, WireBench.RECEIVE_TIME);
    }

    private String ratio(String body) {
        return replies.onLongShortRatio(buffer(body), 0, body.length(), BTC, WireBench.RECEIVE_TIME);
    }

    private static UnsafeBuffer buffer(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sendsEachStreamToItsPath() {
        assertEquals(Map.of(StreamClass.PUBLIC, List.of("btcusdt@depth@100ms", "btcusdt@bookTicker", "depth@100ms",
            "!bookTicker", "depth5", "btcusdt@rpiDepth@500ms"), StreamClass.MARKET, List.of("btcusdt@aggTrade",
            "markPrice@1s", "!markPrice@arr", "ethusdt@forceOrder", "kline_1m")),
            UsdmStreams.byClass(List.of("btcusdt@depth@100ms", "btcusdt@aggTrade", "btcusdt@bookTicker", "depth@100ms",
                "markPrice@1s", "!bookTicker", "!markPrice@arr", "depth5", "ethusdt@forceOrder", "kline_1m",
                "btcusdt@rpiDepth@500ms")));
        assertEquals("wss://fstream.binance.com/market/ws", StreamClass.MARKET.url(UsdmStreams.WEB_SOCKET));
        assertEquals("/fapi/v1/depth?symbol=BTCUSDT&limit=1000", UsdmStreams.depthPath("BTCUSDT", 1_000));
        assertEquals(List.of(2, 5, 10, 20), List.of(UsdmStreams.depthWeight(50), UsdmStreams.depthWeight(100),
            UsdmStreams.depthWeight(500), UsdmStreams.depthWeight(1_000)));
        assertEquals("btcusdt@markPrice@1s", UsdmStreams.stream("BTCUSDT", "markPrice@1s"));
    }
}
