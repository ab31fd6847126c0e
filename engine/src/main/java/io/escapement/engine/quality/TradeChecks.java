package io.escapement.engine.quality;

import io.escapement.codecs.sbe.QualityFinding;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.Quote;
import io.escapement.engine.pipeline.Verdict;

/** Looks at the trades of one instrument: whether they can be, their order, their jumps, and the book around them. */
final class TradeChecks {
    private static final double BPS = 1e4;

    private final QualityConfig config;
    private final Findings findings;
    private final SecondTally trades;
    private final SecondTally badTrades;
    private long latestNs;
    private long priceBefore;

    TradeChecks(QualityConfig config, Findings findings, SecondTally trades, SecondTally badTrades) {
        this.config = config;
        this.findings = findings;
        this.trades = trades;
        this.badTrades = badTrades;
    }

    /** @param verdict of the bars stage, whose duty it is to judge trades */
    void onTrade(TradeDecoder trade, byte verdict, Quote quote, long nowNs) {
        final long price = trade.price();
        final long timeNs = trade.venueTimeNs();
        trades.add(1);
        if (price <= 0 || trade.quantity() <= 0 || timeNs <= 0) {
            findings.found(QualityFinding.MISSING_VALUE, nowNs);
            return;
        }
        if (verdict == Verdict.IGNORED) {
            badTrades.add(1);
            findings.found(QualityFinding.DUPLICATE, nowNs);
        }
        if (verdict != Verdict.APPLIED) {
            return;
        }
        if (latestNs - timeNs > config.disorderNs()) {
            findings.found(QualityFinding.TIME_DISORDER, (latestNs - timeNs) / 1e9, config.disorderNs() / 1e9, nowNs);
        }
        latestNs = Math.max(latestNs, timeNs);
        final double jump = priceBefore == 0 ? 0 : Math.abs((double) price / priceBefore - 1);
        if (jump > config.jump()) {
            findings.found(QualityFinding.OUTLIER, jump, config.jump(), nowNs);
        }
        priceBefore = price;
        if (quote != null && quote.isLive()) {
            final double beyond = BPS * Math.max((double) price / quote.askPrice() - 1,
                (double) quote.bidPrice() / price - 1);
            if (beyond > config.throughBps()) {
                findings.found(QualityFinding.TRADE_THROUGH, beyond, config.throughBps(), nowNs);
            }
        }
    }

    long hash(long seed) {
        return Hashing.fold(Hashing.fold(seed, latestNs), priceBefore);
    }
}
