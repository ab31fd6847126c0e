package io.escapement.engine.risk;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.CancelOrderDecoder;
import io.escapement.codecs.sbe.FaultDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OperatorCommandDecoder;
import io.escapement.codecs.sbe.OrderIntentDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.TradingStateChangeEncoder;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.orders.Finding;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderFeed;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.Verdict;

/**
 * Lets orders through or denies them, and halts trading. Trading halts on a KILL or STOP command, on a fault of a
 * stage before this one, and on an execution report that contradicts what we know of our orders: then exposure is not
 * what we think. It goes on only after a RESUME of a person who gives a name and a reason, and never after a STOP.
 * KILL and RESUME are for the whole engine: a KILL for one instrument kills all, a RESUME for one is refused.
 *
 * <p>Judging KILL, RESUME and STOP commands is this stage's duty. Knows orders and position from the same reports as
 * the orders stage, by a table of its own.
 */
public final class RiskStage implements Stage {
    private static final int CHANGE_LENGTH =
        MessageHeaderEncoder.ENCODED_LENGTH + TradingStateChangeEncoder.BLOCK_LENGTH;

    private final RiskConfig config;
    private final MarketView market = new MarketView();
    private final InstrumentTable<Limits> limits = new InstrumentTable<>();
    private final TradingSwitch trading = new TradingSwitch();
    private final OrderTable table;
    private final OrderFeed orders;
    private final Controls controls;
    private final CancelSweep sweep;
    private final OrderGate gate;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();
    private final TimerDecoder timer = new TimerDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final MessageHeaderEncoder changeHeader = new MessageHeaderEncoder();
    private final TradingStateChangeEncoder change = new TradingStateChangeEncoder();

    public RiskStage(RiskConfig config) {
        this.config = config;
        this.table = new OrderTable(config.orders().engineId(), config.orders().maxOrders());
        this.orders = new OrderFeed(table);
        this.controls = new Controls(config, trading, table);
        this.sweep = new CancelSweep(table, controls, config.cancelRetryNs());
        this.gate = new OrderGate(config.orders().engineId(), market, limits, table, controls);
    }

    @Override
    public String name() {
        return "risk";
    }

    @Override
    public void onEvent(Slot slot) {
        market.onRecord(slot);
        if (market.defined() != null) {
            limits.put(market.defined().id(), limitsOf(market.defined()));
        }
        if (slot.isFaulted()) {
            halt(slot, Reason.FAULT);
        }
        final Finding finding = orders.onEvent(slot);
        if (finding != null && finding.isContradiction()) {
            halt(slot, Reason.RISK);
        }
        switch (slot.eventTemplateId()) {
            case OperatorCommandDecoder.TEMPLATE_ID -> onCommand(slot);
            case TimerDecoder.TEMPLATE_ID -> onTimer(slot);
            default -> { }
        }
        onEffects(slot);
        sweep.append(slot);
    }

    @Override
    public long stateHash() {
        long hash = Hashing.fold(market.stateHash(), table.stateHash());
        hash = Hashing.fold(hash, controls.stateHash());
        hash = Hashing.fold(hash, sweep.stateHash());
        hash = Hashing.fold(hash, trading.state().value());
        return Hashing.fold(hash, trading.isStopped());
    }

    private Limits limitsOf(Instrument instrument) {
        for (final InstrumentLimits candidate : config.instruments()) {
            if (candidate.venue().equals(instrument.venue().name())
                && candidate.symbol().equals(instrument.symbol())) {
                return Limits.of(candidate, instrument);
            }
        }
        return null;
    }

    private void onEffects(Slot slot) {
        int intents = 0;
        final int end = slot.recordLength();
        for (int effect = slot.firstEffect(); effect != Slot.NONE && effect < end; effect = slot.nextEffect(effect)) {
            switch (slot.templateId(effect)) {
                case OrderIntentDecoder.TEMPLATE_ID -> gate.onIntent(slot, effect, intents++);
                case CancelOrderDecoder.TEMPLATE_ID -> onCancel(slot, effect);
                case FaultDecoder.TEMPLATE_ID -> halt(slot, Reason.FAULT);
                default -> { }
            }
        }
    }

    private void onCancel(Slot slot, int effect) {
        cancel.wrapAndApplyHeader(slot.buffer(), effect, header);
        controls.onSent(slot.eventTimeNs());
        final Order order = table.find(cancel.clientOrderId());
        if (order != null) {
            table.cancelSent(order, slot.eventTimeNs());
        }
    }

    private void onTimer(Slot slot) {
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        if (trading.state() == TradingState.HALTED) {
            sweep.retry(timer.instrumentId(), slot.eventTimeNs());
        }
    }

    private void onCommand(Slot slot) {
        command.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        switch (command.command()) {
            case KILL -> {
                slot.verdict(Verdict.APPLIED);
                halt(slot, Reason.OPERATOR);
            }
            case STOP -> {
                slot.verdict(Verdict.APPLIED);
                trading.stop();
                halt(slot, Reason.OPERATOR);
            }
            case RESUME -> slot.verdict(resume(slot));
            default -> { }
        }
    }

    private byte resume(Slot slot) {
        final boolean wholeEngine = command.instrumentId() == OperatorCommandDecoder.instrumentIdNullValue();
        final boolean hasPerson = command.skipPerson() > 0;
        final boolean hasReason = command.skipReason() > 0;
        if (trading.isStopped() || !wholeEngine || !hasPerson || !hasReason) {
            return Verdict.REFUSED;
        }
        return change(slot, TradingState.ACTIVE, Reason.OPERATOR) ? Verdict.APPLIED : Verdict.IGNORED;
    }

    private void halt(Slot slot, Reason reason) {
        change(slot, TradingState.HALTED, reason);
        sweep.all(reason);
    }

    private boolean change(Slot slot, TradingState state, Reason reason) {
        final TradingState before = trading.state();
        if (!trading.set(state)) {
            return false;
        }
        final int offset = slot.claimEffect(CHANGE_LENGTH);
        change.wrapAndApplyHeader(slot.buffer(), offset, changeHeader)
            .state(state)
            .previousState(before)
            .reason(reason)
            .rule(RiskRule.NULL_VAL)
            .strategyId(TradingStateChangeEncoder.strategyIdNullValue())
            .limitValue(TradingStateChangeEncoder.limitValueNullValue())
            .observed(TradingStateChangeEncoder.observedNullValue());
        slot.commitEffect(CHANGE_LENGTH);
        return true;
    }
}
