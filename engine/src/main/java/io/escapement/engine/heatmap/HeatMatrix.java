package io.escapement.engine.heatmap;

import java.util.Arrays;

/** Numbers in rows and columns, NaN where there is none. What is made of it is a new one. */
public final class HeatMatrix {
    private final int rows;
    private final int columns;
    private final double[] values;

    HeatMatrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        values = new double[rows * columns];
        Arrays.fill(values, Double.NaN);
    }

    void set(int row, int column, double value) {
        values[row * columns + column] = value;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** @param row 0 is the oldest */
    public double value(int row, int column) {
        return values[row * columns + column];
    }

    /** How far each value is from 0, as a part of the farthest: 0 to 1. */
    public HeatMatrix intensity() {
        double most = 0;
        for (final double value : values) {
            most = Double.isNaN(value) ? most : Math.max(most, Math.abs(value));
        }
        final HeatMatrix result = new HeatMatrix(rows, columns);
        for (int i = 0; i < values.length; i++) {
            result.values[i] = most == 0 ? values[i] : Math.abs(values[i]) / most;
        }
        return result;
    }

    /** Only the values whose {@link #intensity} is at least so much; the others are missing. */
    public HeatMatrix filtered(double threshold) {
        final HeatMatrix intensity = intensity();
        final HeatMatrix result = new HeatMatrix(rows, columns);
        for (int i = 0; i < values.length; i++) {
            result.values[i] = intensity.values[i] >= threshold ? values[i] : Double.NaN;
        }
        return result;
    }

    /**
     * Each value in the mean of its surroundings: binomial weights (1 2 1, 1 4 6 4 1, ...) over columns, then over
     * rows. Missing values have no weight, and stay missing.
     *
     * @param rowRadius    rows on both sides; 0: rows stay apart
     * @param columnRadius columns likewise
     */
    public HeatMatrix smoothed(int rowRadius, int columnRadius) {
        final double[] sums = new double[values.length];
        final double[] weights = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            final boolean there = !Double.isNaN(values[i]);
            sums[i] = there ? values[i] : 0;
            weights[i] = there ? 1 : 0;
        }
        final double[] across = kernel(columnRadius);
        final double[] along = kernel(rowRadius);
        final double[] sum = along(across(sums, across), along);
        final double[] weight = along(across(weights, across), along);
        final HeatMatrix result = new HeatMatrix(rows, columns);
        for (int i = 0; i < values.length; i++) {
            result.values[i] = Double.isNaN(values[i]) ? Double.NaN : sum[i] / weight[i];
        }
        return result;
    }

    private static double[] kernel(int radius) {
        if (radius < 0 || radius > 30) {
            throw new IllegalArgumentException("radius " + radius + "; expected 0 to 30");
        }
        double[] kernel = {1};
        for (int i = 0; i < 2 * radius; i++) {
            final double[] wider = new double[kernel.length + 1];
            for (int at = 0; at < kernel.length; at++) {
                wider[at] += kernel[at] / 2;
                wider[at + 1] += kernel[at] / 2;
            }
            kernel = wider;
        }
        return kernel;
    }

    private double[] across(double[] source, double[] kernel) {
        final double[] result = new double[source.length];
        final int radius = kernel.length / 2;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double sum = 0;
                for (int at = Math.max(0, column - radius); at <= Math.min(columns - 1, column + radius); at++) {
                    sum += source[row * columns + at] * kernel[at - column + radius];
                }
                result[row * columns + column] = sum;
            }
        }
        return result;
    }

    private double[] along(double[] source, double[] kernel) {
        final double[] result = new double[source.length];
        final int radius = kernel.length / 2;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double sum = 0;
                for (int at = Math.max(0, row - radius); at <= Math.min(rows - 1, row + radius); at++) {
                    sum += source[at * columns + column] * kernel[at - row + radius];
                }
                result[row * columns + column] = sum;
            }
        }
        return result;
    }
}
