package io.escapement.perf.rounds;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs variants in turns. Each round gives every variant about the same number of units; the variant that begins
 * changes from round to round. Only the variants' passes are timed: by the thread's own CPU time, so that a neighbour
 * who takes the core does not count, and by the clock beside it. What a neighbour does to the caches counts in both.
 */
public final class Rounds {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static long sink;

    private final int rounds;
    private final int warmUps;
    private final long warmUpNs;
    private final int unitsPerRound;

    /**
     * @param rounds        that count
     * @param warmUps       rounds before them that do not, at least
     * @param warmUpSeconds that warming up takes at least: on a busy machine the compilers come late
     * @param unitsPerRound units that each variant handles in a round, at least; one pass in any case
     */
    public Rounds(int rounds, int warmUps, int warmUpSeconds, int unitsPerRound) {
        if (rounds < 1 || warmUps < 0 || unitsPerRound < 1) {
            throw new IllegalArgumentException("rounds " + rounds + ", warm-ups " + warmUps + ", units "
                + unitsPerRound + ": expected at least 1, 0 and 1");
        }
        this.rounds = rounds;
        this.warmUps = warmUps;
        this.warmUpNs = TimeUnit.SECONDS.toNanos(warmUpSeconds);
        this.unitsPerRound = unitsPerRound;
    }

    public int rounds() {
        return rounds;
    }

    /** Measures; results are in the order of the variants. */
    public List<Timing> measure(List<Variant> variants) {
        final double[][] ns = new double[variants.size()][rounds];
        final double[][] wallNs = new double[variants.size()][rounds];
        final long[] bytes = new long[variants.size()];
        final long startNs = System.nanoTime();
        for (int warm = 0; warm < warmUps || System.nanoTime() - startNs < warmUpNs; warm++) {
            variants.forEach(this::once);
        }
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < variants.size(); turn++) {
                final int i = (turn + round) % variants.size();
                final Once once = once(variants.get(i));
                ns[i][round] = once.cpuNs;
                wallNs[i][round] = once.wallNs;
                bytes[i] += once.bytes;
            }
        }
        final List<Timing> timings = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            final Variant variant = variants.get(i);
            timings.add(new Timing(variant.name(), ns[i], wallNs[i],
                (double) bytes[i] / ((long) rounds * repeats(variant) * variant.units())));
        }
        return timings;
    }

    private int repeats(Variant variant) {
        return (unitsPerRound + variant.units() - 1) / variant.units();
    }

    private record Once(double cpuNs, double wallNs, long bytes) {
    }

    private Once once(Variant variant) {
        final int repeats = repeats(variant);
        long cpu = 0;
        long wall = 0;
        long bytes = 0;
        for (int i = 0; i < repeats; i++) {
            final long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            final long start = System.nanoTime();
            final long cpuStart = THREADS.getCurrentThreadCpuTime();
            sink += variant.pass().getAsLong();
            cpu += THREADS.getCurrentThreadCpuTime() - cpuStart;
            wall += System.nanoTime() - start;
            bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
            variant.after().run();
        }
        final double units = (double) repeats * variant.units();
        return new Once(cpu / units, wall / units, bytes);
    }

    /** Depends on all that was measured. */
    public static long sink() {
        return sink;
    }
}
