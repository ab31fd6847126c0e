package io.escapement.engine.recovery;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class InstrumentMappingTest {
    private static final long NONE = Long.MIN_VALUE;

    private static Instrument instrument(int id, int priceExponent, int quantityExponent) {
        return new Instrument(id, Venue.BINANCE, "BTCUSDT", "BTC", "USDT", priceExponent, quantityExponent, 1, 1, 1, 1,
            1, InstrumentStatus.TRADING);
    }

    private static InstrumentMapping mapping(Instrument before, Instrument now) {
        final InstrumentMapping mapping = new InstrumentMapping();
        mapping.put(before, now);
        return mapping;
    }

    @Test
    void aNumberIsTheNextRunsAndTheRestStaysWhereNothingElseChanged() {
        final InstrumentMapping mapping = mapping(instrument(1, -2, -5), instrument(4, -2, -5));
        assertEquals(List.of(4, false, 12_345L, 7L, NONE), List.of(mapping.id(1), mapping.isRescaled(1),
            mapping.price(1, 12_345, NONE), mapping.quantity(1, 7, NONE), mapping.price(1, NONE, NONE)));
        assertFalse(mapping.has(4));
    }

    @Test
    void aFinerUnitTellsTheSameNumberWithMoreDigits() {
        final InstrumentMapping mapping = mapping(instrument(1, -2, -5), instrument(1, -4, -6));
        assertEquals(List.of(true, 1_234_500L, -70L), List.of(mapping.isRescaled(1), mapping.price(1, 12_345, NONE),
            mapping.quantity(1, -7, NONE)));
    }

    @Test
    void aCoarserUnitTellsWhatItCanTellExactlyAndRefusesTheRest() {
        final InstrumentMapping mapping = mapping(instrument(1, -2, -5), instrument(1, -1, -5));
        assertEquals(1_234, mapping.price(1, 12_340, NONE));
        assertTrue(assertThrows(ArithmeticException.class, () -> mapping.price(1, 12_345, NONE)).getMessage()
            .contains("has more digits than the venue's instrument now"));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        final InstrumentMapping mapping = mapping(instrument(1, 0, 0), instrument(1, -9, -9));
        assertThrows(ArithmeticException.class, () -> mapping.price(1, Long.MAX_VALUE / 2, NONE));
    }
}
