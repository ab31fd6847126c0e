package io.escapement.engine.orders;

import io.escapement.codecs.sbe.CancelOrderDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.engine.pipeline.Slot;

/** Feeds a table from slots the way {@link OrdersStage} does, for a stage behind it that needs to know orders too. */
public final class OrderFeed {
    private final OrderTable table;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();

    public OrderFeed(OrderTable table) {
        this.table = table;
    }

    /** Judges and applies the execution report that is the slot's event, and leaves it in {@link #report()}. */
    public Finding onReport(Slot slot) {
        report.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        return table.onReport(report);
    }

    /** The report that was judged last; a view of the slot's bytes. */
    public ExecutionReportDecoder report() {
        return report;
    }

    /** Takes in the orders and cancels among the slot's effects. */
    public void onEffects(Slot slot) {
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            switch (slot.templateId(effect)) {
                case NewOrderDecoder.TEMPLATE_ID -> {
                    newOrder.wrapAndApplyHeader(slot.buffer(), effect, header);
                    table.add(newOrder.clientOrderId(), newOrder.instrumentId(), newOrder.strategyId(),
                        newOrder.side(), newOrder.price(), newOrder.quantity(), slot.eventTimeNs());
                }
                case CancelOrderDecoder.TEMPLATE_ID -> {
                    cancel.wrapAndApplyHeader(slot.buffer(), effect, header);
                    final Order order = table.find(cancel.clientOrderId());
                    if (order != null) {
                        table.cancelSent(order, slot.eventTimeNs());
                    }
                }
                default -> { }
            }
        }
    }
}
