package io.escapement.engine.features;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MarkPriceDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnsStage;
import io.escapement.engine.columns.ColumnsWriter;
import io.escapement.engine.columns.ToldColumns;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells {@link FeatureColumns} of each instrument at the cadence, see the package. A record tells of one instrument at
 * most, the first that it is about; a record that ends many books (a connection is lost) tells the others' with their
 * next events. An instrument that is defined anew with other steps or exponents begins anew.
 */
public final class FeaturesStage implements ColumnsStage {
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int CHANGE_INSTRUMENT = BODY + BookChangeDecoder.instrumentIdEncodingOffset();
    private static final int CHANGE_STATE = BODY + BookChangeDecoder.stateEncodingOffset();
    private static final int STATUS_INSTRUMENT = BODY + BookStatusDecoder.instrumentIdEncodingOffset();
    private static final int STATUS_STATE = BODY + BookStatusDecoder.stateEncodingOffset();
    private static final int TIMER_INSTRUMENT = BODY + TimerDecoder.instrumentIdEncodingOffset();

    private final FeaturesConfig config;
    private final InstrumentReader reader = new InstrumentReader();
    private final InstrumentTable<InstrumentFeatures> instruments = new InstrumentTable<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final MarkPriceDecoder mark = new MarkPriceDecoder();
    private final LevelGroups levels = new LevelGroups();
    private final ColumnsWriter writer = new ColumnsWriter(FeatureColumns.SET);
    private final double[] values = new double[FeatureColumns.SET.size()];
    private boolean told;

    public FeaturesStage(FeaturesConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "features";
    }

    @Override
    public ToldColumns told() {
        final List<Column> made = new ArrayList<>();
        config.groups().forEach(group -> made.addAll(group.columns()));
        return new ToldColumns(name(), FeatureColumns.SET, ToldColumns.names(made), List.of(config.cadenceNs()));
    }

    @Override
    public void onEvent(Slot slot) {
        told = false;
        switch (slot.eventTemplateId()) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> onDefinition(slot);
            case TimerDecoder.TEMPLATE_ID -> come(slot, intAt(slot, slot.event() + TIMER_INSTRUMENT));
            case TradeDecoder.TEMPLATE_ID -> onTrade(slot);
            case MarkPriceDecoder.TEMPLATE_ID -> onMarkPrice(slot);
            default -> { }
        }
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (slot.templateId(effect) == BookChangeDecoder.TEMPLATE_ID) {
                onBookChange(slot, effect);
            }
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == BookStatusDecoder.TEMPLATE_ID) {
                onBookStatus(slot, effect);
            }
        }
    }

    @Override
    public long stateHash() {
        long hash = 1;
        for (int id = 1; id < instruments.end(); id++) {
            final InstrumentFeatures features = instruments.get(id);
            if (features != null) {
                hash = features.hash(Hashing.fold(hash, id));
            }
        }
        return hash;
    }

    private static int intAt(Slot slot, int offset) {
        return slot.buffer().getInt(offset, ByteOrder.LITTLE_ENDIAN);
    }

    /** The instrument, brought to the record's time; null if it is not known. */
    private InstrumentFeatures come(Slot slot, int instrumentId) {
        final InstrumentFeatures features = instruments.get(instrumentId);
        if (features != null && features.advance(slot.eventTimeNs()) && !told) {
            told = true;
            features.write(values);
            writer.write(slot, instrumentId, features.boundaryNs(), config.cadenceNs(), values);
        }
        return features;
    }

    private void onDefinition(Slot slot) {
        final Instrument instrument = slot.verdict() == Verdict.REFUSED ? null : reader.read(slot);
        if (instrument == null) {
            return;
        }
        final InstrumentFeatures known = come(slot, instrument.id());
        if (known == null || !known.isSame(instrument)) {
            instruments.put(instrument.id(), new InstrumentFeatures(instrument, config, slot.eventTimeNs()));
        }
    }

    private void onTrade(Slot slot) {
        trade.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final InstrumentFeatures features = come(slot, trade.instrumentId());
        if (features != null && slot.verdict() == Verdict.APPLIED) {
            final Side side = trade.aggressorSide();
            features.onTrade(slot.eventTimeNs(), trade.price(), trade.quantity(),
                side == Side.BUY ? 1 : side == Side.SELL ? -1 : 0);
        }
    }

    private void onMarkPrice(Slot slot) {
        mark.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final InstrumentFeatures features = come(slot, mark.instrumentId());
        final long nextNs = mark.nextFundingTimeNs();
        if (features != null && nextNs != MarkPriceDecoder.nextFundingTimeNsNullValue()) {
            features.onFunding(nextNs);
        }
    }

    private void onBookChange(Slot slot, int effect) {
        final InstrumentFeatures features = come(slot, intAt(slot, effect + CHANGE_INSTRUMENT));
        if (features == null) {
            return;
        }
        if (slot.buffer().getByte(effect + CHANGE_STATE) == (byte) BookState.LIVE.value()) {
            features.onLevels(levels.wrap(slot.buffer(), effect), slot.eventTimeNs());
        } else {
            features.lose();
        }
    }

    // A book that synchronises says SYNCING and then LIVE in one record: its last word counts, and its levels.
    private void onBookStatus(Slot slot, int effect) {
        final int instrumentId = intAt(slot, effect + STATUS_INSTRUMENT);
        final InstrumentFeatures features = come(slot, instrumentId);
        if (features == null || isLive(slot, effect)) {
            return;
        }
        for (int next = slot.nextEffect(effect); next != Slot.NONE; next = slot.nextEffect(next)) {
            if (slot.templateId(next) == BookStatusDecoder.TEMPLATE_ID
                && intAt(slot, next + STATUS_INSTRUMENT) == instrumentId && isLive(slot, next)) {
                return;
            }
        }
        features.lose();
    }

    private static boolean isLive(Slot slot, int status) {
        return slot.buffer().getByte(status + STATUS_STATE) == (byte) BookState.LIVE.value();
    }
}
