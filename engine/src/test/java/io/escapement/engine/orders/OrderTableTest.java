package io.escapement.engine.orders;

import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class OrderTableTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final ExecutionReportEncoder encoder = new ExecutionReportEncoder();
    private final ExecutionReportDecoder decoder = new ExecutionReportDecoder();

    private ExecutionReportDecoder report(long id, Side side, ExecutionType type, long executionId, long quantity) {
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .clientOrderId(id).instrumentId(1).side(side).executionType(type).executionId(executionId)
            .cumulativeQuantity(0).orderStatus(OrderStatus.ACCEPTED).venueOrderId(1).venueTimeNs(0)
            .lastPrice(100).lastQuantity(quantity).fee(0)
            .rejectCode(RejectCode.NONE);
        ReportTail.plain(encoder, ReportSource.STREAM);
        return decoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
    }

    private static OrderTerms terms(long quantity) {
        return new OrderTerms().limit(1, 1, Side.BUY, 1, quantity);
    }

    @Test
    void anOrderIsAddedOnce() {
        final OrderTable table = new OrderTable(7, 16);
        table.add(ClientOrderIds.of(7, 1, 0), terms(1), 1);
        assertNull(table.add(ClientOrderIds.of(7, 1, 0), terms(1), 1));
    }

    @Test
    void aRetiredOrderComesBackWithAReport() {
        final OrderTable table = new OrderTable(7, 16);
        final long id = ClientOrderIds.of(7, 1, 0);
        table.retire(table.add(id, terms(10), 1));
        assertEquals(0, table.exposure(1).openBuy());
        assertEquals(Finding.APPLIED, table.onReport(report(id, Side.BUY, ExecutionType.FILL, 1, 4)));
        assertEquals(List.of(4L, 6L, 1), List.of(table.exposure(1).position(),
            table.exposure(1).openBuy(), table.openCount()));
    }

    @Test
    void moreFillsThanAreRememberedAreStillBoundedByTheOrder() {
        final OrderTable table = new OrderTable(7, 16);
        final long id = ClientOrderIds.of(7, 1, 0);
        table.add(id, terms(200), 1);
        for (int i = 0; i < 200; i++) {
            assertEquals(Finding.APPLIED, table.onReport(report(id, Side.BUY, ExecutionType.FILL, i, 1)));
            assertEquals(Finding.LATE, table.onReport(report(id, Side.BUY, ExecutionType.FILL, i, 1)));
        }
        assertEquals(Finding.OVERFILL, table.onReport(report(id, Side.BUY, ExecutionType.FILL, 0, 1)));
        assertEquals(200, table.exposure(1).position());
    }

    @Test
    void idsAreMadeOfTheirPartsAndNothingOverflowsIntoAnother() {
        final long id = ClientOrderIds.of(ClientOrderIds.MAX_ENGINE_ID, (1L << 40) - 1, 255);
        assertEquals(Long.MAX_VALUE, id);
        assertEquals(32_767, ClientOrderIds.engineId(id));
        assertEquals((1L << 40) - 1, ClientOrderIds.sequence(id));
        assertEquals(255, ClientOrderIds.index(id));
        assertThrows(IllegalArgumentException.class, () -> ClientOrderIds.of(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> ClientOrderIds.of(1, 1L << 40, 0));
        assertThrows(IllegalArgumentException.class, () -> ClientOrderIds.of(1, 1, 256));
    }
}
