package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.MarketProfile;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.Wide;

/**
 * The condition of one market, judged once a second or so: realised volatility of the last {@value #RETURNS} steps and
 * the spread. It gets worse at once, and better only after a time in which nothing spoke against it.
 */
final class Profile {
    /** Not known yet. */
    static final long UNKNOWN = Long.MIN_VALUE;
    static final int RETURNS = 60;
    private static final int WARM_UP = 10;
    private static final long STEP_NS = 1_000_000_000L;
    /** Returns are parts of this. */
    private static final long ONE = 100_000_000L;
    private static final long MOST_RETURN = 3 * ONE;
    /** Of a basis point's hundredth in parts of {@link #ONE}. */
    private static final long HUNDREDTH_BPS = 100;

    private final ProfileRule rule;
    private final long[] squares = new long[RETURNS];
    private int next;
    private int count;
    private long sum;
    private long lastTwiceMid;
    private long lastStepNs;
    private long betterSinceNs = Long.MAX_VALUE;
    private long volatility = UNKNOWN;
    private long spread = UNKNOWN;
    private MarketProfile profile = MarketProfile.UNKNOWN;

    Profile(ProfileRule rule) {
        this.rule = rule;
    }

    MarketProfile profile() {
        return profile;
    }

    /** Of one minute, hundredths of a basis point, or {@link #UNKNOWN}. */
    long volatility() {
        return volatility;
    }

    /** Hundredths of a basis point, or {@link #UNKNOWN}. */
    long spread() {
        return spread;
    }

    /** Percent of its limits that an order may use. */
    int percent() {
        if (!rule.enabled()) {
            return 100;
        }
        return switch (profile) {
            case CALM -> 100;
            case HALTED -> 0;
            default -> rule.volatilePercent();
        };
    }

    /**
     * Looks at the market, at most once a second.
     *
     * @param bid 0 while there is no live book; the same of {@code ask}
     * @return whether the profile has changed
     */
    boolean onTimer(long timeNs, long bid, long ask) {
        if (!rule.enabled() || timeNs - lastStepNs < STEP_NS / 2) {
            return false;
        }
        lastStepNs = timeNs;
        if (bid <= 0 || ask <= bid) {
            lastTwiceMid = 0;
            return turn(timeNs, MarketProfile.UNKNOWN);
        }
        step(bid + ask);
        spread = Math.min(hundredths(2 * (ask - bid), bid + ask), Long.MAX_VALUE);
        volatility = count < WARM_UP ? UNKNOWN : root(sum) / HUNDREDTH_BPS;
        return turn(timeNs, judged());
    }

    private void step(long twiceMid) {
        if (lastTwiceMid > 0) {
            final long part = Wide.multiplyDivide(Math.abs(twiceMid - lastTwiceMid), ONE, lastTwiceMid);
            final long bounded = part == Money.OVERFLOW ? MOST_RETURN : Math.min(part, MOST_RETURN);
            sum += bounded * bounded - squares[next];
            squares[next] = bounded * bounded;
            next = next + 1 == RETURNS ? 0 : next + 1;
            count = Math.min(count + 1, RETURNS);
        }
        lastTwiceMid = twiceMid;
    }

    private MarketProfile judged() {
        if (spread >= rule.haltedSpread() || volatility >= rule.haltedVolatility()) {
            return MarketProfile.HALTED;
        }
        if (volatility == UNKNOWN) {
            return MarketProfile.UNKNOWN;
        }
        return spread >= rule.volatileSpread() || volatility >= rule.volatileVolatility()
            ? MarketProfile.VOLATILE : MarketProfile.CALM;
    }

    private boolean turn(long timeNs, MarketProfile seen) {
        if (rank(seen) >= rank(profile)) {
            betterSinceNs = Long.MAX_VALUE;
        } else if (betterSinceNs == Long.MAX_VALUE) {
            betterSinceNs = timeNs;
        }
        final boolean worse = rank(seen) > rank(profile) || rank(seen) == rank(profile) && seen != profile;
        final boolean better = betterSinceNs != Long.MAX_VALUE
            && (profile == MarketProfile.UNKNOWN || timeNs - betterSinceNs >= rule.calmAfterNs());
        if (!worse && !better) {
            return false;
        }
        profile = seen;
        betterSinceNs = Long.MAX_VALUE;
        return true;
    }

    private static int rank(MarketProfile profile) {
        return switch (profile) {
            case CALM -> 0;
            case HALTED -> 2;
            default -> 1;
        };
    }

    private static long hundredths(long part, long of) {
        final long share = Wide.multiplyDivide(part, 1_000_000, of);
        return share == Money.OVERFLOW ? Long.MAX_VALUE : share;
    }

    /** The whole part of the square root: exact, whatever the machine. */
    private static long root(long square) {
        long root = (long) StrictMath.sqrt((double) square);
        while (root * root > square) {
            root--;
        }
        while ((root + 1) * (root + 1) <= square) {
            root++;
        }
        return root;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, sum);
        hash = Hashing.fold(hash, next);
        hash = Hashing.fold(hash, count);
        hash = Hashing.fold(hash, lastTwiceMid);
        hash = Hashing.fold(hash, lastStepNs);
        hash = Hashing.fold(hash, betterSinceNs);
        for (final long square : squares) {
            hash = Hashing.fold(hash, square);
        }
        return Hashing.fold(hash, profile.value());
    }
}
