package io.escapement.engine.indicators;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What TA-Lib makes of bars: an array a name, NaN before its first value. */
final class TaLib {
    private final Core core = new Core();
    private final int last;
    private final TestBars bars;
    private final Map<String, double[]> found = new LinkedHashMap<>();

    private interface Call {
        RetCode call(MInteger begin, MInteger count, double[][] out);
    }

    private TaLib(TestBars bars) {
        this.bars = bars;
        this.last = bars.count() - 1;
    }

    static Map<String, double[]> of(TestBars bars) {
        final TaLib talib = new TaLib(bars);
        talib.ofCloses();
        talib.ofRanges();
        return talib.found;
    }

    private void run(Call call, String... names) {
        final MInteger begin = new MInteger();
        final MInteger count = new MInteger();
        final double[][] out = new double[names.length][bars.count()];
        assertEquals(RetCode.Success, call.call(begin, count, out));
        for (int i = 0; i < names.length; i++) {
            final double[] shifted = new double[bars.count()];
            Arrays.fill(shifted, Double.NaN);
            System.arraycopy(out[i], 0, shifted, begin.value, count.value);
            found.put(names[i], shifted);
        }
    }

    private void ofCloses() {
        final double[] c = bars.close();
        run((b, n, o) -> core.sma(0, last, c, 20, b, n, o[0]), "sma_20");
        for (final int period : new int[] {10, 20, 50, 200}) {
            run((b, n, o) -> core.ema(0, last, c, period, b, n, o[0]), "ema_" + period);
        }
        run((b, n, o) -> core.rsi(0, last, c, 14, b, n, o[0]), "rsi_14");
        run((b, n, o) -> core.macd(0, last, c, 12, 26, 9, b, n, o[0], o[1], o[2]), "macd", "macd_signal", "macd_hist");
        run((b, n, o) -> core.bbands(0, last, c, 20, 2, 2, MAType.Sma, b, n, o[0], o[1], o[2]), "bb_upper",
            "bb_middle", "bb_lower");
        run((b, n, o) -> core.stochRsi(0, last, c, 14, 5, 3, MAType.Sma, b, n, o[0], o[1]), "stochrsi_k",
            "stochrsi_d");
        run((b, n, o) -> core.roc(0, last, c, 10, b, n, o[0]), "roc_10");
        run((b, n, o) -> core.linearRegSlope(0, last, c, 20, b, n, o[0]), "linreg_slope_20");
        run((b, n, o) -> core.obv(0, last, c, bars.volume(), b, n, o[0]), "obv");
    }

    private void ofRanges() {
        final double[] h = bars.high();
        final double[] l = bars.low();
        final double[] c = bars.close();
        run((b, n, o) -> core.atr(0, last, h, l, c, 14, b, n, o[0]), "atr_14");
        run((b, n, o) -> core.natr(0, last, h, l, c, 14, b, n, o[0]), "natr_14");
        run((b, n, o) -> core.adx(0, last, h, l, c, 14, b, n, o[0]), "adx_14");
        run((b, n, o) -> core.plusDI(0, last, h, l, c, 14, b, n, o[0]), "plus_di_14");
        run((b, n, o) -> core.minusDI(0, last, h, l, c, 14, b, n, o[0]), "minus_di_14");
        run((b, n, o) -> core.stoch(0, last, h, l, c, 14, 3, MAType.Sma, 3, MAType.Sma, b, n, o[0], o[1]), "stoch_k",
            "stoch_d");
        run((b, n, o) -> core.willR(0, last, h, l, c, 14, b, n, o[0]), "willr_14");
        run((b, n, o) -> core.cci(0, last, h, l, c, 20, b, n, o[0]), "cci_20");
        run((b, n, o) -> core.mfi(0, last, h, l, c, bars.volume(), 14, b, n, o[0]), "mfi_14");
        run((b, n, o) -> core.aroon(0, last, h, l, 25, b, n, o[0], o[1]), "aroon_down", "aroon_up");
    }
}
