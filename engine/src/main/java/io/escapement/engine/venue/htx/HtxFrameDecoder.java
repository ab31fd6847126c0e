package io.escapement.engine.venue.htx;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusEncoder;
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
import io.escapement.engine.venue.wire.GzipFrames;
import org.agrona.DirectBuffer;

/**
 * Frames of HTX's market data sockets ({@code /ws}, {@code /feed}, {@code /linear-swap-ws}), and of the swaps'
 * notification and index sockets. A frame that cannot be unpacked, or is wrong in any way once it is, gives one
 * {@code MALFORMED_FRAME} and nothing else; one that cannot be unpacked may have been about any instrument.
 *
 * <p>Allocates nothing once the longest frame has been seen, save for control replies and for frames whose compressed
 * bytes are broken.
 */
public final class HtxFrameDecoder implements FrameDecoder {
    private static final int NO_INSTRUMENT = FeedStatusEncoder.instrumentIdNullValue();

    private final GzipFrames gzip;
    private final EventOutlet outlet;
    private final StatusWriter status;
    private final HtxTextDecoder texts;

    /** What a swap's {@code amount} and {@code volume} count. */
    public enum SwapAmounts {
        /** Buyer and seller both, as the venue documents and recordings show (each is even): half of it is one side. */
        BOTH_SIDES,
        /** One side. */
        ONE_SIDE
    }

    /**
     * @param inlet        the decoder's thread's own
     * @param connectionId names the connection in {@code FeedStatus} events
     */
    public HtxFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control, int connectionId,
                           Provenance provenance, SwapAmounts amounts) {
        this(inlet, instruments, control, connectionId, provenance, amounts, GzipFrames.DEFAULT_LIMIT);
    }

    /** @param mostUnpacked bytes that a frame may unpack to */
    public HtxFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control, int connectionId,
                           Provenance provenance, SwapAmounts amounts, int mostUnpacked) {
        gzip = new GzipFrames(mostUnpacked);
        outlet = new EventOutlet(inlet, provenance);
        status = new StatusWriter(outlet, Venue.HTX, connectionId);
        final EventWriter events = new EventWriter(outlet, new LevelStore());
        texts = new HtxTextDecoder(outlet, events, new DerivativeEvents(outlet), status, instruments, control, amounts);
    }

    @Override
    public int onFrame(DirectBuffer frame, int offset, int length, long receiveTimeNs, long receivedNanos) {
        if (!GzipFrames.begins(frame, offset, length)) {
            return texts.onFrame(frame, offset, length, receiveTimeNs, receivedNanos);
        }
        final int unpacked = gzip.unpack(frame, offset, length);
        if (unpacked != GzipFrames.FAILED) {
            return texts.onFrame(gzip.text(), 0, unpacked, receiveTimeNs, receivedNanos);
        }
        outlet.begin(receivedNanos);
        status.begin().text("packed, at byte ").number(gzip.errorOffset()).text(" of ").number(length)
            .text(": expected ").text(gzip.expected())
            .publish(FeedCondition.MALFORMED_FRAME, NO_INSTRUMENT, receiveTimeNs);
        return outlet.finish();
    }

    /** How many quantities were finer than their instrument's exponent, and cut. */
    public long cutQuantities() {
        return texts.quantities.cut();
    }
}
