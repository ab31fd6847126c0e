package io.escapement.engine.pairs;

import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.RollingRegression;

import java.util.Arrays;

/**
 * What is known of one pair over the last seconds. A second in which a quote is missing adds nothing: levels on both
 * sides of it stand next to each other, a return over it is not made. After more missing seconds than allowed it begins
 * anew. Not thread-safe; allocates nothing after construction.
 */
final class PairWindow {
    /** Of y's variance that the line must leave: below, the legs are one line, and what is left is rounding. */
    private static final double LEAST_LEFT = 1e-12;

    private final int mostMissing;
    private final RollingRegression levels;
    private final RollingRegression shortReturns = new RollingRegression(PairColumns.SHORT);
    private final RollingRegression longReturns = new RollingRegression(PairColumns.LONG);
    private final RollingRegression led = new RollingRegression(PairColumns.LONG);
    private final double[] tested = {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    /** The first sample: levels are taken from there on, since near zero there are more digits. */
    private double originY;
    private double originX;
    private double y;
    private double x;
    private double returnX;
    private int inARow;
    private int missing;

    PairWindow(int window, int mostMissing) {
        this.levels = new RollingRegression(window);
        this.mostMissing = mostMissing;
    }

    /** Takes a second with both quotes: logarithms of the mids. */
    void add(double newY, double newX) {
        if (levels.count() == 0) {
            originY = newY;
            originX = newX;
        }
        levels.add(newX - originX, newY - originY);
        final double newReturnX = newX - x;
        if (inARow > 0) {
            shortReturns.add(newReturnX, newY - y);
            longReturns.add(newReturnX, newY - y);
        }
        if (inARow > 1) {
            led.add(returnX, newY - y);
        }
        returnX = newReturnX;
        y = newY;
        x = newX;
        inARow = Math.min(inARow + 1, 2);
        missing = 0;
    }

    /** Takes so many seconds that lack a quote. */
    void miss(int seconds) {
        inARow = 0;
        if (missing <= mostMissing) {
            missing += Math.min(seconds, mostMissing + 1);
            if (missing > mostMissing) {
                clear();
            }
        }
    }

    /** Forgets everything. */
    void clear() {
        levels.clear();
        shortReturns.clear();
        longReturns.clear();
        led.clear();
        Arrays.fill(tested, Double.NaN);
        inARow = 0;
        missing = mostMissing + 1;
    }

    /** Whether it has as many seconds as its window takes. */
    boolean isFull() {
        return levels.isFull();
    }

    private boolean isScattered() {
        return levels.isFull() && levels.residualSquares() > LEAST_LEFT * levels.totalSquares();
    }

    /** Tests the spreads, where there are as many as there must be; see {@link PairColumns}. */
    void test(DickeyFuller test, double[] spreads) {
        Arrays.fill(tested, Double.NaN);
        if (!isScattered()) {
            return;
        }
        final int count = levels.count();
        for (int i = 0; i < count; i++) {
            spreads[i] = levels.residual(count - 1 - i);
        }
        final MacKinnon surface = MacKinnon.TWO_CONSTANT;
        if (test.search(spreads, count, DickeyFuller.Terms.NONE, DickeyFuller.Criterion.AKAIKE)) {
            tested[0] = test.statistic();
            tested[1] = surface.pValue(test.statistic());
            tested[2] = test.lag();
            tested[3] = surface.critical(MacKinnon.Level.FIVE_PERCENT, count - 1);
        }
        if (test.test(spreads, count, DickeyFuller.Terms.NONE, 0)) {
            tested[4] = test.halfLife();
        }
    }

    /** Says what is known, NaN where it is not; where the last second was missing, nothing is. */
    void values(double[] to) {
        Arrays.fill(to, Double.NaN);
        if (inARow == 0) {
            return;
        }
        if (levels.isFull()) {
            to[PairColumns.ALPHA] = levels.intercept() + originY - levels.slope() * originX;
            to[PairColumns.BETA] = levels.slope();
            to[PairColumns.R_SQUARED] = levels.rSquared();
            to[PairColumns.SPREAD] = levels.residual(0);
        }
        if (isScattered()) {
            to[PairColumns.Z] = levels.residual(0) / Math.sqrt(levels.residualSquares() / (levels.count() - 1));
            System.arraycopy(tested, 0, to, PairColumns.ADF_T, tested.length);
        }
        to[PairColumns.CORRELATION_SHORT] = correlation(shortReturns);
        to[PairColumns.CORRELATION_LONG] = correlation(longReturns);
        to[PairColumns.LEAD] = correlation(led);
    }

    private static double correlation(RollingRegression returns) {
        return returns.isFull() ? returns.correlation() : Double.NaN;
    }

    long hash(long seed) {
        long hash = led.hash(longReturns.hash(shortReturns.hash(levels.hash(seed))));
        for (final double value : tested) {
            hash = Hashing.fold(hash, value);
        }
        hash = Hashing.fold(Hashing.fold(hash, originY), originX);
        hash = Hashing.fold(Hashing.fold(Hashing.fold(hash, y), x), returnX);
        return Hashing.fold(Hashing.fold(hash, inARow), missing);
    }
}
