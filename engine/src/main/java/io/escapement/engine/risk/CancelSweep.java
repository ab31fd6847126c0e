package io.escapement.engine.risk;

import io.escapement.codecs.sbe.CancelOrderEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.pipeline.Slot;

/**
 * Cancels all open orders after a kill, at most {@value #MOST_PER_EVENT} with one event and the rest with the next
 * ones, and goes on asking for those that stay open.
 */
final class CancelSweep {
    static final int MOST_PER_EVENT = 16;
    private static final int CANCEL_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + CancelOrderEncoder.BLOCK_LENGTH;

    private final OrderTable table;
    private final Controls controls;
    private final long retryNs;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CancelOrderEncoder cancel = new CancelOrderEncoder();
    private boolean pending;
    private Reason reason = Reason.NONE;

    CancelSweep(OrderTable table, Controls controls, long retryNs) {
        this.table = table;
        this.controls = controls;
        this.retryNs = retryNs;
    }

    /** Wants all open orders cancelled. */
    void all(Reason why) {
        reason = why;
        for (Order order = table.firstOpen(); order != null; order = table.nextOpen(order)) {
            order.cancelWanted(true);
            pending = true;
        }
    }

    /** Wants those of an instrument's orders cancelled again that are still open so long after the last try. */
    void retry(int instrumentId, long eventTimeNs) {
        for (Order order = table.firstOpen(); order != null; order = table.nextOpen(order)) {
            if (order.instrumentId() == instrumentId && eventTimeNs - order.cancelTimeNs() >= retryNs) {
                order.cancelWanted(true);
                pending = true;
            }
        }
    }

    /** Appends as many cancels as one event may cause. */
    void append(Slot slot) {
        if (!pending) {
            return;
        }
        int sent = 0;
        Order order = table.firstOpen();
        while (order != null && sent < MOST_PER_EVENT) {
            // asked before: cancelling an order that the engine holds ends it
            final Order next = table.nextOpen(order);
            if (order.isCancelWanted()) {
                append(slot, order);
                sent++;
            }
            order = next;
        }
        pending = sent == MOST_PER_EVENT;
    }

    private void append(Slot slot, Order order) {
        final int offset = slot.claimEffect(CANCEL_LENGTH);
        cancel.wrapAndApplyHeader(slot.buffer(), offset, header)
            .clientOrderId(order.clientOrderId())
            .instrumentId(order.instrumentId())
            .reason(reason);
        slot.commitEffect(CANCEL_LENGTH);
        table.cancelSent(order, slot.eventTimeNs());
        controls.onSent(slot.eventTimeNs());
    }

    long stateHash() {
        return reason.value() << 1 | (pending ? 1 : 0);
    }
}
