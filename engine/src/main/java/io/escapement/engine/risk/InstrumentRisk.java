package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.PaymentIds;
import io.escapement.engine.market.Quote;
import io.escapement.engine.market.Worth;
import io.escapement.engine.orders.Exposure;

import java.nio.charset.StandardCharsets;

/** What risk knows of one instrument: its definition and limits, its market, and what we hold and want of it. */
final class InstrumentRisk {
    /** There is no such price. */
    static final long NO_PRICE = 0;

    Instrument instrument;
    /** Its place among all, in the order of definitions. */
    int index;
    /** Null where there are none, or they come to nothing in the units of the instrument. */
    Limits limits;
    /** Whether profits in its quote asset are counted. */
    boolean counted;
    final Quote quote;
    final VenueState venue;
    final Exposure exposure;
    /** By the index of the strategy; the last one is that of all that the config does not know. */
    final Exposure[] exposures;
    /** Likewise. */
    final Holding[] holdings;
    final MidWindow mids;
    final Jumps jumps;
    final Profile profile;
    final StopRange range;
    final long rangeDurationNs;
    final RateWindow executions;
    final RateWindow messages;
    final byte[] baseAsset;
    final byte[] quoteAsset;
    Balance baseBalance;
    Balance quoteBalance;
    final DayEquity equity = new DayEquity();
    final PaymentIds payments = new PaymentIds();
    InstrumentRisk[] peers = {};
    long lastPrice;
    long venueMark;
    long venueMarkTimeNs;
    long goodTwiceMid;
    long goodMidTimeNs;
    /** Whether it may have orders that wait for a price or a time. */
    boolean watched;
    /** Since when releases of held orders have been put off. */
    long releaseTriedNs = Long.MIN_VALUE;

    InstrumentRisk(Instrument instrument, Limits limits, Quote quote, VenueState venue, Exposure[] exposures,
                   Holding[] holdings, RiskConfig config) {
        this.instrument = instrument;
        this.limits = limits;
        this.quote = quote;
        this.venue = venue;
        this.exposure = exposures[exposures.length - 1];
        this.exposures = exposures;
        this.holdings = holdings;
        this.mids = new MidWindow(config.guards().collarWindowNs());
        this.jumps = new Jumps(config.guards().jumpWindowNs(), config.guards().jumpHoldNs());
        this.profile = new Profile(config.profiles());
        final StopLossRule rule = limits == null ? StopLossRule.NONE : limits.stopLoss();
        this.range = new StopRange(rule.atrBars());
        this.rangeDurationNs = rule.atrDurationNs();
        this.executions = window(Bound.EXECUTIONS, config.guards().executionWindowNs());
        this.messages = window(Bound.MESSAGES, config.guards().messageWindowNs());
        this.baseAsset = instrument.baseAsset().getBytes(StandardCharsets.UTF_8);
        this.quoteAsset = instrument.quoteAsset().getBytes(StandardCharsets.UTF_8);
    }

    private RateWindow window(Bound bound, long windowNs) {
        return limits != null && limits.bounds().has(bound)
            ? new RateWindow((int) limits.bounds().get(bound), windowNs) : null;
    }

    int id() {
        return instrument.id();
    }

    /** What a strategy's orders and fills of this instrument add up to. */
    Exposure exposureOf(StrategyState strategy) {
        return strategy == null ? exposure : exposures[strategy.index];
    }

    Holding holdingOf(int strategyId) {
        for (int i = 0; i < holdings.length - 1; i++) {
            if (holdings[i].strategyId == strategyId) {
                return holdings[i];
            }
        }
        return holdings[holdings.length - 1];
    }

    /** Takes in a live quote; whether it can be believed. */
    void onQuote(long timeNs, long jumpLimitBps, boolean agreeing) {
        final long twiceMid = quote.bidPrice() + quote.askPrice();
        jumps.onMid(timeNs, twiceMid, jumpLimitBps, agreeing);
        if (!jumps.isDoubted()) {
            mids.add(timeNs, twiceMid);
            goodTwiceMid = twiceMid;
            goodMidTimeNs = timeNs;
        }
    }

    /**
     * Twice the mid at which positions are valued: of the live book if it can be believed, else the last one that
     * could, for a while.
     */
    long twiceMark(long timeNs, long maxAgeNs) {
        if (goodTwiceMid == NO_PRICE || !(quote.isLive() && !jumps.isDoubted()) && timeNs - goodMidTimeNs > maxAgeNs) {
            return NO_PRICE;
        }
        return goodTwiceMid;
    }

    /** What a position is worth, never flattering it; {@link Money#OVERFLOW} without a mark. */
    long worth(long position, long timeNs, long maxAgeNs) {
        if (position == 0) {
            return 0;
        }
        final long twice = twiceMark(timeNs, maxAgeNs);
        if (twice == NO_PRICE) {
            return Money.OVERFLOW;
        }
        final boolean isLong = position > 0;
        return Worth.of(instrument, isLong ? twice >> 1 : twice + 1 >> 1, position,
            isLong ? Rounding.TRUNCATE : Rounding.UP);
    }

    /** The price that sets off stops, or {@link #NO_PRICE}. */
    long triggerPrice(Trigger trigger, long timeNs, long maxAgeNs) {
        if (trigger == Trigger.LAST) {
            return lastPrice;
        }
        if (venueMark > 0 && timeNs - venueMarkTimeNs <= maxAgeNs) {
            return venueMark;
        }
        return twiceMark(timeNs, maxAgeNs) >> 1;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, lastPrice);
        hash = Hashing.fold(hash, venueMark);
        hash = Hashing.fold(hash, venueMarkTimeNs);
        hash = Hashing.fold(hash, goodTwiceMid);
        hash = Hashing.fold(hash, goodMidTimeNs);
        hash = range.hash(profile.hash(jumps.hash(mids.hash(hash))));
        for (final Holding holding : holdings) {
            hash = holding.hash(hash);
        }
        hash = payments.hash(equity.hash(hash));
        hash = Hashing.fold(hash, watched);
        hash = Hashing.fold(hash, releaseTriedNs);
        hash = messages == null ? hash : messages.hash(hash);
        return executions == null ? hash : executions.hash(hash);
    }
}
