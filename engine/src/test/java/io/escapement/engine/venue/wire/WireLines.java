package io.escapement.engine.venue.wire;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BestBidOfferDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.LiquidationDecoder;
import io.escapement.codecs.sbe.LongShortRatioDecoder;
import io.escapement.codecs.sbe.MarkPriceDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OpenInterestDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.testkit.RecordingInlet;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * Published events as text, one line each, fragments joined. Lines of the market begin with a small letter, statuses
 * with their condition; a dash stands for what the venue did not tell.
 */
public final class WireLines {
    private WireLines() {
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
                default -> lines.add(derivative(inlet.templateId(i), inlet.events().get(i)));
            }
        }
        return lines;
    }

    private static String derivative(int template, UnsafeBuffer event) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        return switch (template) {
            case MarkPriceDecoder.TEMPLATE_ID -> {
                final MarkPriceDecoder m = new MarkPriceDecoder().wrapAndApplyHeader(event, 0, header);
                yield mark(m.instrumentId(), m.venueTimeNs(), m.markPrice(), m.indexPrice(), m.fundingRate(),
                    m.nextFundingTimeNs()) + (none(m.fundingIntervalNs()) ? "" : " every " + m.fundingIntervalNs());
            }
            case OpenInterestDecoder.TEMPLATE_ID -> {
                final OpenInterestDecoder o = new OpenInterestDecoder().wrapAndApplyHeader(event, 0, header);
                yield "interest " + o.instrumentId() + " " + text(o.venueTimeNs()) + " " + o.quantity();
            }
            case LiquidationDecoder.TEMPLATE_ID -> {
                final LiquidationDecoder l = new LiquidationDecoder().wrapAndApplyHeader(event, 0, header);
                yield liquidation(l.instrumentId(), l.venueTimeNs(), l.price(), l.quantity(), l.side().name());
            }
            case LongShortRatioDecoder.TEMPLATE_ID -> {
                final LongShortRatioDecoder r = new LongShortRatioDecoder().wrapAndApplyHeader(event, 0, header);
                yield "ratio " + r.instrumentId() + " " + text(r.venueTimeNs()) + " " + r.longShare() + " "
                    + r.shortShare();
            }
            default -> throw new AssertionError("template " + template);
        };
    }

    private static void addDelta(List<String> lines, BookDeltaDecoder d) {
        final StringBuilder bids = new StringBuilder();
        final StringBuilder asks = new StringBuilder();
        final int flags = d.flags();
        final String head = delta(d.instrumentId(), d.venueTimeNs(), d.firstUpdateId(), d.lastUpdateId(),
            d.previousUpdateId());
        require(none(d.checksum()) && d.receiveTimeNs() == WireBench.RECEIVE_TIME);
        d.bids().forEach(level -> bids.append(' ').append(level.price()).append(':').append(level.quantity()));
        d.asks().forEach(level -> asks.append(' ').append(level.price()).append(':').append(level.quantity()));
        join(lines, head, bids, asks, flags);
    }

    private static void addSnapshot(List<String> lines, BookSnapshotDecoder s) {
        final StringBuilder bids = new StringBuilder();
        final StringBuilder asks = new StringBuilder();
        final int flags = s.flags();
        final String head =
            snapshot(s.instrumentId(), s.venueTimeNs(), s.lastUpdateId(), (flags & Messages.IN_STREAM) != 0);
        require(none(s.checksum()) && s.receiveTimeNs() == WireBench.RECEIVE_TIME);
        s.bids().forEach(level -> bids.append(' ').append(level.price()).append(':').append(level.quantity()));
        s.asks().forEach(level -> asks.append(' ').append(level.price()).append(':').append(level.quantity()));
        join(lines, head, bids, asks, flags);
    }

    private static void join(List<String> lines, String head, CharSequence bids, CharSequence asks, int flags) {
        final boolean first = (flags & Messages.FIRST_FRAGMENT) != 0;
        final boolean last = (flags & Messages.LAST_FRAGMENT) != 0;
        final String open = first ? head + " b| a|..." : lines.remove(lines.size() - 1);
        require(open.startsWith(head) && open.endsWith("..."));
        final String begun = open.substring(0, open.length() - 3);
        final int cut = begun.indexOf(" a|");
        require(bids.length() == 0 || cut + 3 == begun.length());
        lines.add(begun.substring(0, cut) + bids + begun.substring(cut) + asks + (last ? "" : "..."));
    }

    /** All of a delta before its levels, {@code " b| price:quantity a|"}. */
    public static String delta(int id, long time, long first, long last, long previous) {
        return "delta " + id + " " + text(time) + " " + first + ".." + last + " after " + text(previous);
    }

    /** All of a snapshot before its levels. */
    public static String snapshot(int id, long time, long last, boolean inStream) {
        return "snapshot " + id + " " + text(time) + " " + last + (inStream ? " in stream" : " asked for");
    }

    public static String trade(int id, long time, long tradeId, long price, long quantity, String side) {
        return "trade " + id + " " + text(time) + " " + (tradeId == TradeDecoder.tradeIdNullValue() ? "-" : tradeId)
            + " " + price + " " + quantity + " " + side;
    }

    private static String trade(TradeDecoder t) {
        require(t.receiveTimeNs() == WireBench.RECEIVE_TIME);
        return trade(t.instrumentId(), t.venueTimeNs(), t.tradeId(), t.price(), t.quantity(),
            t.aggressorSide().name());
    }

    public static String quote(int id, long time, long updateId, long bid, long bidQuantity, long ask,
                               long askQuantity) {
        return "quote " + id + " " + text(time) + " " + text(updateId) + " " + bid + " " + bidQuantity + " " + ask
            + " " + askQuantity;
    }

    private static String quote(BestBidOfferDecoder q) {
        require(q.receiveTimeNs() == WireBench.RECEIVE_TIME);
        return quote(q.instrumentId(), q.venueTimeNs(), q.updateId(), q.bidPrice(), q.bidQuantity(), q.askPrice(),
            q.askQuantity());
    }

    public static String mark(int id, long time, long mark, long index, long rate, long next) {
        return "mark " + id + " " + text(time) + " " + text(mark) + " index " + text(index) + " rate " + text(rate)
            + " next " + text(next);
    }

    public static String liquidation(int id, long time, long price, long quantity, String side) {
        return "liquidation " + id + " " + text(time) + " " + price + " " + quantity + " " + side;
    }

    private static String status(FeedStatusDecoder s) {
        final String who = s.instrumentId() == FeedStatusDecoder.instrumentIdNullValue() ? "-" : "" + s.instrumentId();
        return s.condition() + " " + who + " connection " + s.connectionId() + " " + s.venue() + ": " + s.detail();
    }

    private static boolean none(long value) {
        return value == BookDeltaDecoder.checksumNullValue();
    }

    private static String text(long value) {
        return none(value) ? "-" : "" + value;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("not what a decoder may publish");
        }
    }
}
