package io.escapement.engine.paper;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.OneSlotInlet;
import io.escapement.engine.pipeline.Slot;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Decodes the reports that a venue publishes, one line of facts each. */
final class ReportLog {
    /** One report as decoded, and the number of records that the venue had seen when it came out. */
    record Line(long exchangeNs, long responseNs, long orderId, long executionId, ExecutionType type,
        OrderStatus status, Side side, LiquidityRole role, RejectCode code, long lastPrice, long lastQuantity,
        long cumulative, long leaves, long fee, int instrumentId, int seenRecords) {
    }

    final List<Line> lines = new ArrayList<>();
    final OneSlotInlet inlet = new OneSlotInlet(this::onEvent);
    int seenRecords;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();

    private void onEvent(Slot slot) {
        assertEquals(Provenance.SIMULATED.code(), slot.provenance());
        assertEquals(ExecutionReportDecoder.TEMPLATE_ID, slot.eventTemplateId());
        report.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        lines.add(new Line(report.venueTimeNs(), report.receiveTimeNs(), report.clientOrderId(),
            report.executionId(), report.executionType(), report.orderStatus(), report.side(),
            report.liquidityRole(), report.rejectCode(), report.lastPrice(), report.lastQuantity(),
            report.cumulativeQuantity(), report.leavesQuantity(), report.fee(), report.instrumentId(), seenRecords));
    }

    /** What came out since the last call, short: {@code 7 FILL 3@101}. */
    List<String> take() {
        final List<String> taken = lines.stream().map(line -> line.orderId + " " + line.type
            + (line.type == ExecutionType.FILL ? " " + line.lastQuantity + "@" + line.lastPrice : "")
            + (line.code == RejectCode.NONE ? "" : " " + line.code)).toList();
        lines.clear();
        return taken;
    }
}
