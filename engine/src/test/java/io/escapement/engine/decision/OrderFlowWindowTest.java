package io.escapement.engine.decision;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;

class OrderFlowWindowTest {
    /** The hand-made quotes of the reference: contributions 2, 6, -2, -3, -10. */
    @Test
    void theSumOfTheReferenceQuotesIsMinusSeven() {
        final OrderFlowWindow window = new OrderFlowWindow(1_000, 10);
        final long[][] quotes = {{1000, 5, 1001, 4}, {1000, 7, 1001, 4}, {1001, 2, 1002, 6}, {1000, 9, 1002, 6},
            {1000, 9, 1001, 3}, {1000, 4, 1001, 8}};
        final double[] sums = {0, 2, 8, 6, 3, -7};
        for (int i = 0; i < quotes.length; i++) {
            window.add(quotes[i][0], quotes[i][1], quotes[i][2], quotes[i][3], 5_000 + i * 10);
            assertEquals(sums[i], window.sum());
        }
        // mean depth at the best prices: (4.5 + 5.5 + 4 + 7.5 + 6 + 6) / 6
        assertEquals(-7 / (33.5 / 6), window.normalised(5_050), 1e-12);
    }

    @Test
    void whatIsOlderThanTheWindowNoLongerCounts() {
        final OrderFlowWindow window = new OrderFlowWindow(1_000, 10);
        window.add(100, 5, 101, 5, 5_000);
        window.add(100, 9, 101, 5, 5_099);
        assertEquals(4, window.sum());
        window.add(100, 9, 101, 5, 5_999);
        assertEquals(4, window.sum());
        window.add(100, 9, 101, 5, 6_000);
        assertEquals(0, window.sum());
        assertEquals(0, window.normalised(9_000_000));
    }

    @Test
    void theWindowIsFullOnlyWhenAllOfItWasSeenAndAResetBeginsAnew() {
        final OrderFlowWindow window = new OrderFlowWindow(1_000, 10);
        assertEquals(false, window.isFull(1_000_000));
        window.add(100, 5, 101, 5, 5_000);
        assertEquals(false, window.isFull(5_999));
        assertEquals(true, window.isFull(6_000));
        window.reset();
        assertEquals(false, window.isFull(6_000));
        window.add(200, 5, 201, 5, 6_500);
        assertEquals(0, window.sum(), "no flow between the book before and the book after");
    }

    /** Streaming over slots equals adding up what lies in the slots of the window. */
    @Property(tries = 200)
    void theSumEqualsARecomputation(@ForAll long seed) {
        final Random random = new Random(seed);
        final OrderFlowWindow window = new OrderFlowWindow(1_000, 10);
        final List<double[]> flows = new ArrayList<>();
        long now = 10_000;
        long[] before = null;
        for (int i = 0; i < 200; i++) {
            now += random.nextInt(random.nextInt(20) == 0 ? 3_000 : 60);
            final long bid = 100 + random.nextInt(3);
            final long[] quote = {bid, 1 + random.nextInt(9), bid + 1 + random.nextInt(2), 1 + random.nextInt(9)};
            window.add(quote[0], quote[1], quote[2], quote[3], now);
            flows.add(new double[] {now / 100, before == null ? 0 : flow(before, quote)});
            before = quote;
            final long slot = now / 100;
            assertEquals(flows.stream().filter(f -> f[0] > slot - 10).mapToDouble(f -> f[1]).sum(), window.sum());
        }
    }

    private static double flow(long[] before, long[] now) {
        final long bid = now[0] > before[0] ? now[1] : now[0] < before[0] ? -before[1] : now[1] - before[1];
        final long ask = now[2] < before[2] ? -now[3] : now[2] > before[2] ? before[3] : before[3] - now[3];
        return bid + ask;
    }
}
