package io.escapement.engine.risk;

import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.engine.pipeline.TestEvents;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Each control against a plain statement of its rule in numbers without bounds. */
class ControlPropertyTest {
    private static final long MOST = NumericSanity.MOST;

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private static boolean allowed(Control control, Proposal proposal) {
        return control.allows(proposal.order, new Denial());
    }

    @Property(tries = 300)
    void numericSanityAllowsExactlyWhatIsPositiveAndBounded(@ForAll long price, @ForAll long quantity) {
        final Proposal proposal = new Proposal();
        proposal.order.price = price;
        proposal.order.quantity = quantity;
        assertEquals(price > 0 && price <= MOST && quantity > 0 && quantity <= MOST,
            allowed(new NumericSanity(), proposal));
    }

    @Property(tries = 200)
    void orderValidityAllowsOnlyLimitOrdersWithASideAndATimeInForce(
        @ForAll Side side, @ForAll OrderType type, @ForAll TimeInForce timeInForce,
        @ForAll @IntRange(max = 255) int reduceOnly) {
        final Proposal proposal = new Proposal();
        proposal.order.side = side;
        proposal.order.type = type;
        proposal.order.timeInForce = timeInForce;
        proposal.order.reduceOnly = (short) reduceOnly;
        final boolean valid = List.of(Side.BUY, Side.SELL).contains(side) && type == OrderType.LIMIT
            && timeInForce != TimeInForce.NULL_VAL && reduceOnly < 2;
        assertEquals(valid, allowed(new OrderValidity(), proposal));
    }

    @Property(tries = 200)
    void attributionAllowsExactlyTheKnown(@ForAll int id, @ForAll List<@IntRange(min = 1, max = 5) Integer> known,
                                          @ForAll @IntRange(max = 6) int near) {
        final Proposal proposal = new Proposal();
        final Control control = new Attribution(known);
        proposal.order.strategyId = id;
        assertEquals(known.contains(id), allowed(control, proposal));
        proposal.order.strategyId = near;
        assertEquals(known.contains(near), allowed(control, proposal));
    }

    @Property(tries = 50)
    void restrictedInstrumentAllowsExactlyTheTradingWithLimits(@ForAll InstrumentStatus status,
                                                              @ForAll boolean limits) {
        final Proposal proposal = new Proposal();
        proposal.instrument(status, 1, 1, 1, 1, 1);
        proposal.order.limits = limits ? proposal.order.limits : null;
        assertEquals(status == InstrumentStatus.TRADING && limits, allowed(new RestrictedInstrument(), proposal));
    }

    @Property(tries = 300)
    void killSwitchReduceOnlyAndMaxPositionAgreeWithTheSumOfEverythingOpen(
        @ForAll TradingState state, @ForAll boolean buy, @ForAll boolean reduceOnly,
        @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000_000L) long quantity,
        @ForAll @Size(max = 8) List<@LongRange(min = 1, max = 1_000_000_000_000_000_000L) Long> buys,
        @ForAll @Size(max = 8) List<@LongRange(min = 1, max = 1_000_000_000_000_000_000L) Long> sells,
        @ForAll @LongRange(min = 1, max = 2_000_000_000_000_000_000L) long limit) {
        final Proposal proposal = new Proposal();
        long sequence = 1;
        for (final long open : buys) {
            proposal.open(sequence++, Side.BUY, open);
        }
        for (final long open : sells) {
            proposal.open(sequence++, Side.SELL, open);
        }
        proposal.order.side = buy ? Side.BUY : Side.SELL;
        proposal.order.quantity = quantity;
        proposal.order.reduceOnly = (short) (reduceOnly ? 1 : 0);
        proposal.limits(1, 1, limit, 1, 1, 1);
        final BigInteger worst = (buy ? buys : sells).stream().map(BigInteger::valueOf)
            .reduce(big(quantity), BigInteger::add);
        assertEquals(worst.compareTo(big(limit)) <= 0, allowed(new MaxPosition(), proposal));
        assertEquals(!reduceOnly || worst.signum() <= 0, allowed(new ReduceOnly(), proposal));
        final TradingSwitch trading = new TradingSwitch();
        trading.set(state);
        assertEquals(state == TradingState.ACTIVE || state == TradingState.REDUCING && worst.signum() <= 0,
            allowed(new KillSwitch(trading), proposal));
    }

    @Property(tries = 500)
    void gridAllowsExactlyMultiplesWithinBounds(
        @ForAll @LongRange(min = 1, max = 200) long price, @ForAll @LongRange(min = 1, max = 200) long quantity,
        @ForAll @LongRange(min = 1, max = 10) long tick, @ForAll @LongRange(min = 1, max = 10) long lot,
        @ForAll @LongRange(max = 50) long min, @ForAll @LongRange(max = 200) long max,
        @ForAll @LongRange(max = 300) long minNotional) {
        final Proposal proposal = new Proposal();
        proposal.instrument(InstrumentStatus.TRADING, tick, lot, min, max, minNotional);
        proposal.order.price = price;
        proposal.order.quantity = quantity;
        final boolean inside = price % tick == 0 && quantity % lot == 0 && quantity >= min
            && (max == 0 || quantity <= max) && price * quantity / 100 >= minNotional;
        assertEquals(inside, allowed(new Grid(), proposal));
    }

    @Property(tries = 300)
    void maxOrderQuantityAndNotionalAgreeWithExactProducts(
        @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000_000L) long price,
        @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000_000L) long quantity,
        @ForAll @LongRange(min = 1) long limit) {
        final Proposal proposal = new Proposal();
        proposal.order.price = price;
        proposal.order.quantity = quantity;
        proposal.limits(limit, limit, 1, 1, 1, 1);
        assertEquals(quantity <= limit, allowed(new MaxOrderQuantity(), proposal));
        // exponents -2 and -8 make -10; money is at -8
        final boolean within = big(price).multiply(big(quantity)).compareTo(big(limit).multiply(big(100))) <= 0;
        assertEquals(within, allowed(new MaxOrderNotional(), proposal));
    }

    @Property(tries = 500)
    void priceCollarAgreesWithExactRatios(
        @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000_000L) long bid,
        @ForAll @LongRange(min = -100, max = 1_000_000_000_000L) long spread,
        @ForAll @LongRange(min = -1_000, max = 1_000) long offset, @ForAll @LongRange(min = 1) long far,
        @ForAll boolean near, @ForAll @IntRange(min = 1, max = 5_000) int bps,
        @ForAll @LongRange(max = 20) long ageNs) {
        final Proposal proposal = new Proposal();
        final long ask = bid + spread;
        proposal.harness.live(1, bid, 1, ask, 1).send(TestEvents.timer(1));
        final BigInteger twiceMid = big(bid).add(big(ask));
        final BigInteger edge = twiceMid.multiply(big(10_000 + bps)).divide(big(20_000)).add(big(offset));
        proposal.order.price = Math.max(1, Math.min(MOST, near ? edge.min(big(MOST)).longValue() : far));
        proposal.order.eventTimeNs = proposal.harness.now() + ageNs;
        proposal.limits(1, 1, 1, 1, bps, 10);
        final BigInteger distance = big(proposal.order.price).shiftLeft(1).subtract(twiceMid).abs();
        final boolean within = distance.multiply(big(10_000)).compareTo(twiceMid.multiply(big(bps))) <= 0;
        assertEquals(bid > 0 && bid < ask && ageNs <= 10 && within, allowed(new PriceCollar(), proposal));
    }

    @Property(tries = 100)
    void openOrdersAllowsExactlyBelowBothLimits(@ForAll @IntRange(max = 20) int open,
                                                @ForAll @IntRange(min = 1, max = 20) int ofInstrument,
                                                @ForAll @IntRange(min = 1, max = 20) int ofAll) {
        final Proposal proposal = new Proposal();
        for (int i = 1; i <= open; i++) {
            proposal.open(i, i % 2 == 0 ? Side.BUY : Side.SELL, i);
        }
        proposal.limits(1, 1, 1, ofInstrument, 1, 1);
        assertEquals(open < ofInstrument && open < ofAll, allowed(new OpenOrders(proposal.table, ofAll), proposal));
    }

    @Property(tries = 300)
    void messageRateNeverLetsMoreThanTheLimitIntoAnyWindow(
        @ForAll @Size(max = 60) List<@LongRange(max = 40) Long> steps, @ForAll @IntRange(min = 1, max = 6) int limit,
        @ForAll @LongRange(min = 1, max = 100) long windowNs) {
        final Proposal proposal = new Proposal();
        final MessageRate control = new MessageRate(limit, windowNs);
        final Deque<Long> sent = new ArrayDeque<>();
        long now = 0;
        for (final long step : steps) {
            now += step;
            final long time = now;
            sent.removeIf(earlier -> time - earlier >= windowNs);
            proposal.order.eventTimeNs = now;
            assertEquals(sent.size() < limit, allowed(control, proposal));
            if (sent.size() < limit) {
                control.onSent(now);
                sent.add(now);
            }
        }
    }
}
