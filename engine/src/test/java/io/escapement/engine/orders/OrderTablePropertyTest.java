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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;

class OrderTablePropertyTest {
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

    /** Random lives of random orders: the running sums must be those of a recount, and no fill may count twice. */
    @Property(tries = 200)
    void exposureIsAlwaysTheSumOverOrders(@ForAll long seed) {
        final Random random = new Random(seed);
        final OrderTable table = new OrderTable(7, 32);
        final Map<Long, Long> filled = new HashMap<>();
        final Set<Long> fills = new HashSet<>();
        long position = 0;
        for (int step = 1; step < 300; step++) {
            final long id = ClientOrderIds.of(7, 1 + random.nextInt(step), 0);
            final Order known = table.find(id);
            final Side side = known != null ? known.side() : random.nextBoolean() ? Side.BUY : Side.SELL;
            switch (random.nextInt(5)) {
                case 0 -> table.add(ClientOrderIds.of(7, step, 0),
                    new OrderTerms().limit(1, 1, side, 100, 1 + random.nextInt(20)), step);
                case 1 -> {
                    if (known != null) {
                        table.cancelSent(known, step);
                    }
                }
                case 2, 3 -> {
                    final long execution = random.nextInt(500);
                    final long quantity = 1 + random.nextInt(6);
                    if (table.onReport(report(id, side, ExecutionType.FILL, execution, quantity)).counts()) {
                        assertEquals(true, fills.add(id * 1_000 + execution), "counted twice");
                        filled.merge(id, quantity, Long::sum);
                        position += side == Side.BUY ? quantity : -quantity;
                    }
                }
                default -> table.onReport(report(id, side, ExecutionType.get((short) (1 + random.nextInt(6))), 0, 0));
            }
            check(table, filled, position);
        }
    }

    private static void check(OrderTable table, Map<Long, Long> filled, long position) {
        long buy = 0;
        long sell = 0;
        int count = 0;
        for (Order order = table.firstOpen(); order != null; order = table.nextOpen(order)) {
            assertEquals(filled.getOrDefault(order.clientOrderId(), 0L), order.cumulativeQuantity());
            buy += order.side() == Side.BUY ? order.leavesQuantity() : 0;
            sell += order.side() == Side.SELL ? order.leavesQuantity() : 0;
            count++;
        }
        final Exposure exposure = table.exposure(1);
        assertEquals(List.of(position, buy, sell, count, count), List.of(exposure.position(),
            exposure.openBuy(), exposure.openSell(), exposure.openOrders(), table.openCount()));
    }
}
