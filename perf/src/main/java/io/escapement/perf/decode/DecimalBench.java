package io.escapement.perf.decode;

import io.escapement.codecs.decimal.DecimalFormatter;
import io.escapement.codecs.decimal.DecimalParser;
import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Decimals one at a time: text to mantissa and back, and notional, beside BigDecimal. Quantities as spot spells them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
    "-Dagrona.disable.bounds.checks=true"})
public class DecimalBench {
    private static final int COUNT = 512;
    private static final long SEED = 20_261_121L;
    private static final int PRICE_EXPONENT = -2;
    private static final int QUANTITY_EXPONENT = -8;

    private final UnsafeBuffer[] texts = new UnsafeBuffer[COUNT];
    private final String[] strings = new String[COUNT];
    private final long[] mantissas = new long[COUNT];
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[DecimalFormatter.MAX_LENGTH]);

    @Setup
    public void make() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < COUNT; i++) {
            mantissas[i] = random.nextLong(random.nextBoolean() ? 10_000_000L : 100_000_000_000L);
            strings[i] = DecimalFormatter.toString(mantissas[i], QUANTITY_EXPONENT);
            texts[i] = new UnsafeBuffer(strings[i].getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long parse() {
        long sum = 0;
        for (final UnsafeBuffer text : texts) {
            sum += DecimalParser.parse(text, 0, text.capacity(), QUANTITY_EXPONENT);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long parseBigDecimal() {
        long sum = 0;
        for (final String text : strings) {
            sum += new BigDecimal(text).unscaledValue().longValue();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long format() {
        long sum = 0;
        for (final long mantissa : mantissas) {
            sum += DecimalFormatter.format(mantissa, QUANTITY_EXPONENT, out, 0);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long notional() {
        long sum = 0;
        for (final long mantissa : mantissas) {
            sum += Money.notional(6_183_764L, PRICE_EXPONENT, mantissa, QUANTITY_EXPONENT, Rounding.HALF_EVEN);
        }
        return sum;
    }
}
