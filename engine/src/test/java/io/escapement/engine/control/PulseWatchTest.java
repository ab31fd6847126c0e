package io.escapement.engine.control;

import io.escapement.engine.control.PulseWatch.Pulse;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class PulseWatchTest {
    private static final long STALLED = 1_000;
    private static final long DEAD = 200;
    private final PulseWatch watch = new PulseWatch(STALLED, DEAD);

    private Pulse at(long nowNs, long beats, boolean alive) {
        return watch.judge(nowNs, true, 1, beats, alive);
    }

    @Test
    void anEngineStallsWhenNoRecordComesForTheLimitAndBeatsAgainWithTheNextOne() {
        assertEquals(List.of(Pulse.BEATING, Pulse.BEATING, Pulse.STALLED, Pulse.STALLED, Pulse.BEATING),
            List.of(at(0, 5, true), at(999, 5, true), at(1_000, 5, true), at(9_000, 5, true), at(9_001, 6, true)));
    }

    @Test
    void anEngineWhoseProcessIsGoneIsDeadAfterTheShorterTime() {
        assertEquals(List.of(Pulse.BEATING, Pulse.BEATING, Pulse.DEAD),
            List.of(at(0, 5, false), at(199, 5, false), at(200, 5, false)));
    }

    @Test
    void aProcessOutOfSightWhoseRecordsComeIsNotDead() {
        assertEquals(List.of(Pulse.BEATING, Pulse.BEATING, Pulse.BEATING),
            List.of(at(0, 5, false), at(150, 6, false), at(340, 7, false)));
    }

    @Test
    void anEngineThatEndedInOrderIsNeitherStalledNorDead() {
        assertEquals(Pulse.BEATING, at(0, 5, true));
        assertEquals(Pulse.ENDED, watch.judge(50_000, false, 1, 5, false));
    }

    @Test
    void aNewRunBeginsAnewThoughItsCounterIsTheSame() {
        assertEquals(Pulse.BEATING, at(0, 5, true));
        assertEquals(Pulse.BEATING, watch.judge(5_000, true, 2, 5, true));
        assertEquals(Pulse.STALLED, watch.judge(6_000, true, 2, 5, true));
    }

    @Property
    void itIsStalledExactlyWhenTheCounterHasStoodForTheLimit(
        @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 2_000) Integer> waits,
        @ForAll @Size(min = 50, max = 50) List<Boolean> beats) {
        final PulseWatch judged = new PulseWatch(STALLED, DEAD);
        long now = 0;
        long counter = 0;
        long moved = 0;
        judged.judge(now, true, 1, counter, true);
        for (int i = 0; i < waits.size(); i++) {
            now += waits.get(i);
            if (beats.get(i)) {
                counter++;
                moved = now;
            }
            assertEquals(now - moved >= STALLED ? Pulse.STALLED : Pulse.BEATING,
                judged.judge(now, true, 1, counter, true));
        }
    }
}
