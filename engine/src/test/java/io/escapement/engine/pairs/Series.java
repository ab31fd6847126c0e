package io.escapement.engine.pairs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The series of the vectors: {@code macrodata} is of the Federal Reserve Bank of St. Louis and {@code nile} of Cobb
 * (1978), both as statsmodels 0.15.0 carries them; the others are of the generator that the vectors tell of.
 */
final class Series {
    static final int GENERATED = 512;

    private Series() {
    }

    static double[] column(String file, String name) {
        try (InputStream in = Series.class.getResourceAsStream(file)) {
            final List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            final int column = List.of(lines.get(0).split(",")).indexOf(name);
            return lines.stream().skip(1).mapToDouble(line -> Double.parseDouble(line.split(",")[column])).toArray();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] logarithms(double[] values) {
        final double[] logarithms = values.clone();
        for (int i = 0; i < values.length; i++) {
            logarithms[i] = Math.log(values[i]);
        }
        return logarithms;
    }

    private static double[] noise() {
        final double[] noise = new double[GENERATED];
        long seed = 42;
        for (int i = 0; i < GENERATED; i++) {
            seed = seed * 6364136223846793005L + 1442695040888963407L;
            noise[i] = (seed >>> 11) * 0x1p-53 - 0.5;
        }
        return noise;
    }

    /** x[t] = weight x[t-1] + noise: 1 is the walk, 0.5 the autoregression of the vectors. */
    static double[] autoregression(double weight) {
        final double[] values = noise();
        for (int i = 1; i < GENERATED; i++) {
            values[i] += weight * values[i - 1];
        }
        return values;
    }

    /** {@code walk + 100}. */
    static double[] x() {
        final double[] values = autoregression(1);
        for (int i = 0; i < GENERATED; i++) {
            values[i] += 100;
        }
        return values;
    }

    /** {@code 3 + 1.7 x + autoregression}. */
    static double[] y() {
        final double[] x = x();
        final double[] values = autoregression(0.5);
        for (int i = 0; i < GENERATED; i++) {
            values[i] += 3 + 1.7 * x[i];
        }
        return values;
    }
}
