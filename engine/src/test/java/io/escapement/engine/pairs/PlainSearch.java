package io.escapement.engine.pairs;

import io.escapement.engine.pairs.DickeyFuller.Criterion;
import io.escapement.engine.pairs.DickeyFuller.Terms;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/** The slow twin of the test: one regression by commons-math after the other. */
final class PlainSearch {
    private PlainSearch() {
    }

    /** {statistic, lag, criterion, coefficient}, without terms, by Akaike. */
    static double[] search(double[] series) {
        return search(series, Terms.NONE, Criterion.AKAIKE);
    }

    /** {statistic, lag, criterion, coefficient}. */
    static double[] search(double[] series, Terms terms, Criterion by) {
        final int mostLag = DickeyFuller.mostLag(series.length, terms);
        double[] best = {0, -1, Double.POSITIVE_INFINITY, 0};
        for (int lag = 0; lag <= mostLag; lag++) {
            final double[] at = plain(series, terms, lag, mostLag, by);
            if (at[0] < best[2]) {
                best = new double[] {at[1], lag, at[0], at[2]};
            }
        }
        return best;
    }

    /** {criterion, statistic, coefficient} at a lag, with the criterion on the sample that another lag leaves. */
    private static double[] plain(double[] series, Terms terms, int lag, int mostLag, Criterion by) {
        final OLSMultipleLinearRegression common = regression(series, terms, lag, mostLag);
        final int rows = series.length - 1 - mostLag;
        final int columns = lag + 1 + terms.ordinal();
        final double information = rows * (Math.log(2 * Math.PI * common.calculateResidualSumOfSquares() / rows) + 1)
            + columns * (by == Criterion.AKAIKE ? 2 : Math.log(rows));
        final OLSMultipleLinearRegression own = regression(series, terms, lag, lag);
        final int level = terms.ordinal();
        final double g = own.estimateRegressionParameters()[level];
        return new double[] {information, g / own.estimateRegressionParametersStandardErrors()[level], g};
    }

    private static OLSMultipleLinearRegression regression(double[] series, Terms terms, int lag, int firstLag) {
        final int rows = series.length - 1 - firstLag;
        final double[] y = new double[rows];
        final double[][] x = new double[rows][];
        for (int i = 0; i < rows; i++) {
            final int t = firstLag + 1 + i;
            y[i] = series[t] - series[t - 1];
            x[i] = new double[terms.ordinal() + 1 + lag];
            if (terms != Terms.NONE) {
                x[i][0] = 1;
            }
            if (terms == Terms.TREND) {
                x[i][1] = i + 1;
            }
            x[i][terms.ordinal()] = series[t - 1];
            for (int back = 1; back <= lag; back++) {
                x[i][terms.ordinal() + back] = series[t - back] - series[t - back - 1];
            }
        }
        final OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.setNoIntercept(true);
        regression.newSampleData(y, x);
        return regression;
    }
}
