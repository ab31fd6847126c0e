package io.escapement.engine.venue.bitfinex;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.Listing;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class BitfinexInstrumentsTest {
    private static final String SPOT = "[[[\"BTCUSD\",[null,null,null,\"0.00006\",\"2000.0\",null,null,null,0.2,0.1,"
        + "null,null]],[\"DOGE:UST\",[null,null,null,\"14.0\",\"1500000.0\"]]]]";
    private static final String FUTURES = "[[[\"BTCF0:USTF0\",[null,null,null,\"0.00006\",\"100.0\",null]]]]";
    private static final Listing BTC = new Listing(4, "BTC", "USD", "tBTCUSD");
    private static final Listing PERPETUAL = new Listing(5, "BTC", "USDT", "tBTCF0:USTF0");

    @Test
    void readsSpotAndAsksForDerivativesOnlyWhereSomethingIsMissing() throws IOException {
        final InstrumentReading reading = new BitfinexProtocol().instruments(List.of(BTC));
        assertEquals("/v2/conf/pub:info:pair", reading.next().path());
        reading.onBody(SPOT.getBytes(StandardCharsets.UTF_8));
        assertNull(reading.next());
        assertEquals(List.of(new Instrument(4, Venue.BITFINEX, "tBTCUSD", "BTC", "USD", -10, -8, 1, 1, 6_000,
            200_000_000_000L, 0, InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, "BTC/USD",
            BookRules.of(SyncKind.STREAM).withChecksum(ChecksumKind.BITFINEX, 1).crossedByChecksum())),
            reading.instruments());

        final InstrumentReading both = read(SPOT, FUTURES, PERPETUAL, new Listing(3, "DOGE", "USDT", "tDOGE:UST"));
        assertEquals(List.of(), both.problems());
        assertEquals(List.of("tDOGE:UST SPOT DOGE/USDT", "tBTCF0:USTF0 LINEAR BTC/USDT"), both.instruments().stream()
            .map(one -> one.symbol() + " " + one.kind() + " " + one.canonical()).toList());
    }

    @Test
    void namesSymbolAndColumnOfWhatIsMissing() throws IOException {
        final InstrumentReading reading = read(SPOT.replace("\"0.00006\"", "null"),
            FUTURES.replace("100.0", "0.00001"), BTC, PERPETUAL, new Listing(6, "FOO", "USD", "tFOOUSD"));
        assertEquals(List.of(), reading.instruments());
        assertEquals(List.of("tBTCUSD has no least order size (column 1.3)",
            "tBTCF0:USTF0 has orders from 0.00006 to 0.00001: the columns are not what they were",
            "tFOOUSD is not listed"), reading.problems());
    }

    @Test
    void refusesBodiesThatAreNotTheReply() {
        for (final String body : List.of("", "{}", "[]", "[5]", "[\"error\",11010,\"ratelimit: error\"]")) {
            assertThrows(IOException.class, () -> read(body, FUTURES, BTC), body);
        }
    }

    @Test
    void spellsSymbolsAsTheVenueDoes() {
        assertEquals("tBTCUSD", BitfinexInstruments.symbol("BTC", "USD"));
        assertEquals("tBTCUST", BitfinexInstruments.symbol("BTC", "USDT"));
        assertEquals("tDOGE:USD", BitfinexInstruments.symbol("DOGE", "USD"));
    }

    private static InstrumentReading read(String spot, String futures, Listing... listings) throws IOException {
        final InstrumentReading reading = new BitfinexProtocol().instruments(List.of(listings));
        reading.onBody(spot.getBytes(StandardCharsets.UTF_8));
        assertEquals("/v2/conf/pub:info:pair:futures", reading.next().path());
        reading.onBody(futures.getBytes(StandardCharsets.UTF_8));
        assertNull(reading.next());
        return reading;
    }
}
