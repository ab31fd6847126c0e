package io.escapement.engine.bars;

import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.StageHarness;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.trade;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TradeBarsPropertyTest {
    private static final long GRACE = 250_000_000L;
    private static final Side[] SIDES = {Side.BUY, Side.SELL, Side.UNKNOWN};

    private static TradeBarsConfig bars(BarKind kind, String size) {
        return new TradeBarsConfig(kind, new BigDecimal(size), List.of());
    }

    /** Trades in and out of order, late ones, of known and unknown side: each kind of bar is its twin's. */
    @Property(tries = 100)
    void barsThatTradesCloseEqualABatchRecomputation(@ForAll long seed) {
        final Random random = new Random(seed);
        final StageHarness harness = new StageHarness(new BarsStage(new BarsConfig(List.of(SECOND), GRACE, 20,
            600 * SECOND, ViewBarsConfig.NONE, List.of(bars(BarKind.TICK, "7"), bars(BarKind.VOLUME, "0.0002"),
            bars(BarKind.DOLLAR, "0.0015"), bars(BarKind.IMBALANCE, "9")))));
        harness.send(define(1, "BTCUSDT"));
        final PlainBars plain = new PlainBars(GRACE);
        final List<PlainTradeBars.Tick> ticks = new ArrayList<>();
        final List<String> lines = new ArrayList<>();
        final int bias = random.nextInt(3);
        int late = 0;
        for (int i = 1; i < 300; i++) {
            harness.advance(random.nextInt(200_000_000));
            final long timeNs = harness.now() - (random.nextInt(6) == 0 ? random.nextInt(3) * SECOND / 2 : 0);
            final Side side = random.nextInt(4) < bias ? Side.BUY : SIDES[random.nextInt(SIDES.length)];
            final long price = 500 + random.nextInt(500);
            final long quantity = 1 + random.nextInt(random.nextInt(20) == 0 ? 50_000 : 5_000);
            final int sign = side == Side.BUY ? 1 : side == Side.SELL ? -1 : 0;
            lines.addAll(harness.send(trade(1, i, timeNs, price, quantity, side)));
            if (plain.add(new PlainBars.Print(timeNs, price, quantity, sign > 0))) {
                ticks.add(new PlainTradeBars.Tick(timeNs, price, quantity, sign, late));
                late = 0;
            } else {
                late++;
            }
        }
        final PlainTradeBars twin = new PlainTradeBars(ticks);
        assertEquals(twin.bars(BarKind.TICK, 7), of(lines, BarKind.TICK));
        assertEquals(twin.bars(BarKind.VOLUME, 20_000), of(lines, BarKind.VOLUME));
        assertEquals(twin.bars(BarKind.DOLLAR, 150_000), of(lines, BarKind.DOLLAR));
        assertEquals(twin.bars(BarKind.IMBALANCE, 9), of(lines, BarKind.IMBALANCE));
        assertEquals(plain.bars(List.of(SECOND)),
            lines.stream().filter(line -> line.contains("+1000 O") && !line.matches("Bar 1 [A-Z].*")).toList());
        assertTrue(of(lines, BarKind.VOLUME).size() > 10 && of(lines, BarKind.IMBALANCE).size() > 3, lines.toString());
    }

    private static List<String> of(List<String> lines, BarKind kind) {
        return lines.stream().filter(line -> line.startsWith("Bar 1 " + kind)).toList();
    }
}
