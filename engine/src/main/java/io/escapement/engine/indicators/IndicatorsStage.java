package io.escapement.engine.indicators;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.DataGapDecoder;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.columns.ColumnsStage;
import io.escapement.engine.columns.ColumnsWriter;
import io.escapement.engine.columns.ToldColumns;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.market.TimeBars;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;

import java.util.function.Supplier;

/**
 * Tells the columns of block INDICATORS with each bar of time that has closed, of each instrument and timeframe that
 * the config asks for: as of the bar's end, duration that of the bar. A bar of the past, {@code HistoryBar}, counts
 * like a live one as long as no live one of its series has come. What comes before an instrument's definition does not
 * count; one that gives its numbers another meaning makes everything begin anew.
 *
 * <p>Where the config says so, likewise of views' bars, under the view's id. A view has no definition and no past: its
 * prices and sizes are at -8, whatever its instruments' are.
 */
public final class IndicatorsStage implements ColumnsStage {
    private final IndicatorsConfig config;
    private final ColumnsWriter writer;
    private final InstrumentReader reader = new InstrumentReader();
    private final InstrumentTable<IndicatorSeries[]> instruments = new InstrumentTable<>();
    private final InstrumentTable<IndicatorSeries[]> views = new InstrumentTable<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BarDecoder bar = new BarDecoder();
    private final HistoryBarDecoder history = new HistoryBarDecoder();
    private final DataGapDecoder gap = new DataGapDecoder();

    public IndicatorsStage(IndicatorsConfig config) {
        this.config = config;
        this.writer = new ColumnsWriter(IndicatorKind.columns(config.kinds()));
    }

    @Override
    public String name() {
        return "indicators";
    }

    @Override
    public ToldColumns told() {
        return ToldColumns.all(name(), IndicatorKind.columns(config.kinds()), config.timeframesNs());
    }

    @Override
    public void onEvent(Slot slot) {
        if (slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            define(slot);
        } else if (slot.eventTemplateId() == HistoryBarDecoder.TEMPLATE_ID) {
            onHistory(slot);
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == BarDecoder.TEMPLATE_ID) {
                onBar(slot, effect);
            } else if (slot.templateId(effect) == DataGapDecoder.TEMPLATE_ID) {
                onGap(slot, effect);
            }
        }
    }

    private void define(Slot slot) {
        final Instrument instrument = slot.verdict() == Verdict.REFUSED ? null : reader.read(slot);
        if (instrument == null) {
            return;
        }
        final IndicatorSeries[] known = instruments.get(instrument.id());
        if (known == null || !known[0].fits(instrument)) {
            instruments.put(instrument.id(), make(() -> new BarValues(instrument)));
        }
    }

    private IndicatorSeries[] make(Supplier<BarValues> bars) {
        final IndicatorSeries[] series = new IndicatorSeries[config.timeframesNs().size()];
        for (int i = 0; i < series.length; i++) {
            series[i] = new IndicatorSeries(bars.get(), config.timeframesNs().get(i), config.kinds());
        }
        return series;
    }

    private IndicatorSeries[] ofView(int viewId) {
        final IndicatorSeries[] known = views.get(viewId);
        if (known != null) {
            return known;
        }
        final IndicatorSeries[] made = make(BarValues::ofView);
        views.put(viewId, made);
        return made;
    }

    private static IndicatorSeries find(IndicatorSeries[] all, long durationNs) {
        if (all != null) {
            for (final IndicatorSeries series : all) {
                if (series.durationNs() == durationNs) {
                    return series;
                }
            }
        }
        return null;
    }

    private void onHistory(Slot slot) {
        if (slot.verdict() == Verdict.IGNORED || slot.verdict() == Verdict.REFUSED) {
            return;
        }
        history.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final IndicatorSeries series = find(instruments.get(history.instrumentId()), history.durationNs());
        if (series == null || !BarValues.isSound(history.openPrice(), history.highPrice(), history.lowPrice(),
            history.closePrice()) || !series.accepts(history.openTimeNs(), false)) {
            return;
        }
        final BarValues values = series.bar();
        values.time(history.openTimeNs(), history.durationNs());
        values.prices(history.openPrice(), history.highPrice(), history.lowPrice(), history.closePrice());
        values.amounts(history.volume(), history.notional(), history.tradeCount());
        final double[] told = series.close();
        writer.write(slot, history.instrumentId(), values.endTimeNs, series.durationNs(), told);
    }

    private void onBar(Slot slot, int effect) {
        bar.wrapAndApplyHeader(slot.buffer(), effect, header);
        final boolean ofView = TimeBars.isOfView(bar);
        if (!TimeBars.isOfTime(bar) || ofView && !config.consolidated()) {
            return;
        }
        final IndicatorSeries series = find(ofView ? ofView(bar.viewId()) : instruments.get(bar.instrumentId()),
            bar.durationNs());
        if (series == null || !BarValues.isSound(bar.openPrice(), bar.highPrice(), bar.lowPrice(), bar.closePrice())
            || !series.accepts(bar.openTimeNs(), true)) {
            return;
        }
        final BarValues values = series.bar();
        values.time(bar.openTimeNs(), bar.durationNs());
        values.prices(bar.openPrice(), bar.highPrice(), bar.lowPrice(), bar.closePrice());
        values.amounts(bar.volume(), bar.notional(), bar.tradeCount());
        final double[] told = series.close();
        if (ofView) {
            writer.writeOfView(slot, bar.viewId(), values.endTimeNs, series.durationNs(), told);
        } else {
            writer.write(slot, bar.instrumentId(), values.endTimeNs, series.durationNs(), told);
        }
    }

    private void onGap(Slot slot, int effect) {
        gap.wrapAndApplyHeader(slot.buffer(), effect, header);
        final boolean ofView = gap.viewId() != DataGapDecoder.viewIdNullValue();
        final IndicatorSeries series = find(ofView ? views.get(gap.viewId()) : instruments.get(gap.instrumentId()),
            gap.durationNs());
        if (series != null) {
            series.onGap(gap.toNs());
        }
    }

    @Override
    public long stateHash() {
        return hash(views, hash(instruments, 1));
    }

    private static long hash(InstrumentTable<IndicatorSeries[]> table, long seed) {
        long hash = seed;
        for (int id = 1; id < table.end(); id++) {
            final IndicatorSeries[] all = table.get(id);
            if (all != null) {
                hash = Hashing.fold(hash, id);
                for (final IndicatorSeries series : all) {
                    hash = series.hash(hash);
                }
            }
        }
        return hash;
    }
}
