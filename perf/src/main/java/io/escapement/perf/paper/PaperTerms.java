package io.escapement.perf.paper;

import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.engine.config.Durations;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * The simulated venue's latencies and fees, as the config in a run's manifest says. Of queue models only the one that
 * counts is known, of latencies only constant ones.
 */
record PaperTerms(long entryNs, long responseNs, BigDecimal makerRate, BigDecimal takerRate, boolean feesInReceived) {
    private static final int BPS_DIGITS = 4;

    static PaperTerms read(String config) {
        final Map<?, ?> root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(config);
        final Map<?, ?> paper = (Map<?, ?>) root.get("paper");
        for (final String key : new String[] {"jitter", "latency-file", "queue", "full-passive-fills"}) {
            if (paper.get(key) != null) {
                throw new IllegalArgumentException("paper." + key + " is " + paper.get(key)
                    + "; this check knows the default only: leave it out");
            }
        }
        return new PaperTerms(Durations.parseNs(paper.get("entry-latency").toString()),
            Durations.parseNs(paper.get("response-latency").toString()), rate(paper.get("maker-fee-bps")),
            rate(paper.get("taker-fee-bps")), "received".equals(paper.get("fee-asset")));
    }

    private static BigDecimal rate(Object bps) {
        return new BigDecimal(bps.toString()).movePointLeft(BPS_DIGITS);
    }

    /** V10: of the role that was played; what it is taken from and the fee are each rounded against us. */
    BigDecimal fee(PlainInstrument instrument, BigDecimal price, BigDecimal quantity, LiquidityRole role,
        boolean inBase) {
        final BigDecimal rate = role == LiquidityRole.MAKER ? makerRate : takerRate;
        final RoundingMode againstUs = rate.signum() < 0 ? RoundingMode.DOWN : RoundingMode.UP;
        final BigDecimal of = inBase ? quantity : instrument.worth(price, quantity);
        return of.setScale(PlainInstrument.MONEY_SCALE, againstUs).multiply(rate)
            .setScale(PlainInstrument.MONEY_SCALE, againstUs);
    }
}
