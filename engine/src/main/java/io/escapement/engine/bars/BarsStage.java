package io.escapement.engine.bars;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.consolidation.ConsolidationConfig;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.Verdict;

import java.util.ArrayList;
import java.util.List;

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
 *
 * <p>It judges the bars of the past too, see {@link HistoryJoin}; only those that are APPLIED may be taken. Bars that
 * are missing it tells as a {@code DataGap}: STALLED where our time leapt too, since no event of the instrument came
 * for longer than the bars catch up; SILENCE where only the venue's did.
 *
 * <p>The venue's clock closes bars, and its leaps are taken as they come: one ahead, by no more than is allowed, makes
 * a gap and late trades until the others have come as far; one back makes no bars, and late trades, until the clock is
 * where it was. No bar is made up for such a time.
 *
 * <p>An instrument that is defined anew on another grid begins anew; otherwise a second definition changes nothing.
 */
public final class BarsStage implements Stage {
    private final BarsConfig config;
    private final InstrumentReader reader = new InstrumentReader();
    private final InstrumentTable<TradeTape> tapes = new InstrumentTable<>();
    private final List<ViewTape> views = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final TimerDecoder timer = new TimerDecoder();
    private final HistoryBarDecoder history = new HistoryBarDecoder();
    private final BarWriter writer = new BarWriter();

    public BarsStage(BarsConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "bars";
    }

    @Override
    public void onEvent(Slot slot) {
        switch (slot.eventTemplateId()) {
            case TradeDecoder.TEMPLATE_ID -> onTrade(slot);
            case TimerDecoder.TEMPLATE_ID -> onTimer(slot);
            case HistoryBarDecoder.TEMPLATE_ID -> onHistory(slot);
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> onDefinition(slot);
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
        for (final ViewTape view : views) {
            hash = view.hash(hash);
        }
        return hash;
    }

    private void onDefinition(Slot slot) {
        final Instrument instrument = slot.verdict() == Verdict.REFUSED ? null : reader.read(slot);
        if (instrument == null) {
            return;
        }
        final TradeTape known = tapes.get(instrument.id());
        if (known == null || !isSameGrid(known.instrument(), instrument)) {
            final ViewTape view = known == null ? view(instrument) : known.view();
            final TradeTape tape = new TradeTape(instrument, config, view);
            tapes.put(instrument.id(), tape);
            if (view != null) {
                view.put(tape);
            }
        }
    }

    private static boolean isSameGrid(Instrument a, Instrument b) {
        return a.priceExponent() == b.priceExponent() && a.quantityExponent() == b.quantityExponent()
            && a.kind() == b.kind() && a.contractSize() == b.contractSize();
    }

    // As the consolidation's views are found, so that their ids are the same.
    private ViewTape view(Instrument instrument) {
        if (!config.views().told()) {
            return null;
        }
        final boolean derivatives = !config.views().joinKinds() && instrument.kind() != InstrumentKind.SPOT;
        for (final ViewTape view : views) {
            if (view.derivatives == derivatives && view.name.equals(instrument.canonical())) {
                return view.size() < ConsolidationConfig.MAX_BOOKS ? view : null;
            }
        }
        if (views.size() == ConsolidationConfig.MAX_VIEWS) {
            return null;
        }
        final ViewTape made = new ViewTape(instrument.id(), instrument.canonical(), derivatives, config);
        views.add(made);
        return made;
    }

    private void onTrade(Slot slot) {
        trade.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final TradeTape tape = tapes.get(trade.instrumentId());
        final byte verdict = tape == null ? Verdict.REFUSED : tape.judge(trade, slot.eventTimeNs());
        slot.verdict(verdict);
        if (verdict == Verdict.APPLIED) {
            tape.onTrade(trade, slot, writer);
        }
    }

    private void onTimer(Slot slot) {
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final TradeTape tape = tapes.get(timer.instrumentId());
        if (tape != null) {
            tape.onTimer(slot, writer);
        }
    }

    private void onHistory(Slot slot) {
        history.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final TradeTape tape = tapes.get(history.instrumentId());
        slot.verdict(tape == null ? Verdict.REFUSED : tape.onHistory(history, slot, writer));
    }
}
