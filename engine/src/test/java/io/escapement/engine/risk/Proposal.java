package io.escapement.engine.risk;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.orders.OrderTerms;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.TestEvents;

import java.util.function.Consumer;

/** A proposed order that every control allows, for tests to spoil. Bid 100.00, ask 100.02, tick 0.01, lot 0.00001. */
final class Proposal {
    static final long MONEY = TestEvents.MONEY;
    static final long NOW = 1_700_000_000_000_000_000L;
    static final int ENGINE = 7;

    final OrderTable table = new OrderTable(ENGINE, 64);
    final MarketView market = new MarketView();
    final ProposedOrder order = new ProposedOrder();
    final StageHarness harness = new StageHarness(new Stage() {
        @Override
        public String name() {
            return "view";
        }

        @Override
        public void onEvent(Slot slot) {
            market.onRecord(slot);
        }

        @Override
        public long stateHash() {
            return 0;
        }
    });

    Proposal() {
        harness.send(TestEvents.define(1, "BTCUSDT"));
        harness.live(1, 10_000, 5_000_000, 10_002, 5_000_000).send(TestEvents.timer(1));
        order.eventTimeNs = harness.now();
        order.price = 10_000;
        order.quantity = 10_000_000;
        order.instrumentId = 1;
        order.strategyId = 1;
        order.side = Side.BUY;
        order.type = OrderType.LIMIT;
        order.timeInForce = TimeInForce.GTC;
        order.instrument = market.instrument(1);
        order.limits = new Limits(20_000_000, 50 * MONEY, 100_000_000, 3, 50, 2_000_000_000L);
        order.quote = market.quote(1);
        order.exposure = table.exposure(1);
    }

    static ProposedOrder with(Consumer<Proposal> changes) {
        final Proposal proposal = new Proposal();
        changes.accept(proposal);
        return proposal.order;
    }

    /** Another instrument definition in place of the known one. */
    void instrument(InstrumentStatus status, long tick, long lot, long min, long max, long minNotional) {
        order.instrument = new Instrument(1, Venue.BINANCE, "BTCUSDT", "BTC", "USDT", -2, -8, tick, lot, min, max,
            minNotional, status);
    }

    void limits(long quantity, long notional, long position, int orders, int bps, long ageNs) {
        order.limits = new Limits(quantity, notional, position, orders, bps, ageNs);
    }

    /** An open order of ours. */
    void open(long sequence, Side side, long quantity) {
        table.add(ClientOrderIds.of(ENGINE, sequence, 0), new OrderTerms().limit(1, 1, side, 10_000, quantity), NOW);
    }
}
