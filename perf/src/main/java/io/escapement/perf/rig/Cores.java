package io.escapement.perf.rig;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookState;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.book.BookStage;
import io.escapement.engine.consolidation.ConsolidationConfig;
import io.escapement.engine.consolidation.ConsolidationStage;
import io.escapement.engine.decision.DecisionConfig;
import io.escapement.engine.decision.DecisionStage;
import io.escapement.engine.decision.OrderFlowConfig;
import io.escapement.engine.decision.OrderFlowImbalance;
import io.escapement.engine.decision.TradedInstrument;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedStage;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.position.PositionStage;
import io.escapement.engine.risk.InstrumentLimits;
import io.escapement.engine.risk.RiskConfig;
import io.escapement.engine.risk.RiskStage;
import io.escapement.perf.recording.Loop;

import java.math.BigDecimal;
import java.util.List;

/**
 * Builds the core that is measured: all eight stages of the engine, with the baseline strategy and an eager one, and
 * limits that let their orders pass.
 */
public final class Cores {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final BigDecimal PLENTY = BigDecimal.TEN.pow(9);
    private static final int BASELINE = 1;
    private static final int MAX_ORDERS = 1024;
    private static final long STATE_HASH_EVERY = 10_000;

    private final Loop loop;
    private final int orderEvery;
    private BookStage books;

    /** @param orderEvery changes of a book from one order to the next */
    public Cores(Loop loop, int orderEvery) {
        this.loop = loop;
        this.orderEvery = orderEvery;
    }

    /** A fresh core that goes on behind a record. */
    public Core core(long lastSequence, long lastEventTimeNs) {
        return new Core(stages(), STATE_HASH_EVERY, lastSequence, lastEventTimeNs);
    }

    /**
     * Looks at the core that was made last.
     *
     * @throws IllegalStateException naming a book that is not live: figures taken on idle books would say nothing
     */
    public void requireLive() {
        // By index: an iterator would be an allocation, and this is called where they are counted.
        for (int i = 0; i < loop.instruments().size(); i++) {
            final Instrument instrument = loop.instruments().get(i);
            if (books.state(instrument.id()) != BookState.LIVE) {
                throw new IllegalStateException("the book of " + instrument.symbol() + " is "
                    + books.state(instrument.id()) + ", expected LIVE");
            }
        }
    }

    private List<Stage> stages() {
        final OrdersConfig orders = new OrdersConfig(1, MAX_ORDERS, 5 * SECOND_NS);
        final FeedLimits feed = FeedLimits.forBinance(loop.instruments().size());
        final BarsConfig bars = new BarsConfig(List.of(SECOND_NS, 60 * SECOND_NS), SECOND_NS / 4, 10, 60 * SECOND_NS);
        final DecisionConfig decision = new DecisionConfig(orders, 10 * SECOND_NS);
        books = new BookStage(feed);
        return List.of(new FeedStage(feed), books,
            new ConsolidationStage(ConsolidationConfig.usual()), new BarsStage(bars),
            new DecisionStage(decision, List.of(new OrderFlowImbalance(orderFlow()),
                new EagerStrategy(orderEvery, OrderSizes.of(loop)))),
            new RiskStage(risk(orders)), new OrdersStage(orders), new PositionStage(orders));
    }

    private OrderFlowConfig orderFlow() {
        final List<TradedInstrument> traded = loop.instruments().stream()
            .map(instrument -> new TradedInstrument(instrument.venue().name(), instrument.symbol(), size(instrument)))
            .toList();
        return new OrderFlowConfig(BASELINE, traded, SECOND_NS, 20, 1.5, 5 * SECOND_NS, 5 * SECOND_NS,
            OrderFlowConfig.Style.TAKER, 2 * SECOND_NS, false);
    }

    private BigDecimal size(Instrument instrument) {
        return BigDecimal.valueOf(OrderSizes.of(loop)[instrument.id()], -instrument.quantityExponent());
    }

    private RiskConfig risk(OrdersConfig orders) {
        final List<InstrumentLimits> limits = loop.instruments().stream()
            .map(instrument -> new InstrumentLimits(instrument.venue().name(), instrument.symbol(), PLENTY, PLENTY,
                PLENTY, 8, 1_000, 2 * SECOND_NS))
            .toList();
        return new RiskConfig(orders, List.of(BASELINE, EagerStrategy.ID), limits, 64, 100_000, SECOND_NS,
            2 * SECOND_NS);
    }
}
