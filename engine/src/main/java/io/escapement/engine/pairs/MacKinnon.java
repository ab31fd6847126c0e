package io.escapement.engine.pairs;

import io.escapement.engine.statistics.NormalDistribution;

/**
 * How probable a Dickey-Fuller statistic is where there is a unit root: MacKinnon's response surfaces. P-values are of
 * 1994 (Journal of Business and Economic Statistics 12, tables 3 and 4), critical values of 2010 (Queen's Economics
 * Department, paper 1227), as statsmodels has them.
 *
 * <p>Which surface: the terms of the regression, and how many series there are. The residuals of a regression of one
 * series on another need that of two, and the terms of <em>that</em> regression: with the surface of one series a
 * statistic of -3 looks like 3 % where it is 11 %.
 */
public enum MacKinnon {
    /** One series, no constant. */
    ONE_PLAIN(new double[] {-19.04, -1.04, Double.POSITIVE_INFINITY}, new double[] {0.6344, 1.2378, 0.032496},
        new double[] {0.4797, 0.93557, -0.06999, 0.033066}, new double[][] {
            {-2.56574, -2.2358, -3.627, 0}, {-1.94100, -0.2686, -3.365, 31.223}, {-1.61682, 0.2656, -2.714, 25.364}}),
    /** One series, constant. */
    ONE_CONSTANT(new double[] {-18.83, -1.61, 2.74}, new double[] {2.1659, 1.4412, 0.038269},
        new double[] {1.7339, 0.93202, -0.12745, -0.010368}, new double[][] {
            {-3.43035, -6.5393, -16.786, -79.433}, {-2.86154, -2.8903, -4.234, -40.040},
            {-2.56677, -1.5384, -2.809, 0}}),
    /** One series, constant and trend. */
    ONE_TREND(new double[] {-16.18, -2.89, 0.7}, new double[] {3.2512, 1.6047, 0.049588},
        new double[] {2.5261, 0.61654, -0.37956, -0.060285}, new double[][] {
            {-3.95877, -9.0531, -28.428, -134.155}, {-3.41049, -4.3904, -9.036, -45.374},
            {-3.12705, -2.5856, -3.925, -22.380}}),
    /** Residuals of one series on another, with constant. */
    TWO_CONSTANT(new double[] {-18.86, -2.62, 0.92}, new double[] {2.92, 1.5012, 0.039796},
        new double[] {2.1945, 0.64695, -0.29198, -0.042377}, new double[][] {
            {-3.89644, -10.9519, -33.527, 0}, {-3.33613, -6.1101, -6.823, 0}, {-3.04445, -4.2412, -2.720, 0}}),
    /** Residuals of one series on another, with constant and trend. */
    TWO_TREND(new double[] {-21.15, -3.19, 0.63}, new double[] {3.6646, 1.5419, 0.036448},
        new double[] {2.85, 0.5272, -0.36622, -0.051695}, new double[][] {
            {-4.32762, -15.4387, -35.679, 0}, {-3.78057, -9.5106, -12.074, 0}, {-3.49631, -7.0815, -7.538, 21.892}});

    /** How often a critical value is passed where there is a unit root. */
    public enum Level {
        ONE_PERCENT, FIVE_PERCENT, TEN_PERCENT
    }

    private final double least;
    private final double turn;
    private final double most;
    private final double[] leftTail;
    private final double[] rest;
    private final double[][] critical;

    MacKinnon(double[] bounds, double[] leftTail, double[] rest, double[][] critical) {
        this.least = bounds[0];
        this.turn = bounds[1];
        this.most = bounds[2];
        this.leftTail = leftTail;
        this.rest = rest;
        this.critical = critical;
    }

    /** The p-value: 1 above where the surface ends, 0 below; NaN of NaN. */
    public double pValue(double statistic) {
        if (statistic > most) {
            return 1;
        }
        if (statistic < least) {
            return 0;
        }
        return NormalDistribution.cumulative(polynomial(statistic <= turn ? leftTail : rest, statistic));
    }

    /** What a statistic must be below; of a sample of so many observations. */
    public double critical(Level level, int observations) {
        return polynomial(critical[level.ordinal()], 1.0 / observations);
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * x + coefficients[i];
        }
        return value;
    }
}
