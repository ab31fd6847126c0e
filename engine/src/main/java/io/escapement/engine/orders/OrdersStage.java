package io.escapement.engine.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.AccountBalanceDecoder;
import io.escapement.codecs.sbe.CarriedBalanceDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Follows our orders and says so: judges execution reports (their verdict is this stage's duty), appends an
 * {@code OrderUpdate} whenever an order's status or filled quantity changes, an {@code OrderAlarm} for each report that
 * contradicts what we know, and a {@code Correction} for each difference that reconciling found. A timer turns orders
 * without an answer UNKNOWN, at most {@value #MOST_PER_TIMER} at a time: a gateway that says nothing is not to be
 * trusted with saying so.
 */
public final class OrdersStage implements Stage {
    static final int MOST_PER_TIMER = 16;

    private final OrderTable table;
    private final OrderFeed feed;
    private final MarketView market = new MarketView();
    private final Balances balances = new Balances();
    private final long answerTimeoutNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TimerDecoder timer = new TimerDecoder();
    private final GatewayStatusDecoder gateway = new GatewayStatusDecoder();
    private final AccountBalanceDecoder balance = new AccountBalanceDecoder();
    private final CarriedBalanceDecoder carriedBalance = new CarriedBalanceDecoder();
    private final OrderEffects effects = new OrderEffects();
    private final UnsafeBuffer feeAsset = new UnsafeBuffer(0, 0);

    public OrdersStage(OrdersConfig config) {
        this.table = new OrderTable(config.engineId(), config.maxOrders());
        this.feed = new OrderFeed(table);
        this.answerTimeoutNs = config.answerTimeoutNs();
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public void onEvent(Slot slot) {
        final Finding finding = feed.onEvent(slot);
        switch (slot.eventTemplateId()) {
            case ExecutionReportDecoder.TEMPLATE_ID -> onReport(slot, finding);
            case TimerDecoder.TEMPLATE_ID -> onTimer(slot);
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> define(slot);
            case AccountBalanceDecoder.TEMPLATE_ID ->
                balances.tell(balance.wrapAndApplyHeader(slot.buffer(), slot.event(), header));
            case CarriedBalanceDecoder.TEMPLATE_ID ->
                balances.carry(carriedBalance.wrapAndApplyHeader(slot.buffer(), slot.event(), header));
            default -> { }
        }
        appendCorrections(slot);
        if (slot.eventTemplateId() == GatewayStatusDecoder.TEMPLATE_ID) {
            compareBalances(slot);
        }
        // the updates appended here are no effects that the feed takes in
        final int end = slot.recordLength();
        for (int effect = slot.firstEffect(); effect != Slot.NONE && effect < end; effect = slot.nextEffect(effect)) {
            if (feed.onEffect(slot, effect)) {
                onChanged(slot, effect);
            } else if (slot.templateId(effect) == NewOrderDecoder.TEMPLATE_ID) {
                throw new IllegalStateException("no place for an order of record " + slot.sequence()
                    + ": its id is known already, or risk let more orders through than there is room for");
            }
        }
    }

    /** Its orders, to be looked at only: for what folds a journal by this stage. */
    public OrderTable table() {
        return table;
    }

    /** Shows what the accounts should hold, as far as that is followed. */
    public void forEachBalance(BalanceVisitor visitor) {
        balances.forEach(visitor);
    }

    @Override
    public long stateHash() {
        return balances.hash(Hashing.fold(market.stateHash(), table.stateHash()));
    }

    private void define(Slot slot) {
        market.onRecord(slot);
        if (market.defined() != null) {
            balances.define(market.defined());
        }
    }

    private void onReport(Slot slot, Finding finding) {
        slot.verdict(finding.verdict());
        if (finding.counts()) {
            final boolean known = feed.report().executionType() == ExecutionType.OUTCOME_UNKNOWN
                && table.previousStatus() == OrderStatus.UNKNOWN;
            if (!known) {
                effects.update(slot, table.reported(), table.previousStatus());
            }
            if (feed.report().executionType() == ExecutionType.FILL) {
                onFill();
            }
        }
        if (finding.isContradiction()) {
            effects.alarm(slot, feed.report(), finding, table.reported());
        }
    }

    private void onFill() {
        final ExecutionReportDecoder report = feed.report();
        final Instrument instrument = market.instrument(report.instrumentId());
        if (instrument != null) {
            report.sbeRewind();
            report.skipVenueOrderText();
            report.wrapFeeAsset(feeAsset);
            balances.fill(instrument, report.side(), report.lastPrice(), report.lastQuantity(), report.fee(), feeAsset,
                report.venueTimeNs());
        }
    }

    private void onTimer(Slot slot) {
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int instrumentId = timer.instrumentId();
        int said = 0;
        for (Order order = table.firstOpen(); order != null && said < MOST_PER_TIMER; order = table.nextOpen(order)) {
            if (order.instrumentId() == instrumentId && order.status() == OrderStatus.SENT
                && slot.eventTimeNs() - order.sentTimeNs() >= answerTimeoutNs && table.unanswered(order)) {
                effects.update(slot, order, OrderStatus.SENT);
                said++;
            }
        }
    }

    private void appendCorrections(Slot slot) {
        final Corrections corrections = table.corrections();
        for (int i = 0; i < corrections.count(); i++) {
            effects.correction(slot, corrections, i);
            if (corrections.changed(i) != null) {
                effects.update(slot, corrections.changed(i), corrections.before(i));
            }
        }
    }

    private void compareBalances(Slot slot) {
        gateway.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        if (gateway.condition() != GatewayCondition.RECONCILED) {
            return;
        }
        AssetBalance difference = balances.nextDifference(gateway.venue());
        while (difference != null) {
            effects.balance(slot, difference, balances.name(difference));
            difference = balances.nextDifference(gateway.venue());
        }
    }

    private void onChanged(Slot slot, int effect) {
        final Order order = feed.touched();
        if (slot.templateId(effect) == NewOrderDecoder.TEMPLATE_ID) {
            effects.update(slot, order, OrderStatus.INTENDED);
        } else if (order.status() != table.previousStatus() || order.isHeld()) {
            effects.update(slot, order, table.previousStatus());
        }
    }
}
