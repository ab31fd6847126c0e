package io.escapement.engine.pairs;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.columns.Reset;

import java.util.List;

/** The columns of block PAIR, told for each pair each second. */
public final class PairColumns {
    /** Returns, and the samples that they need. */
    static final int SHORT = 60;
    static final int LONG = 300;

    static final int ALPHA = 0;
    static final int BETA = 1;
    static final int R_SQUARED = 2;
    static final int SPREAD = 3;
    static final int Z = 4;
    static final int CORRELATION_SHORT = 5;
    static final int CORRELATION_LONG = 6;
    static final int LEAD = 7;
    static final int ADF_T = 8;
    static final int ADF_P = 9;
    static final int ADF_LAG = 10;
    static final int ADF_CRITICAL = 11;
    static final int HALF_LIFE = 12;
    static final int COUNT = 13;

    private static final String OLS = "commons-math3 OLSMultipleLinearRegression, statsmodels vector";
    private static final String ADF = "statsmodels adfuller and coint vectors";

    private PairColumns() {
    }

    /** @param window seconds, as {@link PairsConfig#window} */
    public static ColumnSet set(int window) {
        final String samples = window + " x 1 s";
        final String warmUp = window + " seconds with both quotes";
        return new ColumnSet(ColumnBlock.PAIR, List.of(
            column("pair_alpha", "ln price", samples, warmUp,
                "intercept of ln mid y on ln mid x, ordinary least squares", OLS),
            column("pair_beta", "1", samples, warmUp, "slope of the same: units of x that hedge y, by worth", OLS),
            column("pair_r2", "1", samples, warmUp, "share of y's variance that x explains", OLS),
            column("pair_spread", "ln price", samples, warmUp,
                "ln mid y - alpha - beta ln mid x, with the present alpha and beta", OLS),
            column("pair_z", "1", samples, warmUp, "spread by the standard deviation (ddof 1) of the window's spreads"
                + " around their mean, which is 0; the present one included", OLS),
            column("pair_corr_60", "1", SHORT + " returns of 1 s", SHORT + " returns",
                "Pearson's correlation of the legs' log returns", "commons-math3 PearsonsCorrelation"),
            column("pair_corr_300", "1", LONG + " returns of 1 s", LONG + " returns",
                "Pearson's correlation of the legs' log returns", "commons-math3 PearsonsCorrelation"),
            column("pair_lead_1s", "1", LONG + " returns of 1 s", LONG + " pairs of returns",
                "correlation of x's return with y's return one second later", "commons-math3 PearsonsCorrelation"),
            column("pair_adf_t", "1", samples, warmUp, "ADF statistic of the spreads, without constant, lag by AIC;"
                + " every 10 s, holes of missing seconds closed up", ADF),
            column("pair_adf_p", "1", samples, warmUp, "its p-value on MacKinnon's surface of two series, constant",
                ADF),
            column("pair_adf_lag", "seconds", samples, warmUp, "the lag that was chosen", ADF),
            column("pair_adf_crit_5", "1", samples, warmUp, "what the statistic must be below at 5 %, two series,"
                + " constant, window - 1 observations", ADF),
            column("pair_halflife", "s", samples, warmUp, "-ln 2 / ln(1 + g), g of the spread's change on its level,"
                + " no lags; missing unless -1 < g < 0; every 10 s", "commons-math3 SimpleRegression")));
    }

    private static Column column(String name, String unit, String window, String warmUp, String meaning,
                                 String oracle) {
        return new Column(name, 1, unit, window, warmUp, Reset.GAP, meaning, oracle);
    }
}
