package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.Wide;

/**
 * What one strategy holds of one instrument, as far as risk has to know: the position, what it took to get there, and
 * the watch over its stop-loss.
 */
final class Holding {
    /** Strategy id; 0 for all that the config does not know. */
    final int strategyId;
    /** Mantissa, negative when short. */
    long position;
    /** Received less paid, net of fees and with funding; Money. */
    long cash;
    /** Paid for what is open, or received when short; Money. */
    long cost;
    /** Best price since the position was opened, mantissa. */
    long best;
    /** Stop price that has been reached by tightening; 0: none yet. */
    long stop;
    boolean closing;
    long closingSinceNs;
    long lastTryNs;
    /** The stop had been reached in a run before: it closes whatever the price is by now. */
    boolean reachedBefore;
    /** As told last. */
    long toldStop;
    boolean toldReached;
    /** When the strategy's own orders were last asked to go for the closing. */
    long sweptNs;
    /** An amount did not fit: equity is not known any more. */
    boolean broken;

    Holding(int strategyId) {
        this.strategyId = strategyId;
    }

    /**
     * Takes in a fill.
     *
     * @param worth price times quantity, Money
     * @param fee   Money
     */
    void fill(boolean buy, long price, long quantity, long worth, long fee) {
        cash = sum(sum(cash, buy ? -worth : worth), -fee);
        final long before = position;
        final long held = Math.abs(before);
        position = buy ? Math.addExact(before, quantity) : Math.subtractExact(before, quantity);
        if (before == 0 || buy == before > 0) {
            cost = sum(cost, worth);
            best = before == 0 || best == InstrumentRisk.NO_PRICE ? price : best;
        } else if (quantity < held) {
            cost -= Wide.multiplyDivide(cost, quantity, held);
        } else {
            cost = quantity == held ? 0 : worth - Wide.multiplyDivide(worth, held, quantity);
            best = price;
        }
        if (before == 0 || Long.signum(before) != Long.signum(position)) {
            stop = 0;
            closing = false;
            reachedBefore = false;
        }
    }

    /** There is nothing to watch, or too little for an order: the next position begins anew. */
    void forgetStop() {
        closing = false;
        reachedBefore = false;
        stop = 0;
        best = InstrumentRisk.NO_PRICE;
    }

    boolean isReached() {
        return closing || reachedBefore;
    }

    /** Whether the stop has changed since this was asked last. */
    boolean isStopNews() {
        final boolean news = stop != toldStop || isReached() != toldReached;
        toldStop = stop;
        toldReached = isReached();
        return news;
    }

    /** As an earlier run left the stop; 0: there was none. */
    void carryStop(long price, boolean reached) {
        stop = price;
        reachedBefore = reached;
        toldStop = price;
        toldReached = reached;
    }

    /** An amount received, or paid where negative. */
    void pay(long amount) {
        cash = sum(cash, amount);
    }

    private long sum(long a, long b) {
        final long sum = Money.add(a, b);
        broken |= sum == Money.OVERFLOW;
        return sum == Money.OVERFLOW ? a : sum;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, position);
        hash = Hashing.fold(hash, cash);
        hash = Hashing.fold(hash, cost);
        hash = Hashing.fold(hash, best);
        hash = Hashing.fold(hash, stop);
        hash = Hashing.fold(hash, (closing ? 1 : 0) | (broken ? 2 : 0) | (reachedBefore ? 4 : 0)
            | (toldReached ? 8 : 0));
        hash = Hashing.fold(hash, toldStop);
        hash = Hashing.fold(hash, sweptNs);
        return Hashing.fold(Hashing.fold(hash, closingSinceNs), lastTryNs);
    }
}
