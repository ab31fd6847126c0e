package io.escapement.engine.paper;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;

class DueQueueTest {
    private record Thing(long dueNs, int number) {
    }

    @Test
    void thingsComeOutByTimeAndAtOneTimeInTheOrderOfAdding() {
        final long seed = 7301;
        final Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            final DueQueue<Thing> queue = new DueQueue<>(64);
            final List<Thing> expected = new ArrayList<>();
            final List<Thing> actual = new ArrayList<>();
            final List<Thing> waiting = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                if (!queue.isFull() && (queue.size() == 0 || random.nextInt(5) > 1)) {
                    final Thing thing = new Thing(random.nextInt(20), i);
                    queue.add(thing.dueNs, thing);
                    waiting.add(thing);
                } else {
                    waiting.sort(Comparator.comparingLong(Thing::dueNs).thenComparingInt(Thing::number));
                    expected.add(waiting.remove(0));
                    actual.add(queue.remove());
                }
            }
            assertEquals(expected, actual, "seed " + seed + " round " + round);
        }
        assertEquals(Long.MAX_VALUE, new DueQueue<Thing>(1).firstDueNs());
    }
}
