package io.escapement.engine.bars;

import com.sun.management.ThreadMXBean;
import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pivots.PivotsConfig;
import io.escapement.engine.pivots.PivotsStage;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** After warm-up neither bars of every kind, nor the cache of them, nor pivots allocate. */
class BarsAllocationTest {
    private static final int TRADES = 100_000;
    /** What the runtime itself may allocate on the side. */
    private static final long TOLERATED_BYTES = 4_096;

    private final SplittableRandom random = new SplittableRandom(7);
    private final BarCache cache = new BarCache(50);
    private final StageHarness harness = new StageHarness(new BarsStage(new BarsConfig(List.of(SECOND, 5 * SECOND), 0,
        10, 60 * SECOND, new ViewBarsConfig(true, false, 2, 2 * SECOND), Stream.of(BarKind.TICK, BarKind.VOLUME,
        BarKind.DOLLAR, BarKind.IMBALANCE).map(kind -> new TradeBarsConfig(kind, BigDecimal.TEN, List.of())).toList())),
        new PivotsStage(new PivotsConfig(List.of(SECOND, 5 * SECOND), 1, 0.5, 2, 300)), new Cached());
    private final TradeEncoder encoder = new TradeEncoder();
    private final StageHarness.EventWriter trade = this::write;
    private long tradeId;
    private long price = 10_000;

    private final class Cached implements Stage {
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
            return 0;
        }
    }

    private int write(MutableDirectBuffer buffer, int offset, MessageHeaderEncoder header) {
        price = Math.max(1_000, price + random.nextInt(21) - 10);
        return encoder.wrapAndApplyHeader(buffer, offset, header).venueTimeNs(harness.now()).receiveTimeNs(0)
            .tradeId(++tradeId).price(price).quantity(100_000_000L + random.nextInt(1_000_000))
            .instrumentId(1 + random.nextInt(2)).aggressorSide(random.nextBoolean() ? Side.BUY : Side.SELL)
            .encodedLength();
    }

    private void run() {
        for (int i = 0; i < TRADES; i++) {
            harness.advance(random.nextInt(250_000_000));
            harness.run(trade);
        }
    }

    @Test
    void nothingIsAllocatedATrade() {
        harness.run(define(1, "BTCUSDT"));
        harness.run(define(2, "BTCUSDC"));
        run();
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final long before = threads.getThreadAllocatedBytes(thread);
        run();
        final long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertTrue(allocated <= TOLERATED_BYTES, allocated + " bytes by " + TRADES + " trades");
        assertTrue(cache.bars(1, SECOND).count() == 50 && cache.viewBars(1, BarKind.IMBALANCE).count() == 50);
    }
}
