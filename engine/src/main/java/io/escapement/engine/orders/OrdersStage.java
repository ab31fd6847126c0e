package io.escapement.engine.orders;

import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderAlarmEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderUpdateEncoder;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;

/**
 * Follows our orders and says so: judges execution reports (their verdict is this stage's duty), appends an
 * {@code OrderUpdate} whenever an order's status or filled quantity changes, and an {@code OrderAlarm} for each report
 * that contradicts what we know. A timer turns orders without an answer UNKNOWN, at most {@value #MOST_PER_TIMER} at a
 * time.
 */
public final class OrdersStage implements Stage {
    static final int MOST_PER_TIMER = 16;
    private static final int UPDATE_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + OrderUpdateEncoder.BLOCK_LENGTH;
    private static final int ALARM_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + OrderAlarmEncoder.BLOCK_LENGTH;

    private final OrderTable table;
    private final OrderFeed feed;
    private final long answerTimeoutNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TimerDecoder timer = new TimerDecoder();
    private final MessageHeaderEncoder effectHeader = new MessageHeaderEncoder();
    private final OrderUpdateEncoder update = new OrderUpdateEncoder();
    private final OrderAlarmEncoder alarm = new OrderAlarmEncoder();

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
        if (finding != null) {
            onReport(slot, finding);
        } else if (slot.eventTemplateId() == TimerDecoder.TEMPLATE_ID) {
            onTimer(slot);
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

    @Override
    public long stateHash() {
        return table.stateHash();
    }

    private void onReport(Slot slot, Finding finding) {
        slot.verdict(finding.verdict());
        if (finding.counts()) {
            append(slot, table.reported(), table.previousStatus());
        }
        if (finding.isContradiction()) {
            appendAlarm(slot, finding);
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

    private void onChanged(Slot slot, int effect) {
        final Order order = feed.touched();
        if (slot.templateId(effect) == NewOrderDecoder.TEMPLATE_ID) {
            append(slot, order, OrderStatus.INTENDED);
        } else if (order.status() != table.previousStatus()) {
            append(slot, order, table.previousStatus());
        }
    }

    private void append(Slot slot, Order order, OrderStatus before) {
        final int offset = slot.claimEffect(UPDATE_LENGTH);
        update.wrapAndApplyHeader(slot.buffer(), offset, effectHeader)
            .clientOrderId(order.clientOrderId())
            .cumulativeQuantity(order.cumulativeQuantity())
            .leavesQuantity(order.leavesQuantity())
            .instrumentId(order.instrumentId())
            .status(order.status())
            .previousStatus(before);
        slot.commitEffect(UPDATE_LENGTH);
    }

    private void appendAlarm(Slot slot, Finding finding) {
        final ExecutionReportDecoder report = feed.report();
        final OrderStatus status = table.reported() == null ? OrderStatus.NULL_VAL : table.reported().status();
        final int offset = slot.claimEffect(ALARM_LENGTH);
        alarm.wrapAndApplyHeader(slot.buffer(), offset, effectHeader)
            .clientOrderId(report.clientOrderId())
            .executionId(report.executionId())
            .instrumentId(report.instrumentId())
            .finding(finding.alarm())
            .orderStatus(status)
            .executionType(report.executionType());
        slot.commitEffect(ALARM_LENGTH);
    }
}
