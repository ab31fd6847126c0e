package io.escapement.engine.venue;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

class InstrumentLookupTest {
    @Test
    void findsEveryListedSymbolAndNoOther() {
        final List<Instrument> listed = new ArrayList<>();
        for (int i = 1; i <= 3000; i++) {
            listed.add(instrument(i, "S" + Integer.toString(i * 7919, 36) + (i % 3 == 0 ? "WITHALONGNAMEBEHIND" : "")));
        }
        listed.add(instrument(3001, "\u5e01\u5b89USDT"));
        final InstrumentLookup lookup = new InstrumentLookup(listed);
        for (final Instrument instrument : listed) {
            assertSame(instrument, find(lookup, instrument.symbol()));
            assertNull(find(lookup, instrument.symbol() + "X"));
            assertSame(instrument, lookup.instrument(listed.indexOf(instrument)));
        }
        assertNull(find(lookup, ""));
        assertEquals(InstrumentLookup.NONE, lookup.indexOf(0, 0));
    }

    @Test
    void doesNotTakeTheBeginningOfALongSymbolForAShortOne() {
        final Instrument longer = instrument(1, "ABCDEFGHIJKLMNOPQ");
        final InstrumentLookup lookup = new InstrumentLookup(List.of(longer));
        assertNull(find(lookup, "ABCDEFGHIJKLMNOP"));
        final UnsafeBuffer text = new UnsafeBuffer("ABCDEFGHIJKLMNOP".getBytes(StandardCharsets.UTF_8));
        assertEquals(InstrumentLookup.NONE, lookup.indexOf(text.getLong(0), text.getLong(8)));
        assertSame(longer, find(lookup, "ABCDEFGHIJKLMNOPQ"));
    }

    @Test
    void refusesTheSameSymbolTwiceAndNone() {
        assertEquals("the symbol A is listed twice", assertThrows(IllegalArgumentException.class,
            () -> new InstrumentLookup(List.of(instrument(1, "A"), instrument(2, "A")))).getMessage());
        assertEquals("instrument 1 has no symbol", assertThrows(IllegalArgumentException.class,
            () -> new InstrumentLookup(List.of(instrument(1, "")))).getMessage());
    }

    private static Instrument find(InstrumentLookup lookup, String symbol) {
        final byte[] bytes = ("#" + symbol + "#").getBytes(StandardCharsets.UTF_8);
        return lookup.find(new UnsafeBuffer(bytes), 1, bytes.length - 2);
    }

    private static Instrument instrument(int id, String symbol) {
        return new Instrument(id, Venue.BINANCE, symbol, "B", "Q", -2, -8, 1, 1, 1, 1, 1, InstrumentStatus.TRADING);
    }
}
