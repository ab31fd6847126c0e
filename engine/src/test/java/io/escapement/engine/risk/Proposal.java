package io.escapement.engine.risk;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.orders.OrderTerms;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.risk.InstrumentLimits.Permission;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A proposed order that every control allows, for tests to spoil. Bid 100.00, ask 100.02, tick 0.01, lot 0.00001. */
final class Proposal {
    static final long MONEY = TestEvents.MONEY;
    static final long NONE = Denial.NONE;
    static final int ENGINE = 7;

    final OrderTable table = new OrderTable(ENGINE, 64);
    final MarketView view = new MarketView();
    final Balances balances = new Balances();
    final Markets markets;
    final Totals totals;
    final DayEquity total = new DayEquity();
    final ProposedOrder order = new ProposedOrder();
    final StageHarness harness = new StageHarness(new Stage() {
        @Override
        public String name() {
            return "view";
        }

        @Override
        public void onEvent(Slot slot) {
            view.onRecord(slot);
        }

        @Override
        public long stateHash() {
            return 0;
        }
    });

    Proposal() {
        this(RiskFixture.config());
    }

    Proposal(RiskConfig config) {
        markets = new Markets(config, table, view, balances);
        totals = new Totals(markets, table, config.guards().markAgeNs());
        harness.send(TestEvents.define(1, "BTCUSDT"));
        table.define(view.instrument(1));
        markets.define(view.instrument(1));
        order.global = config.global();
        order.instrumentId = 1;
        order.strategyId = 1;
        order.strategy = markets.strategy(1);
        order.market = markets.of(1);
        limits(20_000_000, 50 * MONEY, 100_000_000, 3, 50, 2_000_000_000L);
        quote(10_000, 10_002);
        order.clientOrderId = ClientOrderIds.of(ENGINE, 1_000_000, 0);
        order.price = 10_000;
        order.quantity = 10_000_000;
        order.triggerPrice = OrderTerms.NONE;
        order.expireTimeNs = OrderTerms.NONE;
        order.side = Side.BUY;
        order.type = OrderType.LIMIT;
        order.timeInForce = TimeInForce.GTC;
    }

    /** The book is this now, and the order of now. */
    Proposal quote(long bid, long ask) {
        harness.live(1, bid, 5_000_000, ask, 5_000_000).send(TestEvents.timer(1));
        order.eventTimeNs = harness.now();
        if (order.market.quote.isLive()) {
            order.market.onQuote(harness.now(), order.tightest(Bound.JUMP), false);
        }
        totals.onMark(order.market);
        return this;
    }

    /** Another instrument definition in place of the known one. */
    void instrument(InstrumentStatus status, long tick, long lot, long min, long max, long minNotional) {
        instrument(new Instrument(1, Venue.BINANCE, "BTCUSDT", "BTC", "USDT", -2, -8, tick, lot, min, max,
            minNotional, status));
    }

    void instrument(Instrument instrument) {
        order.market.instrument = instrument;
        table.define(instrument);
    }

    /** A contract instead of a spot pair. */
    void kind(InstrumentKind kind, long contractSize) {
        instrument(new Instrument(1, Venue.BINANCE, "BTCUSDT", "BTC", "USDT", -2, -8, 1, 1_000, 1_000, 0, 0,
            InstrumentStatus.TRADING, kind, contractSize, "BTC/USDT", BookRules.of(SyncKind.RANGES)));
    }

    void limits(long quantity, long notional, long position, int orders, int bps, long ageNs) {
        order.market.limits = new Limits(quantity, position, Bounds.OPEN.with(Bound.ORDER_NOTIONAL, notional)
            .with(Bound.OPEN_ORDERS, orders).with(Bound.COLLAR, bps).with(Bound.REFERENCE_AGE, ageNs),
            Permission.BOTH, StopLossRule.NONE);
    }

    /** One more limit of the instrument. */
    Proposal limit(Bound bound, long value) {
        final Limits old = order.market.limits;
        order.market.limits = new Limits(old.maxOrderQuantity(), old.maxPosition(), old.bounds().with(bound, value),
            old.permission(), old.stopLoss());
        return this;
    }

    void permission(Permission permission) {
        final Limits old = order.market.limits;
        order.market.limits = new Limits(old.maxOrderQuantity(), old.maxPosition(), old.bounds(), permission,
            old.stopLoss());
    }

    /** One limit of everything together. */
    Proposal global(Bound bound, long value) {
        order.global = order.global.with(bound, value);
        return this;
    }

    /** An order of ours in flight. */
    Order open(long sequence, Side side, long quantity) {
        return open(sequence, side, quantity, 10_000);
    }

    Order open(long sequence, Side side, long quantity, long price) {
        return table.add(ClientOrderIds.of(ENGINE, sequence, 0),
            new OrderTerms().limit(1, 1, side, price, quantity), harness.now());
    }

    /** What a control says of this order. */
    List<Object> judge(Control control) {
        final Denial denial = new Denial();
        order.judge();
        return control.allows(order, denial) ? List.of()
            : List.of(denial.rule(), denial.scope(), denial.limit(), denial.observed());
    }

    boolean isAllowed(Control control) {
        return judge(control).isEmpty();
    }

    static void allows(Control control, Consumer<Proposal> changes) {
        allows(proposal -> control, changes);
    }

    static void allows(Function<Proposal, Control> control, Consumer<Proposal> changes) {
        final Proposal proposal = new Proposal();
        changes.accept(proposal);
        assertEquals(List.of(), proposal.judge(control.apply(proposal)));
    }

    static void denies(Control control, int scope, long limit, long observed, Consumer<Proposal> changes) {
        denies(proposal -> control, scope, limit, observed, changes);
    }

    /** The control denies by its own rule, with these. */
    static void denies(Function<Proposal, Control> control, int scope, long limit, long observed,
                       Consumer<Proposal> changes) {
        final Proposal proposal = new Proposal();
        changes.accept(proposal);
        final Control made = control.apply(proposal);
        final RiskRule rule = made.rule();
        assertEquals(List.of(rule, scope, limit, observed), proposal.judge(made));
        assertTrue(rule != RiskRule.NULL_VAL);
    }
}
