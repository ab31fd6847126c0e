package io.escapement.engine.bars;

import io.escapement.codecs.sbe.HistoryBarEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.StageHarness;
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
    private static final long START = 1_700_000_000 * SECOND;

    private record Print(long timeNs, long price, long quantity) {
    }

    /** A run of its own, with the bars that it has made. */
    private static final class Run {
        private final BarCache cache = new BarCache(1_000);
        private final List<String> gaps = new ArrayList<>();
        private final StageHarness harness =
            new StageHarness(new BarsStage(new BarsConfig(TIMEFRAMES, 0, 20, 60 * SECOND)));

        private Run() {
            send(define(1, "BTCUSDT"));
        }

        private void send(StageHarness.EventWriter event) {
            gaps.addAll(harness.send(event).stream().filter(line -> line.startsWith("Gap")).toList());
            cache.onRecord(harness.slot());
        }

        private void trades(List<Print> prints) {
            for (final Print print : prints) {
                harness.advance(Math.max(0, print.timeNs - harness.now()));
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
        final Run whole = new Run();
        whole.trades(prints);
        final Run joined = new Run();
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
