package io.escapement.engine.testkit;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BestBidOfferDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.TradeDecoder;

import java.util.ArrayList;
import java.util.List;

/**
 * Published events as text, a line each, fragments of a book joined. Lines of market events begin with a small letter,
 * those of statuses with the condition in capitals; {@code -} stands for what the venue did not tell.
 */
public final class EventLines {
    private EventLines() {
    }

    public static List<String> render(RecordingInlet inlet) {
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < inlet.size(); i++) {
            switch (inlet.templateId(i)) {
                case BookDeltaDecoder.TEMPLATE_ID -> addDelta(lines, inlet.bookDelta(i));
                case BookSnapshotDecoder.TEMPLATE_ID -> addSnapshot(lines, inlet.bookSnapshot(i));
                case TradeDecoder.TEMPLATE_ID -> lines.add(trade(inlet.trade(i)));
                case BestBidOfferDecoder.TEMPLATE_ID -> lines.add(quote(inlet.bestBidOffer(i)));
                case FeedStatusDecoder.TEMPLATE_ID -> lines.add(status(inlet.feedStatus(i)));
                default -> lines.add(DerivativeLines.render(inlet.templateId(i), inlet.events().get(i)));
            }
        }
        return lines;
    }

    private static void addDelta(List<String> lines, BookDeltaDecoder d) {
        final StringBuilder bids = new StringBuilder();
        final StringBuilder asks = new StringBuilder();
        final String head = "delta " + d.instrumentId() + " " + orNone(d.venueTimeNs()) + " " + d.receiveTimeNs() + " "
            + d.firstUpdateId() + " " + d.lastUpdateId() + " " + orNone(d.previousUpdateId()) + " c"
            + orNone(d.checksum());
        final int flags = d.flags();
        for (final BookDeltaDecoder.BidsDecoder level : d.bids()) {
            bids.append(' ').append(level.price()).append(':').append(level.quantity());
        }
        for (final BookDeltaDecoder.AsksDecoder level : d.asks()) {
            asks.append(' ').append(level.price()).append(':').append(level.quantity());
        }
        join(lines, head, bids, asks, flags);
    }

    private static void addSnapshot(List<String> lines, BookSnapshotDecoder s) {
        final StringBuilder bids = new StringBuilder();
        final StringBuilder asks = new StringBuilder();
        final String head = "snapshot " + s.instrumentId() + " " + orNone(s.venueTimeNs()) + " " + s.receiveTimeNs()
            + " " + s.lastUpdateId() + " c" + orNone(s.checksum())
            + ((s.flags() & Messages.IN_STREAM) != 0 ? " in stream" : "");
        final int flags = s.flags();
        for (final BookSnapshotDecoder.BidsDecoder level : s.bids()) {
            bids.append(' ').append(level.price()).append(':').append(level.quantity());
        }
        for (final BookSnapshotDecoder.AsksDecoder level : s.asks()) {
            asks.append(' ').append(level.price()).append(':').append(level.quantity());
        }
        join(lines, head, bids, asks, flags);
    }

    private static void join(List<String> lines, String head, CharSequence bids, CharSequence asks, int flags) {
        final boolean first = (flags & Messages.FIRST_FRAGMENT) != 0;
        final boolean last = (flags & Messages.LAST_FRAGMENT) != 0;
        final String open = first ? null : lines.remove(lines.size() - 1);
        if (open != null && !(open.startsWith(head) && open.endsWith("..."))) {
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
        return "trade " + t.instrumentId() + " " + orNone(t.venueTimeNs()) + " " + t.receiveTimeNs() + " "
            + Long.toUnsignedString(t.tradeId()) + " " + t.price() + " " + t.quantity() + " " + t.aggressorSide();
    }

    private static String quote(BestBidOfferDecoder q) {
        return "quote " + q.instrumentId() + " " + orNone(q.venueTimeNs()) + " " + q.receiveTimeNs() + " "
            + orNone(q.updateId()) + " " + q.bidPrice() + " " + orNone(q.bidQuantity()) + " " + q.askPrice() + " "
            + orNone(q.askQuantity());
    }

    private static String status(FeedStatusDecoder s) {
        final String who = s.instrumentId() == FeedStatusDecoder.instrumentIdNullValue() ? "-" : "" + s.instrumentId();
        return s.condition() + " " + who + " connection " + s.connectionId() + " " + s.venue() + ": " + s.detail();
    }

    /** All signed 64-bit fields of the schema have the same null value. */
    private static String orNone(long value) {
        return value == BookDeltaDecoder.checksumNullValue() ? "-" : "" + value;
    }
}
