package io.escapement.engine.pivots;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.PivotEncoder;
import io.escapement.codecs.sbe.PivotKind;
import io.escapement.engine.columns.ColumnsStage;
import io.escapement.engine.columns.ColumnsWriter;
import io.escapement.engine.columns.ToldColumns;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.market.TimeBars;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;

/**
 * Follows the bars of instruments and appends a {@code Pivot} for each that one of them confirms; and, once a record
 * for each duration that had live bars, the columns of block PIVOTS as of the last of those. Bars of the past, which
 * the bars stage has found good, count as live ones do: they make pivots, but no columns.
 *
 * <p>A definition that gives an instrument's prices another exponent makes its pivots begin anew.
 *
 * <p>Where the config says so, likewise of views' bars, under the view's id, with prices at -8; a view has no past.
 */
public final class PivotsStage implements ColumnsStage {
    private static final int PIVOT_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + PivotEncoder.BLOCK_LENGTH;

    private final PivotsConfig config;
    private final long[] timeframesNs;
    private final InstrumentTable<PivotSeries[]> instruments = new InstrumentTable<>();
    private final InstrumentTable<PivotSeries[]> views = new InstrumentTable<>();
    private final InstrumentTable<Instrument> defined = new InstrumentTable<>();
    private final InstrumentReader reader = new InstrumentReader();
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
    private PivotSeries series;

    /** @throws IllegalArgumentException saying everything that is wrong with the settings */
    public PivotsStage(PivotsConfig config) {
        if (!config.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", config.problems()));
        }
        this.config = config;
        this.timeframesNs = config.timeframesNs().stream().mapToLong(Long::longValue).toArray();
        this.told = new PivotSeries[2 * timeframesNs.length];
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
        if (record.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            define(record);
        } else if (record.eventTemplateId() == HistoryBarDecoder.TEMPLATE_ID && record.verdict() == Verdict.APPLIED) {
            history.wrapAndApplyHeader(record.buffer(), record.event(), header);
            if (find(instruments, history.instrumentId(), history.durationNs()) >= 0) {
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

    private void define(Slot record) {
        final Instrument instrument = record.verdict() == Verdict.REFUSED ? null : reader.read(record);
        if (instrument == null) {
            return;
        }
        final Instrument before = defined.get(instrument.id());
        if (before != null && before.priceExponent() != instrument.priceExponent()) {
            instruments.put(instrument.id(), null);
        }
        defined.put(instrument.id(), instrument);
        // Made here and not with the first bar, which of the longest may close hours later.
        of(instruments, instrument.id());
    }

    private boolean onBar(int effect) {
        bar.wrapAndApplyHeader(slot.buffer(), effect, header);
        final boolean ofView = TimeBars.isOfView(bar);
        if (!TimeBars.isOfTime(bar) || ofView && !config.consolidated()) {
            return false;
        }
        final int timeframe = ofView ? find(views, bar.viewId(), bar.durationNs())
            : find(instruments, bar.instrumentId(), bar.durationNs());
        if (timeframe < 0 || !series.onBar(bar.openTimeNs(), bar.highPrice(), bar.lowPrice(), bar.closePrice(),
            writer)) {
            return false;
        }
        told[ofView ? timeframesNs.length + timeframe : timeframe] = series;
        return true;
    }

    /** Place of the duration; the subject's series of it is {@link #series} then. -1: not wanted. */
    private int find(InstrumentTable<PivotSeries[]> subjects, int id, long durationNs) {
        for (int i = 0; i < timeframesNs.length; i++) {
            if (timeframesNs[i] == durationNs) {
                series = of(subjects, id)[i];
                return i;
            }
        }
        return -1;
    }

    private PivotSeries[] of(InstrumentTable<PivotSeries[]> subjects, int id) {
        PivotSeries[] known = subjects.get(id);
        if (known == null) {
            known = new PivotSeries[timeframesNs.length];
            for (int i = 0; i < known.length; i++) {
                known[i] = new PivotSeries(id, subjects == views, timeframesNs[i], config);
            }
            subjects.put(id, known);
        }
        return known;
    }

    // The bars of a record are of one instrument and the view that it is in.
    private void tell() {
        for (int i = 0; i < told.length; i++) {
            final PivotSeries each = told[i];
            if (each != null) {
                PivotColumns.fill(each, values);
                if (each.isOfView()) {
                    columns.writeOfView(slot, each.id(), each.lastEndNs(), each.durationNs(), values);
                } else {
                    columns.write(slot, each.id(), each.lastEndNs(), each.durationNs(), values);
                }
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
            .instrumentId(series.isOfView() ? PivotEncoder.instrumentIdNullValue() : series.id())
            .confirmBars(confirmBars)
            .level((short) level)
            .kind(kind)
            .trend((byte) trend)
            .viewId(series.isOfView() ? series.id() : PivotEncoder.viewIdNullValue());
        slot.commitEffect(PIVOT_LENGTH);
    }

    @Override
    public long stateHash() {
        return hash(views, hash(instruments, 1));
    }

    private static long hash(InstrumentTable<PivotSeries[]> table, long seed) {
        long hash = seed;
        for (int id = 1; id < table.end(); id++) {
            final PivotSeries[] all = table.get(id);
            for (int i = 0; all != null && i < all.length; i++) {
                hash = all[i].hash(Hashing.fold(hash, id));
            }
        }
        return hash;
    }
}
