package io.escapement.engine.history;

import io.escapement.engine.testkit.Captures;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class KlinesTest {
    private static final long MINUTE = 60_000_000_000L;

    private static long ns(String time) {
        final Instant instant = Instant.parse(time);
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    @Test
    void recordedMinutesFollowEachOtherAndAreSane() throws IOException {
        final List<Kline> perp = KlineCsv.read(Captures.find("klines/BTC-PERP_1m_2022-01.csv.gz"), MINUTE);
        final List<Kline> spot = KlineCsv.read(Captures.find("klines/binance_spot_BTCUSDT_1m_2024-12.csv.gz"), MINUTE);
        assertEquals(45_031, perp.size());
        assertEquals(41_761, spot.size());
        assertEquals(ns("2021-12-31T23:01:00Z"), perp.get(0).openTimeNs());
        assertEquals(ns("2024-11-30T23:00:00Z"), spot.get(0).openTimeNs(), "one hour before, as its offset says");
        assertEquals(3577, spot.get(0).tradeCount());
        assertEquals("638250.2950308", spot.get(0).quoteVolume().toPlainString());
        for (final List<Kline> klines : List.of(perp, spot)) {
            for (int i = 1; i < klines.size(); i++) {
                assertEquals(klines.get(i - 1).openTimeNs() + MINUTE, klines.get(i).openTimeNs(), "bar " + i);
            }
        }
    }

    @Test
    void aFileThatIsSomethingElseIsRefusedWithItsLine() {
        assertEquals("f, line 1: no column open", problem(""));
        assertEquals("f, line 1: no column timestamp, open_time or close_datetime",
            problem("open,high,low,close,volume\n"));
        assertEquals("f, line 2: 5 cells, expected 6", problem("timestamp,open,high,low,close,volume\n1,2,3,4,5\n"));
        assertEquals("f, line 2: time '1'; expected one such as 2024-12-01 00:00:00+00:00",
            problem("timestamp,open,high,low,close,volume\n1,2,3,4,5,6\n"));
        assertEquals("f, line 2: high 'x'; expected a decimal",
            problem("timestamp,open,high,low,close,volume\n2024-01-01T00:00:00,2,x,4,5,6\n"));
        assertEquals("f, line 2: no close",
            problem("timestamp,open,high,low,close,volume\n2024-01-01T00:00:00,2,3,4,,6\n"));
    }

    private static String problem(String text) {
        return assertThrows(IllegalArgumentException.class,
            () -> KlineCsv.read(new StringReader(text), "f", MINUTE)).getMessage();
    }
}
