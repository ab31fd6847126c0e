package io.escapement.engine.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.GatewayStatusEncoder;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.codecs.sbe.VenueOrderDecoder;
import io.escapement.codecs.sbe.VenueOrderEncoder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A venue that keeps its word, and a line to it that loses, repeats and reorders reports. Whatever arrives, the table
 * is what a plain retelling of it says, and no order counts for less than it can still become at the venue.
 */
class ReportStreamPropertyTest {
    private static final int ORDERS = 12;
    private static final long NONE = Long.MIN_VALUE;

    /** An order at the venue, and what is on its way there. */
    private static final class VenueSide {
        private final Deque<long[]> requests = new ArrayDeque<>();
        private final List<PlainOrder.Report> fills = new ArrayList<>();
        private long price = 100;
        private long quantity;
        private long cumulative;
        private boolean arrived;
        private OrderStatus end;

        boolean isOpen() {
            return arrived && end == null;
        }

        /** The most that can ever be filled of it. */
        long most() {
            if (end != null) {
                return cumulative;
            }
            long most = quantity;
            for (final long[] request : requests) {
                most = Math.max(most, request[0] == 2 ? request[2] : 0);
            }
            return most;
        }
    }

    /** One random run. */
    private static final class Run {
        private final Random random;
        private final boolean lossy;
        private final OrderTable table = new OrderTable(7, 64);
        private final VenueSide[] venue = new VenueSide[ORDERS];
        private final PlainOrder[] plain = new PlainOrder[ORDERS];
        private final List<PlainOrder.Report> line = new ArrayList<>();
        private final List<Integer> lineOrder = new ArrayList<>();
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        private final ExecutionReportEncoder encoder = new ExecutionReportEncoder();
        private final ExecutionReportDecoder decoder = new ExecutionReportDecoder();
        private int made;
        private long executions;
        private long venueTime;

        Run(long seed, boolean lossy) {
            table.define(new Instrument(1, Venue.BINANCE, "X", "X", "USDT", -2, -8, 1, 1, 1, 0, 0,
                InstrumentStatus.TRADING));
            this.random = new Random(seed);
            this.lossy = lossy;
        }

        static long id(int order) {
            return ClientOrderIds.of(7, 1 + order, 0);
        }

        static Side side(int order) {
            return order % 2 == 0 ? Side.BUY : Side.SELL;
        }

        void step() {
            final int order = random.nextInt(ORDERS);
            switch (random.nextInt(9)) {
                case 0 -> make();
                case 1 -> cancel(order);
                case 2 -> amend(order);
                case 3, 4 -> atVenue(order);
                case 5 -> fillAtVenue(order);
                case 6 -> lose(order);
                default -> arrive();
            }
            check();
        }

        private void make() {
            if (made == ORDERS) {
                return;
            }
            final int order = made++;
            venue[order] = new VenueSide();
            venue[order].quantity = 1 + random.nextInt(20);
            venue[order].requests.add(new long[] {0});
            plain[order] = new PlainOrder(100, venue[order].quantity);
            table.add(id(order), new OrderTerms().limit(1, 1, side(order), 100, venue[order].quantity), 1);
        }

        private void cancel(int order) {
            if (order < made && plain[order].isOpen()) {
                assertTrue(table.cancelSent(table.find(id(order)), 1));
                plain[order].cancel();
                venue[order].requests.add(new long[] {1});
            }
        }

        private void amend(int order) {
            if (order >= made) {
                return;
            }
            final long price = 90 + random.nextInt(20);
            final long quantity = 1 + random.nextInt(30);
            final boolean sent = plain[order].amend(price, quantity);
            assertEquals(sent, table.amendSent(table.find(id(order)), price, quantity, 1));
            if (sent) {
                venue[order].requests.add(new long[] {2, price, quantity});
            }
        }

        /** The venue does what was asked first. */
        private void atVenue(int order) {
            if (order >= made || venue[order].requests.isEmpty()) {
                return;
            }
            final VenueSide side = venue[order];
            final long[] request = side.requests.poll();
            if (request[0] == 0) {
                side.arrived = true;
                side.end = random.nextInt(6) == 0 ? OrderStatus.REJECTED : null;
                say(order, side.end == null ? ExecutionType.ACCEPTED : ExecutionType.REJECTED, null, 0, request);
            } else if (request[0] == 1) {
                if (side.isOpen()) {
                    side.end = OrderStatus.CANCELLED;
                    say(order, ExecutionType.CANCELLED, null, 0, request);
                } else {
                    say(order, ExecutionType.CANCEL_REJECTED, null, 0, request);
                }
            } else if (side.isOpen() && request[2] > side.cumulative) {
                side.quantity = request[2];
                say(order, ExecutionType.AMENDED, null, 0, request);
            } else {
                say(order, ExecutionType.AMEND_REJECTED, null, 0, request);
            }
        }

        private void fillAtVenue(int order) {
            if (order >= made || !venue[order].isOpen()) {
                return;
            }
            final VenueSide side = venue[order];
            if (random.nextInt(10) == 0) {
                side.end = OrderStatus.EXPIRED;
                say(order, ExecutionType.EXPIRED, null, 0, null);
                return;
            }
            final long quantity = 1 + random.nextInt((int) (side.quantity - side.cumulative));
            side.cumulative += quantity;
            side.end = side.cumulative == side.quantity ? OrderStatus.FILLED : null;
            say(order, ExecutionType.FILL, ++executions, quantity, null);
        }

        private void say(int order, ExecutionType type, Long execution, long quantity, long[] request) {
            final boolean amended = type == ExecutionType.AMENDED;
            line.add(new PlainOrder.Report(type, type == ExecutionType.CANCEL_REJECTED && random.nextBoolean(),
                execution, quantity, venue[order].cumulative, amended ? Long.valueOf(request[1]) : null,
                amended ? Long.valueOf(request[2]) : null, ++venueTime,
                type == ExecutionType.FILL && venue[order].end == OrderStatus.FILLED));
            lineOrder.add(order);
            venue[order].price = amended ? request[1] : venue[order].price;
            if (type == ExecutionType.FILL) {
                venue[order].fills.add(line.get(line.size() - 1));
            }
        }

        /** Our own gateway says that it does not know whether a request arrived. */
        private void lose(int order) {
            if (order < made && random.nextInt(4) == 0) {
                deliver(order, new PlainOrder.Report(ExecutionType.OUTCOME_UNKNOWN, false, null, 0, 0, null, null,
                    0, false));
            }
        }

        private void arrive() {
            if (line.isEmpty()) {
                return;
            }
            final int index = random.nextInt(line.size());
            final PlainOrder.Report report = line.get(index);
            final int order = lineOrder.get(index);
            final int luck = random.nextInt(10);
            if (luck > 1) {
                line.remove(index);
                lineOrder.remove(index);
            }
            if (luck != 9 || !lossy) {
                deliver(order, report);
            }
        }

        private void deliver(int order, PlainOrder.Report report) {
            final Finding finding = deliver(order, report, ReportSource.STREAM);
            assertTrue(!finding.isContradiction(), () -> finding + " of " + report);
            plain[order].on(report);
        }

        private Finding deliver(int order, PlainOrder.Report report, ReportSource source) {
            final boolean fill = report.type() == ExecutionType.FILL;
            encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .venueTimeNs(report.venueTime()).receiveTimeNs(0).clientOrderId(id(order)).venueOrderId(order)
                .executionId(fill ? report.executionId() : NONE).lastPrice(fill ? 100 : NONE)
                .lastQuantity(fill ? report.quantity() : NONE).cumulativeQuantity(report.cumulative())
                .leavesQuantity(NONE).fee(fill ? 0 : NONE).instrumentId(1).executionType(report.type())
                .orderStatus(report.filled() ? OrderStatus.FILLED : OrderStatus.NULL_VAL).side(side(order))
                .liquidityRole(LiquidityRole.NONE)
                .rejectCode(report.unknownOrder() ? RejectCode.UNKNOWN_ORDER : RejectCode.NONE)
                .source(source).price(report.price() == null ? NONE : report.price())
                .quantity(report.orderQuantity() == null ? NONE : report.orderQuantity())
                .venueOrderText("").feeAsset("").detail("");
            table.begin();
            return table.onReport(decoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
        }

        void deliverAll() {
            for (int i = 0; i < line.size(); i++) {
                deliver(lineOrder.get(i), line.get(i));
            }
            line.clear();
            lineOrder.clear();
        }

        /** The line has broken and stands again: requests under way are lost, and the gateway asks for everything. */
        void reconcile() {
            status(GatewayCondition.RECONCILING);
            for (int order = 0; order < made; order++) {
                final VenueSide truth = venue[order];
                truth.requests.clear();
                for (final PlainOrder.Report fill : truth.fills) {
                    deliver(order, fill, ReportSource.QUERY);
                }
                if (truth.isOpen()) {
                    list(order, truth);
                } else if (truth.end != OrderStatus.FILLED) {
                    final ExecutionType fate = !truth.arrived ? ExecutionType.NOT_FOUND
                        : ExecutionType.valueOf(truth.end.name());
                    final Finding finding = deliver(order, new PlainOrder.Report(fate, false, null, 0,
                        truth.cumulative, null, null, ++venueTime, false), ReportSource.QUERY);
                    assertTrue(!finding.isContradiction(), () -> finding + " of " + fate);
                }
            }
            status(GatewayCondition.RECONCILED);
            assertEquals(0, table.corrections().count(), "nothing is left open");
        }

        private void status(GatewayCondition condition) {
            new GatewayStatusEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()).receiveTimeNs(0)
                .value(NONE).instrumentId(1).venue(Venue.BINANCE).condition(condition).detail("");
            table.begin();
            table.onGatewayStatus(new GatewayStatusDecoder().wrapAndApplyHeader(buffer, 0,
                new MessageHeaderDecoder()), 10);
        }

        private void list(int order, VenueSide truth) {
            new VenueOrderEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()).venueTimeNs(0)
                .receiveTimeNs(0).clientOrderId(id(order)).price(truth.price).quantity(truth.quantity)
                .cumulativeQuantity(truth.cumulative).instrumentId(1).side(side(order))
                .orderStatus(OrderStatus.ACCEPTED).venueOrderText("").clientText("");
            table.begin();
            table.onVenueOrder(new VenueOrderDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
        }

        void check() {
            long position = 0;
            long buy = 0;
            long sell = 0;
            int open = 0;
            for (int order = 0; order < made; order++) {
                final Order is = table.find(id(order));
                final PlainOrder should = plain[order];
                assertEquals(List.of(should.status(), should.cumulative(), should.quantity, should.price,
                    should.worst()), List.of(is.status(), is.cumulativeQuantity(), is.quantity(), is.price(),
                    is.worstLeaves()), "order " + order);
                final long most = venue[order].most();
                assertTrue(is.cumulativeQuantity() + is.worstLeaves() >= most, "order " + order + " can become " + most
                    + " and counts as " + (is.cumulativeQuantity() + is.worstLeaves()));
                position += side(order) == Side.BUY ? is.cumulativeQuantity() : -is.cumulativeQuantity();
                buy += side(order) == Side.BUY ? is.worstLeaves() : 0;
                sell += side(order) == Side.SELL ? is.worstLeaves() : 0;
                open += should.isOpen() ? 1 : 0;
            }
            for (final Exposure exposure : List.of(table.exposure(1), table.exposure(1, 1))) {
                assertEquals(List.of(position, buy, sell, open), List.of(exposure.position(), exposure.openBuy(),
                    exposure.openSell(), exposure.openOrders()));
            }
        }
    }

    @Property(tries = 300)
    void whateverALossyLineDeliversNoOrderCountsForLessThanItsWorst(@ForAll long seed) {
        final Run run = new Run(seed, true);
        for (int i = 0; i < 400; i++) {
            run.step();
        }
    }

    @Property(tries = 300)
    void afterReconcilingTheTableIsTheVenueWhateverWasLost(@ForAll long seed) {
        final Run run = new Run(seed, true);
        for (int i = 0; i < 300; i++) {
            run.step();
        }
        run.reconcile();
        long position = 0;
        for (int order = 0; order < run.made; order++) {
            final VenueSide truth = run.venue[order];
            final Order is = run.table.find(Run.id(order));
            position += Run.side(order) == Side.BUY ? truth.cumulative : -truth.cumulative;
            assertEquals(truth.cumulative, is.cumulativeQuantity());
            assertEquals(truth.isOpen(), is.isOpen());
            if (truth.isOpen()) {
                assertTrue(is.status() != OrderStatus.UNKNOWN && !is.isAmending());
                assertEquals(List.of(truth.price, truth.quantity, truth.quantity - truth.cumulative),
                    List.of(is.price(), is.quantity(), is.worstLeaves()));
            } else {
                assertEquals(0, is.worstLeaves());
            }
        }
        assertEquals(position, run.table.exposure(1).position());
    }

    @Property(tries = 300)
    void whenEverythingHasArrivedInWhateverOrderTheTableIsTheVenue(@ForAll long seed) {
        final Run run = new Run(seed, false);
        for (int i = 0; i < 400; i++) {
            run.step();
        }
        run.deliverAll();
        run.check();
        for (int order = 0; order < run.made; order++) {
            final VenueSide truth = run.venue[order];
            final Order is = run.table.find(Run.id(order));
            assertEquals(truth.cumulative, is.cumulativeQuantity());
            if (truth.end != null) {
                assertEquals(truth.end, is.status());
            }
        }
    }
}
