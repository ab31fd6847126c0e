package io.escapement.engine.venue.coinbase;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.Listing;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class CoinbaseInstrumentsTest {
    private static final String PRODUCT = "{\"product_id\":\"BTC-USD\",\"base_increment\":\"0.00000001\","
        + "\"quote_increment\":\"0.01\",\"quote_min_size\":\"1\",\"base_min_size\":\"0.00000001\",\"base_max_size\":"
        + "\"3400\",\"is_disabled\":false,\"status\":\"online\",\"cancel_only\":false,\"trading_disabled\":false,"
        + "\"auction_mode\":false,\"product_type\":\"SPOT\",\"quote_currency_id\":\"USD\",\"base_currency_id\":\"BTC\","
        + "\"alias\":\"\",\"alias_to\":[\"BTC-USDC\"],\"view_only\":false,\"price_increment\":\"0.01\"}";
    private static final Listing BTC = new Listing(4, "BTC", "USD", "BTC-USD");

    @Test
    void takesExponentsFromTheIncrements() throws IOException {
        final InstrumentReading reading = read(body(PRODUCT), BTC);
        assertEquals(List.of(), reading.problems());
        assertEquals(List.of(new Instrument(4, Venue.COINBASE, "BTC-USD", "BTC", "USD", -2, -8, 1, 1, 1,
            340_000_000_000L, 100_000_000L, InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, "BTC/USD",
            BookRules.of(SyncKind.STREAM))), reading.instruments());
        final Instrument coarse = read(body(PRODUCT.replace("\"base_increment\":\"0.00000001\"",
            "\"base_increment\":\"1\"").replace("\"base_min_size\":\"0.00000001\"", "\"base_min_size\":\"1\"")
            .replace("\"price_increment\":\"0.01\"", "\"price_increment\":\"\"")), BTC).instruments().get(0);
        assertEquals(-4, coarse.quantityExponent());
        assertEquals(10_000, coarse.lotSize());
        assertEquals(-2, coarse.priceExponent());
    }

    @Test
    void namesSymbolAndFieldOfWhatIsMissingOrNotForUs() throws IOException {
        final InstrumentReading reading = read(body(PRODUCT.replace("base_max_size", "max_size") + ","
            + PRODUCT.replace("\"BTC-USD\"", "\"BTC-USDC\"").replace("\"alias\":\"\"", "\"alias\":\"BTC-USD\"") + ","
            + PRODUCT.replace("BTC-USD", "BIP-20DEC30-CDE").replace("SPOT", "FUTURE")), BTC,
            new Listing(5, "BTC", "USDC", "BTC-USDC"), new Listing(6, "BIP", "USD", "BIP-20DEC30-CDE"),
            new Listing(7, "FOO", "USD", "FOO-USD"));
        assertEquals(List.of(), reading.instruments());
        assertEquals(List.of("BTC-USD has no base_max_size", "BTC-USDC is another name of BTC-USD: ask for that",
            "BIP-20DEC30-CDE is of the type FUTURE, expected SPOT", "FOO-USD is not listed"), reading.problems());
    }

    @Test
    void tellsWhatIsListedButNotTrading() throws IOException {
        for (final String flag : List.of("trading_disabled", "is_disabled", "view_only", "auction_mode")) {
            assertEquals(InstrumentStatus.HALTED, read(body(PRODUCT.replace("\"" + flag + "\":false",
                "\"" + flag + "\":true")), BTC).instruments().get(0).status(), flag);
        }
        assertEquals(InstrumentStatus.HALTED, read(body(PRODUCT.replace("online", "delisted")), BTC).instruments()
            .get(0).status());
        assertEquals(InstrumentStatus.CANCEL_ONLY, read(body(PRODUCT.replace("\"cancel_only\":false",
            "\"cancel_only\":true")), BTC).instruments().get(0).status());
    }

    @Test
    void refusesBodiesThatAreNotTheReply() {
        for (final String body : List.of("", "{}", "{\"products\":{}", "{\"products\":5}",
            "{\"errors\":[{\"id\":\"rate_limit_exceeded\"}],\"products\":[]}")) {
            assertThrows(IOException.class, () -> read(body, BTC), body);
        }
    }

    @Test
    void readsTheRecordedReply() throws IOException {
        final String body = Captures.lines(CoinbaseCapturesTest.CAPTURE, CaptureLine.Kind.HTTP).get(0).text();
        final InstrumentReading reading = read(body, BTC, new Listing(5, "ETH", "USD", "ETH-USD"),
            new Listing(6, "BTC", "USDC", "BTC-USDC"));
        assertEquals(List.of("BTC-USDC is another name of BTC-USD: ask for that"), reading.problems());
        assertEquals(List.of("BTC-USD -2 -8 TRADING", "ETH-USD -2 -8 TRADING"), reading.instruments().stream()
            .map(one -> one.symbol() + " " + one.priceExponent() + " " + one.quantityExponent() + " " + one.status())
            .toList());
    }

    private static String body(String products) {
        return "{\"products\":[" + products + "],\"num_products\":1,\"pagination\":{\"has_next\":false}}";
    }

    private static InstrumentReading read(String body, Listing... listings) throws IOException {
        final InstrumentReading reading = new CoinbaseProtocol(true, true).instruments(List.of(listings));
        assertEquals("/api/v3/brokerage/market/products", reading.next().path());
        reading.onBody(body.getBytes(StandardCharsets.UTF_8));
        assertEquals(null, reading.next());
        return reading;
    }
}
