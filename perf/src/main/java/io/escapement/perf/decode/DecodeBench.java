package io.escapement.perf.decode;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One operation is one pass over all recorded depth frames of a set; {@link DecodeRatios} gives ns a frame. The
 * recordings are where the system property {@code captures.dir} says.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
    "-Dagrona.disable.bounds.checks=true"})
public class DecodeBench {
    /** Recordings, joined by a plus sign. */
    @Param({"binance-usdm/multi-2021-07", "binance-spot/multi-2021-04+binance-spot/multi-2021-10",
        "binance-spot/btcusdt-2024-08-08"})
    public String set;

    private DecodeRuns runs;

    @Setup
    public void load() {
        final Path captures = Path.of(System.getProperty("captures.dir", "../../shared/captures"));
        final List<Path> files = Arrays.stream(set.split("\\+")).map(f -> captures.resolve(f + ".jsonl.gz")).toList();
        runs = new DecodeRuns(DepthFrames.load(files, 1_000));
        runs.verify();
    }

    @Benchmark
    public long engine() {
        return runs.engine();
    }

    @Benchmark
    public long dslJson() {
        return runs.dslJson();
    }

    @Benchmark
    public long jacksonStreaming() {
        return runs.jacksonStreaming();
    }

    @Benchmark
    public long jacksonTree() {
        return runs.jacksonTree();
    }
}
