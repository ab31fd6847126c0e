package io.escapement.engine.inputs;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.BucketSnapshotDecoder;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.market.Decimals;
import io.escapement.engine.market.InstrumentName;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.pairs.PairsConfig;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;

/**
 * Keeps the {@link StandardInput} of every instrument, from what records hold: definitions, bars of trades and of
 * history, columns, buckets, positions. For one run; listens live or to a replay. Consolidated bars and buckets, and
 * bars that something else than time closes, are not part of it.
 *
 * <p>A bar of trades takes the place of any other of its time; a bar of history only goes where there is none. An
 * instrument is read with the exponents that it was defined with first. A record with a fault is not read.
 *
 * <p>Not thread-safe. Allocates when an instrument is defined and when a block or a strategy is first heard of.
 */
public final class InputBook implements RecordListener {
    private static final int MONEY = -8;

    private final InputConfig config;
    private final InstrumentReader instruments = new InstrumentReader();
    private final InstrumentTable<StandardInput> inputs = new InstrumentTable<>();
    private final ColumnBoard pairs = new ColumnBoard();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BarDecoder bar = new BarDecoder();
    private final HistoryBarDecoder history = new HistoryBarDecoder();
    private final ColumnsReader columns = new ColumnsReader();
    private final BucketSnapshotDecoder snapshot = new BucketSnapshotDecoder();
    private final PositionUpdateDecoder position = new PositionUpdateDecoder();
    private final double[] values = new double[BarField.count()];
    private long timeNs;
    private long records;

    public InputBook(InputConfig config) {
        this.config = config;
    }

    /** What is known of an instrument as of the last record; null where it is not defined. */
    public StandardInput input(int instrumentId) {
        final StandardInput input = inputs.get(instrumentId);
        if (input != null) {
            input.moveTo(timeNs, records);
            if (input.reference() != null) {
                input.reference().moveTo(timeNs, records);
            }
        }
        return input;
    }

    /** One more than the greatest id that {@link #input} may know. */
    public int end() {
        return inputs.end();
    }

    @Override
    public void onRecord(Slot slot) {
        if (slot.isFaulted()) {
            return;
        }
        timeNs = slot.eventTimeNs();
        switch (slot.eventTemplateId()) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> onDefinition(slot);
            case HistoryBarDecoder.TEMPLATE_ID -> onHistory(slot);
            default -> { }
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == BarDecoder.TEMPLATE_ID) {
                onBar(slot, effect);
            }
        }
        onPositions(slot);
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            final int template = slot.templateId(effect);
            if (ColumnsReader.reads(template)) {
                onColumns(slot, effect);
            } else if (template == BucketSnapshotDecoder.TEMPLATE_ID) {
                onBuckets(slot, effect);
            }
        }
    }

    /** Reads a record's positions alone: for a replay that makes no orders, from the journal's own effects. */
    public void onPositions(Slot slot) {
        records++;
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == PositionUpdateDecoder.TEMPLATE_ID) {
                position.wrapAndApplyHeader(slot.buffer(), effect, header);
                final StandardInput input = inputs.get(position.instrumentId());
                if (input != null) {
                    input.positions().take(position, input.instrument());
                }
            }
        }
    }

    private void onDefinition(Slot slot) {
        final Instrument instrument = instruments.read(slot);
        if (instrument == null || inputs.get(instrument.id()) != null) {
            return;
        }
        final StandardInput input = new StandardInput(instrument, config);
        inputs.put(instrument.id(), input);
        final boolean isReference = isReferenceOf(instrument, instrument);
        for (int id = 1; id < inputs.end(); id++) {
            final StandardInput other = inputs.get(id);
            if (other == null) {
                continue;
            }
            if (isReference && other.reference() == null && isReferenceOf(instrument, other.instrument())) {
                other.refer(input);
            } else if (!isReference && input.reference() == null
                && isReferenceOf(other.instrument(), instrument)) {
                input.refer(other);
            }
        }
        for (int i = 0; i < pairs.size(); i++) {
            show(pairs.get(i), input);
        }
    }

    private boolean isReferenceOf(Instrument reference, Instrument instrument) {
        return reference.kind() == instrument.kind()
            && new InstrumentName(instrument.venue(), config.reference()).names(reference);
    }

    private void onHistory(Slot slot) {
        history.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final Timeframe timeframe = Timeframe.of(history.durationNs());
        final StandardInput input = inputs.get(history.instrumentId());
        final byte verdict = slot.verdict();
        if (input == null || timeframe == null || verdict == Verdict.REFUSED || verdict == Verdict.IGNORED) {
            return;
        }
        final Instrument instrument = input.instrument();
        prices(instrument, history.openPrice(), history.highPrice(), history.lowPrice(), history.closePrice());
        amounts(instrument, history.volume(), history.buyVolume(), history.notional());
        set(BarField.TRADES, Decimals.orMissing(history.tradeCount(), 0, HistoryBarDecoder.tradeCountNullValue()));
        set(BarField.BUYS, Double.NaN);
        input.written().put(timeframe, history.openTimeNs(), true, values);
    }

    private void onBar(Slot slot, int effect) {
        bar.wrapAndApplyHeader(slot.buffer(), effect, header);
        final BarKind kind = bar.kind();
        final Timeframe timeframe = Timeframe.of(bar.durationNs());
        if (timeframe == null || kind != BarKind.TIME && kind != BarKind.NULL_VAL
            || bar.viewId() != BarDecoder.viewIdNullValue()) {
            return;
        }
        final StandardInput input = inputs.get(bar.instrumentId());
        if (input == null) {
            return;
        }
        final Instrument instrument = input.instrument();
        prices(instrument, bar.openPrice(), bar.highPrice(), bar.lowPrice(), bar.closePrice());
        amounts(instrument, bar.volume(), bar.buyVolume(), bar.notional());
        set(BarField.TRADES, Decimals.orMissing(bar.tradeCount(), 0, BarDecoder.tradeCountNullValue()));
        set(BarField.BUYS, Decimals.orMissing(bar.buyCount(), 0, BarDecoder.buyCountNullValue()));
        input.written().put(timeframe, bar.openTimeNs(), false, values);
    }

    private void prices(Instrument instrument, long open, long high, long low, long close) {
        final int exponent = instrument.priceExponent();
        set(BarField.OPEN, Decimals.value(open, exponent));
        set(BarField.HIGH, Decimals.value(high, exponent));
        set(BarField.LOW, Decimals.value(low, exponent));
        set(BarField.CLOSE, Decimals.value(close, exponent));
    }

    private void amounts(Instrument instrument, long volume, long buyVolume, long notional) {
        final int exponent = instrument.quantityExponent();
        set(BarField.VOLUME, Decimals.orMissing(volume, exponent, BarDecoder.volumeNullValue()));
        set(BarField.BUY_VOLUME, Decimals.orMissing(buyVolume, exponent, BarDecoder.buyVolumeNullValue()));
        set(BarField.NOTIONAL, Decimals.orMissing(notional, MONEY, BarDecoder.notionalNullValue()));
    }

    private void set(BarField field, double value) {
        values[field.ordinal()] = value;
    }

    private void onColumns(Slot slot, int effect) {
        columns.wrap(slot.buffer(), effect);
        if (columns.block() != ColumnBlock.PAIR) {
            final StandardInput input = inputs.get(columns.subjectId());
            if (input != null) {
                input.board().take(columns);
            }
            return;
        }
        final int known = pairs.size();
        final ColumnValues told = pairs.take(columns);
        for (int id = 1; pairs.size() > known && id < inputs.end(); id++) {
            if (inputs.get(id) != null) {
                show(told, inputs.get(id));
            }
        }
    }

    private void show(ColumnValues pair, StandardInput input) {
        if (isLeg(pair, input.instrument())) {
            input.board().add(pair);
        }
    }

    private boolean isLeg(ColumnValues told, Instrument instrument) {
        final int index = told.subjectId() - 1;
        if (index < 0 || index >= config.pairs().size()) {
            return false;
        }
        final PairsConfig.Pair pair = config.pairs().get(index);
        return pair.y().names(instrument) || pair.x().names(instrument);
    }

    private void onBuckets(Slot slot, int effect) {
        snapshot.wrapAndApplyHeader(slot.buffer(), effect, header);
        if (snapshot.viewId() != BucketSnapshotDecoder.viewIdNullValue()) {
            return;
        }
        final StandardInput input = inputs.get(snapshot.instrumentId());
        if (input != null) {
            input.buckets().take(snapshot, input.instrument());
        }
    }
}
