package io.escapement.engine.orders;

import io.escapement.codecs.sbe.CancelOrderDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderUpdateEncoder;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;

/**
 * Follows our orders and says so: judges execution reports (their verdict is this stage's duty) and appends an
 * {@code OrderUpdate} whenever an order's status or filled quantity changes. A timer turns orders without an answer
 * UNKNOWN, at most {@value #MOST_PER_TIMER} at a time.
 */
public final class OrdersStage implements Stage {
    static final int MOST_PER_TIMER = 16;
    private static final int UPDATE_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + OrderUpdateEncoder.BLOCK_LENGTH;

    private final OrderTable table;
    private final long answerTimeoutNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final TimerDecoder timer = new TimerDecoder();
    private final MessageHeaderEncoder updateHeader = new MessageHeaderEncoder();
    private final OrderUpdateEncoder update = new OrderUpdateEncoder();

    public OrdersStage(OrdersConfig config) {
        this.table = new OrderTable(config.engineId(), config.maxOrders());
        this.answerTimeoutNs = config.answerTimeoutNs();
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public void onEvent(Slot slot) {
        switch (slot.eventTemplateId()) {
            case ExecutionReportDecoder.TEMPLATE_ID -> onReport(slot);
            case TimerDecoder.TEMPLATE_ID -> onTimer(slot);
            default -> { }
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            switch (slot.templateId(effect)) {
                case NewOrderDecoder.TEMPLATE_ID -> onNewOrder(slot, effect);
                case CancelOrderDecoder.TEMPLATE_ID -> onCancel(slot, effect);
                default -> { }
            }
        }
    }

    @Override
    public long stateHash() {
        return table.stateHash();
    }

    private void onReport(Slot slot) {
        report.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final Finding finding = table.onReport(report);
        slot.verdict(finding.verdict());
        if (finding == Finding.APPLIED) {
            append(slot, table.reported(), table.previousStatus());
        }
    }

    private void onTimer(Slot slot) {
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int instrumentId = timer.instrumentId();
        int said = 0;
        for (Order order = table.firstOpen(); order != null && said < MOST_PER_TIMER; order = table.nextOpen(order)) {
            if (order.instrumentId() == instrumentId && order.status() == OrderStatus.SENT
                && slot.eventTimeNs() - order.sentTimeNs() >= answerTimeoutNs && table.unanswered(order)) {
                append(slot, order, OrderStatus.SENT);
                said++;
            }
        }
    }

    private void onNewOrder(Slot slot, int effect) {
        newOrder.wrapAndApplyHeader(slot.buffer(), effect, header);
        final Order order = table.add(newOrder.clientOrderId(), newOrder.instrumentId(), newOrder.strategyId(),
            newOrder.side(), newOrder.price(), newOrder.quantity(), slot.eventTimeNs());
        if (order == null) {
            throw new IllegalStateException("no place for order " + newOrder.clientOrderId()
                + ": its id is known already, or risk let more orders through than there is room for");
        }
        append(slot, order, OrderStatus.INTENDED);
    }

    private void onCancel(Slot slot, int effect) {
        cancel.wrapAndApplyHeader(slot.buffer(), effect, header);
        final Order order = table.find(cancel.clientOrderId());
        if (order == null) {
            return;
        }
        final OrderStatus before = order.status();
        if (table.cancelSent(order, slot.eventTimeNs()) && before != order.status()) {
            append(slot, order, before);
        }
    }

    private void append(Slot slot, Order order, OrderStatus before) {
        final int offset = slot.claimEffect(UPDATE_LENGTH);
        update.wrapAndApplyHeader(slot.buffer(), offset, updateHeader)
            .clientOrderId(order.clientOrderId())
            .cumulativeQuantity(order.cumulativeQuantity())
            .leavesQuantity(order.leavesQuantity())
            .instrumentId(order.instrumentId())
            .status(order.status())
            .previousStatus(before);
        slot.commitEffect(UPDATE_LENGTH);
    }
}
