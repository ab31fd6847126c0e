package io.escapement.engine.decision;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.market.Quote;
import io.escapement.engine.market.TimeBars;
import io.escapement.engine.orders.Finding;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderFeed;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.Verdict;

import java.util.List;

/**
 * Hosts strategies, asked in the order of the config: about an execution report first, then a timer or trade, then
 * quotes, then bars. The only stage that makes intents. Follows its own orders by a table of its own; see
 * {@link Holding} for what it cannot know.
 */
public final class DecisionStage implements Stage {
    private final MarketView market = new MarketView();
    private final Strategy[] strategies;
    private final OrderTable table;
    private final OrderFeed orders;
    private final HoldingTable holdings;
    private final OwnOrders own;
    private final DecisionView view;
    private final Intents intents;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final TimerDecoder timer = new TimerDecoder();
    private final BarDecoder bar = new BarDecoder();

    public DecisionStage(DecisionConfig config, List<Strategy> strategies) {
        this.strategies = strategies.toArray(new Strategy[0]);
        this.table = new OrderTable(config.orders().engineId(), config.orders().maxOrders());
        this.orders = new OrderFeed(table);
        this.holdings = new HoldingTable(this.strategies, table, config.intentTimeoutNs());
        this.view = new DecisionView(market, table, holdings);
        this.intents = new Intents(config.orders().engineId(), config.intentTimeoutNs(), table, holdings);
        this.own = new OwnOrders(config.orders().engineId(), this.strategies, table, orders, holdings);
    }

    @Override
    public String name() {
        return "decision";
    }

    @Override
    public void onEvent(Slot slot) {
        market.onRecord(slot);
        intents.begin(slot);
        view.at(slot.eventTimeNs());
        if (market.defined() != null) {
            onInstrument(market.defined());
        }
        own.beforeReport(slot);
        final Finding finding = orders.onEvent(slot);
        own.onCarried(slot);
        if (finding != null && finding.counts()) {
            onReport(orders.report());
        }
        switch (slot.eventTemplateId()) {
            case TradeDecoder.TEMPLATE_ID -> onTrade(slot);
            case TimerDecoder.TEMPLATE_ID -> onTimer(slot);
            default -> { }
        }
        own.retire(slot);
        for (int i = 0; i < market.touchedCount(); i++) {
            onQuote(market.touched(i));
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == BarDecoder.TEMPLATE_ID) {
                onBar(slot, effect);
            }
        }
    }

    @Override
    public long stateHash() {
        long hash = Hashing.fold(market.stateHash(), table.stateHash());
        hash = Hashing.fold(hash, holdings.stateHash());
        for (final Strategy strategy : strategies) {
            hash = Hashing.fold(hash, strategy.stateHash());
        }
        return hash;
    }

    private void onInstrument(Instrument instrument) {
        holdings.define(instrument.id());
        for (final Strategy strategy : strategies) {
            strategy.onInstrument(instrument);
        }
    }

    private void onReport(ExecutionReportDecoder report) {
        final Order order = table.reported();
        final Holding holding = holdings.get(order.instrumentId(), order.strategyId());
        if (holding == null) {
            return;
        }
        if (report.executionType() == ExecutionType.FILL) {
            holding.fill(order.side() == Side.BUY ? report.lastQuantity() : -report.lastQuantity());
        }
        for (final Strategy strategy : strategies) {
            if (strategy.id() == order.strategyId()) {
                turnTo(strategy);
                adopt(order, holding);
                strategy.onOrder(market.instrument(order.instrumentId()), order, view, intents);
                strategy.onHolding(market.instrument(order.instrumentId()), view, intents);
            }
        }
    }

    // An order taken for denied has been answered after all: it is the working order again, or one too many.
    private void adopt(Order order, Holding holding) {
        if (!order.isOpen() || !order.isMarked()) {
            return;
        }
        final Order working = holding.working(view.eventTimeNs());
        if (working == null) {
            holding.work(order);
        } else if (working != order) {
            intents.cancel(order);
        }
    }

    private void onTrade(Slot slot) {
        trade.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final Instrument instrument = market.instrument(trade.instrumentId());
        if (slot.verdict() != Verdict.APPLIED || instrument == null) {
            return;
        }
        for (final Strategy strategy : strategies) {
            turnTo(strategy);
            strategy.onTrade(instrument, trade, view, intents);
        }
    }

    private void onTimer(Slot slot) {
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final Instrument instrument = market.instrument(timer.instrumentId());
        if (instrument == null) {
            return;
        }
        for (final Strategy strategy : strategies) {
            turnTo(strategy);
            strategy.onTimer(instrument, view, intents);
        }
    }

    private void onQuote(int instrumentId) {
        final Instrument instrument = market.instrument(instrumentId);
        final Quote quote = market.quote(instrumentId);
        for (final Strategy strategy : strategies) {
            turnTo(strategy);
            if (quote.isLive()) {
                strategy.onQuote(instrument, quote, view, intents);
            } else {
                strategy.onQuoteLost(instrument, view, intents);
            }
        }
    }

    private void onBar(Slot slot, int effect) {
        bar.wrapAndApplyHeader(slot.buffer(), effect, header);
        if (!TimeBars.isOfInstrument(bar)) {
            return;
        }
        final Instrument instrument = market.instrument(bar.instrumentId());
        for (final Strategy strategy : strategies) {
            turnTo(strategy);
            strategy.onBar(instrument, bar, view, intents);
        }
    }

    private void turnTo(Strategy strategy) {
        view.of(strategy.id());
        intents.of(strategy.id());
    }
}
