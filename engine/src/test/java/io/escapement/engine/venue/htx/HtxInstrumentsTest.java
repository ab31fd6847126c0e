package io.escapement.engine.venue.htx;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.json.ListedRows;
import io.escapement.engine.venue.json.ListingException;
import io.escapement.engine.venue.wire.WireBench;
import io.escapement.engine.venue.wire.WireLines;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class HtxInstrumentsTest {
    private static final String SPOT = "{\"status\":\"ok\",\"data\":[{\"base-currency\":\"btc\",\"quote-currency\":"
        + "\"usdt\",\"price-precision\":2,\"amount-precision\":6,\"symbol\":\"btcusdt\",\"state\":\"online\","
        + "\"value-precision\":8,\"min-order-amt\":1e-4,\"max-order-amt\":\"1000\",\"min-order-value\":5,"
        + "\"leverage-ratio\":5},{\"base-currency\":\"old\",\"quote-currency\":\"btc\",\"price-precision\":10,"
        + "\"amount-precision\":2,\"symbol\":\"oldbtc\",\"state\":\"offline\",\"min-order-amt\":1,"
        + "\"max-order-amt\":5,\"min-order-value\":0.0001},{\"base-currency\":\"bad\",\"quote-currency\":\"btc\","
        + "\"price-precision\":99,\"symbol\":\"badbtc\",\"state\":\"online\",\"min-order-amt\":\"x\","
        + "\"min-order-value\":0.0001}]}";
    private static final String SWAPS = "{\"status\":\"ok\",\"data\":[{\"symbol\":\"BTC\",\"contract_code\":"
        + "\"BTC-USDT\",\"contract_size\":0.001000000000000000,\"price_tick\":0.100000000000000000,"
        + "\"contract_status\":1,\"contract_type\":\"swap\"},{\"symbol\":\"ETH\",\"contract_code\":\"ETH-USD\","
        + "\"contract_size\":10,\"price_tick\":0,\"contract_status\":3}],\"ts\":1}";

    private static List<ListedRows.Wanted> wanted(String... symbols) {
        final List<ListedRows.Wanted> wanted = new ArrayList<>();
        for (final String symbol : symbols) {
            wanted.add(new ListedRows.Wanted(10 + wanted.size(), symbol, "CANONICAL"));
        }
        return wanted;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsSpotAndKeepsTheGoodOnesWhereOthersAreBad() throws ListingException {
        final ListedInstruments listed = HtxInstruments.readSpot(bytes(SPOT),
            wanted("btcusdt", "nosuch", "oldbtc", "badbtc"), HtxDepth.MBP_150);
        assertEquals(List.of(new Instrument(10, Venue.HTX, "btcusdt", "BTC", "USDT"
            + "", -2, -8, 1, 100, 10_000, 100_000_000_000L,
            500_000_000L, InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, "CANONICAL",
            HtxDepth.MBP_150.rules())), listed.instruments().subList(0, 1));
        assertEquals(InstrumentStatus.HALTED, listed.instruments().get(1).status());
        assertEquals(12, listed.instruments().get(1).id());
        assertEquals(List.of("nosuch is not listed", "badbtc has the price-precision 99, expected 0 to 18, "
            + "has no amount-precision, has the min-order-amt x, expected a decimal"), listed.problems());
    }

    @Test
    void readsSwapsInContracts() throws ListingException {
        final ListedInstruments listed =
            HtxInstruments.readSwaps(bytes(SWAPS), wanted("BTC-USDT", "ETH-USD"), HtxDepth.HIGH_FREQUENCY_150);
        final Instrument swap = listed.instruments().get(0);
        assertEquals(List.of(100_000L, -1L, -1L, 1L, 10L), List.of(swap.contractSize(), (long) swap.priceExponent(),
            (long) swap.quantityExponent(), swap.tickSize(), swap.lotSize()));
        assertEquals(SyncKind.STREAM, swap.book().sync());
        assertEquals(150, swap.book().depth());
        assertEquals(List.of("ETH-USD has the price_tick 0, expected a decimal above zero, "
            + "has the contract_code ETH-USD, expected BASE-USDT"), listed.problems());
    }

    @Test
    void saysWhyABodyIsNoList() {
        refuses("the venue refused: maintenance", "{\"status\":\"error\",\"err-code\":\"x\",\"err-msg\":"
            + "\"maintenance\"}");
        refuses("there is no array called data", "{\"status\":\"ok\"}");
        refuses("expected an object at its beginning", "[]");
        refuses("expected an array of objects called data", "{\"data\":[1]}");
        refuses("btcusdt is listed twice", "{\"data\":[{\"symbol\":\"btcusdt\"},{\"symbol\":\"btcusdt\"}]}");
        assertThrows(ListingException.class,
            () -> HtxInstruments.readSpot(bytes("<html>"), wanted("btcusdt"), HtxDepth.STEP0));
    }

    private static void refuses(String expected, String body) {
        assertEquals(expected, assertThrows(ListingException.class,
            () -> HtxInstruments.readSpot(bytes(body), wanted("btcusdt"), HtxDepth.STEP0)).getMessage());
    }

    @Test
    void readsOpenInterestInContractsOfOneSide() {
        final RecordingInlet inlet = new RecordingInlet();
        final HtxOpenInterest reader =
            new HtxOpenInterest(inlet, Provenance.CAPTURE, HtxFrameDecoder.SwapAmounts.BOTH_SIDES);
        final String body = "{\"status\":\"ok\",\"data\":[{\"volume\":10925,\"contract_code\":\"BTC-USDT-211217\"},"
            + "{\"volume\":78695,\"amount\":78.695,\"symbol\":\"BTC\",\"contract_code\":\"BTC-USDT\"}],\"ts\":"
            + "1638754059540}";
        assertNull(read(reader, body));
        assertEquals(List.of("interest 3 1638754059540000000 393475"), WireLines.render(inlet));
        assertEquals("at byte 22 of 169: expected an entry of the contract BTC-USDT",
            read(reader, body.replace("\"BTC-USDT\"", "\"ETC-USDT\"")));
        assertEquals("the venue refused: {\"status\":\"error\"}", read(reader, "{\"status\":\"error\"}"));
        assertEquals("at byte 0 of 0: expected an object ", read(reader, ""));
        assertEquals(1, inlet.size());
    }

    private static String read(HtxOpenInterest reader, String body) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes(body));
        return reader.onBody(buffer, 0, buffer.capacity(), HtxFrames.BTC_SWAP, WireBench.RECEIVE_TIME);
    }

    @Test
    void wordsRequestsAsTheSheetDoes() {
        assertEquals("{\"sub\":\"market.btcusdt.mbp.150\",\"id\":\"7\"}",
            HtxTexts.subscribe(HtxDepth.MBP_150, "btcusdt", 7));
        assertEquals("{\"sub\":\"market.BTC-USDT.depth.size_150.high_freq\",\"data_type\":\"incremental\",\"id\":"
            + "\"8\"}",
            HtxTexts.subscribe(HtxDepth.HIGH_FREQUENCY_150, "BTC-USDT", 8));
        assertEquals("{\"unsub\":\"market.btcusdt.trade.detail\",\"id\":\"9\"}",
            HtxTexts.unsubscribe(HtxTexts.tradesTopic("btcusdt"), 9));
        assertEquals("{\"req\":\"market.btcusdt.mbp.150\",\"id\":\"8\"}",
            HtxTexts.request(HtxDepth.MBP_150.topic("btcusdt"), 8));
        assertEquals("{\"op\":\"sub\",\"cid\":\"1\",\"topic\":\"public.BTC-USDT.funding_rate\"}",
            HtxTexts.subscribeNotices(HtxTexts.fundingTopic("BTC-USDT"), 1));
    }
}
