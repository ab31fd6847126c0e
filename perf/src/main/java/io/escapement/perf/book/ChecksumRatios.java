package io.escapement.perf.book;

import io.escapement.codecs.sbe.ChecksumKind;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Prints what it costs to verify a venue's checksum: ns per delta of one level a side through the feed and book stages
 * without checksum, with each verified, with each tenth, and the plain twin's whole way, measured in turns within one
 * run. The difference of the first two is the cost of a checksum; p10s are of the undisturbed rounds.
 */
public final class ChecksumRatios {
    private static final int ROUNDS = 41;
    private static final int WARM_UP_ROUNDS = 60;
    private static final int REPEATS = 100;

    private static long sink;

    private ChecksumRatios() {
    }

    public static void main(String[] arguments) {
        System.out.println("JDK " + Runtime.version() + ", " + ROUNDS + " rounds in turns; ns per delta, median (p10)");
        List.of(ChecksumKind.KRAKEN, ChecksumKind.BITFINEX, ChecksumKind.OKX).forEach(ChecksumRatios::measure);
    }

    private static void measure(ChecksumKind kind) {
        final ChecksumScript script = new ChecksumScript(kind);
        final ChecksumPath none = new ChecksumPath(script, 0);
        final ChecksumPath each = new ChecksumPath(script, 1);
        final ChecksumPath tenth = new ChecksumPath(script, 10);
        final LongSupplier[] variants = {none::round, each::round, tenth::round, script::plainRound};
        final double[][] ns = new double[variants.length][ROUNDS];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            for (int variant = 0; variant < variants.length; variant++) {
                final double time = time(variants[variant]);
                if (round >= 0) {
                    ns[variant][round] = time;
                }
            }
        }
        final double bytes = allocated(each::round);
        none.verify(false);
        each.verify(true);
        tenth.verify(true);
        System.out.printf("%-8s without %6.1f (%6.1f), each %6.1f (%6.1f), each tenth %6.1f (%6.1f): a checksum costs "
                + "%6.1f (%6.1f), %.3f B; twin %8.1f (%8.1f), ratio of the p10s %5.1f%n", kind, median(ns[0]),
            p10(ns[0]), median(ns[1]), p10(ns[1]), median(ns[2]), p10(ns[2]), median(ns[1]) - median(ns[0]),
            p10(ns[1]) - p10(ns[0]), bytes, median(ns[3]), p10(ns[3]), p10(ns[3]) / p10(ns[1]));
    }

    private static double time(LongSupplier variant) {
        final long start = System.nanoTime();
        for (int i = 0; i < REPEATS; i++) {
            sink += variant.getAsLong();
        }
        return (System.nanoTime() - start) / ((double) REPEATS * ChecksumScript.DELTAS);
    }

    private static double allocated(LongSupplier variant) {
        final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < REPEATS; i++) {
            sink += variant.getAsLong();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / ((double) REPEATS * ChecksumScript.DELTAS);
    }

    private static double p10(double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 10];
    }

    private static double median(double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
