package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.DerivativeEvents;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.StatusWriter;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.TimeUnit;

/**
 * Frames of Binance USD-M futures, of both stream classes. Depth and best bid and offer go to the decoder that they
 * share with spot, and so does everything that is not known here; mark prices, liquidations and trades are decoded
 * here.
 *
 * <p>Allocates nothing once the longest frame has been seen, save for control replies.
 */
public final class UsdmFrameDecoder implements FrameDecoder {
    /** Which of the two streams trades are taken from; what comes on the other is passed over. */
    public enum Trades {
        /** Documented: fills of one taker order at one price within 100 ms as one. */
        AGGREGATED,
        /** Single fills; the stream exists and is not documented. */
        SINGLE
    }

    private static final int REACH = 160;
    private static final String DEPTH = "\"e\":\"depthUpdate\"";
    private static final String QUOTE = "\"e\":\"bookTicker\"";

    private final BinanceFrameDecoder shared;
    private final UsdmEventDecoder own;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    /**
     * @param inlet        the decoder's thread's own
     * @param connectionId names the connection in {@code FeedStatus} events
     */
    public UsdmFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control, int connectionId,
                            Provenance provenance, Trades trades) {
        shared = new BinanceFrameDecoder(inlet, instruments, control, Venue.BINANCE_USDM, connectionId, provenance,
            TimeUnit.MILLISECONDS);
        final EventOutlet outlet = new EventOutlet(inlet, provenance);
        own = new UsdmEventDecoder(outlet, new EventWriter(outlet, new LevelStore()), new DerivativeEvents(outlet),
            new StatusWriter(outlet, Venue.BINANCE_USDM, connectionId), instruments, trades);
    }

    @Override
    public int onFrame(DirectBuffer frame, int offset, int length, long receiveTimeNs, long receivedNanos) {
        if (isFrequent(frame, offset, length)) {
            return shared.onFrame(frame, offset, length, receiveTimeNs, receivedNanos);
        }
        final int published = own.onFrame(frame, offset, length, receiveTimeNs, receivedNanos);
        return own.isForeign()
            ? published + shared.onFrame(frame, offset, length, receiveTimeNs, receivedNanos) : published;
    }

    /** Whether it is depth or a quote in the usual spelling; the others are looked at in full. */
    private boolean isFrequent(DirectBuffer frame, int offset, int length) {
        view.wrap(frame, offset, length);
        final int last = Math.min(length - DEPTH.length(), REACH);
        for (int i = 0; i < last; i++) {
            if (view.getByte(i) == '"' && view.getByte(i + 1) == 'e' && view.getByte(i + 2) == '"') {
                return isAt(i, DEPTH) || isAt(i, QUOTE);
            }
        }
        return false;
    }

    private boolean isAt(int from, String ascii) {
        for (int i = 4; i < ascii.length(); i++) {
            if (view.getByte(from + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
