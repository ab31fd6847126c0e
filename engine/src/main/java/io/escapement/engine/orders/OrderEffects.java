package io.escapement.engine.orders;

import io.escapement.codecs.sbe.CorrectionEncoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OrderAlarmEncoder;
import io.escapement.codecs.sbe.OrderFinding;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderUpdateEncoder;
import io.escapement.engine.pipeline.Slot;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes what the orders stage has to say. */
final class OrderEffects {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int UPDATE_LENGTH = HEADER + OrderUpdateEncoder.BLOCK_LENGTH;
    private static final int ALARM_LENGTH = HEADER + OrderAlarmEncoder.BLOCK_LENGTH;
    private static final int CORRECTION_LENGTH = HEADER + CorrectionEncoder.BLOCK_LENGTH
        + CorrectionEncoder.assetHeaderLength();
    private static final UnsafeBuffer NO_ASSET = new UnsafeBuffer(new byte[0]);

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderUpdateEncoder update = new OrderUpdateEncoder();
    private final OrderAlarmEncoder alarm = new OrderAlarmEncoder();
    private final CorrectionEncoder correction = new CorrectionEncoder();

    void update(Slot slot, Order order, OrderStatus before) {
        final int offset = slot.claimEffect(UPDATE_LENGTH);
        update.wrapAndApplyHeader(slot.buffer(), offset, header)
            .clientOrderId(order.clientOrderId())
            .cumulativeQuantity(order.cumulativeQuantity())
            .leavesQuantity(order.leavesQuantity())
            .instrumentId(order.instrumentId())
            .status(order.status())
            .previousStatus(before);
        slot.commitEffect(UPDATE_LENGTH);
    }

    /** The order is null if we know none such. */
    void alarm(Slot slot, ExecutionReportDecoder report, Finding finding, Order order) {
        final int offset = slot.claimEffect(ALARM_LENGTH);
        alarm.wrapAndApplyHeader(slot.buffer(), offset, header)
            .clientOrderId(report.clientOrderId())
            .executionId(report.executionId())
            .instrumentId(report.instrumentId())
            .finding(finding.alarm())
            .orderStatus(order == null ? OrderStatus.NULL_VAL : order.status())
            .executionType(report.executionType());
        slot.commitEffect(ALARM_LENGTH);
    }

    void correction(Slot slot, Corrections corrections, int index) {
        if (corrections.finding(index) == OrderFinding.NULL_VAL) {
            return;
        }
        final int offset = slot.claimEffect(CORRECTION_LENGTH);
        correction.wrapAndApplyHeader(slot.buffer(), offset, header)
            .clientOrderId(corrections.clientOrderId(index))
            .expected(corrections.expected(index))
            .observed(corrections.observed(index))
            .instrumentId(corrections.instrumentId(index))
            .venue(corrections.venue(index))
            .finding(corrections.finding(index))
            .putAsset(NO_ASSET, 0, 0);
        slot.commitEffect(CORRECTION_LENGTH);
    }

    void balance(Slot slot, AssetBalance balance, DirectBuffer asset) {
        final int length = CORRECTION_LENGTH + asset.capacity();
        final int offset = slot.claimEffect(length);
        correction.wrapAndApplyHeader(slot.buffer(), offset, header)
            .clientOrderId(CorrectionEncoder.clientOrderIdNullValue())
            .expected(balance.had())
            .observed(balance.has())
            .instrumentId(CorrectionEncoder.instrumentIdNullValue())
            .venue(balance.venue)
            .finding(OrderFinding.BALANCE_DIFFERS)
            .putAsset(asset, 0, asset.capacity());
        slot.commitEffect(length);
    }
}
