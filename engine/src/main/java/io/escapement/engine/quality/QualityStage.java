package io.escapement.engine.quality;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.BestBidOfferDecoder;
import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.QualityAlertEncoder;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.columns.ColumnsStage;
import io.escapement.engine.columns.ColumnsWriter;
import io.escapement.engine.columns.ToldColumns;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.market.Quote;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells the columns of block QUALITY of an instrument each second, with the first event of that instrument whose time
 * is at or behind the second's end and as it was before that event; and a {@code QualityAlert} when a finding begins.
 * An alert's {@code observed} and {@code allowed} are
 *
 * <ul>
 *   <li>seconds: STALE, CLOCK_SKEW (receive time less venue time; allowed has the sign of the side that was passed),
 *       TIME_DISORDER
 *   <li>bps: VENUE_DEVIATION, TRADE_THROUGH
 *   <li>share of the price: OUTLIER
 *   <li>how many, and 0: all others
 * </ul>
 *
 * <p>Columns: {@link QualityColumns}.
 */
public final class QualityStage implements ColumnsStage {
    private final QualityConfig config;
    private final MarketView market = new MarketView();
    private final InstrumentTable<InstrumentQuality> instruments = new InstrumentTable<>();
    private final List<Peers> names = new ArrayList<>();
    private final ColumnsWriter writer = new ColumnsWriter(QualityColumns.SET);
    private final double[] values = new double[QualityColumns.SET.size()];
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final BestBidOfferDecoder offer = new BestBidOfferDecoder();
    private final TimerDecoder timer = new TimerDecoder();
    private final HistoryBarDecoder history = new HistoryBarDecoder();
    private final BarDecoder bar = new BarDecoder();
    private final BookStatusDecoder status = new BookStatusDecoder();
    private final BookChangeDecoder change = new BookChangeDecoder();
    private final MessageHeaderEncoder alertHeader = new MessageHeaderEncoder();
    private final QualityAlertEncoder alert = new QualityAlertEncoder();

    public QualityStage(QualityConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "quality";
    }

    @Override
    public ToldColumns told() {
        return ToldColumns.all(name(), QualityColumns.SET, List.of(InstrumentQuality.SECOND_NS));
    }

    @Override
    public void onEvent(Slot slot) {
        final long nowNs = slot.eventTimeNs();
        final InstrumentQuality own = instruments.get(instrumentOf(slot));
        if (own != null) {
            own.moveTo(nowNs);
            if (own.isDue()) {
                own.write(values, market, nowNs);
                writer.write(slot, own.instrumentId, own.closedNs(), InstrumentQuality.SECOND_NS, values);
            }
        }
        market.onRecord(slot);
        define(market.defined(), nowNs);
        if (own != null) {
            onEvent(slot, own, nowNs);
        }
        onEffects(slot, nowNs);
        onBooks(slot, nowNs);
        if (own != null) {
            own.findings.tell(slot, own.instrumentId, alertHeader, alert);
        }
    }

    /** Wraps the event's decoder; 0 where the event is not about one instrument's data. */
    private int instrumentOf(Slot slot) {
        final int event = slot.event();
        return switch (slot.eventTemplateId()) {
            case BookDeltaDecoder.TEMPLATE_ID ->
                delta.wrapAndApplyHeader(slot.buffer(), event, header).instrumentId();
            case BookSnapshotDecoder.TEMPLATE_ID ->
                snapshot.wrapAndApplyHeader(slot.buffer(), event, header).instrumentId();
            case TradeDecoder.TEMPLATE_ID -> trade.wrapAndApplyHeader(slot.buffer(), event, header).instrumentId();
            case BestBidOfferDecoder.TEMPLATE_ID ->
                offer.wrapAndApplyHeader(slot.buffer(), event, header).instrumentId();
            case TimerDecoder.TEMPLATE_ID -> timer.wrapAndApplyHeader(slot.buffer(), event, header).instrumentId();
            case HistoryBarDecoder.TEMPLATE_ID ->
                history.wrapAndApplyHeader(slot.buffer(), event, header).instrumentId();
            default -> 0;
        };
    }

    private void define(Instrument instrument, long nowNs) {
        if (instrument == null || instruments.get(instrument.id()) != null) {
            return;
        }
        Peers peers = null;
        for (final Peers known : names) {
            peers = known.holds(instrument) ? known : peers;
        }
        if (peers == null) {
            peers = new Peers(instrument);
            names.add(peers);
        }
        peers.add(instrument.id());
        instruments.put(instrument.id(), new InstrumentQuality(instrument.id(), peers, config, nowNs));
    }

    private void onEvent(Slot slot, InstrumentQuality own, long nowNs) {
        switch (slot.eventTemplateId()) {
            case BookDeltaDecoder.TEMPLATE_ID -> {
                own.onData(nowNs);
                own.onStamps(delta.venueTimeNs(), delta.receiveTimeNs(), nowNs);
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> own.onData(nowNs);
            case BestBidOfferDecoder.TEMPLATE_ID -> {
                own.onData(nowNs);
                own.onStamps(offer.venueTimeNs(), offer.receiveTimeNs(), nowNs);
            }
            case TradeDecoder.TEMPLATE_ID -> onTrade(slot.verdict(), own, nowNs);
            case HistoryBarDecoder.TEMPLATE_ID -> own.barChecks.onHistory(history, nowNs);
            default -> { }
        }
    }

    private void onTrade(byte verdict, InstrumentQuality own, long nowNs) {
        if (verdict != Verdict.REFUSED) {
            own.onData(nowNs);
        }
        own.onStamps(trade.venueTimeNs(), trade.receiveTimeNs(), nowNs);
        own.tradeChecks.onTrade(trade, verdict, market.quote(own.instrumentId), nowNs);
    }

    private void onEffects(Slot slot, long nowNs) {
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == BookStatusDecoder.TEMPLATE_ID) {
                status.wrapAndApplyHeader(slot.buffer(), effect, header);
                final InstrumentQuality quality = at(status.instrumentId(), nowNs);
                if (quality != null) {
                    quality.onBookStatus(status.state(), status.reason(), nowNs);
                }
            } else if (slot.templateId(effect) == BarDecoder.TEMPLATE_ID) {
                bar.wrapAndApplyHeader(slot.buffer(), effect, header);
                final InstrumentQuality quality = bar.kind() == BarKind.TIME ? at(bar.instrumentId(), nowNs) : null;
                if (quality != null) {
                    quality.barChecks.onBar(bar, nowNs);
                }
            }
        }
    }

    private void onBooks(Slot slot, long nowNs) {
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (slot.templateId(effect) != BookChangeDecoder.TEMPLATE_ID) {
                continue;
            }
            change.wrapAndApplyHeader(slot.buffer(), effect, header);
            final InstrumentQuality quality = at(change.instrumentId(), nowNs);
            final Quote quote = quality == null ? null : market.quote(quality.instrumentId);
            if (quote != null && change.state() == BookState.LIVE && !quote.isLive()) {
                quality.onBadBook(quote.bidPrice(), quote.askPrice(), nowNs);
            }
        }
    }

    /** An instrument's quality with the seconds before now ended; null where it is not known. */
    private InstrumentQuality at(int instrumentId, long nowNs) {
        final InstrumentQuality quality = instruments.get(instrumentId);
        if (quality != null) {
            quality.moveTo(nowNs);
        }
        return quality;
    }

    @Override
    public long stateHash() {
        long hash = market.stateHash();
        for (int id = 1; id < instruments.end(); id++) {
            final InstrumentQuality quality = instruments.get(id);
            if (quality != null) {
                hash = quality.hash(hash);
            }
        }
        return hash;
    }
}
