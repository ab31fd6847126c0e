package io.escapement.engine.bars;

import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.BarEncoder;
import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.PivotDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.indicators.IndicatorKind;
import io.escapement.engine.indicators.IndicatorsConfig;
import io.escapement.engine.indicators.IndicatorsStage;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pivots.PivotsConfig;
import io.escapement.engine.pivots.PivotsStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.pipeline.TestEvents.trade;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Indicators and pivots of consolidated bars: as an instrument's would be that traded all of it. */
class ViewColumnsOfBarsTest {
    private static final int BARS = 400;
    private static final int INSTRUMENT = 1;
    private static final IndicatorsConfig INDICATORS =
        new IndicatorsConfig(List.of(SECOND, 5 * SECOND), List.of(IndicatorKind.values()));
    private static final PivotsConfig PIVOTS = new PivotsConfig(List.of(SECOND, 5 * SECOND), 1, 0.5, 1, 30);

    /** A bar of the view, prices and sizes at -8. */
    private record Bar(long openNs, long durationNs, long open, long high, long low, long close, long volume,
                       long notional, int trades) {
    }

    /** What was told of a view, or of an instrument: columns with all their bits, and pivots. */
    private static final class Told {
        final List<String> ofView = new ArrayList<>();
        final List<String> ofInstrument = new ArrayList<>();
        final List<Bar> bars = new ArrayList<>();
        int values;

        void read(Slot slot) {
            final MessageHeaderDecoder header = new MessageHeaderDecoder();
            for (int at = slot.firstEffect(); at != Slot.NONE; at = slot.nextEffect(at)) {
                if (slot.templateId(at) == BarDecoder.TEMPLATE_ID) {
                    final BarDecoder d = new BarDecoder().wrapAndApplyHeader(slot.buffer(), at, header);
                    if (d.viewId() != BarDecoder.viewIdNullValue()) {
                        bars.add(new Bar(d.openTimeNs(), d.durationNs(), d.openPrice(), d.highPrice(), d.lowPrice(),
                            d.closePrice(), d.volume(), d.notional(), d.tradeCount()));
                    }
                } else if (slot.templateId(at) == PivotDecoder.TEMPLATE_ID) {
                    pivot(new PivotDecoder().wrapAndApplyHeader(slot.buffer(), at, header));
                }
            }
            for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
                columns(new ColumnsReader().wrap(slot.buffer(), at));
            }
        }

        private void pivot(PivotDecoder d) {
            final boolean view = d.viewId() != PivotDecoder.viewIdNullValue();
            assertEquals(view, d.instrumentId() == PivotDecoder.instrumentIdNullValue());
            (view ? ofView : ofInstrument).add((view ? d.viewId() : d.instrumentId()) + " " + d.kind() + d.level() + " "
                + d.price() + " " + d.barTimeNs() + " " + d.confirmTimeNs() + " " + d.durationNs() + " " + d.trend());
        }

        private void columns(ColumnsReader d) {
            assertEquals(d.isOfView(), !(d.subjectId() > 0));
            final long[] bits =
                IntStream.range(0, d.size()).mapToLong(i -> Double.doubleToLongBits(d.value(i))).toArray();
            values += d.isOfView() ? (int) Arrays.stream(bits).filter(b -> !Double.isNaN(Double.longBitsToDouble(b)))
                .count() : 0;
            (d.isOfView() ? ofView : ofInstrument).add((d.isOfView() ? d.viewId() : d.subjectId()) + " " + d.block()
                + " " + d.timeNs() + " " + d.durationNs() + " " + d.schemaHash() + " " + Arrays.toString(bits));
        }
    }

    private final Told made = new Told();
    private final Told fed = new Told();

    private static StageHarness harness(boolean bars, boolean consolidated) {
        final IndicatorsStage indicators =
            new IndicatorsStage(consolidated ? INDICATORS.withConsolidated() : INDICATORS);
        final PivotsStage pivots = new PivotsStage(consolidated ? PIVOTS.withConsolidated() : PIVOTS);
        return bars ? new StageHarness(new BarsStage(new BarsConfig(List.of(SECOND, 5 * SECOND), 0, 20, 60 * SECOND,
            new ViewBarsConfig(true, false, 2, 2 * SECOND), List.of())), indicators, pivots)
            : new StageHarness(indicators, pivots);
    }

    /** Two venues trade one name at random, one in cents and one in tenths; half-way there is a gap of a minute. */
    private static void play(StageHarness harness, Told told) {
        final Random random = new Random(7);
        harness.send(define(1, "BTCUSDT", InstrumentStatus.TRADING, -2, -8));
        harness.send(define(2, "BTCUSDC", InstrumentStatus.TRADING, -1, -6));
        long price = 60_000;
        for (int i = 0; i < BARS * 4; i++) {
            harness.advance(i == BARS * 2 ? 60 * SECOND : random.nextInt((int) (SECOND / 2)));
            price += random.nextInt(41) - 20;
            final int id = 1 + random.nextInt(2);
            final long quantity = (1 + random.nextInt(900)) * (id == 1 ? 100_000L : 1_000L);
            harness.send(trade(id, i + 1, harness.now(), price * (id == 1 ? 10 : 1), quantity,
                random.nextBoolean() ? Side.BUY : Side.SELL));
            told.read(harness.slot());
            if (i % 5 == 0) {
                harness.send(timer(id));
                told.read(harness.slot());
            }
        }
    }

    /** The view's bars again, as those of an instrument whose numbers are at -8. */
    private void feed() {
        final StageHarness harness = harness(false, false);
        harness.send(define(INSTRUMENT, "ALL", InstrumentStatus.TRADING, -8, -8));
        for (final Bar bar : made.bars) {
            harness.upstream(slot -> {
                final BarEncoder encoder = new BarEncoder();
                encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(256), new MessageHeaderEncoder())
                    .openTimeNs(bar.openNs).durationNs(bar.durationNs).openPrice(bar.open).highPrice(bar.high)
                    .lowPrice(bar.low).closePrice(bar.close).volume(bar.volume).buyVolume(0).notional(bar.notional)
                    .instrumentId(INSTRUMENT).tradeCount(bar.trades).buyCount(0).lateTradeCount(0)
                    .kind(BarKind.TIME).endTimeNs(bar.openNs + bar.durationNs)
                    .size(BarEncoder.sizeNullValue()).viewId(BarEncoder.viewIdNullValue());
                slot.commitEffect(8 + encoder.encodedLength());
            });
            harness.send(timer(INSTRUMENT));
            fed.read(harness.slot());
        }
    }

    @BeforeEach
    void playBoth() {
        play(harness(true, true), made);
        feed();
    }

    private static List<String> of(Told told, boolean view, String what) {
        return (view ? told.ofView : told.ofInstrument).stream().filter(line -> line.contains(what)).toList();
    }

    @Test
    void theyAreTheValuesOfAnInstrumentWithTheseBarsToTheBit() {
        assertTrue(made.bars.size() > BARS && made.values > 40 * BARS, made.bars.size() + " bars, " + made.values);
        for (final String what : List.of(" INDICATORS ", " HIGH", " LOW")) {
            assertTrue(of(made, true, what).size() > 20, what);
            assertEquals(of(fed, false, what), of(made, true, what));
        }
        // Of several bars of one length in a record the last tells; fed one by one each does.
        assertTrue(of(fed, false, " PIVOTS ").containsAll(of(made, true, " PIVOTS ")));
        assertTrue(of(made, true, " PIVOTS ").size() > BARS / 2);
    }

    @Test
    void withoutBeingAskedForThereAreNoneAndInstrumentsHaveTheSame() {
        final Told alone = new Told();
        play(harness(true, false), alone);
        assertEquals(List.of(), alone.ofView);
        assertEquals(made.ofInstrument, alone.ofInstrument);
        assertEquals(made.bars, alone.bars);
        assertTrue(of(made, false, ColumnBlock.PIVOTS.name()).size() > 2 * BARS / 3);
    }

    @Test
    void equalHistoriesHaveEqualHashesAndAViewCounts() {
        final IndicatorsStage indicators = new IndicatorsStage(INDICATORS.withConsolidated());
        final PivotsStage pivots = new PivotsStage(PIVOTS.withConsolidated());
        final List<Long> hashes = new ArrayList<>();
        for (final int view : new int[] {3, 4}) {
            final StageHarness harness = new StageHarness(indicators, pivots);
            harness.upstream(slot -> {
                final BarEncoder encoder = new BarEncoder();
                encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(256), new MessageHeaderEncoder())
                    .openTimeNs(0).durationNs(SECOND).openPrice(5).highPrice(9).lowPrice(1).closePrice(5).volume(1)
                    .buyVolume(0).notional(5).instrumentId(BarEncoder.instrumentIdNullValue()).tradeCount(1).buyCount(0)
                    .lateTradeCount(0).kind(BarKind.TIME).endTimeNs(SECOND)
                    .size(BarEncoder.sizeNullValue()).viewId(view);
                slot.commitEffect(8 + encoder.encodedLength());
            });
            harness.send(timer(1));
            hashes.add(indicators.stateHash());
            hashes.add(pivots.stateHash());
        }
        assertEquals(4, hashes.stream().distinct().count());
    }
}
