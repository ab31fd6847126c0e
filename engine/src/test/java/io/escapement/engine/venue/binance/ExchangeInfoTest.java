package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.json.ListingException;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ExchangeInfoTest {
    private static final String BTC = "{\"symbol\":\"BTCUSDT\",\"status\":\"TRADING\",\"baseAsset\":\"BTC\","
        + "\"baseAssetPrecision\":8,\"quoteAsset\":\"USDT\",\"quoteAssetPrecision\":8,\"orderTypes\":[\"LIMIT\"],"
        + "\"filters\":[{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"0.01000000\",\"tickSize\":\"0.01000000\"},"
        + "{\"filterType\":\"LOT_SIZE\",\"minQty\":\"0.00001000\",\"maxQty\":\"9000.00000000\","
        + "\"stepSize\":\"0.00001000\"},{\"filterType\":\"NOTIONAL\",\"minNotional\":\"5.00000000\","
        + "\"applyMinToMarket\":true}]}";

    @Test
    void takesExponentsFromTickAndAssetPrecision() throws ListingException {
        assertEquals(List.of(new Instrument(4, Venue.BINANCE, "BTCUSDT", "BTC", "USDT", -2, -8, 1, 1_000, 1_000,
            900_000_000_000L, 500_000_000L, InstrumentStatus.TRADING)), read(body(BTC), "BTCUSDT"));
    }

    @Test
    void takesCoarseTicksMissingTicksAndLimitsBeyondSixtyFourBits() throws ListingException {
        assertEquals(0, read(body(BTC.replace("\"tickSize\":\"0.01000000\"", "\"tickSize\":\"10.0\"")), "BTCUSDT")
            .get(0).priceExponent());
        assertEquals(10, read(body(BTC.replace("\"tickSize\":\"0.01000000\"", "\"tickSize\":\"10.0\"")), "BTCUSDT")
            .get(0).tickSize());
        assertEquals(-8, read(body(BTC.replace("\"tickSize\":\"0.01000000\"", "\"tickSize\":\"0.0\"")), "BTCUSDT")
            .get(0).priceExponent());
        assertEquals(Long.MAX_VALUE, read(body(BTC.replace("9000.00000000", "99999999999999.0")), "BTCUSDT").get(0)
            .maxQuantity());
    }

    @Test
    void namesEveryProblemAtOnce() {
        final String broken = BTC.replace("BTCUSDT", "AUSDT").replace("\"status\"", "\"state\"") + ","
            + BTC.replace("BTCUSDT", "BUSDT").replace("NOTIONAL", "OTHER").replace("LOT_SIZE", "PARTS") + ","
            + BTC.replace("BTCUSDT", "CUSDT").replace("\"tickSize\":\"0.01000000\"", "\"tickSize\":\"x\"") + ","
            + BTC.replace("BTCUSDT", "DUSDT").replace("\"baseAssetPrecision\":8", "\"baseAssetPrecision\":99");
        final Exception e = assertThrows(ListingException.class,
            () -> read(body(broken), "AUSDT", "BUSDT", "CUSDT", "DUSDT", "EUSDT"));
        for (final String part : List.of("AUSDT has no status",
            "BUSDT has no LOT_SIZE.stepSize", "has no NOTIONAL or MIN_NOTIONAL filter",
            "CUSDT has the PRICE_FILTER.tickSize x", "DUSDT has the baseAssetPrecision 99, expected 0 to 18",
            "EUSDT is not listed")) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    @Test
    void saysOfWhatDoesNotTradeThatItDoesNot() throws ListingException {
        assertEquals(InstrumentStatus.HALTED, read(body(BTC.replace("TRADING", "BREAK")), "BTCUSDT").get(0).status());
        assertEquals(InstrumentStatus.CANCEL_ONLY,
            read(body(BTC.replace("TRADING", "CANCEL_ONLY")), "BTCUSDT").get(0).status());
        assertEquals(InstrumentStatus.TRADING, read(body(BTC), "BTCUSDT").get(0).status());
    }

    @Test
    void refusesBodiesThatAreNotTheReply() {
        for (final String body : List.of("", "[]", "{}", "{\"symbols\":5}", "{\"symbols\":[{\"symbol\":",
            "{\"code\":-1,\"msg\":\"no\"}", body(BTC + "," + BTC), "{\"symbols\":[],\"symbols\":[]}")) {
            assertThrows(ListingException.class, () -> read(body, "BTCUSDT"), body);
        }
    }

    @Test
    void readsTheWholeRecordedList() throws ListingException {
        final Instrument nkn = CapturedInstruments.of(CapturedFrames.file("binance-spot", "multi-2021-10")).stream()
            .filter(instrument -> instrument.symbol().equals("NKNUSDT")).findFirst().orElseThrow();
        assertEquals(new Instrument(nkn.id(), Venue.BINANCE, "NKNUSDT", "NKN", "USDT", -4, -8, 1, 100_000_000L,
            100_000_000L, 900_000_000_000_000L, 1_000_000_000L, InstrumentStatus.TRADING), nkn);
    }

    private static String body(String symbols) {
        return "{\"timezone\":\"UTC\",\"rateLimits\":[{\"limit\":1}],\"symbols\":[" + symbols + "],\"sors\":[]}";
    }

    private static List<Instrument> read(String body, String... symbols) throws ListingException {
        return ExchangeInfo.readAll(body.getBytes(StandardCharsets.UTF_8), List.of(symbols), 4, Venue.BINANCE);
    }
}
