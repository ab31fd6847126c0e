package io.escapement.engine.pairs;

import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.apache.commons.math3.stat.regression.SimpleRegression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The slow twin of a pair: keeps every second, and makes everything anew with commons-math. */
final class PlainPair {
    private final int window;
    private final int mostMissing;
    /** {ln y, ln x} of each second since the start; null where a quote was missing. */
    private final List<double[]> seconds = new ArrayList<>();
    private double[] tested = new double[5];

    PlainPair(int window, int mostMissing) {
        this.window = window;
        this.mostMissing = mostMissing;
        Arrays.fill(tested, Double.NaN);
    }

    void add(double[] second) {
        seconds.add(second);
        if (begin() == seconds.size()) {
            tested = nothing(5);
        }
    }

    private static double[] nothing(int columns) {
        final double[] values = new double[columns];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** Index of the second behind the last hole that was too long. */
    private int begin() {
        int missing = 0;
        int begin = 0;
        for (int i = 0; i < seconds.size(); i++) {
            missing = seconds.get(i) == null ? missing + 1 : 0;
            begin = missing > mostMissing ? i + 1 : begin;
        }
        return begin;
    }

    private List<double[]> present() {
        final List<double[]> present = seconds.subList(begin(), seconds.size()).stream().filter(s -> s != null)
            .toList();
        return present.subList(Math.max(0, present.size() - window), present.size());
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }

    private double[] regression(List<double[]> rows) {
        final OLSMultipleLinearRegression line = new OLSMultipleLinearRegression();
        // Near zero commons-math keeps more digits; slope and residuals are the same.
        final double offY = rows.get(0)[0];
        final double offX = rows.get(0)[1];
        line.newSampleData(rows.stream().mapToDouble(r -> r[0] - offY).toArray(),
            rows.stream().map(r -> new double[] {r[1] - offX}).toArray(double[][]::new));
        final double[] ab = line.estimateRegressionParameters();
        final double[] residuals = line.estimateResiduals();
        final double[] all = Arrays.copyOf(new double[] {ab[0] + offY - ab[1] * offX, ab[1],
            line.calculateRSquared()}, 3 + residuals.length);
        System.arraycopy(residuals, 0, all, 3, residuals.length);
        return all;
    }

    /** Makes the test anew. */
    void test() {
        final List<double[]> rows = present();
        tested = nothing(5);
        if (rows.size() < window) {
            return;
        }
        final double[] fit = regression(rows);
        final double[] spreads = Arrays.copyOfRange(fit, 3, fit.length);
        final double[] found = PlainSearch.search(spreads);
        tested[0] = found[0];
        tested[1] = MacKinnon.TWO_CONSTANT.pValue(found[0]);
        tested[2] = found[1];
        tested[3] = MacKinnon.TWO_CONSTANT.critical(MacKinnon.Level.FIVE_PERCENT, window - 1);
        final SimpleRegression change = new SimpleRegression(false);
        for (int i = 1; i < spreads.length; i++) {
            change.addData(spreads[i - 1], spreads[i] - spreads[i - 1]);
        }
        final double g = change.getSlope();
        tested[4] = g > -1 && g < 0 ? Math.log(0.5) / Math.log(1 + g) : Double.NaN;
    }

    double[] values() {
        final double[] values = nothing(PairColumns.COUNT);
        if (seconds.get(seconds.size() - 1) == null) {
            return values;
        }
        final List<double[]> rows = present();
        if (rows.size() == window) {
            final double[] fit = regression(rows);
            System.arraycopy(fit, 0, values, 0, 3);
            values[PairColumns.SPREAD] = fit[fit.length - 1];
            final DescriptiveStatistics spread = new DescriptiveStatistics(Arrays.copyOfRange(fit, 3, fit.length));
            values[PairColumns.Z] = (fit[fit.length - 1] - spread.getMean()) / spread.getStandardDeviation();
            System.arraycopy(tested, 0, values, PairColumns.ADF_T, 5);
        }
        values[PairColumns.CORRELATION_SHORT] = correlation(returns(0), PairColumns.SHORT);
        values[PairColumns.CORRELATION_LONG] = correlation(returns(0), PairColumns.LONG);
        values[PairColumns.LEAD] = correlation(returns(1), PairColumns.LONG);
        return values;
    }

    /** {return of y, return of x so many seconds before}, of seconds without a hole between. */
    private List<double[]> returns(int lag) {
        final List<double[]> returns = new ArrayList<>();
        for (int i = begin() + 1 + lag; i < seconds.size(); i++) {
            if (!seconds.subList(i - 1 - lag, i + 1).contains(null)) {
                returns.add(new double[] {seconds.get(i)[0] - seconds.get(i - 1)[0],
                    seconds.get(i - lag)[1] - seconds.get(i - lag - 1)[1]});
            }
        }
        return returns;
    }

    private static double correlation(List<double[]> returns, int count) {
        if (returns.size() < count) {
            return Double.NaN;
        }
        final List<double[]> last = returns.subList(returns.size() - count, returns.size());
        return new PearsonsCorrelation().correlation(column(last, 0), column(last, 1));
    }
}
