package io.escapement.engine.history;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.binance.BinanceKlines;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KlinesTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long MS = 1_000_000L;
    /** From Binance's documentation of GET /api/v3/klines. */
    private static final String DOCUMENTED = "[[1499040000000,\"0.01634790\",\"0.80000000\",\"0.01575800\","
        + "\"0.01577100\",\"148976.11427815\",1499644799999,\"2434.19055334\",308,\"1756.87402397\","
        + "\"28.46694368\",\"0\"]]";

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

    @Test
    void binancesOwnExampleBecomesAnEventOfTheInstrumentsMantissas() throws IOException {
        final long week = 7 * 24 * 60 * MINUTE;
        final Kline kline = BinanceKlines.read(DOCUMENTED, week, Long.MAX_VALUE).get(0);
        final Instrument instrument = new Instrument(9, Venue.BINANCE, "X", "A", "B", -8, -8, 1, 1, 1, 1, 1,
            InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, "A/B", BookRules.of(SyncKind.RANGES));
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final int length = new HistoryBars().write(kline, instrument, 5, buffer, 0);
        final HistoryBarDecoder bar = new HistoryBarDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        assertEquals(8 + bar.encodedLength(), length);
        assertEquals(List.of(5L, 1_499_040_000_000L * MS, week, 1_634_790L, 80_000_000L, 1_575_800L, 1_577_100L,
            14_897_611_427_815L, 175_687_402_397L, 243_419_055_334L), List.of(bar.receiveTimeNs(), bar.openTimeNs(),
            bar.durationNs(), bar.openPrice(), bar.highPrice(), bar.lowPrice(), bar.closePrice(), bar.volume(),
            bar.buyVolume(), bar.notional()));
        assertEquals(List.of(9, 308), List.of(bar.instrumentId(), bar.tradeCount()));
    }

    @Test
    void aBarThatIsStillFormingIsLeftOut() throws IOException {
        final long open = 1_499_040_000_000L * MS;
        assertEquals(0, BinanceKlines.read(DOCUMENTED, MINUTE, open + MINUTE - 1).size());
        assertEquals(1, BinanceKlines.read(DOCUMENTED, MINUTE, open + MINUTE).size());
    }

    @Test
    void whatIsNoListOfKlinesIsRefused() {
        for (final String body : List.of("", "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}", "[[1,2]]", "[{}]",
            "[[1,\"x\",1,1,1,1,1,1,1,1,1]]", "[[1,[],1,1,1,1,1,1,1,1,1]]", "[[1,2", "[[")) {
            assertThrows(IOException.class, () -> BinanceKlines.read(body, MINUTE, Long.MAX_VALUE), body);
        }
    }

    @Test
    void pathsNameTheVenuesIntervals() {
        assertEquals("/api/v3/klines?symbol=BTCUSDT&interval=4h&limit=1000",
            BinanceKlines.path(false, "BTCUSDT", 240 * MINUTE, BinanceKlines.MOST_SPOT));
        assertEquals("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=1500",
            BinanceKlines.path(true, "BTCUSDT", MINUTE, 1_500));
        assertTrue(BinanceKlines.interval(10 * MINUTE) == null, "there are none of ten minutes");
    }
}
