package io.escapement.engine.venue.binance;

import io.escapement.codecs.Messages;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BestBidOfferDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.InstrumentLookup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A bench for Binance spot whose events come out as one line of text each, fragments joined. */
final class DecoderBench extends FrameBench {
    DecoderBench(Collection<Instrument> instruments) {
        this(instruments, new RecordingInlet(), TimeUnit.MILLISECONDS);
    }

    DecoderBench(Collection<Instrument> instruments, RecordingInlet inlet, TimeUnit tick) {
        super(inlet, (published, control) -> new BinanceFrameDecoder(published, new InstrumentLookup(instruments),
            control, Venue.BINANCE, CONNECTION, Provenance.CAPTURE, tick));
    }

    static Instrument instrument(int id, String symbol, int priceExponent, int quantityExponent) {
        return new Instrument(id, Venue.BINANCE, symbol, symbol.substring(0, 3), symbol.substring(3), priceExponent,
            quantityExponent, 1, 1, 1, Long.MAX_VALUE, 1, InstrumentStatus.TRADING);
    }

    @Override
    protected List<String> render(RecordingInlet published) {
        return lines(published);
    }

    /** The events as one line each. */
    static List<String> lines(RecordingInlet inlet) {
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < inlet.size(); i++) {
            switch (inlet.templateId(i)) {
                case BookDeltaDecoder.TEMPLATE_ID -> addDelta(lines, inlet.bookDelta(i));
                case TradeDecoder.TEMPLATE_ID -> lines.add(trade(inlet.trade(i)));
                case BestBidOfferDecoder.TEMPLATE_ID -> lines.add(quote(inlet.bestBidOffer(i)));
                default -> lines.add(status(inlet.feedStatus(i)));
            }
        }
        return lines;
    }

    private static void addDelta(List<String> lines, BookDeltaDecoder d) {
        final StringBuilder bids = new StringBuilder();
        final StringBuilder asks = new StringBuilder();
        final boolean first = (d.flags() & Messages.FIRST_FRAGMENT) != 0;
        final boolean last = (d.flags() & Messages.LAST_FRAGMENT) != 0;
        final String head = "delta " + d.instrumentId() + " " + d.venueTimeNs() + " " + d.receiveTimeNs() + " "
            + d.firstUpdateId() + " " + d.lastUpdateId() + " " + id(d.previousUpdateId());
        for (final BookDeltaDecoder.BidsDecoder level : d.bids()) {
            bids.append(' ').append(level.price()).append(':').append(level.quantity());
        }
        for (final BookDeltaDecoder.AsksDecoder level : d.asks()) {
            asks.append(' ').append(level.price()).append(':').append(level.quantity());
        }
        final String open = first ? null : lines.remove(lines.size() - 1);
        if (open != null && !open.startsWith(head) || open != null && !open.endsWith("...")) {
            throw new AssertionError(open + " is not continued by " + head);
        }
        final String begun = first ? head + " b| a|" : open.substring(0, open.length() - 3);
        final int cut = begun.indexOf(" a|");
        if (bids.length() > 0 && cut + 3 < begun.length()) {
            throw new AssertionError("bids after asks");
        }
        lines.add(begun.substring(0, cut) + bids + begun.substring(cut) + asks + (last ? "" : "..."));
    }

    private static String trade(TradeDecoder t) {
        return "trade " + t.instrumentId() + " " + t.venueTimeNs() + " " + t.receiveTimeNs() + " " + t.tradeId() + " "
            + t.price() + " " + t.quantity() + " " + t.aggressorSide();
    }

    private static String quote(BestBidOfferDecoder q) {
        return "quote " + q.instrumentId() + " " + id(q.venueTimeNs()) + " " + q.receiveTimeNs() + " " + q.updateId()
            + " " + q.bidPrice() + " " + q.bidQuantity() + " " + q.askPrice() + " " + q.askQuantity();
    }

    private static String status(FeedStatusDecoder s) {
        final FeedCondition condition = s.condition();
        final String who = s.instrumentId() == FeedStatusDecoder.instrumentIdNullValue() ? "-" : "" + s.instrumentId();
        return condition + " " + who + " connection " + s.connectionId() + " " + s.venue() + ": " + s.detail();
    }

    private static String id(long id) {
        return id == BookDeltaDecoder.previousUpdateIdNullValue() ? "-" : "" + id;
    }
}
