package io.escapement.perf.decode;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Prints ns of processor time per depth frame for the engine's decoder and the libraries, measured in turns within one
 * run: noise hits all alike, so the median of the rounds' ratios is the figure to trust. Processor time, not the
 * clock's, because other programs may hold the processor in the middle of a round. Argument: the folder of the
 * recordings.
 */
public final class DecodeRatios {
    private static final int ROUNDS = 61;
    private static final int WARM_UP_ROUNDS = 30;
    private static final int ROUND_FRAMES = 8_000;
    private static final int FRAME_LIMIT = 800;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static long sink;

    private DecodeRatios() {
    }

    public static void main(String[] arguments) {
        final Path captures = Path.of(arguments[0]);
        System.out.println("JDK " + Runtime.version() + ", " + ROUNDS
            + " rounds in turns; processor ns per depth frame");
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
        System.out.printf("%-18s %5.0f B", set, frames.meanLength());
        final String[] names = {"engine", "dsl-json", "Jackson streaming", "Jackson tree"};
        for (int i = 0; i < names.length; i++) {
            System.out.printf(" | %s %5.0f p10 %5.0f", names[i], median(ns[i]), percentile(ns[i], 10));
            if (i > 0) {
                System.out.printf(" = %.2fx, p10 %.2fx", ratio(ns[i], ns[0]),
                    percentile(ns[i], 10) / percentile(ns[0], 10));
            }
        }
        System.out.printf(" | engine B/frame %.3f%n", allocated(variants[0], frames.count()));
    }

    private static double time(LongSupplier variant, int repeats, int frames) {
        final long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < repeats; i++) {
            sink += variant.getAsLong();
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / ((double) repeats * frames);
    }

    private static double allocated(LongSupplier variant, int frames) {
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            sink += variant.getAsLong();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / (100.0 * frames);
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
