package io.escapement.engine.venue.mexc;

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
import org.agrona.DirectBuffer;

/**
 * Frames of MEXC's market data socket. {@code aggre.depth} becomes {@code BookDelta} with its range of versions,
 * {@code limit.depth} an {@code IN_STREAM} snapshot (for instruments whose books are kept so), {@code aggre.deals}
 * {@code Trade}s, {@code aggre.bookTicker} {@code BestBidOffer}. Other bodies and unknown symbols are told once; a
 * frame that is wrong in any way gives one {@code MALFORMED_FRAME} and nothing else.
 *
 * <p>Allocates nothing once the longest frame has been seen, save for control replies.
 */
public final class MexcFrameDecoder implements FrameDecoder {
    private final MexcPushDecoder pushes;
    private final MexcControlDecoder control;

    /**
     * @param inlet        the decoder's thread's own
     * @param connectionId names the connection in {@code FeedStatus} events
     */
    public MexcFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control, int connectionId,
                            Provenance provenance) {
        final EventOutlet outlet = new EventOutlet(inlet, provenance);
        final StatusWriter status = new StatusWriter(outlet, Venue.MEXC, connectionId);
        this.pushes = new MexcPushDecoder(outlet, new EventWriter(outlet, new LevelStore()), status, instruments);
        this.control = new MexcControlDecoder(outlet, status, instruments, control);
    }

    @Override
    public int onFrame(DirectBuffer frame, int offset, int length, long receiveTimeNs, long receivedNanos) {
        final FrameDecoder decoder = length > 0 && frame.getByte(offset) == '{' ? control : pushes;
        return decoder.onFrame(frame, offset, length, receiveTimeNs, receivedNanos);
    }
}
