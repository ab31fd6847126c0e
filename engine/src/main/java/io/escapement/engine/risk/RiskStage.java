package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.sbe.AccountBalanceDecoder;
import io.escapement.codecs.sbe.AmendIntentDecoder;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.CancelOrderDecoder;
import io.escapement.codecs.sbe.CarriedAssetDecoder;
import io.escapement.codecs.sbe.CarriedFundingDecoder;
import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.CarriedPositionDecoder;
import io.escapement.codecs.sbe.CarriedRiskDecoder;
import io.escapement.codecs.sbe.CarryBegunDecoder;
import io.escapement.codecs.sbe.CarryEndedDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.FaultDecoder;
import io.escapement.codecs.sbe.FundingPaymentDecoder;
import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.MarkPriceDecoder;
import io.escapement.codecs.sbe.MarketProfile;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OperatorCommandDecoder;
import io.escapement.codecs.sbe.OrderIntentDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.market.TimeBars;
import io.escapement.engine.orders.Finding;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderFeed;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.Verdict;

/**
 * Lets orders through or denies them, holds those that wait, closes what has lost too much, and takes the reins of
 * trading. Judging KILL, REDUCE, CANCEL_ALL, RESUME and STOP commands is this stage's duty: KILL, REDUCE and RESUME are
 * for the whole engine, and a RESUME for one instrument is refused, as is one without a person and a reason, after a
 * STOP, or before every account has been reconciled.
 *
 * <p>Knows orders and position from the same reports as the orders stage, by a table of its own.
 */
public final class RiskStage implements Stage {
    /** Bytes of a person's name or reason that are looked at. */
    private static final int MOST_SAID = 256;

    private final RiskConfig config;
    private final MarketView view = new MarketView();
    private final TradingSwitch trading = new TradingSwitch();
    private final Balances balances = new Balances();
    private final Peers peers = new Peers();
    private final RiskEffects effects = new RiskEffects();
    private final OrderTable table;
    private final OrderFeed orders;
    private final Markets markets;
    private final Ledger ledger;
    private final Controls controls;
    private final CancelSweep sweep;
    private final Reins reins;
    private final LossWatch losses;
    private final Throttle throttle;
    private final PostTrade postTrade;
    private final Gateways gateways;
    private final OrderGate gate;
    private final HeldOrders held;
    private final StopLosses stops;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();
    private final TimerDecoder timer = new TimerDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final MarkPriceDecoder mark = new MarkPriceDecoder();
    private final BarDecoder bar = new BarDecoder();
    private final GatewayStatusDecoder status = new GatewayStatusDecoder();
    private final AccountBalanceDecoder balance = new AccountBalanceDecoder();
    private final FundingPaymentDecoder funding = new FundingPaymentDecoder();
    private final CarriedAssetDecoder carriedAsset = new CarriedAssetDecoder();
    private final CarriedPositionDecoder carriedPosition = new CarriedPositionDecoder();
    private final CarriedFundingDecoder carriedFunding = new CarriedFundingDecoder();
    private final CarriedRiskDecoder carriedRisk = new CarriedRiskDecoder();
    private final StallWatch stalls;
    private final byte[] said = new byte[MOST_SAID];
    private boolean begun;

    /** A stage that does not look whether the engine itself has stalled. */
    public RiskStage(RiskConfig config) {
        this(config, 0);
    }

    /** @param stallNs between two events, after which trading halts; 0: it never does for that */
    public RiskStage(RiskConfig config, long stallNs) {
        stalls = new StallWatch(stallNs);
        this.config = config;
        final Guards guards = config.guards();
        table = new OrderTable(config.orders().engineId(), config.orders().maxOrders());
        orders = new OrderFeed(table);
        markets = new Markets(config, table, view, balances);
        ledger = new Ledger(markets, config);
        controls = new Controls(config, trading, table, markets, ledger.total());
        sweep = new CancelSweep(table, markets, controls, effects, guards.cancelRetryNs());
        reins = new Reins(trading, markets, ledger, sweep, effects);
        losses = new LossWatch(ledger, markets, table, trading, reins, effects, config);
        final long most = config.global().get(Bound.EXECUTIONS);
        throttle = new Throttle(reins, markets,
            most == Bounds.NONE ? null : new RateWindow((int) most, guards.executionWindowNs()));
        postTrade = new PostTrade(markets, reins);
        gateways = new Gateways(markets, reins, sweep, guards.disconnectNs());
        gate = new OrderGate(config, markets, table, controls, effects);
        held = new HeldOrders(table, gate, sweep, guards);
        stops = new StopLosses(gate, sweep, trading, markets, effects, config);
    }

    /** Tells somebody of every check that the gate makes from here on; null: nobody. Changes nothing. */
    public void trace(RiskTrace listener) {
        gate.trace(listener);
    }

    @Override
    public String name() {
        return "risk";
    }

    @Override
    public void onEvent(Slot slot) {
        stops.begin();
        if (!begun) {
            begun = true;
            reins.awaitReconciling(slot);
        }
        final long gapNs = stalls.gapNs(slot.eventTimeNs(),
            slot.eventTemplateId() == TimerDecoder.TEMPLATE_ID);
        if (gapNs > 0) {
            reins.halt(slot, Reason.STALLED, RiskRule.DISCONNECT_PROTECTION, stalls.limitNs(), gapNs);
        }
        view.onRecord(slot);
        final Finding finding = orders.onEvent(slot);
        if (view.defined() != null) {
            markets.define(view.defined());
        }
        if (slot.isFaulted()) {
            reins.halt(slot, Reason.FAULT);
        }
        postTrade.onCorrections(slot, table.corrections());
        if (finding != null) {
            onReport(slot, finding);
        }
        onQuotes(slot);
        onOther(slot);
        onEffects(slot);
        watch(slot);
        sweep.append(slot);
    }

    @Override
    public long stateHash() {
        long hash = Hashing.fold(view.stateHash(), table.stateHash());
        hash = Hashing.fold(hash, controls.stateHash());
        hash = Hashing.fold(hash, sweep.stateHash());
        hash = Hashing.fold(hash, losses.stateHash());
        hash = Hashing.fold(hash, throttle.stateHash());
        hash = ledger.hash(markets.hash(hash));
        hash = Hashing.fold(hash, trading.state().value() << 8 | trading.reason().value());
        hash = reins.hash(stalls.hash(hash));
        return Hashing.fold(Hashing.fold(hash, begun), trading.isStopped());
    }

    private void onQuotes(Slot slot) {
        for (int i = 0; i < view.touchedCount(); i++) {
            final InstrumentRisk market = markets.of(view.touched(i));
            if (market == null) {
                continue;
            }
            if (market.quote.isLive()) {
                final long limit = Math.min(Math.min(config.global().get(Bound.JUMP),
                    market.venue.limits.bounds().get(Bound.JUMP)),
                    market.limits == null ? Bounds.NONE : market.limits.bounds().get(Bound.JUMP));
                market.onQuote(slot.eventTimeNs(), limit, limit != Bounds.NONE && peers.agree(market, limit));
            }
            controls.onMark(market);
        }
    }

    private void onOther(Slot slot) {
        switch (slot.eventTemplateId()) {
            case TradeDecoder.TEMPLATE_ID -> {
                trade.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                final InstrumentRisk market = markets.of(trade.instrumentId());
                if (market != null && trade.price() > 0 && slot.verdict() <= Verdict.APPLIED) {
                    market.lastPrice = trade.price();
                }
            }
            case MarkPriceDecoder.TEMPLATE_ID -> onMark(slot);
            case TimerDecoder.TEMPLATE_ID -> onTimer(slot);
            case OperatorCommandDecoder.TEMPLATE_ID -> onCommand(slot);
            case GatewayStatusDecoder.TEMPLATE_ID ->
                gateways.onStatus(slot, status.wrapAndApplyHeader(slot.buffer(), slot.event(), header));
            case AccountBalanceDecoder.TEMPLATE_ID -> balances.onBalance(
                balance.wrapAndApplyHeader(slot.buffer(), slot.event(), header), slot.eventTimeNs());
            case FundingPaymentDecoder.TEMPLATE_ID -> {
                funding.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                final InstrumentRisk market = markets.of(funding.instrumentId());
                if (market != null) {
                    ledger.onFunding(market, funding, slot.eventTimeNs());
                }
            }
            default -> onCarried(slot);
        }
    }

    private void onCarried(Slot slot) {
        switch (slot.eventTemplateId()) {
            case CarriedOrderDecoder.TEMPLATE_ID -> {
                final InstrumentRisk market = orders.touched() == null ? null
                    : markets.of(orders.touched().instrumentId());
                if (market != null) {
                    market.watched = true;
                }
            }
            case CarriedPositionDecoder.TEMPLATE_ID -> {
                carriedPosition.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                final InstrumentRisk market = markets.of(carriedPosition.instrumentId());
                if (market != null) {
                    ledger.carry(market, carriedPosition);
                }
            }
            case CarriedAssetDecoder.TEMPLATE_ID ->
                ledger.name(carriedAsset.wrapAndApplyHeader(slot.buffer(), slot.event(), header));
            case CarriedFundingDecoder.TEMPLATE_ID -> {
                carriedFunding.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                final InstrumentRisk market = markets.of(carriedFunding.instrumentId());
                if (market != null) {
                    carriedFunding.payments().forEach(payment -> market.payments.add(payment.paymentId()));
                }
            }
            case CarriedRiskDecoder.TEMPLATE_ID -> onCarriedRisk(slot);
            case CarryBegunDecoder.TEMPLATE_ID -> reins.awaitCarry(slot);
            case CarryEndedDecoder.TEMPLATE_ID -> reins.carryEnded(slot);
            default -> { }
        }
    }

    private void onCarriedRisk(Slot slot) {
        carriedRisk.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        if (carriedRisk.venue() != Venue.NULL_VAL
            || carriedRisk.instrumentId() != CarriedRiskDecoder.instrumentIdNullValue()) {
            onCarriedPart();
            return;
        }
        final boolean everybody = carriedRisk.strategyId() == CarriedRiskDecoder.strategyIdNullValue();
        final StrategyState strategy = markets.strategy(carriedRisk.strategyId());
        carry(everybody ? ledger.total() : strategy == null ? null : strategy.equity);
        if (everybody) {
            reins.carry(slot, carriedRisk.state(), carriedRisk.reason());
        } else if (strategy != null && carriedRisk.state() != TradingState.NULL_VAL) {
            reins.tighten(slot, strategy, carriedRisk.state(), carriedRisk.reason(), null, Denial.NONE, Denial.NONE);
            strategy.throttled = carriedRisk.reason() == Reason.REPEATED_EXECUTION
                && strategy.state != TradingState.ACTIVE;
        }
    }

    /** Of a venue, or of an instrument. */
    private void onCarriedPart() {
        final InstrumentRisk market = markets.of(carriedRisk.instrumentId());
        if (carriedRisk.venue() == Venue.NULL_VAL) {
            carry(market == null ? null : market.equity);
            return;
        }
        for (int i = 0; i < markets.venueCount(); i++) {
            if (markets.venueAt(i).venue == carriedRisk.venue()) {
                carry(markets.venueAt(i).equity);
            }
        }
    }

    private void carry(DayEquity equity) {
        if (equity != null && carriedRisk.dayStartTimeNs() != CarriedRiskDecoder.dayStartTimeNsNullValue()) {
            equity.carry(carriedRisk.dayStartTimeNs(), carriedRisk.dayStartEquity(), carriedRisk.peakEquity(),
                carriedRisk.equity());
        }
    }

    private void onReport(Slot slot, Finding finding) {
        if (finding.isContradiction()) {
            reins.halt(slot, Reason.CONTRADICTION, RiskRule.RECONCILIATION, Denial.NONE, Denial.NONE);
            return;
        }
        if (finding != Finding.APPLIED) {
            // It may be of another engine's order, which the table does not have.
            return;
        }
        report.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final Order order = table.reported();
        if (finding != Finding.APPLIED) {
            return;
        }
        final InstrumentRisk market = markets.of(order.instrumentId());
        if (report.executionType() == ExecutionType.REJECTED && market != null) {
            onRejected(market, order);
        }
        if (report.executionType() != ExecutionType.FILL) {
            return;
        }
        if (market == null) {
            reins.halt(slot, Reason.CONTRADICTION, RiskRule.RECONCILIATION, Denial.NONE, order.instrumentId());
            return;
        }
        report.skipVenueOrderText();
        postTrade.onFill(slot, market, report, ledger.onFill(market, order, report, slot.eventTimeNs()));
        throttle.onFill(slot, market, markets.strategy(order.strategyId()));
        losses.look(slot);
    }

    /** A venue that does not keep stops although its limits say so: from now on the engine holds them. */
    private void onRejected(InstrumentRisk market, Order order) {
        market.venue.refusesTriggers |= order.terms().isTriggered() && report.source() == ReportSource.REPLY
            && report.rejectCode() == RejectCode.NOT_SUPPORTED;
    }

    private void onMark(Slot slot) {
        mark.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final InstrumentRisk market = markets.of(mark.instrumentId());
        if (market != null && mark.markPrice() > 0) {
            final long price = Money.rescale(mark.markPrice(), Money.EXPONENT, market.instrument.priceExponent(),
                Rounding.HALF_EVEN);
            market.venueMark = price == Money.OVERFLOW ? InstrumentRisk.NO_PRICE : price;
            market.venueMarkTimeNs = slot.eventTimeNs();
        }
    }

    private void onTimer(Slot slot) {
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        // What the run before left open stays so until its venue has been asked.
        sweep.retry(timer.instrumentId(), reins.isAwaiting() ? TradingState.ACTIVE : trading.state(),
            slot.eventTimeNs());
        gateways.onTimer(slot);
        losses.onTimer(slot, timer.instrumentId());
        final InstrumentRisk market = markets.of(timer.instrumentId());
        if (market != null) {
            final MarketProfile before = market.profile.profile();
            final boolean live = market.quote.isLive();
            if (market.profile.onTimer(slot.eventTimeNs(), live ? market.quote.bidPrice() : 0,
                live ? market.quote.askPrice() : 0)) {
                effects.profile(slot, market, before);
            }
            held.onTimer(slot, market);
        }
    }

    private void onEffects(Slot slot) {
        int intents = 0;
        final int end = slot.recordLength();
        for (int effect = slot.firstEffect(); effect != Slot.NONE && effect < end; effect = slot.nextEffect(effect)) {
            switch (slot.templateId(effect)) {
                case OrderIntentDecoder.TEMPLATE_ID -> gate.onIntent(slot, effect, intents++);
                case AmendIntentDecoder.TEMPLATE_ID -> gate.onAmendIntent(slot, effect);
                case CancelOrderDecoder.TEMPLATE_ID -> onCancel(slot, effect);
                case FaultDecoder.TEMPLATE_ID -> reins.halt(slot, Reason.FAULT);
                case BarDecoder.TEMPLATE_ID -> onBar(slot, effect);
                default -> { }
            }
        }
    }

    private void onBar(Slot slot, int effect) {
        bar.wrapAndApplyHeader(slot.buffer(), effect, header);
        final InstrumentRisk market = TimeBars.isOfInstrument(bar) ? markets.of(bar.instrumentId()) : null;
        if (market != null && bar.durationNs() == market.rangeDurationNs && bar.tradeCount() != 0) {
            market.range.onBar(bar.highPrice(), bar.lowPrice(), bar.closePrice());
        }
    }

    private void onCancel(Slot slot, int effect) {
        cancel.wrapAndApplyHeader(slot.buffer(), effect, header);
        final Order order = table.find(cancel.clientOrderId());
        if (order == null) {
            return;
        }
        if (!order.isHeld()) {
            controls.onMessage(markets.of(order.instrumentId()), markets.strategy(order.strategyId()),
                slot.eventTimeNs());
        }
        table.cancelSent(order, slot.eventTimeNs());
    }

    /** Prices, positions or the time have changed: what waits for them is looked at, each instrument once. */
    private void watch(Slot slot) {
        for (int i = 0; i < view.touchedCount(); i++) {
            look(slot, view.touched(i));
        }
        final int about = switch (slot.eventTemplateId()) {
            case TradeDecoder.TEMPLATE_ID -> trade.instrumentId();
            case MarkPriceDecoder.TEMPLATE_ID -> mark.instrumentId();
            case TimerDecoder.TEMPLATE_ID -> timer.instrumentId();
            case ExecutionReportDecoder.TEMPLATE_ID -> orders.report().instrumentId();
            default -> 0;
        };
        if (!isTouched(about)) {
            look(slot, about);
        }
    }

    private boolean isTouched(int instrumentId) {
        for (int i = 0; i < view.touchedCount(); i++) {
            if (view.touched(i) == instrumentId) {
                return true;
            }
        }
        return false;
    }

    private void look(Slot slot, int instrumentId) {
        final InstrumentRisk market = markets.of(instrumentId);
        if (market != null) {
            held.onPrice(slot, market);
            stops.look(slot, market);
        }
    }

    private void onCommand(Slot slot) {
        command.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        switch (command.command()) {
            case KILL -> {
                slot.verdict(Verdict.APPLIED);
                reins.halt(slot, cause(command.cause()));
            }
            case STOP -> {
                slot.verdict(Verdict.APPLIED);
                trading.stop();
                reins.halt(slot, Reason.STOPPED);
            }
            case REDUCE -> {
                slot.verdict(trading.state() == TradingState.ACTIVE ? Verdict.APPLIED : Verdict.IGNORED);
                reins.reduce(slot, Reason.OPERATOR, null, Denial.NONE, Denial.NONE);
            }
            case CANCEL_ALL -> {
                slot.verdict(Verdict.APPLIED);
                if (isWholeEngine()) {
                    sweep.all(Reason.OPERATOR);
                } else {
                    sweep.ofInstrument(command.instrumentId(), 0, Reason.OPERATOR);
                }
            }
            case RESUME -> slot.verdict(resume(slot));
            default -> { }
        }
    }

    /** Whose word a KILL is: anything that is no known cause is a person's. */
    private static Reason cause(Reason said) {
        return switch (said) {
            case STALLED, WATCHDOG, FAULT -> said;
            default -> Reason.OPERATOR;
        };
    }

    private boolean isWholeEngine() {
        return command.instrumentId() == OperatorCommandDecoder.instrumentIdNullValue();
    }

    private byte resume(Slot slot) {
        final boolean wholeEngine = isWholeEngine();
        final boolean hasPerson = isSaid(command.getPerson(said, 0, said.length));
        final boolean hasReason = isSaid(command.getReason(said, 0, said.length));
        if (trading.isStopped() || !wholeEngine || !hasPerson || !hasReason || !reins.isReconciled()) {
            return Verdict.REFUSED;
        }
        if (!reins.resume(slot)) {
            return Verdict.IGNORED;
        }
        throttle.forgive();
        losses.tell(slot);
        return Verdict.APPLIED;
    }

    /** Whether there is more than blanks. */
    private boolean isSaid(int length) {
        for (int i = 0; i < length; i++) {
            if (said[i] > ' ' || said[i] < 0) {
                return true;
            }
        }
        return false;
    }
}
