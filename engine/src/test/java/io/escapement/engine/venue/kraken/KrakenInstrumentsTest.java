package io.escapement.engine.venue.kraken;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ChecksumKind;
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

class KrakenInstrumentsTest {
    private static final String PAIR = "{\"altname\":\"XBTUSD\",\"wsname\":\"XBT\\/USD\",\"base\":\"XXBT\","
        + "\"quote\":\"ZUSD\",\"pair_decimals\":1,\"lot_decimals\":8,\"fees\":[[0,0.26],[50000,0.24]],"
        + "\"ordermin\":\"0.00005\",\"costmin\":\"0.5\",\"tick_size\":\"0.1\",\"status\":\"online\"}";
    private static final BookRules BOOK =
        BookRules.of(SyncKind.STREAM).withDepth(100).withChecksum(ChecksumKind.KRAKEN, 2);
    private static final Listing BTC = new Listing(4, "BTC", "USD", "BTC/USD");

    @Test
    void takesExponentsFromTheDecimalsAndNamesFromTheWebSocket() throws IOException {
        final InstrumentReading reading = read(body(PAIR), BTC);
        assertEquals(List.of(), reading.problems());
        assertEquals(List.of(new Instrument(4, Venue.KRAKEN, "BTC/USD", "BTC", "USD", -1, -8, 1, 1, 5_000,
            Long.MAX_VALUE, 50_000_000, InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, "BTC/USD",
            BOOK)),
            reading.instruments());
    }

    @Test
    void namesSymbolAndFieldOfWhatIsMissing() throws IOException {
        final InstrumentReading reading = read(body(PAIR.replace("lot_decimals\":8", "lots\":8")
            .replace("0.00005", "x")), BTC, new Listing(5, "FOO", "USD", "FOO/USD"));
        assertEquals(List.of(), reading.instruments());
        assertEquals(List.of("BTC/USD has no lot_decimals", "BTC/USD has the ordermin x, expected a decimal",
            "FOO/USD is not listed"), reading.problems());
    }

    @Test
    void tellsWhatIsListedButNotTrading() throws IOException {
        assertEquals(InstrumentStatus.CANCEL_ONLY, read(body(PAIR.replace("online", "cancel_only")), BTC).instruments()
            .get(0).status());
        assertEquals(InstrumentStatus.HALTED, read(body(PAIR.replace("online", "maintenance")), BTC).instruments()
            .get(0).status());
    }

    @Test
    void refusesBodiesThatAreNotTheReply() {
        for (final String body : List.of("", "[]", "{}", "{\"error\":[\"EGeneral:Too many requests\"]}",
            "{\"error\":[],\"result\":5}", "{\"error\":[],\"result\":{\"A\":")) {
            assertThrows(IOException.class, () -> read(body, BTC), body);
        }
    }

    @Test
    void readsTheRecordedReply() throws IOException {
        final String body = Captures.lines(KrakenCapturesTest.CAPTURE, CaptureLine.Kind.HTTP).get(0).text();
        final InstrumentReading reading = read(body, BTC, new Listing(2, "KSM", "BTC", "KSM/BTC"),
            new Listing(3, "DOGE", "EUR", "DOGE/EUR"));
        assertEquals(List.of(), reading.problems());
        assertEquals(List.of("KSM/BTC -6", "DOGE/EUR -7", "BTC/USD -1"), reading.instruments().stream()
            .map(one -> one.symbol() + " " + one.priceExponent()).toList());
    }

    private static String body(String pair) {
        return "{\"error\":[],\"result\":{\"XXBTZUSD\":" + pair + ",\"XXBTZUSD.d\":{\"altname\":\"XBTUSD.d\"}}}";
    }

    private static InstrumentReading read(String body, Listing... listings) throws IOException {
        final InstrumentReading reading = new KrakenProtocol(100, 2).instruments(List.of(listings));
        assertEquals("/0/public/AssetPairs", reading.next().path());
        reading.onBody(body.getBytes(StandardCharsets.UTF_8));
        assertEquals(null, reading.next());
        return reading;
    }
}
