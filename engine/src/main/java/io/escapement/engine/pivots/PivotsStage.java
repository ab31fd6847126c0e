package io.escapement.engine.pivots;

import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.PivotEncoder;
import io.escapement.codecs.sbe.PivotKind;
import io.escapement.engine.columns.ColumnsStage;
import io.escapement.engine.columns.ColumnsWriter;
import io.escapement.engine.columns.ToldColumns;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.market.TimeBars;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;

/**
 * Follows the bars of instruments and appends a {@code Pivot} for each that one of them confirms; and, once a record
 * for each duration that had live bars, the columns of block PIVOTS as of the last of those. Bars of the past, which
 * the bars stage has found good, count as live ones do: they make pivots, but no columns.
 *
 * <p>Not of views, whose prices have no instrument.
 */
public final class PivotsStage implements ColumnsStage {
    private static final int PIVOT_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + PivotEncoder.BLOCK_LENGTH;

    private final PivotsConfig config;
    private final long[] timeframesNs;
    private final InstrumentTable<PivotSeries[]> table = new InstrumentTable<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BarDecoder bar = new BarDecoder();
    private final HistoryBarDecoder history = new HistoryBarDecoder();
    private final MessageHeaderEncoder pivotHeader = new MessageHeaderEncoder();
    private final PivotEncoder pivot = new PivotEncoder();
    private final ColumnsWriter columns = new ColumnsWriter(PivotColumns.SET);
    private final double[] values = new double[PivotColumns.SET.size()];
    private final PivotListener writer = this::append;
    private final PivotSeries[] told;
    private Slot slot;
    private int instrumentId;
    private PivotSeries series;

    /** @throws IllegalArgumentException saying everything that is wrong with the settings */
    public PivotsStage(PivotsConfig config) {
        if (!config.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", config.problems()));
        }
        this.config = config;
        this.timeframesNs = config.timeframesNs().stream().mapToLong(Long::longValue).toArray();
        this.told = new PivotSeries[timeframesNs.length];
    }

    @Override
    public String name() {
        return "pivots";
    }

    @Override
    public ToldColumns told() {
        return ToldColumns.all(name(), PivotColumns.SET, config.timeframesNs());
    }

    @Override
    public void onEvent(Slot record) {
        slot = record;
        if (record.eventTemplateId() == HistoryBarDecoder.TEMPLATE_ID && record.verdict() == Verdict.APPLIED) {
            history.wrapAndApplyHeader(record.buffer(), record.event(), header);
            final int timeframe = find(history.instrumentId(), history.durationNs());
            if (timeframe >= 0) {
                series.onBar(history.openTimeNs(), history.highPrice(), history.lowPrice(), history.closePrice(),
                    writer);
            }
        }
        boolean any = false;
        // A stage appends while it reads: what it appends is no bar.
        for (int effect = record.firstEffect(); effect != Slot.NONE; effect = record.nextEffect(effect)) {
            if (record.templateId(effect) == BarDecoder.TEMPLATE_ID) {
                any |= onBar(effect);
            }
        }
        if (any) {
            tell();
        }
    }

    private boolean onBar(int effect) {
        bar.wrapAndApplyHeader(slot.buffer(), effect, header);
        final int timeframe = TimeBars.isOfInstrument(bar) ? find(bar.instrumentId(), bar.durationNs()) : -1;
        if (timeframe < 0 || !series.onBar(bar.openTimeNs(), bar.highPrice(), bar.lowPrice(), bar.closePrice(),
            writer)) {
            return false;
        }
        told[timeframe] = series;
        return true;
    }

    /** Place of the duration; its series of the instrument is {@link #series} then. -1: not wanted. */
    private int find(int id, long durationNs) {
        for (int i = 0; i < timeframesNs.length; i++) {
            if (timeframesNs[i] == durationNs) {
                instrumentId = id;
                series = of(id)[i];
                return i;
            }
        }
        return -1;
    }

    private PivotSeries[] of(int id) {
        PivotSeries[] known = table.get(id);
        if (known == null) {
            known = new PivotSeries[timeframesNs.length];
            for (int i = 0; i < known.length; i++) {
                known[i] = new PivotSeries(timeframesNs[i], config);
            }
            table.put(id, known);
        }
        return known;
    }

    // The bars of a record are of one instrument.
    private void tell() {
        for (int i = 0; i < told.length; i++) {
            if (told[i] != null) {
                PivotColumns.fill(told[i], values);
                columns.write(slot, instrumentId, told[i].lastEndNs(), told[i].durationNs(), values);
                told[i] = null;
            }
        }
    }

    private void append(PivotKind kind, int level, long price, long barTimeNs, int confirmBars, int trend) {
        pivot.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(PIVOT_LENGTH), pivotHeader)
            .price(price)
            .barTimeNs(barTimeNs)
            .confirmTimeNs(series.lastEndNs())
            .durationNs(series.durationNs())
            .instrumentId(instrumentId)
            .confirmBars(confirmBars)
            .level((short) level)
            .kind(kind)
            .trend((byte) trend);
        slot.commitEffect(PIVOT_LENGTH);
    }

    @Override
    public long stateHash() {
        long hash = 1;
        for (int id = 1; id < table.end(); id++) {
            final PivotSeries[] all = table.get(id);
            for (int i = 0; all != null && i < all.length; i++) {
                hash = all[i].hash(Hashing.fold(hash, id));
            }
        }
        return hash;
    }
}
