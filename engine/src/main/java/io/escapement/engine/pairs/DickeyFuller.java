package io.escapement.engine.pairs;

import io.escapement.engine.statistics.LeastSquares;

/**
 * The augmented Dickey-Fuller test, as statsmodels' {@code adfuller} does it: dy[t] = terms + g y[t-1] + sum of
 * phi[i] dy[t-i], whose statistic is g by its standard error. How probable that is: {@link MacKinnon}.
 *
 * <p>The search for the lag goes over the common sample that the greatest lag leaves; one decomposition has the sums of
 * squares of all lags, since each regression is made of the first columns of the next. The test is then made anew with
 * the lag found, on all observations that this one leaves. Of lags that are equally good the least is taken; lags whose
 * column is made of those before it are not looked at.
 *
 * <p>Not thread-safe; allocates nothing after construction. The work is bounded: twice observations x columns x
 * columns, with at most {@link #mostLag} and 3 columns.
 */
public final class DickeyFuller {
    /** What besides the level explains the differences. */
    public enum Terms {
        NONE(0), CONSTANT(1), TREND(2);

        private final int columns;

        Terms(int columns) {
            this.columns = columns;
        }
    }

    /** By what the lag is chosen: twice the columns, or their number times the logarithm of the observations. */
    public enum Criterion {
        AKAIKE, BAYES
    }

    private static final double TWO_PI = 2 * Math.PI;
    private static final double LN_2 = 0.6931471805599453;

    private final int mostValues;
    private final LeastSquares squares;
    private double statistic;
    private double coefficient;
    private double criterion;
    private int lag;
    private int observations;

    /** @param mostValues of a series */
    public DickeyFuller(int mostValues) {
        if (mostValues < 8) {
            throw new IllegalArgumentException("room for " + mostValues + " values; expected at least 8");
        }
        this.mostValues = mostValues;
        this.squares = new LeastSquares(mostValues, Math.max(1, mostLag(mostValues, Terms.NONE)) + 3);
        fail();
    }

    /**
     * The greatest lag that a search looks at: 12 (n/100)^(1/4), rounded up (Schwert 1989), as far as there are
     * observations for it. Negative: too few values for any.
     */
    public static int mostLag(int values, Terms terms) {
        final int schwert = (int) Math.ceil(12 * Math.sqrt(Math.sqrt(values / 100.0)));
        return Math.min(schwert, values / 2 - terms.columns - 1);
    }

    /**
     * Tests with a lag.
     *
     * @param series oldest first
     * @return whether there is a statistic: not where the values are too few, not all finite, or do not vary
     */
    public boolean test(double[] series, int values, Terms terms, int withLag) {
        fail();
        final int rows = values - 1 - withLag;
        if (withLag < 0 || values > mostValues || withLag > mostLag(mostValues, Terms.NONE)
            || rows <= terms.columns + 1 + withLag) {
            return false;
        }
        fill(series, values, terms, withLag);
        if (!squares.solve()) {
            return false;
        }
        final double t = squares.t(terms.columns);
        if (Double.isNaN(t) || Double.isInfinite(t)) {
            return false;
        }
        statistic = t;
        coefficient = squares.coefficient(terms.columns);
        lag = withLag;
        observations = rows;
        return true;
    }

    /** Tests with the lag that the criterion says; otherwise as {@link #test}. */
    public boolean search(double[] series, int values, Terms terms, Criterion by) {
        fail();
        final int mostLag = mostLag(values, terms);
        if (mostLag < 0 || values > mostValues || values - 1 - mostLag <= terms.columns + 1 + mostLag) {
            return false;
        }
        final int rows = fill(series, values, terms, mostLag);
        squares.solve();
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int with = 0; with <= mostLag; with++) {
            final int columns = terms.columns + 1 + with;
            final double value = columns <= squares.independent() ? information(rows, columns, by) : Double.NaN;
            if (value < least) {
                least = value;
                best = with;
            }
        }
        if (best < 0 || !test(series, values, terms, best)) {
            return false;
        }
        criterion = least;
        return true;
    }

    private double information(int rows, int columns, Criterion by) {
        final double left = squares.residualSquares(columns);
        if (!(left > 0)) {
            return Double.NaN;
        }
        return rows * (StrictMath.log(TWO_PI * left / rows) + 1)
            + columns * (by == Criterion.AKAIKE ? 2 : StrictMath.log(rows));
    }

    /** @return rows; what a constant can take away is taken away before, so that no digits are lost to it */
    private int fill(double[] series, int values, Terms terms, int lags) {
        final int rows = values - 1 - lags;
        final int first = lags + 1;
        squares.begin(rows, terms.columns + 1 + lags);
        double mean = 0;
        if (terms != Terms.NONE) {
            for (int i = 0; i < rows; i++) {
                mean += series[first + i - 1];
            }
            mean /= rows;
        }
        for (int i = 0; i < rows; i++) {
            final int t = first + i;
            squares.y()[i] = series[t] - series[t - 1];
            if (terms != Terms.NONE) {
                squares.column(0)[i] = 1;
            }
            if (terms == Terms.TREND) {
                squares.column(1)[i] = i - (rows - 1) / 2.0;
            }
            squares.column(terms.columns)[i] = series[t - 1] - mean;
            for (int back = 1; back <= lags; back++) {
                squares.column(terms.columns + back)[i] = series[t - back] - series[t - back - 1];
            }
        }
        return rows;
    }

    private void fail() {
        statistic = Double.NaN;
        coefficient = Double.NaN;
        criterion = Double.NaN;
        lag = -1;
        observations = 0;
    }

    /** NaN where the last test had none, and so are the others; the lag is then -1. */
    public double statistic() {
        return statistic;
    }

    /** The coefficient g of the level. */
    public double coefficient() {
        return coefficient;
    }

    /** What the criterion was at the lag chosen, on the common sample; NaN where none was searched. */
    public double criterion() {
        return criterion;
    }

    public int lag() {
        return lag;
    }

    /** Of the regression: values - 1 - lag. */
    public int observations() {
        return observations;
    }

    /** Steps after which half of a deviation is left, -ln 2 / ln(1 + g); NaN unless g is between -1 and 0. */
    public double halfLife() {
        return coefficient > -1 && coefficient < 0 ? -LN_2 / StrictMath.log(1 + coefficient) : Double.NaN;
    }
}
