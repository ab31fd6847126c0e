package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.BucketSnapshotDecoder;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.codecs.sbe.DataGapDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.PairAlertDecoder;
import io.escapement.codecs.sbe.PivotDecoder;
import io.escapement.codecs.sbe.QualityAlertDecoder;
import io.escapement.codecs.sbe.QualityFinding;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.book.BookStage;
import io.escapement.engine.buckets.BucketSnapshotReader;
import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.config.Section;
import io.escapement.engine.consolidation.ConsolidationConfig;
import io.escapement.engine.consolidation.ConsolidationStage;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedStage;
import io.escapement.engine.inputs.InputBook;
import io.escapement.engine.inputs.StandardInput;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.journal.RecordLayout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A core with all stages of the market view, by a config, over events; keeps all that the view tells. */
final class ViewRun {
    private static final String CONFIG = """
        bars: {timeframes: [1s, 5s], consolidated: true, trade-bars: [{kind: tick, size: 50, names: [BTC/USDT]}]}
        buckets: {inner: 11, widths: [{of: BTC, width: 1}]}
        indicators: {timeframes: [1s, 5s], consolidated: true}
        pivots: {timeframes: [1s], consolidated: true}
        features:
          cadence: 1s
          instruments: [{venue: binance, symbol: S1, bucket-volume: 2}]
        pairs: {list: [{y: binance S1, x: htx S2}], window: 30}
        quality: {}
        inputs: {reference: BTC/USDT}
        """;

    private static final SlotSizes MARKET = new SlotSizes(32 * 1024, 32 * 1024);

    /** Whose: "DEPTH 1", "INDICATORS view 1 of 5"; then by time the row, NaN where missing. */
    final Map<String, NavigableMap<Long, double[]>> rows = new TreeMap<>();
    /** By the kind of message: all else that the view told, a line each. */
    final Map<String, List<String>> told = new TreeMap<>();
    final Map<QualityFinding, Long> found = new EnumMap<>(QualityFinding.class);
    final InputBook inputs;
    private final List<byte[]> records = new ArrayList<>();
    private final List<byte[]> events = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Slot slot;
    private final Core core;

    private ViewRun() {
        final ConfigFile file = ConfigFile.of("view.yaml", CONFIG);
        final Section root = file.root();
        final ConsolidationConfig consolidation = ConsolidationReader.read(root.section("consolidation"));
        final FeedLimits limits = FeedLimits.forBinance(8);
        inputs = new InputBook(InputsReader.read(root, false));
        final BarsStage bars = new BarsStage(BarsReader.read(root, consolidation));
        final ViewSettings view = ViewSettingsReader.read(file);
        slot = view.slots(MARKET).newSlot();
        stages.add(new FeedStage(limits, view.slots(MARKET).checkedCapacity() - MARKET.checkedCapacity()));
        stages.add(new BookStage(limits).tellLevels(ViewSettings.levelBytes(MARKET),
            view.checkedRoom() + FeedStage.RESERVED_ROOM));
        stages.add(new ConsolidationStage(consolidation));
        stages.add(bars);
        stages.addAll(view.stages());
        core = new Core(stages);
    }

    /** Runs a market; fails unless every number is finite or missing, and a replay gives the same records. */
    static ViewRun of(ViewMarket market) {
        final ViewRun run = new ViewRun();
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        for (final ViewMarket.Timed each : market.events) {
            run.slot.clear();
            final int length = MessageHeaderEncoder.ENCODED_LENGTH
                + each.event().write(run.slot.buffer(), run.slot.event(), header);
            final byte[] event = new byte[length];
            run.slot.buffer().getBytes(run.slot.event(), event);
            run.events.add(event);
            run.slot.commitEvent(length, Provenance.SIMULATED);
            run.times.add(each.timeNs());
            run.core.onEvent(run.slot, each.timeNs());
            run.read();
        }
        run.assertReplaysTheSame();
        return run;
    }

    private void read() {
        if (slot.isFaulted()) {
            throw new AssertionError("record " + slot.sequence(), slot.failure());
        }
        inputs.onRecord(slot);
        records.add(bytes());
        for (int at = slot.firstEffect(); at != Slot.NONE; at = slot.nextEffect(at)) {
            read(at);
        }
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            read(at);
        }
    }

    private byte[] bytes() {
        final int from = RecordLayout.SEQUENCE_OFFSET;
        final byte[] bytes = new byte[slot.recordLength() - from + slot.checkedLength()];
        slot.buffer().getBytes(from, bytes, 0, slot.recordLength() - from);
        slot.buffer().getBytes(slot.checkedStart(), bytes, slot.recordLength() - from, slot.checkedLength());
        return bytes;
    }

    private void assertReplaysTheSame() {
        final ViewRun replay = new ViewRun();
        for (int i = 0; i < events.size(); i++) {
            replay.slot.clear();
            replay.slot.buffer().putBytes(replay.slot.event(), events.get(i));
            replay.slot.commitEvent(events.get(i).length, Provenance.SIMULATED);
            replay.core.onEvent(replay.slot, i + 1, times.get(i));
            replay.inputs.onRecord(replay.slot);
            final int record = i;
            assertTrue(Arrays.equals(records.get(i), replay.bytes()), () -> "record " + (record + 1) + " differs");
        }
        for (int i = 0; i < stages.size(); i++) {
            assertEquals(stages.get(i).stateHash(), replay.stages.get(i).stateHash(), stages.get(i).name());
        }
        for (int id = 1; id < inputs.end(); id++) {
            final StandardInput input = inputs.input(id);
            assertEquals(input == null ? 0 : input.hash(), input == null ? 0 : replay.inputs.input(id).hash());
        }
    }

    private void read(int at) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final int template = slot.templateId(at);
        if (ColumnsReader.reads(template)) {
            columns(new ColumnsReader().wrap(slot.buffer(), at));
        } else if (template == BucketSnapshotDecoder.TEMPLATE_ID) {
            final BucketSnapshotReader reader = new BucketSnapshotReader();
            reader.wrap(slot.buffer(), at);
            note("Buckets", at, (reader.isConsolidated() ? "view " : "") + reader.subjectId());
        } else if (template == BarDecoder.TEMPLATE_ID) {
            final BarDecoder bar = new BarDecoder().wrapAndApplyHeader(slot.buffer(), at, header);
            final boolean view = bar.viewId() != BarDecoder.viewIdNullValue();
            add(view ? "Bar of view" : "Bar", (view ? bar.viewId() : bar.instrumentId()) + " " + bar.kind() + " "
                + bar.openTimeNs() + " " + bar.durationNs() + " " + bar.openPrice() + " " + bar.highPrice() + " "
                + bar.lowPrice() + " " + bar.closePrice() + " " + bar.volume() + " " + bar.tradeCount());
            add("Late", bar.lateTradeCount() > 0 ? (view ? "view " : "") + bar.lateTradeCount() : null);
        } else if (template == QualityAlertDecoder.TEMPLATE_ID) {
            add("Quality", new QualityAlertDecoder().wrapAndApplyHeader(slot.buffer(), at, header).finding().name());
        } else if (template == DataGapDecoder.TEMPLATE_ID) {
            final DataGapDecoder gap = new DataGapDecoder().wrapAndApplyHeader(slot.buffer(), at, header);
            add("Gap", (gap.viewId() == DataGapDecoder.viewIdNullValue() ? "" : "view ") + gap.cause() + " "
                + (gap.toNs() - gap.fromNs()) / ViewMarket.SECOND);
        } else if (template == PivotDecoder.TEMPLATE_ID || template == PairAlertDecoder.TEMPLATE_ID) {
            note(template == PivotDecoder.TEMPLATE_ID ? "Pivot" : "PairAlert", at, "");
        }
    }

    private void note(String kind, int at, String whose) {
        final byte[] bytes = new byte[RecordLayout.messageLength(slot.buffer(), at)];
        slot.buffer().getBytes(at, bytes);
        add(kind, whose + " " + slot.eventTimeNs() + " " + Arrays.hashCode(bytes));
    }

    private void add(String kind, String line) {
        if (line != null) {
            told.computeIfAbsent(kind, key -> new ArrayList<>()).add(line);
        }
    }

    private void columns(ColumnsReader reader) {
        final boolean barsOrSeconds = reader.block() == ColumnBlock.INDICATORS || reader.block() == ColumnBlock.PIVOTS;
        final String whose = reader.block() + (reader.isOfView() ? " view " + reader.viewId() : " "
            + reader.subjectId()) + (barsOrSeconds ? " of " + reader.durationNs() / ViewMarket.SECOND : "");
        final double[] row = new double[reader.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = reader.value(i);
            assertTrue(!Double.isInfinite(row[i]), whose + " " + i);
        }
        final NavigableMap<Long, double[]> all = rows.computeIfAbsent(whose, key -> new TreeMap<>());
        assertTrue(all.isEmpty() || all.lastKey() < reader.timeNs(), () -> whose + " goes back in time");
        assertTrue(reader.timeNs() <= slot.eventTimeNs() + ViewMarket.SECOND * 60, () -> whose + " is of the future");
        all.put(reader.timeNs(), row);
        if (reader.block() == ColumnBlock.QUALITY) {
            count(row);
        }
    }

    private void count(double[] row) {
        for (final QualityFinding finding : QualityFinding.values()) {
            final int column = finding == QualityFinding.NULL_VAL ? -1
                : set(ColumnBlock.QUALITY).index("dq_n_" + finding.name().toLowerCase(java.util.Locale.ROOT));
            if (column >= 0 && row[column] > 0) {
                found.merge(finding, (long) row[column], Long::sum);
            }
        }
    }

    static ColumnSet set(ColumnBlock block) {
        return ViewColumns.REGISTRY.sets().stream().filter(set -> set.block() == block).findFirst().orElseThrow();
    }

    private static ColumnSet setOf(String whose) {
        return set(ColumnBlock.valueOf(whose.substring(0, whose.indexOf(' '))));
    }

    /** A value as of a time, by the name of its column. */
    double value(String whose, long timeNs, String column) {
        return rows.get(whose).get(timeNs)[setOf(whose).index(column)];
    }

    double last(String whose, String column) {
        return value(whose, rows.get(whose).lastKey(), column);
    }

    /** All that was told last and is not missing: "FLOW 1 mid" and so on. */
    NavigableSet<String> due() {
        return due(Long.MAX_VALUE);
    }

    /** Likewise of what was told as of a time or before. */
    NavigableSet<String> due(long timeNs) {
        final NavigableSet<String> due = new TreeSet<>();
        rows.forEach((whose, all) -> {
            final Map.Entry<Long, double[]> row = all.floorEntry(timeNs);
            for (int i = 0; row != null && i < row.getValue().length; i++) {
                if (!Double.isNaN(row.getValue()[i])) {
                    due.add(whose + " " + setOf(whose).columns().get(i).name());
                }
            }
        });
        return due;
    }

    /** Everything told of some blocks and kinds of message, with all bits. */
    Map<String, List<String>> all(String... blocksAndKinds) {
        final Map<String, List<String>> all = new TreeMap<>();
        for (final String each : blocksAndKinds) {
            rows.forEach((whose, byTime) -> {
                if (whose.startsWith(each)) {
                    all.put(whose, byTime.entrySet().stream().map(row -> row.getKey() + " "
                        + Arrays.stream(row.getValue()).mapToObj(value -> Long.toHexString(
                            Double.doubleToLongBits(value))).collect(Collectors.joining(" "))).toList());
                }
            });
            if (told.containsKey(each)) {
                all.put(each, told.get(each));
            }
        }
        return all;
    }

    /** Names of a block's columns. */
    static List<String> names(ColumnBlock block) {
        return set(block).columns().stream().map(Column::name).toList();
    }
}
