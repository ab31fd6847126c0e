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
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A decoder on a test bench: frames go in as text, events come out as one line of text each, fragments joined. Frames
 * lie in off-heap memory between rubbish, and the rubbish differs from call to call: a decoder that read it would tell.
 */
final class DecoderBench implements ControlListener {
    static final long RECEIVE_TIME = 1_700_000_000_000_000_123L;
    private static final int MARGIN = 32;

    final RecordingInlet inlet;
    final List<String> control = new ArrayList<>();
    private final BinanceFrameDecoder decoder;
    private UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(1 << 20));
    private int calls;

    DecoderBench(Collection<Instrument> instruments) {
        this(instruments, new RecordingInlet(), TimeUnit.MILLISECONDS);
    }

    DecoderBench(Collection<Instrument> instruments, RecordingInlet inlet, TimeUnit tick) {
        this.inlet = inlet;
        this.decoder = new BinanceFrameDecoder(inlet, new InstrumentLookup(instruments), this, Venue.BINANCE, 7,
            Provenance.CAPTURE, tick);
    }

    static Instrument instrument(int id, String symbol, int priceExponent, int quantityExponent) {
        return new Instrument(id, Venue.BINANCE, symbol, symbol.substring(0, 3), symbol.substring(3), priceExponent,
            quantityExponent, 1, 1, 1, Long.MAX_VALUE, 1, InstrumentStatus.TRADING);
    }

    List<String> decode(String frame) {
        return decode(frame.getBytes(StandardCharsets.UTF_8));
    }

    List<String> decode(byte[] frame) {
        if (frame.length + 2 * MARGIN > memory.capacity()) {
            memory = new UnsafeBuffer(ByteBuffer.allocateDirect(frame.length * 2 + 2 * MARGIN));
        }
        final String rubbish = calls++ % 2 == 0 ? "7" : "\"],[\"";
        for (int i = 0; i < MARGIN; i++) {
            memory.putByte(i, (byte) rubbish.charAt(i % rubbish.length()));
            memory.putByte(MARGIN + frame.length + i, (byte) rubbish.charAt(i % rubbish.length()));
        }
        memory.putBytes(MARGIN, frame);
        return decode(memory, MARGIN, frame.length);
    }

    List<String> decode(UnsafeBuffer buffer, int offset, int length) {
        inlet.clear();
        final int published = decoder.onFrame(buffer, offset, length, RECEIVE_TIME, 42);
        if (published != inlet.size() || inlet.isClaimed()) {
            throw new AssertionError("it says " + published + ", published " + inlet.size() + ", claimed "
                + inlet.isClaimed());
        }
        return render(inlet);
    }

    static List<String> render(RecordingInlet inlet) {
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

    @Override
    public void onAccepted(long requestId) {
        control.add("accepted " + requestId);
    }

    @Override
    public void onRefused(long requestId, int code, String message) {
        control.add("refused " + requestId + " " + code + " " + message);
    }

    @Override
    public void onShutdownNotice(long venueTimeNs) {
        control.add("shutdown " + venueTimeNs);
    }
}
