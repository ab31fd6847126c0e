package io.escapement.engine.risk;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.engine.pipeline.TestEvents;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Consumer;

import static io.escapement.engine.risk.Proposal.MONEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each control alone: what it lets through at its edge, and what it denies, with limit and observed. */
class ControlTest {
    private static final long NONE = Denial.NONE;

    private static void allows(Control control, Consumer<Proposal> changes) {
        final Denial denial = new Denial();
        assertTrue(control.allows(Proposal.with(changes), denial), () -> "denied by " + denial.rule());
    }

    private static void denies(Control control, RiskRule rule, long limit, long observed, Consumer<Proposal> changes) {
        final Denial denial = new Denial();
        final boolean allowed = control.allows(Proposal.with(changes), denial);
        assertEquals(List.of(false, rule, limit, observed),
            List.of(allowed, denial.rule() == null ? "nothing" : denial.rule(), denial.limit(), denial.observed()));
    }

    @Test
    void numbersThatAreNoneAreDenied() {
        final Control control = new NumericSanity();
        final long most = NumericSanity.MOST;
        allows(control, p -> { });
        allows(control, p -> p.order.price = most);
        denies(control, RiskRule.NUMERIC_SANITY, most, 0, p -> p.order.price = 0);
        denies(control, RiskRule.NUMERIC_SANITY, most, -1, p -> p.order.price = -1);
        denies(control, RiskRule.NUMERIC_SANITY, most, Long.MIN_VALUE, p -> p.order.price = Long.MIN_VALUE);
        denies(control, RiskRule.NUMERIC_SANITY, most, Long.MAX_VALUE, p -> p.order.price = Long.MAX_VALUE);
        denies(control, RiskRule.NUMERIC_SANITY, most, 0, p -> p.order.quantity = 0);
        denies(control, RiskRule.NUMERIC_SANITY, most, -5, p -> p.order.quantity = -5);
        denies(control, RiskRule.NUMERIC_SANITY, most, Long.MIN_VALUE, p -> p.order.quantity = Long.MIN_VALUE);
        denies(control, RiskRule.NUMERIC_SANITY, most, most + 1, p -> p.order.quantity = most + 1);
    }

    @Test
    void fieldsThatDoNotGoTogetherAreDenied() {
        final Control control = new OrderValidity();
        allows(control, p -> p.order.timeInForce = TimeInForce.POST_ONLY);
        denies(control, RiskRule.ORDER_VALIDITY, NONE, 3, p -> p.order.side = Side.UNKNOWN);
        denies(control, RiskRule.ORDER_VALIDITY, NONE, 255, p -> p.order.side = Side.NULL_VAL);
        denies(control, RiskRule.ORDER_VALIDITY, 1, 2, p -> p.order.type = OrderType.MARKET);
        denies(control, RiskRule.ORDER_VALIDITY, NONE, 255, p -> p.order.timeInForce = TimeInForce.NULL_VAL);
        denies(control, RiskRule.ORDER_VALIDITY, 1, 2, p -> p.order.reduceOnly = 2);
        denies(control, RiskRule.ORDER_VALIDITY, 1, 255, p -> p.order.reduceOnly = 255);
    }

    @Test
    void reduceOnlyOrdersThatCouldGrowAPositionAreDenied() {
        final Control control = new ReduceOnly();
        allows(control, p -> { });
        denies(control, RiskRule.ORDER_VALIDITY, 0, 10_000_000, p -> p.order.reduceOnly = 1);
        denies(control, RiskRule.ORDER_VALIDITY, 0, 10_000_000, p -> {
            p.order.reduceOnly = 1;
            p.order.side = Side.SELL;
        });
        denies(control, RiskRule.ORDER_VALIDITY, 0, 10_000_001, p -> {
            p.open(9, Side.BUY, 1);
            p.order.reduceOnly = 1;
        });
    }

    @Test
    void ordersOfNobodyAreDenied() {
        final Control control = new Attribution(List.of(1, 3));
        allows(control, p -> p.order.strategyId = 3);
        denies(control, RiskRule.ATTRIBUTION, NONE, 2, p -> p.order.strategyId = 2);
        denies(control, RiskRule.ATTRIBUTION, NONE, 0, p -> p.order.strategyId = 0);
        denies(control, RiskRule.ATTRIBUTION, NONE, Integer.MIN_VALUE, p -> p.order.strategyId = Integer.MIN_VALUE);
    }

    @Test
    void restrictedInstrumentsAreDenied() {
        final Control control = new RestrictedInstrument();
        allows(control, p -> { });
        denies(control, RiskRule.RESTRICTED_INSTRUMENT, 1, NONE, p -> p.order.instrument = null);
        denies(control, RiskRule.RESTRICTED_INSTRUMENT, 1, 2,
            p -> p.instrument(InstrumentStatus.HALTED, 1, 1000, 1000, 0, 0));
        denies(control, RiskRule.RESTRICTED_INSTRUMENT, 1, 3,
            p -> p.instrument(InstrumentStatus.CANCEL_ONLY, 1, 1000, 1000, 0, 0));
        denies(control, RiskRule.RESTRICTED_INSTRUMENT, 1, 1, p -> p.order.limits = null);
    }

    @Test
    void nothingGoesWhileTradingIsHaltedAndOnlyReducingOrdersWhileItIsReducing() {
        final TradingSwitch trading = new TradingSwitch();
        final Control control = new KillSwitch(trading);
        allows(control, p -> { });
        trading.set(TradingState.HALTED);
        denies(control, RiskRule.KILL_SWITCH, 1, 3, p -> { });
        denies(control, RiskRule.KILL_SWITCH, 1, 3, p -> p.order.side = Side.SELL);
        denies(control, RiskRule.KILL_SWITCH, 1, 3, p -> p.order.reduceOnly = 1);
        trading.set(TradingState.REDUCING);
        denies(control, RiskRule.KILL_SWITCH, 1, 2, p -> { });
    }

    @Test
    void ordersOffTheGridAreDenied() {
        final Control control = new Grid();
        allows(control, p -> { });
        denies(control, RiskRule.GRID, 100, 10_050, p -> {
            p.instrument(InstrumentStatus.TRADING, 100, 1000, 1000, 0, 0);
            p.order.price = 10_050;
        });
        denies(control, RiskRule.GRID, 1_000, 10_000_001, p -> p.order.quantity = 10_000_001);
        denies(control, RiskRule.GRID, 20_000_000, 10_000_000,
            p -> p.instrument(InstrumentStatus.TRADING, 1, 1000, 20_000_000, 0, 0));
        denies(control, RiskRule.GRID, 9_999_000, 10_000_000,
            p -> p.instrument(InstrumentStatus.TRADING, 1, 1000, 1000, 9_999_000, 0));
        denies(control, RiskRule.GRID, 10 * MONEY + 1, 10 * MONEY,
            p -> p.instrument(InstrumentStatus.TRADING, 1, 1000, 1000, 0, 10 * MONEY + 1));
        allows(control, p -> p.instrument(InstrumentStatus.TRADING, 1, 1000, Long.MIN_VALUE, Long.MIN_VALUE,
            Long.MIN_VALUE));
    }

    @Test
    void quantitiesBeyondTheLimitAreDenied() {
        final Control control = new MaxOrderQuantity();
        allows(control, p -> p.order.quantity = 20_000_000);
        denies(control, RiskRule.MAX_ORDER_QUANTITY, 20_000_000, 20_000_001, p -> p.order.quantity = 20_000_001);
        denies(control, RiskRule.MAX_ORDER_QUANTITY, 20_000_000, NumericSanity.MOST,
            p -> p.order.quantity = NumericSanity.MOST);
        denies(control, RiskRule.MAX_ORDER_QUANTITY, 1, 10_000_000,
            p -> p.limits(1, MONEY, 1, 1, 1, 1));
    }

    @Test
    void notionalsBeyondTheLimitOrBeyondALongAreDenied() {
        final Control control = new MaxOrderNotional();
        allows(control, p -> p.order.quantity = 50_000_000);
        denies(control, RiskRule.MAX_ORDER_NOTIONAL, 50 * MONEY, 50 * MONEY + 100, p -> p.order.quantity = 50_000_001);
        denies(control, RiskRule.MAX_ORDER_NOTIONAL, 50 * MONEY, NONE, p -> {
            p.order.price = NumericSanity.MOST;
            p.order.quantity = NumericSanity.MOST;
        });
        denies(control, RiskRule.MAX_ORDER_NOTIONAL, 50 * MONEY, 10_000 * MONEY, p -> {
            // quote and base swapped: 100 of the quote asset given as the quantity
            p.order.quantity = 10_000_000_000L;
        });
    }

    @Test
    void pricesFarFromTheLiveMidAreDenied() {
        final Control control = new PriceCollar();
        // mid 100.01, collar 50 bps: 0.50005 either way
        allows(control, p -> p.order.price = 10_051);
        allows(control, p -> p.order.price = 9_951);
        denies(control, RiskRule.PRICE_COLLAR, 50, 51, p -> p.order.price = 10_052);
        denies(control, RiskRule.PRICE_COLLAR, 50, 51, p -> p.order.price = 9_950);
        denies(control, RiskRule.PRICE_COLLAR, 50, 1_999, p -> p.order.price = 12_000);
        denies(control, RiskRule.PRICE_COLLAR, 50, 9_999, p -> p.order.price = 1);
        denies(control, RiskRule.PRICE_COLLAR, 50, 989_900, p -> p.order.price = 1_000_000);
    }

    @Test
    void withoutAReferenceEverythingIsDenied() {
        final Control control = new PriceCollar();
        final long age = 2_000_000_000L;
        allows(control, p -> p.order.eventTimeNs += age);
        denies(control, RiskRule.REFERENCE_MISSING, age, age + 1, p -> p.order.eventTimeNs += age + 1);
        denies(control, RiskRule.REFERENCE_MISSING, age, NONE, p -> p.order.quote = null);
        denies(control, RiskRule.REFERENCE_MISSING, age, NONE,
            p -> p.harness.status(1, BookState.SUSPECT).send(TestEvents.timer(1)));
        denies(control, RiskRule.REFERENCE_MISSING, age, NONE,
            p -> p.harness.live(1, 0, 0, 10_002, 1).send(TestEvents.timer(1)));
        denies(control, RiskRule.REFERENCE_MISSING, age, NONE,
            p -> p.harness.live(1, 10_002, 1, 10_002, 1).send(TestEvents.timer(1)));
        denies(control, RiskRule.REFERENCE_MISSING, age, NONE,
            p -> p.harness.live(1, 10_003, 1, 10_002, 1).send(TestEvents.timer(1)));
    }

    @Test
    void positionsBeyondTheLimitWithAllOpenOrdersAtTheirWorstAreDenied() {
        final Control control = new MaxPosition();
        allows(control, p -> p.open(9, Side.BUY, 90_000_000));
        allows(control, p -> p.open(9, Side.SELL, 100_000_000));
        denies(control, RiskRule.MAX_POSITION, 100_000_000, 100_000_001, p -> p.open(9, Side.BUY, 90_000_001));
        denies(control, RiskRule.MAX_POSITION, 100_000_000, 100_000_001, p -> {
            p.open(9, Side.SELL, 90_000_001);
            p.order.side = Side.SELL;
        });
        denies(control, RiskRule.MAX_POSITION, 100_000_000, 110_000_000, p -> {
            for (int i = 1; i <= 10; i++) {
                p.open(i, Side.BUY, 10_000_000);
            }
        });
        denies(control, RiskRule.MAX_POSITION, 100_000_000, NONE, p -> {
            p.open(9, Side.BUY, Long.MAX_VALUE - 1);
        });
    }

    @Test
    void tooManyOpenOrdersAreDenied() {
        final Proposal proposal = new Proposal();
        final Control control = new OpenOrders(proposal.table, 4);
        final Denial denial = new Denial();
        proposal.open(1, Side.BUY, 1);
        proposal.open(2, Side.SELL, 1);
        assertTrue(control.allows(proposal.order, denial));
        proposal.open(3, Side.BUY, 1);
        assertEquals(List.of(false, RiskRule.OPEN_ORDERS, 3L, 4L), outcome(control, proposal, denial));
        proposal.limits(1, 1, 1, 10, 1, 1);
        assertTrue(control.allows(proposal.order, denial));
        proposal.open(4, Side.BUY, 1);
        assertEquals(List.of(false, RiskRule.OPEN_ORDERS, 4L, 5L), outcome(control, proposal, denial));
        final Control wide = new OpenOrders(proposal.table, 1_000);
        proposal.limits(1, 1, 1, 1_000, 1, 1);
        for (int i = 5; i <= 64; i++) {
            proposal.open(i, Side.BUY, 1);
        }
        assertEquals(List.of(false, RiskRule.OPEN_ORDERS, 1_000L, 65L), outcome(wide, proposal, denial),
            "the table is full");
    }

    private static List<Object> outcome(Control control, Proposal proposal, Denial denial) {
        final boolean allowed = control.allows(proposal.order, denial);
        return List.of(allowed, denial.rule(), denial.limit(), denial.observed());
    }

    @Test
    void messagesBeyondTheRateAreDeniedAlsoAcrossTheEdgeOfAWindow() {
        final MessageRate control = new MessageRate(3, 1_000);
        final Proposal proposal = new Proposal();
        final Denial denial = new Denial();
        for (final long time : new long[] {900, 950, 999}) {
            proposal.order.eventTimeNs = time;
            assertTrue(control.allows(proposal.order, denial));
            control.onSent(time);
        }
        final List<Object> denied = List.of(false, RiskRule.MESSAGE_RATE, 3L, 4L);
        for (final long time : new long[] {999, 1_000, 1_899}) {
            proposal.order.eventTimeNs = time;
            assertEquals(denied, outcome(control, proposal, denial));
        }
        proposal.order.eventTimeNs = 1_900;
        assertTrue(control.allows(proposal.order, denial));
        control.onSent(1_900);
        assertEquals(denied, outcome(control, proposal, denial));
        proposal.order.eventTimeNs = 1_950;
        assertTrue(control.allows(proposal.order, denial));
    }

    @Test
    void cancelsCountInTheRateButAreNotStopped() {
        final MessageRate control = new MessageRate(2, 1_000);
        final Proposal proposal = new Proposal();
        control.onSent(0);
        control.onSent(10);
        control.onSent(20);
        proposal.order.eventTimeNs = 1_009;
        assertEquals(List.of(false, RiskRule.MESSAGE_RATE, 2L, 3L), outcome(control, proposal, new Denial()));
        proposal.order.eventTimeNs = 1_010;
        assertTrue(control.allows(proposal.order, new Denial()));
    }
}
