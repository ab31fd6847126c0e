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
    private static final long LOT = TestEvents.LOT;

    private static TradingFold fold(List<UnsafeBuffer> records) {
        return RecordedTrading.fold(records);
    }

    private static List<String> text(TradingFold fold) {
        return FoldText.of(fold.state());
    }

    private static RecordedTrading some() {
        final RecordedTrading records = new RecordedTrading().run().event(TestEvents.define(1, "BTCUSDT"));
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
        final RecordedTrading records = some();
        final List<String> before = text(fold(records.all));
        records.run().event(TestEvents.define(1, "BTCUSDT"));
        final TradingFold fold = fold(records.all);
        assertEquals(before, text(fold));
        assertFalse(fold.isSettled());
    }

    @Test
    void aRunThatTradesWithoutHavingTakenOverBeginsAnew() {
        final RecordedTrading records = some();
        records.run().event(TestEvents.define(1, "BTCUSDT"));
        records.order(3 * LOT);
        final List<String> lines = text(fold(records.all));
        assertEquals(1, lines.stream().filter(line -> line.startsWith("open ")).count(), lines::toString);
        assertEquals(0, lines.stream().filter(line -> line.startsWith("position ")).count(), lines::toString);
    }

    @Test
    void aSnapshotHoldsAllOfIt() {
        final RecordedTrading records = some();
        final TradingFold fold = fold(records.all);
        final Snapshot snapshot = new SnapshotWriter().write(fold, "1");
        final TradingFold again = new TradingFold(manifest -> RecordedTrading.RUN);
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
        final RecordedTrading records = new RecordedTrading().run().event(TestEvents.define(1, "BTCUSDT"));
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
        final TradingFold tail = new TradingFold(manifest -> RecordedTrading.RUN);
        tail.begin(new SnapshotWriter().write(fold(records.all.subList(0, cut)), "1"));
        records.all.subList(cut, records.all.size()).forEach(record -> tail.take(record, 0));
        assertEquals(all.place(), tail.place());
        assertEquals(text(all), text(tail));
    }
}
