package io.escapement.tools.terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class TimesTest {
    private static final long NOON_NS = 1_767_268_800_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T12:00:00Z", "2026-01-01T12:00", "2026-01-01T13:00:00+01:00",
        "1767268800000000000", "2026-01-01T12:00:00.000000000Z"})
    void readsEverySpelling(String text) {
        assertEquals(NOON_NS, Times.parse(text));
    }

    @Test
    void takesADayAsItsFirstMoment() {
        assertEquals(NOON_NS - 12 * 3_600_000_000_000L, Times.parse("2026-01-01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "noon", "2026-13-01", "2026-01-01T25:00Z", "99999999999999999999",
        "+99999-01-01T00:00Z", "2026-01-01T12:00Zzz"})
    void refusesWhatIsNoTime(String text) {
        assertThrows(IllegalArgumentException.class, () -> Times.parse(text));
    }

    @Test
    void writesWhatItReads() {
        assertEquals("2026-01-01T12:00:00.000000001Z", Times.format(NOON_NS + 1));
        assertEquals("1969-12-31T23:59:59.999999999Z", Times.format(-1));
    }

    @Test
    void writesLengthsOfTime() {
        assertEquals("1.500 s", Times.duration(1_500_000_000L));
        assertEquals("2.5 min", Times.duration(150_000_000_000L));
        assertEquals("2 h 03 min", Times.duration(123 * 60_000_000_000L));
    }
}
