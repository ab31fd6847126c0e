package io.escapement.engine.paper;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.BookSnapshotEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderEncoder;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderEvents;
import io.escapement.engine.orders.OrderFeed;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.OneSlotInlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.pipeline.Verdict;
import io.escapement.engine.position.PositionStage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Orders of all types, held ones, amendments and cancels, on a random market, through the stages and the simulated
 * venue and back: nothing that it says contradicts what we know, and in the end we know what it knows.
 */
class PaperLifePropertyTest {
    private static final long NONE = Long.MIN_VALUE;
    private static final long UNIT = 1_000_000;
    private static final OrdersConfig CONFIG = new OrdersConfig(7, 1_024, 1_000 * TestEvents.SECOND);

    /** One random run. */
    private static final class Run {
        private final Random random;
        private final PaperVenue venue = new PaperVenue(PaperConfigs.with(PaperConfig.Queue.RISK_AVERSE, 1, false,
            new PaperConfig.Bounds(4, 64, 512, 512, 4_096)), new ConstantLatency(3_000, 2_000));
        private final StageHarness harness = new StageHarness(new OrdersStage(CONFIG), new PositionStage(CONFIG));
        private final OrderTable table = new OrderTable(7, 1_024);
        private final OrderFeed feed = new OrderFeed(table);
        private final Deque<byte[]> reports = new ArrayDeque<>();
        private final OneSlotInlet inlet = new OneSlotInlet(this::onReport);
        private final ExecutionReportDecoder report = new ExecutionReportDecoder();
        private final List<Long> ids = new ArrayList<>();
        private long mid = 10_000;
        private long trades;
        private long position;

        Run(long seed) {
            random = new Random(seed);
            send(TestEvents.define(1, "BTCUSDT"));
            harness.status(1, BookState.LIVE).upstream(slot -> slot.verdict(Verdict.APPLIED));
            send((buffer, offset, header) -> {
                final BookSnapshotEncoder encoder = new BookSnapshotEncoder();
                encoder.wrapAndApplyHeader(buffer, offset, header).venueTimeNs(harness.now()).receiveTimeNs(0)
                    .lastUpdateId(1).instrumentId(1)
                    .flags((short) (Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT))
                    .checksum(BookSnapshotEncoder.checksumNullValue());
                final BookSnapshotEncoder.BidsEncoder bids = encoder.bidsCount(10);
                for (int i = 1; i <= 10; i++) {
                    bids.next().price(mid - i).quantity(20 * UNIT);
                }
                final BookSnapshotEncoder.AsksEncoder asks = encoder.asksCount(10);
                for (int i = 1; i <= 10; i++) {
                    asks.next().price(mid + i).quantity(20 * UNIT);
                }
                return encoder.encodedLength();
            });
        }

        private void onReport(Slot slot) {
            report.wrapAndApplyHeader(slot.buffer(), slot.event(), new MessageHeaderDecoder());
            final byte[] bytes = new byte[8 + report.sbeDecodedLength()];
            slot.buffer().getBytes(slot.event(), bytes);
            reports.add(bytes);
        }

        private void send(EventWriter event) {
            final List<String> lines = harness.advance(1_000).send(event);
            lines.forEach(line -> assertTrue(!line.startsWith("Alarm"), line));
            feed.onEvent(harness.slot());
            feed.onEffects(harness.slot());
            venue.onRecord(harness.slot());
            venue.poll(inlet, 0);
        }

        private void report(byte[] bytes) {
            send((buffer, offset, header) -> {
                buffer.putBytes(offset, bytes);
                return bytes.length - 8;
            });
            final ExecutionReportDecoder seen = feed.report();
            if (seen.executionType() == ExecutionType.FILL) {
                position += seen.side() == Side.BUY ? seen.lastQuantity() : -seen.lastQuantity();
            }
        }

        void step() {
            final int draw = random.nextInt(100);
            if (!reports.isEmpty() && draw < 40) {
                report(reports.poll());
            } else if (draw < 60) {
                market();
            } else if (draw < 80) {
                order();
            } else {
                change();
            }
        }

        private void market() {
            if (random.nextBoolean()) {
                send(TestEvents.trade(1, ++trades, harness.now(), mid - 5 + random.nextInt(11), UNIT * (1
                    + random.nextInt(20)), random.nextBoolean() ? Side.BUY : Side.SELL));
                return;
            }
            final boolean bid = random.nextBoolean();
            final long price = bid ? mid - 1 - random.nextInt(10) : mid + 1 + random.nextInt(10);
            harness.upstream(slot -> slot.verdict(Verdict.APPLIED));
            send((buffer, offset, header) -> {
                final BookDeltaEncoder encoder = new BookDeltaEncoder();
                encoder.wrapAndApplyHeader(buffer, offset, header).venueTimeNs(harness.now()).receiveTimeNs(0)
                    .firstUpdateId(1).lastUpdateId(1).previousUpdateId(0).instrumentId(1)
                    .flags((short) (Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT))
                    .checksum(BookDeltaEncoder.checksumNullValue());
                final BookDeltaEncoder.BidsEncoder bids = encoder.bidsCount(bid ? 1 : 0);
                if (bid) {
                    bids.next().price(price).quantity(UNIT * (1 + random.nextInt(30)));
                }
                final BookDeltaEncoder.AsksEncoder asks = encoder.asksCount(bid ? 0 : 1);
                if (!bid) {
                    asks.next().price(price).quantity(UNIT * (1 + random.nextInt(30)));
                }
                return encoder.encodedLength();
            });
        }

        private void order() {
            final long id = ClientOrderIds.of(7, harness.sequence() + 1, 0);
            final OrderType type = OrderType.get((short) (1 + random.nextInt(6)));
            final TimeInForce timeInForce = TimeInForce.get((short) (1 + random.nextInt(5)));
            final boolean triggered = type != OrderType.LIMIT && type != OrderType.MARKET;
            final boolean held = triggered && random.nextBoolean();
            final long price = mid - 6 + random.nextInt(13);
            final long quantity = UNIT * (6 + random.nextInt(30));
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            ids.add(id);
            harness.upstream(slot -> {
                final NewOrderEncoder encoder = new NewOrderEncoder();
                encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), new MessageHeaderEncoder())
                    .clientOrderId(id).price(price).quantity(quantity).instrumentId(1).strategyId(1).side(side)
                    .orderType(type).timeInForce(timeInForce).reduceOnly((short) 0)
                    .held((short) (held ? 1 : 0)).reason(Reason.STRATEGY)
                    .triggerPrice(triggered ? mid - 6 + random.nextInt(13) : NONE).expireTimeNs(NONE);
                slot.commitEffect(8 + encoder.encodedLength());
            });
            send(TestEvents.timer(2));
        }

        /** What risk would let pass: amendments of what rests, releases of what is held, cancels of anything open. */
        private void change() {
            if (ids.isEmpty()) {
                return;
            }
            final Order order = table.find(ids.get(random.nextInt(ids.size())));
            if (order == null || !order.isOpen()) {
                return;
            }
            final long id = order.clientOrderId();
            final Consumer<Slot> effect;
            if (random.nextInt(3) == 0) {
                effect = OrderEvents.cancel(id);
            } else if (order.isHeld() && random.nextBoolean()) {
                effect = OrderEvents.release(id);
            } else {
                effect = OrderEvents.amend(id, mid - 6 + random.nextInt(13), UNIT * (6 + random.nextInt(30)));
            }
            harness.upstream(effect);
            send(TestEvents.timer(2));
        }

        /** Everything is cancelled, again and again, until the venue has nothing and has said so. */
        void end() {
            for (int round = 0; round < 40; round++) {
                for (Order order = table.firstOpen(); order != null; order = table.nextOpen(order)) {
                    harness.upstream(OrderEvents.cancel(order.clientOrderId()));
                }
                for (int i = 0; i < 10; i++) {
                    send(TestEvents.timer(2));
                }
                while (!reports.isEmpty()) {
                    report(reports.poll());
                }
            }
            assertEquals(List.of(0, 0, 0), List.of(table.openCount(), venue.openOrders(), venue.reportsUnderWay()));
            assertEquals(position, table.exposure(1).position());
            assertEquals(List.of(0L, 0L, 0L, 0L), List.of(table.exposure(1).openBuy(), table.exposure(1).openSell(),
                table.exposure(1).openBuyNotional(), table.exposure(1).openSellNotional()));
        }
    }

    @Property(tries = 60)
    void theTableAndTheVenueAgreeWhateverIsAsked(@ForAll long seed) {
        final Run run = new Run(seed);
        for (int i = 0; i < 800; i++) {
            run.step();
        }
        run.end();
    }
}
