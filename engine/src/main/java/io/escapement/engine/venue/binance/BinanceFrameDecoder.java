package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.event.VenueTime;
import org.agrona.DirectBuffer;

import java.util.concurrent.TimeUnit;

/**
 * Frames of Binance's market data streams, raw ({@code {"e":...}}) and combined ({@code {"stream":..,"data":{..}}}),
 * of spot and, as recorded, of USD-M futures. {@code depthUpdate} becomes {@code BookDelta}, in several fragments where
 * one slot is too small; {@code trade} becomes {@code Trade} at its trade time; {@code bookTicker} becomes
 * {@code BestBidOffer}. {@code aggTrade} is passed over. A kind of message or a symbol that is not known is reported
 * once, as {@code UNKNOWN_MESSAGE} or {@code UNKNOWN_SYMBOL}; a frame that is wrong in any way gives one
 * {@code MALFORMED_FRAME} that names byte and expectation, and nothing else of it is published.
 *
 * <p>Allocates nothing once the longest frame has been seen, save for control replies. Frames need no padding: not a
 * byte outside is read.
 */
public final class BinanceFrameDecoder implements FrameDecoder {
    private static final int SHORTEST_USUAL = 24;
    private static final int LONGEST_STREAM_NAME = 64;
    /** Up to the event object's first eight characters. */
    private static final int STREAM_REACH = 11 + LONGEST_STREAM_NAME + 8 + 16;
    private static final long STREAM_1 = FrameView.word("{\"stream");
    private static final long STREAM_2 = FrameView.word("am\":\"");
    private static final int STREAM_LENGTH = 11;
    private static final long DATA_1 = FrameView.word("\",\"data\"");
    private static final long DATA_2 = FrameView.word(":{");
    private static final long MASK_2 = FrameView.mask(2);
    private static final long MASK_5 = FrameView.mask(5);

    private final FrameView view = new FrameView();
    private final EventOutlet outlet;
    private final DepthTemplate depth;
    private final TradeTemplate trade;
    private final QuoteTemplate quote;
    private final AnyOrderDecoder anyOrder;

    /**
     * @param inlet        the decoder's thread's own
     * @param connectionId names the connection in {@code FeedStatus} events
     * @param tick         unit of the venue's times, which the {@code timeUnit} of the connection's URL chooses
     */
    public BinanceFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control, Venue venue,
                               int connectionId, Provenance provenance, TimeUnit tick) {
        outlet = new EventOutlet(inlet, provenance);
        final VenueTime venueTime = new VenueTime(tick);
        final LevelStore store = new LevelStore();
        final SymbolColumns[] columns = SymbolColumns.of(instruments);
        final SymbolTemplate symbol = new SymbolTemplate(instruments, columns);
        depth = new DepthTemplate(view, symbol, outlet, store, venueTime);
        trade = new TradeTemplate(view, symbol, outlet, venueTime);
        quote = new QuoteTemplate(view, symbol, outlet, venueTime);
        anyOrder = new AnyOrderDecoder(view, instruments, columns, new EventWriter(outlet, store),
            new StatusWriter(outlet, venue, connectionId), control, venueTime);
    }

    @Override
    public int onFrame(DirectBuffer frame, int offset, int length, long receiveTimeNs, long receivedNanos) {
        view.wrap(frame, offset, length);
        outlet.begin(receivedNanos);
        if (length < SHORTEST_USUAL || !decodeUsual(receiveTimeNs)) {
            anyOrder.decode(receiveTimeNs);
        }
        return outlet.finish();
    }

    private boolean decodeUsual(long receiveTimeNs) {
        final long begin = view.reach(view.begin(), STREAM_REACH);
        if (FrameView.load(begin) != STREAM_1) {
            return decodeEvent(begin, 1, receiveTimeNs);
        }
        final long data = FrameView.endOfPlainText(begin + STREAM_LENGTH, LONGEST_STREAM_NAME);
        final boolean usual = FrameView.has(begin + 6, STREAM_2, MASK_5) && data != 0
            && FrameView.load(data) == DATA_1 && FrameView.has(data + 8, DATA_2, MASK_2);
        return usual && decodeEvent(data + 9, 2, receiveTimeNs);
    }

    /** @param closers braces that end the frame */
    private boolean decodeEvent(long object, int closers, long receiveTimeNs) {
        for (int i = 1; i <= closers; i++) {
            if (view.bytes().getByte(view.length() - i) != '}') {
                return false;
            }
        }
        if (DepthTemplate.begins(object)) {
            return depth.decode(object, closers, receiveTimeNs);
        }
        if (QuoteTemplate.begins(object)) {
            return quote.decode(object, closers, receiveTimeNs);
        }
        return TradeTemplate.begins(object) && trade.decode(object, closers, receiveTimeNs);
    }
}
