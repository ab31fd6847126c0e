package io.escapement.perf.book;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Prints ns per level update with the best bid and offer read after each frame, for the engine's book and the
 * references, measured in turns within one run: noise hits all alike, so the median of the rounds' ratios is the
 * figure to trust on a quiet machine. On a busy one a long round is the likelier to be interrupted, which flatters the
 * faster book: there the ratio of the p10s, the undisturbed rounds, is the honest one. Argument: the folder of the
 * recordings.
 */
public final class BookRatios {
    private static final int ROUNDS = 41;
    private static final int WARM_UP_ROUNDS = 30;
    private static final long ROUND_LEVELS = 100_000;
    private static final int FRAME_LIMIT = 20_000;

    private static long sink;

    private BookRatios() {
    }

    public static void main(String[] arguments) {
        final Path captures = Path.of(arguments[0]);
        System.out.println("JDK " + Runtime.version() + ", " + ROUNDS + " rounds in turns; ns per level update");
        measure("spot", captures, "binance-spot/multi-2021-04", "binance-spot/multi-2021-10");
        measure("usdm", captures, "binance-usdm/multi-2021-07");
        measure("coinm", captures, "binance-coinm/multi-2021-07");
        measure("spot btcusdt-2024", captures, "binance-spot/btcusdt-2024-08-08");
        measure("usdm ethusdt-2024", captures, "binance-usdm/ethusdt-2024-08-08");
    }

    private static void measure(String set, Path captures, String... files) {
        final List<Path> paths = Arrays.stream(files).map(file -> captures.resolve(file + ".jsonl.gz")).toList();
        final BookFrames frames = BookFrames.load(paths, FRAME_LIMIT);
        final BookRuns runs = new BookRuns(frames);
        final LongSupplier[] variants = {runs::ladder, runs::treeMapLong, runs::treeMapDecimal};
        final int repeats = (int) Math.max(1, ROUND_LEVELS / frames.levelCount());
        final double[][] nsPerLevel = new double[variants.length][ROUNDS];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            for (int variant = 0; variant < variants.length; variant++) {
                final double ns = time(variants[variant], repeats, frames.levelCount());
                if (round >= 0) {
                    nsPerLevel[variant][round] = ns;
                }
            }
        }
        runs.verify();
        System.out.printf("%-18s %6d levels, %4.1f a frame, ladder %5.2f ns (p10 %5.2f), %.3f B/level%n", set,
            frames.levelCount(), (double) frames.levelCount() / frames.frameCount(), median(nsPerLevel[0]),
            p10(nsPerLevel[0]), allocated(variants[0], frames.levelCount()));
        print("TreeMap<Long,Long>", nsPerLevel[1], nsPerLevel[0]);
        print("TreeMap<BigDecimal,BigDecimal>", nsPerLevel[2], nsPerLevel[0]);
    }

    private static void print(String reference, double[] slow, double[] fast) {
        System.out.printf("    %-30s %6.1f ns (p10 %6.1f), ratio %5.2f (of the p10s %5.2f)%n", reference, median(slow),
            p10(slow), ratio(slow, fast), p10(slow) / p10(fast));
    }

    private static double time(LongSupplier variant, int repeats, int levels) {
        final long start = System.nanoTime();
        for (int i = 0; i < repeats; i++) {
            sink += variant.getAsLong();
        }
        return (System.nanoTime() - start) / ((double) repeats * levels);
    }

    private static double allocated(LongSupplier variant, int levels) {
        final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            sink += variant.getAsLong();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (100.0 * levels);
    }

    private static double ratio(double[] slow, double[] fast) {
        final double[] ratios = new double[slow.length];
        for (int i = 0; i < slow.length; i++) {
            ratios[i] = slow[i] / fast[i];
        }
        return median(ratios);
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
