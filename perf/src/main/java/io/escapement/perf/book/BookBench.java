package io.escapement.perf.book;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All depth frames of a set of recordings through each kind of book, best bid and offer read after each frame. One
 * operation is all frames once; {@link BookRatios} gives ns per level and ratios within one run. The recordings' folder
 * is the system property {@code captures.dir}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BookBench {
    private static final int FRAME_LIMIT = 20_000;

    /** Recordings, separated by commas. */
    @Param({"binance-spot/multi-2021-04,binance-spot/multi-2021-10", "binance-usdm/multi-2021-07",
        "binance-coinm/multi-2021-07"})
    public String recordings;

    private BookRuns runs;

    @Setup(Level.Trial)
    public void load() {
        final Path captures = Path.of(System.getProperty("captures.dir", "../shared/captures"));
        final List<Path> files = Arrays.stream(recordings.split(","))
            .map(recording -> captures.resolve(recording + ".jsonl.gz")).toList();
        runs = new BookRuns(BookFrames.load(files, FRAME_LIMIT));
    }

    @Benchmark
    public long ladder() {
        return runs.ladder();
    }

    @Benchmark
    public long treeMapLong() {
        return runs.treeMapLong();
    }

    @Benchmark
    public long treeMapDecimal() {
        return runs.treeMapDecimal();
    }

    /** Every variant must have run for the books to be equal; JMH runs one a trial, so the others follow here. */
    @TearDown(Level.Trial)
    public void verify() {
        runs.ladder();
        runs.treeMapLong();
        runs.verify();
    }
}
