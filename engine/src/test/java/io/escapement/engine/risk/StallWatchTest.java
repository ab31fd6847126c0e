package io.escapement.engine.risk;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class StallWatchTest {
    @Test
    void aGapBeyondTheLimitIsToldOnceAndTheFirstTimerHasNone() {
        final StallWatch watch = new StallWatch(100);
        assertEquals(List.of(0L, 0L, 101L, 0L, 30_000L), List.of(watch.gapNs(1_000, true), watch.gapNs(1_100, false),
            watch.gapNs(1_201, false), watch.gapNs(1_201, true), watch.gapNs(31_201, true)));
    }

    @Test
    void beforeTheFirstTimerNothingNeedHappen() {
        final StallWatch watch = new StallWatch(100);
        assertEquals(List.of(0L, 0L, 0L, 101L), List.of(watch.gapNs(1_000, false), watch.gapNs(60_000, false),
            watch.gapNs(90_000, true), watch.gapNs(90_101, false)));
    }

    @Test
    void withoutALimitNothingIsAStall() {
        final StallWatch watch = new StallWatch(0);
        assertEquals(0, watch.gapNs(1, true));
        assertEquals(0, watch.gapNs(Long.MAX_VALUE, true));
    }

    @Property
    void aGapIsToldExactlyWhenItIsLongerThanTheLimit(@ForAll @LongRange(min = 1, max = 1_000_000) long limit,
                                                     @ForAll @LongRange(min = 0, max = 2_000_000) long gap) {
        final StallWatch watch = new StallWatch(limit);
        watch.gapNs(5, true);
        assertEquals(gap > limit ? gap : 0, watch.gapNs(5 + gap, false));
    }
}
