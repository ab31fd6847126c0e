package io.escapement.engine.bars;

import io.escapement.codecs.sbe.HistoryBarEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.pipeline.Verdict;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Where the past meets the bars that are made here, and the cache that holds both. */
class HistoryTest {
    private static final long T0 = 1_700_000_000_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    /** The minute that begins 40 s behind T0. */
    private static final long M1 = T0 + 40 * SECOND;
    private static final long COIN = 100_000_000L;

    private final BarCache cache = new BarCache(5);
    private final StageHarness harness = new StageHarness(
        new BarsStage(new BarsConfig(List.of(SECOND, MINUTE), 0, 5, MINUTE)), new Reader());
    private long tradeId;

    private final class Reader implements Stage {
        @Override
        public String name() {
            return "cache";
        }

        @Override
        public void onEvent(Slot slot) {
            cache.onRecord(slot);
        }

        @Override
        public long stateHash() {
            return cache.hash(1);
        }
    }

    HistoryTest() {
        harness.send(define(1, "BTCUSDT"));
    }

    private static StageHarness.EventWriter past(long openNs, long durationNs, long open, long high, long low,
                                                 long close, long volume) {
        return (buffer, offset, header) -> new HistoryBarEncoder().wrapAndApplyHeader(buffer, offset, header)
            .receiveTimeNs(0).openTimeNs(openNs).durationNs(durationNs).openPrice(open).highPrice(high).lowPrice(low)
            .closePrice(close).volume(volume).buyVolume(HistoryBarEncoder.buyVolumeNullValue())
            .notional(HistoryBarEncoder.notionalNullValue()).instrumentId(1)
            .tradeCount(HistoryBarEncoder.tradeCountNullValue()).encodedLength();
    }

    private List<String> past(long openNs, byte verdict) {
        final List<String> lines = harness.send(past(openNs, MINUTE, 100, 110, 90, 105, 60 * COIN));
        assertEquals(verdict, harness.verdict());
        return lines;
    }

    private static String gap(long fromNs, long toNs, String cause) {
        return "Gap 1 " + fromNs / MS + ".." + toNs / MS + " " + cause;
    }

    /** A trade a second, from one time to before another; the lines about minutes and gaps. */
    private List<String> trades(long fromNs, long toNs, long price) {
        final List<String> lines = new ArrayList<>();
        for (long timeNs = fromNs; timeNs < toNs; timeNs += SECOND) {
            harness.advance(Math.max(0, timeNs - harness.now()));
            lines.addAll(harness.send(TestEvents.trade(1, ++tradeId, timeNs, price, COIN, Side.BUY)));
        }
        lines.addAll(harness.advance(SECOND).send(timer(1)));
        return lines.stream().filter(line -> !line.contains("+1000 ")).toList();
    }

    private static String minute(long openNs, String rest) {
        return "Bar 1 " + openNs / MS + "+60000 " + rest;
    }

    private static String full(long openNs) {
        return minute(openNs, "O100 H100 L100 C100 V6000000000/6000000000 N6000000000 n60/60 late0");
    }

    @Test
    void aPastThatEndsWhereTheFirstBarBeginsJoinsWithoutAWord() {
        harness.advance(2 * MINUTE);
        assertEquals(List.of(), past(M1 - MINUTE, Verdict.APPLIED));
        assertEquals(List.of(), past(M1, Verdict.APPLIED));
        assertEquals(List.of(full(M1 + MINUTE)),
            trades(M1 + MINUTE, M1 + 2 * MINUTE, 100));
        final BarRing bars = cache.bars(1, MINUTE);
        assertEquals(3, bars.count());
        for (int ago = 0; ago < 2; ago++) {
            assertEquals(bars.openTimeNs(ago), bars.endTimeNs(ago + 1), "no hole, no overlap");
        }
        assertEquals(List.of(false, true, true), List.of(bars.isPast(0), bars.isPast(1), bars.isPast(2)));
        assertEquals(Verdict.IGNORED, verdictOf(M1 + 2 * MINUTE));
    }

    private byte verdictOf(long openNs) {
        harness.advance(10 * MINUTE);
        harness.send(past(openNs, MINUTE, 100, 110, 90, 105, COIN));
        return harness.verdict();
    }

    @Test
    void aPartOfAMinuteDoesNotTakeThePlaceOfTheWholeOneThatThePastHas() {
        harness.advance(2 * MINUTE);
        past(M1, Verdict.APPLIED);
        assertEquals(List.of(minute(M1, "O100 H100 L100 C100 V3000000000/3000000000 N3000000000 n30/30 late0")),
            trades(M1 + 30 * SECOND, M1 + MINUTE, 100));
        assertEquals(60 * COIN, cache.bars(1, MINUTE).volume(0));
        assertEquals(1, cache.bars(1, MINUTE).count());
    }

    @Test
    void aFirstBarThatIsAPartIsToldToLackWhatWasBeforeTheFirstTrade() {
        harness.advance(2 * MINUTE);
        past(M1, Verdict.APPLIED);
        assertEquals(List.of(gap(M1 + MINUTE, M1 + 90 * SECOND, "NOT_SEEDED"),
            minute(M1 + MINUTE, "O100 H100 L100 C100 V3000000000/3000000000 N3000000000 n30/30 late0")),
            trades(M1 + 90 * SECOND, M1 + 2 * MINUTE, 100));
    }

    @Test
    void thePastMayComeAfterTheTradesHaveBegunUpToTheBarThatIsWholeHere() {
        trades(M1 + 30 * SECOND, M1 + 50 * SECOND, 100);
        harness.advance(MINUTE);
        assertEquals(List.of(), past(M1 - MINUTE, Verdict.APPLIED));
        assertEquals(List.of(), past(M1, Verdict.APPLIED));
        assertEquals(List.of(), past(M1 + MINUTE, Verdict.IGNORED));
    }

    @Test
    void holesAreToldWithinThePastAndBetweenItAndTheFirstBar() {
        harness.advance(3 * MINUTE);
        past(M1 - 2 * MINUTE, Verdict.APPLIED);
        assertEquals(List.of(gap(M1 - MINUTE, M1, "NOT_SEEDED")), past(M1, Verdict.APPLIED));
        assertEquals(List.of(gap(M1 + MINUTE, M1 + 2 * MINUTE, "NOT_SEEDED"),
            full(M1 + 2 * MINUTE)),
            trades(M1 + 2 * MINUTE, M1 + 3 * MINUTE, 100));
    }

    @Test
    void whereBothAreWholeAndDifferTheOneMadeHereHolds() {
        harness.advance(3 * MINUTE);
        past(M1, Verdict.APPLIED);
        final List<String> lines = trades(M1, M1 + MINUTE, 100);
        assertEquals(List.of(gap(M1, M1 + MINUTE, "BAD_HISTORY"),
            full(M1)), lines);
        assertEquals(100, cache.bars(1, MINUTE).high(0));
        assertEquals(1, cache.bars(1, MINUTE).count());
    }

    @Test
    void whereBothAreWholeAndAgreeNothingIsSaid() {
        harness.advance(3 * MINUTE);
        harness.send(past(M1, MINUTE, 100, 100, 100, 100, 60 * COIN));
        assertEquals(List.of(full(M1)),
            trades(M1, M1 + MINUTE, 100));
    }

    @Test
    void barsOfThePastThatCannotBeAreRefusedByName() {
        harness.advance(3 * MINUTE);
        final List<String> bad = List.of(gap(M1, M1 + MINUTE, "BAD_HISTORY"));
        for (final long[] p : new long[][] {{100, 99, 90, 95, 1}, {100, 110, 101, 105, 1}, {100, 110, 90, 111, 1},
            {0, 110, 0, 105, 1}, {-5, 110, -6, 105, 1}, {100, 110, 90, 105, -1},
            {Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 1}}) {
            assertEquals(bad, harness.send(past(M1, MINUTE, p[0], p[1], p[2], p[3], p[4])));
            assertEquals(Verdict.REFUSED, harness.verdict());
        }
        assertEquals(List.of(gap(M1 + 1, M1 + 1 + MINUTE, "BAD_HISTORY")), past(M1 + 1, Verdict.REFUSED));
        assertEquals(List.of(gap(M1 + 3 * MINUTE, M1 + 4 * MINUTE, "BAD_HISTORY")),
            past(M1 + 3 * MINUTE, Verdict.REFUSED), "has not ended");
        assertEquals(List.of(), past(Long.MIN_VALUE, Verdict.REFUSED));
        assertEquals(List.of(), past(Long.MAX_VALUE, Verdict.REFUSED));
        assertEquals(List.of(), harness.send(past(M1, 2 * MINUTE, 100, 110, 90, 105, 1)), "no such bars are made");
        assertEquals(Verdict.REFUSED, harness.verdict());
        assertNull(cache.bars(1, MINUTE));
        assertEquals(List.of(), past(M1, Verdict.APPLIED));
        assertEquals(List.of(), past(M1, Verdict.IGNORED), "told twice alike");
        assertEquals(bad, harness.send(past(M1, MINUTE, 100, 120, 90, 105, 1)), "told twice otherwise");
        assertEquals(110, cache.bars(1, MINUTE).high(0));
    }

    @Test
    void theCacheIsBoundedAndKeepsTheNewest() {
        trades(M1, M1 + 40 * SECOND, 100);
        final BarRing seconds = cache.bars(1, SECOND);
        assertEquals(5, seconds.count());
        for (int ago = 0; ago < 5; ago++) {
            assertEquals(M1 + (39 - ago) * SECOND, seconds.openTimeNs(ago));
            assertEquals(COIN, seconds.volume(ago));
        }
        assertNull(cache.bars(1, MINUTE));
        assertNull(cache.bars(2, SECOND));
        assertNull(cache.viewBars(1, SECOND));
    }
}
