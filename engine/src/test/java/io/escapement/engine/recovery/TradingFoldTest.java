package io.escapement.engine.recovery;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderEncoder;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RunStartedEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.position.PositionStage;
import io.escapement.journal.RecordBuilder;
import io.escapement.journal.RecordChain;
import io.escapement.journal.RecordLayout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A core of an order maker, the orders stage and the position stage writes records; the fold reads them. */
class TradingFoldTest {
    private static final OrdersConfig ORDERS = new OrdersConfig(7, 64, 5_000_000_000L);
    private static final long LOT = TestEvents.LOT;

    /** Makes the orders that a test wants in the next record. */
    private static final class Maker implements Stage {
        private final List<Long> wanted = new ArrayList<>();

        @Override
        public String name() {
            return "maker";
        }

        @Override
        public void onEvent(Slot slot) {
            for (final long quantity : wanted) {
                final NewOrderEncoder order = new NewOrderEncoder();
                order.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(256), new MessageHeaderEncoder())
                    .clientOrderId(ClientOrderIds.of(7, slot.sequence(), wanted.indexOf(quantity)))
                    .price(10_000).quantity(Math.abs(quantity)).instrumentId(1).strategyId(1)
                    .side(quantity > 0 ? Side.BUY : Side.SELL).orderType(OrderType.LIMIT)
                    .timeInForce(TimeInForce.GTC).reduceOnly((short) 0).held((short) 0).reason(Reason.STRATEGY)
                    .triggerPrice(NewOrderEncoder.triggerPriceNullValue())
                    .expireTimeNs(NewOrderEncoder.expireTimeNsNullValue());
                slot.commitEffect(8 + order.encodedLength());
            }
            wanted.clear();
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    /** Writes records as a journal would hold them. */
    private static final class Records {
        private final List<UnsafeBuffer> all = new ArrayList<>();
        private final RecordChain chain = new RecordChain(RecordChain.GENESIS);
        private final Slot slot = SlotSizes.USUAL.newSlot();
        private Maker maker;
        private Core core;
        private long sequence;
        private long timeNs = 1_000;

        Records run() {
            final RecordBuilder builder = new RecordBuilder(1024);
            builder.begin(++sequence, timeNs, Provenance.ENGINE);
            final RunStartedEncoder started = new RunStartedEncoder();
            started.wrapAndApplyHeader(builder.buffer(), builder.next(), new MessageHeaderEncoder())
                .startTimeNs(timeNs).engineId(7).manifest("");
            builder.commit(8 + started.encodedLength(), RecordLayout.NO_STAGE).finish();
            chain.seal(builder.buffer(), builder.bytes(), 0);
            keep(builder.buffer(), RecordLayout.length(builder.buffer(), 0));
            maker = new Maker();
            core = new Core(List.of(maker, new OrdersStage(ORDERS), new PositionStage(ORDERS)), 0, sequence, timeNs);
            return this;
        }

        Records event(EventWriter writer) {
            slot.clear();
            slot.commitEvent(8 + writer.write(slot.buffer(), slot.event(), new MessageHeaderEncoder()),
                Provenance.SIMULATED);
            timeNs += 1_000;
            core.onEvent(slot, timeNs);
            sequence++;
            chain.seal(slot.buffer(), slot.bytes(), 0);
            keep(slot.buffer(), slot.recordLength());
            return this;
        }

        private void keep(UnsafeBuffer buffer, int length) {
            final UnsafeBuffer copy = new UnsafeBuffer(
                ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN));
            copy.putBytes(0, buffer, 0, length);
            all.add(copy);
        }

        /** An order in the next record. @return its id */
        long order(long quantity) {
            maker.wanted.add(quantity);
            event(TestEvents.timer(1));
            return ClientOrderIds.of(7, sequence, 0);
        }

        Records fill(long order, long execution, long quantity, long price) {
            return event(TestEvents.fill(order, 1, quantity > 0 ? Side.BUY : Side.SELL, execution, price,
                Math.abs(quantity), 7));
        }
    }

    private static TradingFold fold(List<UnsafeBuffer> records) {
        final TradingFold fold = new TradingFold(manifest -> ORDERS, 1);
        records.forEach(record -> fold.take(record, 0));
        return fold;
    }

    private static List<String> text(TradingFold fold) {
        return FoldText.of(fold.state());
    }

    private static Records some() {
        final Records records = new Records().run().event(TestEvents.define(1, "BTCUSDT"));
        final long bought = records.order(10 * LOT);
        final long open = records.order(5 * LOT);
        records.event(TestEvents.report(bought, 1, Side.BUY, ExecutionType.ACCEPTED))
            .fill(bought, 1, 4 * LOT, 9_900).fill(bought, 1, 4 * LOT, 9_900).fill(bought, 2, 6 * LOT, 9_950)
            .event(TestEvents.report(open, 1, Side.BUY, ExecutionType.ACCEPTED)).fill(open, 3, LOT, 9_800);
        return records;
    }

    @Test
    void keepsOpenOrdersThoseThatAreOverAndPositionsWithTheirLots() {
        final TradingFold fold = fold(some().all);
        final List<String> lines = text(fold);
        assertEquals(3, lines.stream().filter(line -> line.matches("(over|open|position) .*")).count(),
            lines::toString);
        assertTrue(lines.get(0).contains("over ") && lines.get(0).contains("filled 10000 ")
            && lines.get(0).contains(" FILLED ") && lines.get(0).endsWith("fills 1 2"), lines::toString);
        assertTrue(lines.get(1).contains("open ") && lines.get(1).contains("filled 1000 ")
            && lines.get(1).contains(" PARTIALLY_FILLED "), lines::toString);
        assertTrue(lines.get(2).startsWith("position BTCUSDT 1 11000 ")
            && lines.get(2).contains("lots 4000/") && lines.get(2).contains(" fees 21 "), lines::toString);
        assertTrue(fold.isSettled());
    }

    @Test
    void aRunThatDiedBeforeItTookOverChangesNothing() {
        final Records records = some();
        final List<String> before = text(fold(records.all));
        records.run().event(TestEvents.define(1, "BTCUSDT"));
        final TradingFold fold = fold(records.all);
        assertEquals(before, text(fold));
        assertFalse(fold.isSettled());
    }

    @Test
    void aRunThatTradesWithoutHavingTakenOverBeginsAnew() {
        final Records records = some();
        records.run().event(TestEvents.define(1, "BTCUSDT"));
        records.order(3 * LOT);
        final List<String> lines = text(fold(records.all));
        assertEquals(1, lines.stream().filter(line -> line.startsWith("open ")).count(), lines::toString);
        assertEquals(0, lines.stream().filter(line -> line.startsWith("position ")).count(), lines::toString);
    }

    @Test
    void aSnapshotHoldsAllOfIt() {
        final Records records = some();
        final TradingFold fold = fold(records.all);
        final Snapshot snapshot = new SnapshotWriter().write(fold, "1");
        final TradingFold again = new TradingFold(manifest -> ORDERS, 1);
        again.begin(Snapshot.read(Path.of("x"), snapshot.bytes()));
        assertEquals(fold.place(), again.place());
        assertEquals(text(fold), text(again));
    }

    @Test
    void effectsThatAreNotWhatTheEventsMakeAreNoticed() {
        final List<UnsafeBuffer> records = some().all;
        final UnsafeBuffer fill = records.get(5);
        final int update = RecordLayout.next(fill, RecordLayout.event(0));
        fill.putByte(update + 16, (byte) (fill.getByte(update + 16) + 1));
        final String message = assertThrows(FoldException.class, () -> fold(records)).getMessage();
        assertTrue(message.contains("record 6 folds to something else") && message.contains("OrderUpdate"), message);
    }

    @Test
    void aRecordThatIsMissingIsNoticed() {
        final List<UnsafeBuffer> records = some().all;
        records.remove(4);
        assertTrue(assertThrows(FoldException.class, () -> fold(records)).getMessage()
            .contains("records are missing between them"));
    }

    @Property(tries = 60)
    void snapshotAtAnyRecordAndTailComeToTheSameAsAllRecords(@ForAll long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final Records records = new Records().run().event(TestEvents.define(1, "BTCUSDT"));
        final List<Long> ids = new ArrayList<>();
        final List<Long> sides = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            if (ids.isEmpty() || random.nextInt(3) == 0) {
                sides.add(random.nextBoolean() ? 1L : -1L);
                ids.add(records.order(sides.get(sides.size() - 1) * LOT * (1 + random.nextInt(5))));
            } else {
                final int which = random.nextInt(ids.size());
                switch (random.nextInt(4)) {
                    case 0 -> records.event(TestEvents.report(ids.get(which), 1,
                        sides.get(which) > 0 ? Side.BUY : Side.SELL, ExecutionType.ACCEPTED));
                    case 1 -> records.event(TestEvents.report(ids.get(which), 1,
                        sides.get(which) > 0 ? Side.BUY : Side.SELL, ExecutionType.CANCELLED));
                    default -> records.fill(ids.get(which), i, sides.get(which) * LOT, 9_000 + random.nextInt(2_000));
                }
            }
        }
        final TradingFold all = fold(records.all);
        final int cut = 2 + random.nextInt(records.all.size() - 2);
        final TradingFold tail = new TradingFold(manifest -> ORDERS, 1);
        tail.begin(new SnapshotWriter().write(fold(records.all.subList(0, cut)), "1"));
        records.all.subList(cut, records.all.size()).forEach(record -> tail.take(record, 0));
        assertEquals(all.place(), tail.place());
        assertEquals(text(all), text(tail));
    }
}
