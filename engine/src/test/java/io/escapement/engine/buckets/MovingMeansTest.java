package io.escapement.engine.buckets;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;

class MovingMeansTest {
    private static final long SLOT = MovingMeans.SLOT_NS;
    private static final long T0 = 1_700_000_000_000_000_000L;
    private static final int ONE = 1 << 26;

    private record Change(long timeNs, int value) {
    }

    /** Exactly the integral over all changes, divided by the time with a value. */
    @Property(tries = 300)
    void equalAPlainIntegral(@ForAll long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final MovingMeans means = new MovingMeans(3);
        final List<Change> changes = new ArrayList<>();
        long now = T0 + random.nextInt(3) * 50_000_000L;
        means.begin(now);
        means.restart(1, now);
        changes.add(new Change(now, MovingMeans.NONE));
        long since = (now + SLOT - 1) / SLOT;
        for (int i = 0; i < 120; i++) {
            now += random.nextInt(8) == 0 ? random.nextLong(90 * 10 * SLOT) : random.nextInt(250_000_000);
            means.closeTo(now / SLOT);
            final int slots = 1 + random.nextInt(MovingMeans.MAX_WINDOW);
            assertEquals(mean(changes, now / SLOT, slots, since), means.over(slots).place().mean(1), 1e-15);
            assertEquals(Double.NaN, means.over(slots).place().mean(0));
            if (random.nextInt(30) == 0) {
                means.restart(1, now);
                since = (now + SLOT - 1) / SLOT;
                changes.add(new Change(now, MovingMeans.NONE));
            } else {
                final int value = random.nextInt(6) == 0 ? MovingMeans.NONE : random.nextInt(-ONE, ONE + 1);
                means.set(1, value, now);
                changes.add(new Change(now, value));
            }
        }
    }

    private static double mean(List<Change> changes, long boundary, int slots, long since) {
        if (boundary - slots < since) {
            return Double.NaN;
        }
        final long start = (boundary - slots) * SLOT;
        BigInteger integral = BigInteger.ZERO;
        long covered = 0;
        for (int i = 0; i < changes.size(); i++) {
            final long from = Math.max(start, changes.get(i).timeNs);
            final long to = i + 1 == changes.size() ? boundary * SLOT
                : Math.min(boundary * SLOT, changes.get(i + 1).timeNs);
            if (to > from && changes.get(i).value != MovingMeans.NONE) {
                integral = integral.add(BigInteger.valueOf(changes.get(i).value).multiply(
                    BigInteger.valueOf(to - from)));
                covered += to - from;
            }
        }
        return covered == 0 ? Double.NaN : (double) integral.longValueExact() / covered / ONE;
    }

    @Test
    void hoursOfSilenceAreTheValueThatStood() {
        final MovingMeans means = new MovingMeans(1);
        means.begin(T0);
        means.restart(0, T0);
        means.set(0, -ONE / 4, T0 + 1);
        means.closeTo(T0 / SLOT + 36_000 * 5);
        for (final int slots : new int[] {10, 50, 150, 600}) {
            assertEquals(-0.25, means.over(slots).place().mean(0));
        }
        assertEquals(T0 / SLOT + 36_000 * 5, means.boundary());
    }

    @Test
    void aMinuteAtTheExtremesDoesNotOverflow() {
        final MovingMeans means = new MovingMeans(1);
        means.begin(T0);
        means.restart(0, T0);
        means.set(0, MovingMeans.imbalance(Long.MAX_VALUE, 0), T0);
        means.closeTo(T0 / SLOT + 600);
        assertEquals(1.0, means.over(600).place().mean(0));
        means.set(0, MovingMeans.imbalance(0, 1), T0 + 600 * SLOT);
        means.closeTo(T0 / SLOT + 1200);
        assertEquals(-1.0, means.over(600).place().mean(0));
    }

    @Test
    void startingEarlierMakesNoDifferenceToABit() {
        final MovingMeans early = new MovingMeans(1);
        final MovingMeans late = new MovingMeans(1);
        early.begin(T0);
        early.restart(0, T0);
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3_000; i++) {
            final long now = T0 + i * 70_000_000L;
            if (i == 1_000) {
                late.begin(now);
                late.restart(0, now);
            }
            final int value = random.nextInt(-ONE, ONE);
            early.closeTo(now / SLOT);
            early.set(0, value, now);
            if (i >= 1_000) {
                late.closeTo(now / SLOT);
                late.set(0, value, now);
                if (i >= 2_000) {
                    assertEquals(early.over(600).place().mean(0), late.over(600).place().mean(0));
                }
            }
        }
    }
}
