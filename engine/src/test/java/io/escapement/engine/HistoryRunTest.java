package io.escapement.engine;

import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.DataGapDecoder;
import io.escapement.codecs.sbe.GapCause;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.bars.BarCache;
import io.escapement.engine.bars.BarRing;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.Verdict;
import io.escapement.engine.replay.JournalReplay;
import io.escapement.engine.replay.ReplayProgress;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * An engine that begins a second or two before the end of a minute of five, at a venue with a past. Takes as long as it
 * is until that minute's bar has settled, since the engine goes by real time.
 */
class HistoryRunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long FIVE = 5 * MINUTE;
    private static final int BARS = 1_500;

    @TempDir
    private Path folder;

    /** What the journal's events make again. */
    private static final class Reader implements Stage {
        private final BarCache cache = new BarCache(2_000);
        private final Map<String, Integer> counts = new TreeMap<>();
        private final List<String> told = new ArrayList<>();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();

        @Override
        public String name() {
            return "reader";
        }

        @Override
        public void onEvent(Slot slot) {
            cache.onRecord(slot);
            if (slot.eventTemplateId() == HistoryBarDecoder.TEMPLATE_ID) {
                final HistoryBarDecoder bar = new HistoryBarDecoder()
                    .wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                counts.merge(bar.durationNs() / MINUTE + "m " + (slot.verdict() == Verdict.APPLIED), 1, Integer::sum);
            }
            for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
                if (slot.templateId(effect) == BarDecoder.TEMPLATE_ID) {
                    final BarDecoder bar = new BarDecoder().wrapAndApplyHeader(slot.buffer(), effect, header);
                    if (bar.durationNs() >= MINUTE) {
                        told.add(bar.durationNs() / MINUTE + "m");
                    }
                } else if (slot.templateId(effect) == DataGapDecoder.TEMPLATE_ID) {
                    final GapCause cause = new DataGapDecoder()
                        .wrapAndApplyHeader(slot.buffer(), effect, header).cause();
                    if (cause == GapCause.NOT_SEEDED || cause == GapCause.BAD_HISTORY) {
                        told.add(cause.name());
                    }
                }
            }
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    @Test
    void theFirstBarsAreWholeAndTheJournalMakesThemAgain() throws Exception {
        final long nowNs = System.currentTimeMillis() * 1_000_000L;
        final long endNs = nowNs / FIVE * FIVE;
        final Simulation market = Simulation.of(3, "BTCUSDT").startingAt(endNs - 3 * SECOND / 2).lasting(8 * SECOND);
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(market));
             ProofRun run = new ProofRun(ProofConfig.of(folder, venue, List.of("BTC/USDT"))
                 .with("bars.timeframes", "[1s, 1m, 5m, 10m]").with("feed.lag", "1h")
                 .and("history:\n  - {from: venue, bars: " + BARS + "}\n")).untilItEnds()) {
            assertNull(run.engine.failure(), run::said);
            assertTrue(run.said().contains("history of BTCUSDT: 1m 1500 bars; 5m 1500 bars; 10m 1500 bars of 5m"),
                run::said);
            Replays.assertTheSame(run.journal, run.engine.lastSequence(), run.engine.journalHash());
            final Reader reader = new Reader();
            new JournalReplay(run.journal, new RecordedBars(null, reader), false, null, 0, ReplayProgress.NONE).run();
            assertEquals(Map.of("1m true", BARS + 1, "5m true", BARS, "10m true", BARS), reader.counts, run::said);
            final boolean ten = endNs % (2 * FIVE) == 0;
            assertEquals(ten ? List.of("5m", "10m") : List.of("5m"), reader.told, run::said);
            compare(venue, "1m", reader.cache.bars(1, MINUTE), BARS + 1);
            compare(venue, "5m", reader.cache.bars(1, FIVE), BARS + 1);
        }
    }

    /** With what the venue itself says of the same bars. */
    private static void compare(LoopbackVenue venue, String interval, BarRing bars, int count) throws Exception {
        assertEquals(count, bars.count());
        final List<String> here = new ArrayList<>();
        for (int ago = count - 1; ago >= 0; ago--) {
            here.add(bars.openTimeNs(ago) / 1_000_000L + " " + plain(bars.open(ago), 2) + " " + plain(bars.high(ago), 2)
                + " " + plain(bars.low(ago), 2) + " " + plain(bars.close(ago), 2) + " " + plain(bars.volume(ago), 8)
                + " " + plain(bars.notional(ago), 8) + " " + bars.tradeCount(ago) + " "
                + plain(bars.buyVolume(ago), 8));
        }
        final List<String> there = new ArrayList<>();
        for (long ago = count - 1; ago >= 0; ago -= 1_000) {
            final String body = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(venue.restUrl()
                + "/api/v3/klines?symbol=BTCUSDT&limit=1000&interval=" + interval + "&startTime="
                + bars.openTimeNs((int) ago) / 1_000_000L + "&endTime="
                + bars.openTimeNs(0) / 1_000_000L)).build(), HttpResponse.BodyHandlers.ofString()).body();
            for (final String row : body.substring(2, body.length() - 2).replace("\"", "").split("],\\[")) {
                final String[] cells = row.split(",");
                there.add(cells[0] + " " + plain(cells[1]) + " " + plain(cells[2]) + " " + plain(cells[3]) + " "
                    + plain(cells[4]) + " " + plain(cells[5]) + " " + plain(cells[7]) + " " + cells[8] + " "
                    + plain(cells[9]));
            }
        }
        assertEquals(there, here);
    }

    private static String plain(long mantissa, int digits) {
        return plain(BigDecimal.valueOf(mantissa, digits).toPlainString());
    }

    private static String plain(String decimal) {
        return new BigDecimal(decimal).stripTrailingZeros().toPlainString();
    }
}
