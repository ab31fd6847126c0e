package io.escapement.engine.paper;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.pipeline.Slot;

/** Writes a report into a slot as an ExecutionReport event with provenance SIMULATED. One thread. */
final class ReportEncoding {
    private static final byte[] NOTHING = new byte[0];

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExecutionReportEncoder encoder = new ExecutionReportEncoder();

    void encode(PaperReport report, Slot slot) {
        final boolean fill = report.type == ExecutionType.FILL;
        encoder.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(report.exchangeTimeNs)
            .receiveTimeNs(report.responseTimeNs)
            .clientOrderId(report.clientOrderId)
            .venueOrderId(report.venueOrderId)
            .executionId(report.executionId)
            .lastPrice(fill ? report.lastPrice : ExecutionReportEncoder.lastPriceNullValue())
            .lastQuantity(fill ? report.lastQuantity : ExecutionReportEncoder.lastQuantityNullValue())
            .cumulativeQuantity(report.cumulative)
            .leavesQuantity(report.leaves)
            .fee(report.fee)
            .instrumentId(report.instrumentId)
            .executionType(report.type)
            .orderStatus(report.status)
            .side(report.side)
            .liquidityRole(report.role)
            .rejectCode(report.code);
        encoder.source(report.source)
            .price(report.price)
            .quantity(report.quantity)
            .putVenueOrderText(NOTHING, 0, 0)
            .putFeeAsset(report.feeAsset, 0, report.feeAsset.length)
            .putDetail(NOTHING, 0, 0);
        slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength(), Provenance.SIMULATED);
    }
}
