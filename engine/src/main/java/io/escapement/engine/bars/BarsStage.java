package io.escapement.engine.bars;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BarEncoder;
import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.Verdict;

/**
 * Appends a {@code Bar} for each bar that an event closes, and judges trades, which is its duty:
 *
 * <ul>
 *   <li>REFUSED: of an instrument that is not defined; price, quantity or venue time not positive or missing; venue
 *       time further ahead of our event time than the config allows, since it would close all bars up to then
 *   <li>IGNORED: a trade id that was seen, or that is older than the last {@value TradeIds#REMEMBERED}
 *   <li>APPLIED: all others. Also one that comes too late for its bar: it happened, so it counts for whoever looks at
 *       trades; the bars only count it as late
 * </ul>
 */
public final class BarsStage implements Stage {
    private static final int BAR_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + BarEncoder.BLOCK_LENGTH;

    private final BarsConfig config;
    private final InstrumentReader reader = new InstrumentReader();
    private final InstrumentTable<TradeTape> tapes = new InstrumentTable<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final TimerDecoder timer = new TimerDecoder();
    private final MessageHeaderEncoder barHeader = new MessageHeaderEncoder();
    private final BarEncoder encoder = new BarEncoder();
    private final BarListener writer = this::append;
    private Slot slot;
    private int instrumentId;

    public BarsStage(BarsConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "bars";
    }

    @Override
    public void onEvent(Slot record) {
        slot = record;
        switch (record.eventTemplateId()) {
            case TradeDecoder.TEMPLATE_ID -> onTrade();
            case TimerDecoder.TEMPLATE_ID -> onTimer();
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> onDefinition();
            default -> { }
        }
    }

    @Override
    public long stateHash() {
        long hash = 1;
        for (int id = 1; id < tapes.end(); id++) {
            final TradeTape tape = tapes.get(id);
            if (tape != null) {
                hash = tape.hash(Hashing.fold(hash, id));
            }
        }
        return hash;
    }

    private void onDefinition() {
        final Instrument instrument = reader.read(slot);
        if (instrument != null && tapes.get(instrument.id()) == null) {
            tapes.put(instrument.id(), new TradeTape(instrument, config));
        }
    }

    private void onTrade() {
        trade.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        instrumentId = trade.instrumentId();
        final TradeTape tape = tapes.get(instrumentId);
        slot.verdict(tape == null ? Verdict.REFUSED : tape.onTrade(trade, slot.eventTimeNs(), writer));
    }

    private void onTimer() {
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        instrumentId = timer.instrumentId();
        final TradeTape tape = tapes.get(instrumentId);
        if (tape != null) {
            tape.onTimer(slot.eventTimeNs(), writer);
        }
    }

    private void append(long openTimeNs, long durationNs, FormingBar bar) {
        encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(BAR_LENGTH), barHeader)
            .openTimeNs(openTimeNs)
            .durationNs(durationNs)
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
            .kind(BarKind.TIME)
            .endTimeNs(openTimeNs + durationNs)
            .size(BarEncoder.sizeNullValue())
            .viewId(BarEncoder.viewIdNullValue());
        slot.commitEffect(BAR_LENGTH);
    }
}
