package io.escapement.perf.decode;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Prints ns per depth frame for the engine's decoder and the libraries, measured in turns within one run: noise hits
 * all alike, so the median of the rounds' ratios is the figure to trust. Argument: the folder of the recordings.
 */
public final class DecodeRatios {
    private static final int ROUNDS = 41;
    private static final int WARM_UP_ROUNDS = 40;
    private static final int ROUND_FRAMES = 8_000;
    private static final int FRAME_LIMIT = 2_000;

    private static long sink;

    private DecodeRatios() {
    }

    public static void main(String[] arguments) {
        final Path captures = Path.of(arguments[0]);
        System.out.println("JDK " + Runtime.version() + ", " + ROUNDS + " rounds in turns; ns per depth frame");
        measure("usdm", captures, "binance-usdm/multi-2021-07");
        measure("spot", captures, "binance-spot/multi-2021-04", "binance-spot/multi-2021-10");
        measure("usdm btcusdt-2023", captures, "binance-usdm/btcusdt-2023-04-04");
        measure("usdm ethusdt-2024", captures, "binance-usdm/ethusdt-2024-08-08");
        measure("spot btcusdt-2023", captures, "binance-spot/btcusdt-2023-04-05");
        measure("spot btcusdt-2024", captures, "binance-spot/btcusdt-2024-08-08");
    }

    private static void measure(String set, Path captures, String... files) {
        final List<Path> paths = Arrays.stream(files).map(file -> captures.resolve(file + ".jsonl.gz")).toList();
        final DepthFrames frames = DepthFrames.load(paths, FRAME_LIMIT);
        final DecodeRuns runs = new DecodeRuns(frames);
        runs.verify();
        final LongSupplier[] variants =
            {runs::engine, runs::dslJson, runs::jacksonStreaming, runs::jacksonTree};
        final int repeats = Math.max(1, ROUND_FRAMES / frames.count());
        final double[][] ns = new double[variants.length][ROUNDS];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            for (int variant = 0; variant < variants.length; variant++) {
                final double perFrame = time(variants[variant], repeats, frames.count());
                if (round >= 0) {
                    ns[variant][round] = perFrame;
                }
            }
        }
        System.out.printf("%-18s %4.0f B | engine %5.0f (p10 %4.0f) | dsl-json %5.0f, %5.2fx | Jackson streaming %5.0f,"
                + " %5.2fx | Jackson tree %6.0f, %5.2fx | engine B/frame %.3f%n",
            set, frames.meanLength(), median(ns[0]), percentile(ns[0], 10), median(ns[1]), ratio(ns[1], ns[0]),
            median(ns[2]), ratio(ns[2], ns[0]), median(ns[3]), ratio(ns[3], ns[0]),
            allocated(variants[0], frames.count()));
    }

    private static double time(LongSupplier variant, int repeats, int frames) {
        final long start = System.nanoTime();
        for (int i = 0; i < repeats; i++) {
            sink += variant.getAsLong();
        }
        return (System.nanoTime() - start) / ((double) repeats * frames);
    }

    private static double allocated(LongSupplier variant, int frames) {
        final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            sink += variant.getAsLong();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (100.0 * frames);
    }

    private static double ratio(double[] slow, double[] fast) {
        final double[] ratios = new double[slow.length];
        for (int i = 0; i < slow.length; i++) {
            ratios[i] = slow[i] / fast[i];
        }
        return median(ratios);
    }

    private static double median(double[] values) {
        return percentile(values, 50);
    }

    private static double percentile(double[] values, int percent) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * percent / 100];
    }
}
