package io.escapement.engine.bars;

import io.escapement.codecs.sbe.HistoryBarEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.trade;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The past of one run in front of the trades of the rest: the same bars as one run over all trades, without a word. */
class HistorySeamPropertyTest {
    private static final List<Long> TIMEFRAMES = List.of(SECOND, 5 * SECOND, 10 * SECOND);
    private static final long MINUTE = 60 * SECOND;
    private static final List<Long> LONGER = List.of(MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE);
    private static final long START = 1_700_000_400 * SECOND;

    private record Print(long timeNs, long price, long quantity) {
    }

    /** A run of its own, with the bars that it has made. */
    private static final class Run {
        private final BarCache cache = new BarCache(1_000);
        private final List<String> gaps = new ArrayList<>();
        private final List<String> bars = new ArrayList<>();
        private final StageHarness harness;

        private Run(List<Long> timeframesNs, long waitNs) {
            harness = new StageHarness(new BarsStage(new BarsConfig(timeframesNs, 0, 20, 60 * SECOND)
                .withHistoryWaitNs(waitNs)));
            send(define(1, "BTCUSDT"));
        }

        private byte send(StageHarness.EventWriter event) {
            final List<String> lines = harness.send(event);
            gaps.addAll(lines.stream().filter(line -> line.startsWith("Gap")).toList());
            bars.addAll(lines.stream().filter(line -> line.startsWith("Bar")).toList());
            cache.onRecord(harness.slot());
            return harness.verdict();
        }

        private void at(long timeNs) {
            harness.advance(Math.max(0, timeNs - harness.now()));
        }

        private void trades(List<Print> prints) {
            for (final Print print : prints) {
                at(print.timeNs);
                send(trade(1, print.timeNs, print.timeNs, print.price, print.quantity, Side.SELL));
            }
        }
    }

    @Property(tries = 60)
    void thePastAndWhatIsMadeHereAreOneSeries(@ForAll long seed) {
        final Random random = new Random(seed);
        final long cutNs = START + (1 + random.nextInt(4)) * 10 * SECOND;
        final List<Print> prints = new ArrayList<>();
        long timeNs = START;
        while (timeNs < START + 80 * SECOND) {
            prints.add(new Print(timeNs, 1_000 + random.nextInt(100), 1 + random.nextInt(1_000)));
            final long nextNs = timeNs + 1 + random.nextInt(1_500_000_000);
            // The first trade here comes with the first second that the past does not have.
            timeNs = timeNs < cutNs ? Math.min(cutNs, nextNs) : nextNs;
        }
        final Run whole = new Run(TIMEFRAMES, 0);
        whole.trades(prints);
        final Run joined = new Run(TIMEFRAMES, 0);
        joined.harness.advance(cutNs - joined.harness.now());
        for (final long durationNs : TIMEFRAMES) {
            final BarRing bars = whole.cache.bars(1, durationNs);
            for (int ago = bars.count() - 1; ago >= 0 && bars.endTimeNs(ago) <= cutNs; ago--) {
                joined.send(past(bars, ago, durationNs));
            }
        }
        joined.trades(prints.stream().filter(print -> print.timeNs >= cutNs).toList());
        assertEquals(List.of(), joined.gaps);
        for (final long durationNs : TIMEFRAMES) {
            assertEquals(lines(whole.cache.bars(1, durationNs)), lines(joined.cache.bars(1, durationNs)));
        }
        assertTrue(joined.cache.bars(1, SECOND).isPast(joined.cache.bars(1, SECOND).count() - 1));
    }

    /** The past comes late and in two parts, while trades here have begun within a bar of every duration. */
    @Property(tries = 40)
    void firstBarsThatWaitForThePastAreWhole(@ForAll long seed) {
        final Random random = new Random(seed);
        final long startNs = START + 10 * MINUTE + random.nextInt(600) * SECOND + random.nextInt(1_000_000_000);
        final List<Print> prints = new ArrayList<>();
        for (long timeNs = START; timeNs < startNs + 18 * MINUTE; timeNs += 1 + random.nextInt(2_000_000_000)) {
            prints.add(new Print(timeNs, 1_000 + random.nextInt(100), 1 + random.nextInt(1_000)));
        }
        final Run all = new Run(LONGER, 0);
        all.trades(prints);
        final Run late = new Run(LONGER, 30 * SECOND);
        final List<Print> here = prints.stream().filter(print -> print.timeNs >= startNs).toList();
        final long askedNs = startNs + random.nextInt(25) * SECOND;
        final long againNs = (here.get(0).timeNs / MINUTE + 1) * MINUTE + SECOND + random.nextInt(20) * SECOND;
        int given = 0;
        for (final Print print : here) {
            if (given == 0 && print.timeNs >= askedNs) {
                LONGER.forEach(durationNs -> give(all, late, durationNs, askedNs));
                given = 1;
            }
            if (given == 1 && print.timeNs >= Math.max(askedNs, againNs)) {
                LONGER.forEach(durationNs -> give(all, late, durationNs, print.timeNs));
                given = 2;
            }
            late.trades(List.of(print));
        }
        assertEquals(List.of(), late.gaps);
        for (final long durationNs : LONGER) {
            assertEquals(lines(all.cache.bars(1, durationNs)), lines(late.cache.bars(1, durationNs)));
        }
        final List<String> told = late.bars.stream().map(line -> line.split(" O")[0]).toList();
        assertEquals(told.stream().distinct().toList(), told, "no bar is told twice");
        // What comes late, or again, changes nothing of it.
        final long hash = late.cache.hash(1);
        for (final long durationNs : LONGER) {
            final BarRing bars = all.cache.bars(1, durationNs);
            for (int ago = bars.count() - 1; ago >= 0; ago--) {
                assertEquals(Verdict.IGNORED, late.send(past(bars, ago, durationNs)));
            }
        }
        assertEquals(hash, late.cache.hash(1));
        assertEquals(List.of(), late.gaps);
    }

    /** Gives what had closed by a time, and was not given before. */
    private static void give(Run from, Run to, long durationNs, long nowNs) {
        final BarRing bars = from.cache.bars(1, durationNs);
        final BarRing known = to.cache.bars(1, durationNs);
        for (int ago = bars.count() - 1; ago >= 0; ago--) {
            if (bars.endTimeNs(ago) <= nowNs && (known == null || bars.openTimeNs(ago) > known.openTimeNs(0))) {
                to.send(past(bars, ago, durationNs));
            }
        }
    }

    private static List<String> lines(BarRing bars) {
        final List<String> lines = new ArrayList<>();
        for (int ago = 0; ago < bars.count(); ago++) {
            lines.add(bars.openTimeNs(ago) + " " + bars.endTimeNs(ago) + " " + bars.open(ago) + " " + bars.high(ago)
                + " " + bars.low(ago) + " " + bars.close(ago) + " " + bars.volume(ago) + " " + bars.buyVolume(ago) + " "
                + bars.notional(ago) + " " + bars.tradeCount(ago));
        }
        return lines;
    }

    private static StageHarness.EventWriter past(BarRing bars, int ago, long durationNs) {
        return (buffer, offset, header) -> new HistoryBarEncoder().wrapAndApplyHeader(buffer, offset, header)
            .receiveTimeNs(0).openTimeNs(bars.openTimeNs(ago)).durationNs(durationNs).openPrice(bars.open(ago))
            .highPrice(bars.high(ago)).lowPrice(bars.low(ago)).closePrice(bars.close(ago)).volume(bars.volume(ago))
            .buyVolume(bars.buyVolume(ago)).notional(bars.notional(ago)).instrumentId(1)
            .tradeCount(bars.tradeCount(ago)).encodedLength();
    }
}
