package io.escapement.engine.venue.mexc;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.json.ListedRows.Wanted;
import io.escapement.engine.venue.json.ListingException;
import io.escapement.engine.venue.wire.WireBench;
import io.escapement.engine.venue.wire.WireLines;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class MexcRestTest {
    private static final String INFO = "{\"timezone\":\"CST\",\"serverTime\":1737623435453,\"rateLimits\":[],"
        + "\"symbols\":[{\"symbol\":\"BROCKUSDT\",\"status\":\"1\",\"baseAsset\":\"BROCK\",\"baseAssetPrecision\":2,"
        + "\"quoteAsset\":\"USDT\",\"quotePrecision\":5,\"orderTypes\":[\"LIMIT\"],\"isSpotTradingAllowed\":true,"
        + "\"quoteAmountPrecision\":\"1\",\"baseSizePrecision\":\"0\",\"filters\":[],\"maxQuoteAmount\":\"2000000\","
        + "\"tradeSideType\":1},{\"symbol\":\"OLDUSDT\",\"status\":\"3\",\"baseAsset\":\"OLD\","
        + "\"baseAssetPrecision\":2,\"quoteAsset\":\"USDT\",\"quotePrecision\":4,\"quoteAmountPrecision\":"
        + "\"5.000000000000000000\",\"baseSizePrecision\":\"0.5\",\"filters\":[]},{\"symbol\":\"BADUSDT\","
        + "\"status\":\"ENABLED\"}]}";
    private static final String DEPTH = "{\"lastUpdateId\":100,\"bids\":[[\"99.8\",\"2.3\"]],\"asks\":[[\"100.1\","
        + "\"0.5\"],[\"100.2\",\"1\"]],\"timestamp\":1710000000002}";

    private final RecordingInlet inlet = new RecordingInlet();
    private final MexcDepthBody depth = new MexcDepthBody(inlet, WireBench.CONNECTION, Provenance.CAPTURE);

    @Test
    void readsPrecisionsWhateverTheirNamesSay() throws ListingException {
        final ListedInstruments listed = MexcExchangeInfo.read(INFO.getBytes(StandardCharsets.UTF_8), List.of(
            new Wanted(1, "BROCKUSDT", "BROCK/USDT"), new Wanted(2, "OLDUSDT", "OLD/USDT"),
            new Wanted(3, "BADUSDT", "BAD/USDT"), new Wanted(4, "NOUSDT", "NO/USDT")), MexcTexts.BOOK);
        assertEquals(List.of(new Instrument(1, Venue.MEXC, "BROCKUSDT", "BROCK", "USDT"
            + "", -5, -2, 1, 1, 1, Long.MAX_VALUE,
            100_000_000L, InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, "BROCK/USDT", MexcTexts.BOOK),
            new Instrument(2, Venue.MEXC, "OLDUSDT", "OLD", "USDT", -4, -2, 1, 1, 50, Long.MAX_VALUE, 500_000_000L,
                InstrumentStatus.HALTED, InstrumentKind.SPOT, Instrument.ONE, "OLD/USDT", MexcTexts.BOOK)),
            listed.instruments());
        assertEquals(List.of("BADUSDT has no quotePrecision, has no baseAssetPrecision, has no baseSizePrecision, "
            + "has no quoteAmountPrecision, has no baseAsset, has no quoteAsset", "NOUSDT is not listed"),
            listed.problems());
        assertEquals("the venue refused: too many", assertThrows(ListingException.class, () -> MexcExchangeInfo.read(
            "{\"code\":429,\"msg\":\"too many\"}".getBytes(StandardCharsets.UTF_8), List.of(), MexcTexts.BOOK))
            .getMessage());
    }

    @Test
    void readsADepthSnapshot() {
        assertEquals(List.of("snapshot 1 1710000000002000000 100 asked for b| 9980:230000000"
            + " a| 10010:50000000 10020:100000000"), read(DEPTH));
        assertEquals(List.of("snapshot 1 - 100 asked for b| 9980:230000000 a| 10010:50000000 10020:100000000"),
            read(DEPTH.replace(",\"timestamp\":1710000000002", "")));
    }

    @Test
    void saysWhyABodyIsNoSnapshot() {
        final String failed = "SNAPSHOT_FAILED 1 connection 7 MEXC: ";
        assertEquals(List.of(failed + "the venue refused: code -1121 \"Invalid symbol.\""),
            read("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"));
        assertEquals(List.of(failed + "depth body at byte 0 of 111: expected an array of levels (asks)"),
            read(DEPTH.replace("asks", "offers")));
        assertEquals(List.of(failed + "depth body at byte 30 of 109: expected a price (not a decimal)"),
            read(DEPTH.replace("99.8", "free")));
        assertEquals(List.of(failed + "depth body at byte 0 of 6: expected an object"), read("<html>"));
    }

    private List<String> read(String body) {
        inlet.clear();
        final UnsafeBuffer buffer = new UnsafeBuffer(body.getBytes(StandardCharsets.UTF_8));
        depth.onBody(buffer, 0, buffer.capacity(), MexcFrames.INSTRUMENTS.get(0), WireBench.RECEIVE_TIME);
        return WireLines.render(inlet);
    }

    @Test
    void wordsRequestsAsTheSheetDoesThirtyTopicsAConnection() {
        assertEquals("{\"method\":\"SUBSCRIPTION\",\"params\":[\"spot@public.aggre.depth.v3.api.pb@100ms@BTCUSDT\"]}",
            MexcTexts.subscribe(List.of(MexcTexts.depthTopic("BTCUSDT", MexcTexts.Pace.MS_100))));
        assertEquals("{\"method\":\"UNSUBSCRIPTION\",\"params\":[\"spot@public.limit.depth.v3.api.pb@BTCUSDT@20\","
            + "\"spot@public.aggre.bookTicker.v3.api.pb@10ms@BTCUSDT\"]}", MexcTexts.unsubscribe(List.of(
            MexcTexts.limitDepthTopic("BTCUSDT", 20), MexcTexts.bookTickerTopic("BTCUSDT", MexcTexts.Pace.MS_10))));
        assertEquals(List.of(30, 30, 1), MexcTexts.perConnection(Collections.nCopies(61, "t")).stream()
            .map(List::size).toList());
    }
}
