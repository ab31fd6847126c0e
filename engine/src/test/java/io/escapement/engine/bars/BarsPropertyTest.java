package io.escapement.engine.bars;

import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.StageHarness;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.pipeline.TestEvents.trade;
import static org.junit.jupiter.api.Assertions.assertEquals;

class BarsPropertyTest {
    private static final List<Long> TIMEFRAMES = List.of(SECOND, 5 * SECOND, 60 * SECOND);

    /** Trades in and out of order, silences, timers: streaming bars are those of the twin, which sees all at once. */
    @Property(tries = 150)
    void barsEqualABatchRecomputation(@ForAll long seed) {
        final Random random = new Random(seed);
        final long graceNs = random.nextInt(4) * 700_000_000L;
        final StageHarness harness = new StageHarness(new BarsStage(new BarsConfig(TIMEFRAMES, graceNs, 20,
            600 * SECOND)));
        final PlainBars plain = new PlainBars(graceNs);
        harness.send(define(1, "BTCUSDT"));
        final long skewNs = (random.nextInt(10) - 5) * 1_000_000_000L;
        final List<String> lines = new ArrayList<>();
        long newestNs = 0;
        long anchorNs = 0;
        for (int i = 1; i < 150; i++) {
            harness.advance(random.nextInt(8) == 0 ? random.nextInt(10) * SECOND : random.nextInt(900_000_000));
            if (newestNs > 0 && random.nextInt(4) == 0) {
                plain.moveTo(newestNs + harness.now() - anchorNs);
                lines.addAll(harness.send(timer(1)));
                continue;
            }
            final long delayNs = random.nextInt(5) == 0 ? random.nextInt(5) * SECOND / 2 : 0;
            final PlainBars.Print print = new PlainBars.Print(harness.now() + skewNs - delayNs,
                1 + random.nextInt(1_000), 1 + random.nextInt(10_000), random.nextBoolean());
            plain.add(print);
            lines.addAll(harness.send(trade(1, i, print.timeNs(), print.price(), print.quantity(),
                print.buy() ? Side.BUY : Side.SELL)));
            if (print.timeNs() >= newestNs || newestNs + harness.now() - anchorNs - print.timeNs() > SECOND) {
                newestNs = print.timeNs();
                anchorNs = harness.now();
            }
        }
        assertEquals(plain.bars(TIMEFRAMES), lines);
    }
}
