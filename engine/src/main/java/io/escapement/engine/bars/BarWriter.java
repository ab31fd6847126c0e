package io.escapement.engine.bars;

import io.escapement.codecs.sbe.BarEncoder;
import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.DataGapEncoder;
import io.escapement.codecs.sbe.GapCause;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.pipeline.Slot;

/** Appends bars and gaps to a record, of whoever was named last. */
final class BarWriter implements BarListener {
    private static final int BAR_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + BarEncoder.BLOCK_LENGTH;
    private static final int GAP_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + DataGapEncoder.BLOCK_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BarEncoder encoder = new BarEncoder();
    private final DataGapEncoder gap = new DataGapEncoder();
    private Slot slot;
    private int instrumentId;
    private int viewId;
    private GapCause cause;
    private HistoryJoin join;

    /** What follows is of an instrument. @param gapCause of the gaps that its bars tell */
    BarWriter ofInstrument(Slot record, int id, GapCause gapCause, HistoryJoin history) {
        slot = record;
        instrumentId = id;
        viewId = BarEncoder.viewIdNullValue();
        cause = gapCause;
        join = history;
        return this;
    }

    /** What follows is of a view. */
    BarWriter ofView(Slot record, int id, GapCause gapCause) {
        slot = record;
        instrumentId = BarEncoder.instrumentIdNullValue();
        viewId = id;
        cause = gapCause;
        join = null;
        return this;
    }

    @Override
    public void onBar(long openTimeNs, long durationNs, FormingBar bar) {
        if (join != null) {
            join.onLive(openTimeNs, durationNs, bar, this);
        } else {
            tell(openTimeNs, durationNs, bar);
        }
    }

    /** Tells a bar of time. */
    void tell(long openTimeNs, long durationNs, FormingBar bar) {
        write(BarKind.TIME, openTimeNs, openTimeNs + durationNs, BarEncoder.sizeNullValue(), bar);
    }

    @Override
    public void onTradeBar(BarKind kind, long openTimeNs, long endTimeNs, long size, FormingBar bar) {
        write(kind, openTimeNs, endTimeNs, size, bar);
    }

    @Override
    public void onGap(long fromNs, long toNs) {
        gap(fromNs, toNs, BarsConfig.SECOND_NS, cause);
    }

    private void write(BarKind kind, long openTimeNs, long endTimeNs, long size, FormingBar bar) {
        encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(BAR_LENGTH), header)
            .openTimeNs(openTimeNs)
            .durationNs(endTimeNs - openTimeNs)
            .openPrice(bar.openPrice)
            .highPrice(bar.highPrice)
            .lowPrice(bar.lowPrice)
            .closePrice(bar.closePrice)
            .volume(bar.volume)
            .buyVolume(bar.buyVolume)
            .notional(bar.notional)
            .instrumentId(instrumentId)
            .tradeCount(bar.tradeCount)
            .buyCount(bar.buyCount)
            .lateTradeCount(bar.lateTradeCount)
            .kind(kind)
            .endTimeNs(endTimeNs)
            .size(size)
            .viewId(viewId);
        slot.commitEffect(BAR_LENGTH);
    }

    /** Tells, of a view, that trades of one of its instruments cannot be in it from a time on. */
    void missingTrades(long fromNs, int ofInstrument) {
        instrumentId = ofInstrument;
        gap(fromNs, fromNs + 1, DataGapEncoder.durationNsNullValue(), GapCause.MISSING_TRADES);
        instrumentId = DataGapEncoder.instrumentIdNullValue();
    }

    /** Tells that something is missing. @param durationNs of the bars that are, or null as the field has it */
    void gap(long fromNs, long toNs, long durationNs, GapCause gapCause) {
        gap.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(GAP_LENGTH), header)
            .fromNs(fromNs)
            .toNs(toNs)
            .durationNs(durationNs)
            .instrumentId(instrumentId)
            .viewId(viewId)
            .cause(gapCause);
        slot.commitEffect(GAP_LENGTH);
    }
}
