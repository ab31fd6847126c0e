package io.escapement.engine.indicators;

import io.escapement.codecs.sbe.BarEncoder;
import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.codecs.sbe.DataGapEncoder;
import io.escapement.codecs.sbe.GapCause;
import io.escapement.codecs.sbe.HistoryBarEncoder;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

class IndicatorsStageTest {
    private static final long MINUTE = 60 * SECOND;
    private static final long T0 = 1_699_999_980_000_000_000L;
    private static final IndicatorsConfig CONFIG =
        IndicatorsConfig.usual().withTimeframes(MINUTE, 5 * MINUTE).withKinds(IndicatorKind.RETURNS);

    private final IndicatorsStage stage = new IndicatorsStage(CONFIG);
    private final StageHarness harness = new StageHarness(stage);
    private final BarEncoder bar = new BarEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    private void append(Slot slot, int id, long openTimeNs, long durationNs, long close, BarKind kind) {
        bar.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(256), header).openTimeNs(openTimeNs)
            .durationNs(durationNs).openPrice(close).highPrice(close + 5).lowPrice(close - 5).closePrice(close)
            .volume(100_000_000).buyVolume(0).notional(close * 1_000_000).instrumentId(id).tradeCount(3).buyCount(0)
            .lateTradeCount(0).kind(kind).endTimeNs(openTimeNs + durationNs).size(BarEncoder.sizeNullValue())
            .viewId(BarEncoder.viewIdNullValue());
        slot.commitEffect(8 + bar.encodedLength());
    }

    private StageHarness bar(int minute, long close) {
        return harness.upstream(slot -> append(slot, 1, T0 + minute * MINUTE, MINUTE, close, BarKind.TIME));
    }

    private List<String> history(int minute, long close, Consumer<HistoryBarEncoder> changes) {
        harness.send((buffer, offset, head) -> {
            final HistoryBarEncoder encoder = new HistoryBarEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, head).receiveTimeNs(0).openTimeNs(T0 + minute * MINUTE)
                .durationNs(MINUTE).openPrice(close).highPrice(close).lowPrice(close).closePrice(close).volume(1)
                .buyVolume(HistoryBarEncoder.buyVolumeNullValue()).notional(HistoryBarEncoder.notionalNullValue())
                .instrumentId(1).tradeCount(HistoryBarEncoder.tradeCountNullValue());
            changes.accept(encoder);
            return encoder.encodedLength();
        });
        return told();
    }

    private List<String> history(int minute, long close) {
        return history(minute, close, encoder -> { });
    }

    /** Instrument, minutes since the beginning, duration in minutes, the return over one bar in bps. */
    private List<String> told() {
        final List<String> lines = new ArrayList<>();
        final ColumnsReader reader = new ColumnsReader();
        final Slot slot = harness.slot();
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            reader.wrap(slot.buffer(), at);
            assertEquals(ColumnBlock.INDICATORS, reader.block());
            assertEquals(IndicatorKind.columns(CONFIG.kinds()).hash(), reader.schemaHash());
            lines.add(reader.subjectId() + " at " + (reader.timeNs() - T0) / MINUTE + " of "
                + reader.durationNs() / MINUTE + ": " + (Double.isNaN(reader.value(0)) ? "none"
                : String.valueOf(Math.round(reader.value(0) * 10_000))));
        }
        return lines;
    }

    private List<String> tell() {
        harness.send(timer(1));
        return told();
    }

    @Test
    void eachClosedBarTellsItsColumnsAsOfItsEnd() {
        harness.send(define(1, "BTCUSDT"));
        bar(0, 10_000);
        assertEquals(List.of("1 at 1 of 1: none"), tell());
        bar(1, 10_010).upstream(slot -> append(slot, 1, T0 - 3 * MINUTE, 5 * MINUTE, 500, BarKind.TIME));
        assertEquals(List.of("1 at 2 of 1: 10", "1 at 2 of 5: none"), tell());
        assertEquals(List.of(), tell());
    }

    @Test
    void barsOfOtherDurationsKindsAndInstrumentsDoNotCount() {
        harness.send(define(1, "BTCUSDT"));
        harness.upstream(slot -> append(slot, 1, T0, SECOND, 1_000, BarKind.TIME))
            .upstream(slot -> append(slot, 1, T0, MINUTE, 1_000, BarKind.TICK))
            .upstream(slot -> append(slot, 2, T0, MINUTE, 1_000, BarKind.TIME))
            .upstream(slot -> append(slot, BarEncoder.instrumentIdNullValue(), T0, MINUTE, 1_000, BarKind.TIME));
        assertEquals(List.of(), tell());
    }

    @Test
    void barsThatMakeNoSenseDoNotCount() {
        harness.send(define(1, "BTCUSDT"));
        bar(0, 5);
        assertEquals(List.of(), tell(), "a low of nothing");
        assertEquals(List.of(), history(0, Long.MIN_VALUE));
        assertEquals(List.of(), history(0, 100, encoder -> encoder.highPrice(99)));
        assertEquals(List.of("1 at 1 of 1: none"), history(0, 100));
    }

    @Test
    void historySeedsUntilTheFirstLiveBarAndIsNotTakenTwice() {
        harness.send(define(1, "BTCUSDT"));
        assertEquals(List.of("1 at 1 of 1: none"), history(0, 10_000));
        assertEquals(List.of("1 at 2 of 1: 10"), history(1, 10_010));
        assertEquals(List.of(), history(1, 10_020));
        bar(1, 20_000);
        assertEquals(List.of(), tell(), "a live bar that history has had");
        bar(2, 10_020);
        assertEquals(List.of("1 at 3 of 1: 10"), tell());
        assertEquals(List.of(), history(3, 10_030));
    }

    @Test
    void missingBarsMakeItBeginAnewWhetherTheyAreToldOrSeen() {
        harness.send(define(1, "BTCUSDT"));
        bar(0, 10_000);
        tell();
        bar(2, 10_010);
        assertEquals(List.of("1 at 3 of 1: none"), tell());
        bar(3, 10_020);
        assertEquals(List.of("1 at 4 of 1: 10"), tell());
        gap(4, 6).bar(4, 10_030);
        assertEquals(List.of("1 at 5 of 1: none"), tell());
    }

    @Test
    void aGapBeforeTheLastBarIsOfNoMoreConcernAndOneThatContradictsItIs() {
        harness.send(define(1, "BTCUSDT"));
        history(0, 10_000);
        history(1, 10_010);
        gap(0, 1).bar(2, 10_020);
        assertEquals(List.of("1 at 3 of 1: 10"), tell());
        gap(2, 3).bar(3, 10_030);
        assertEquals(List.of("1 at 4 of 1: none"), tell());
    }

    private IndicatorsStageTest gap(int fromMinute, int toMinute) {
        harness.upstream(slot -> {
            final DataGapEncoder gap = new DataGapEncoder();
            gap.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(64), header).fromNs(T0 + fromMinute * MINUTE)
                .toNs(T0 + toMinute * MINUTE).durationNs(MINUTE).instrumentId(1)
                .viewId(DataGapEncoder.viewIdNullValue()).cause(GapCause.BAD_HISTORY);
            slot.commitEffect(8 + gap.encodedLength());
        });
        return this;
    }

    @Test
    void aDefinitionThatGivesNumbersAnotherMeaningMakesItBeginAnew() {
        harness.send(define(1, "BTCUSDT"));
        bar(0, 10_000);
        tell();
        harness.send(define(1, "BTCUSDT"));
        bar(1, 10_010);
        assertEquals(List.of("1 at 2 of 1: 10"), tell());
        harness.send(define(1, "BTCUSDT", InstrumentStatus.TRADING, -3, -8));
        bar(2, 10_010);
        assertEquals(List.of("1 at 3 of 1: none"), tell());
    }

    @Test
    void equalBarsMakeEqualStateAndBytes() {
        final long[] hashes = new long[3];
        final long[] bytes = new long[3];
        for (int run = 0; run < 3; run++) {
            final IndicatorsStage all = new IndicatorsStage(IndicatorsConfig.usual());
            final StageHarness rig = new StageHarness(all);
            rig.send(define(1, "BTCUSDT"));
            for (int i = 0; i < 300; i++) {
                final int minute = i;
                final long close = 10_000 + i * 37 % 101 + (run == 2 && i == 0 ? 1 : 0);
                rig.upstream(slot -> append(slot, 1, T0 + minute * MINUTE, MINUTE, close, BarKind.TIME)).send(timer(1));
                bytes[run] = rig.bytesSeen();
            }
            hashes[run] = all.stateHash();
        }
        assertEquals(hashes[0] + " " + bytes[0], hashes[1] + " " + bytes[1]);
        assertNotEquals(hashes[0], hashes[2]);
    }

    @Test
    void nothingIsAllocatedPerBar() {
        final StageHarness rig = new StageHarness(new IndicatorsStage(IndicatorsConfig.usual()));
        rig.send(define(1, "BTCUSDT"));
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long[] minute = {0};
        final Consumer<Slot> next = slot -> append(slot, 1, T0 + minute[0]++ * MINUTE, MINUTE,
            10_000 + minute[0] * 37 % 101, BarKind.TIME);
        final StageHarness.EventWriter timer = timer(1);
        for (int i = 0; i < 20_000; i++) {
            rig.upstream(next).run(timer);
        }
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            rig.upstream(next).run(timer);
        }
        final long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(0, bytes / 4096, () -> bytes + " bytes");
    }
}
