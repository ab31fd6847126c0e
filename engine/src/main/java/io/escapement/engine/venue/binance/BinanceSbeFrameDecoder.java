package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import org.agrona.DirectBuffer;

import java.util.concurrent.TimeUnit;

/**
 * Frames of Binance's SBE market streams. Binary frames are events; text frames are control replies and the notice of
 * a shutdown, as on the JSON streams. They are told apart by their first byte: as the low byte of a block's length an
 * opening brace would be 123, and no block of the schema is near that.
 *
 * <p>Allocates nothing once the longest frame has been seen, save for control replies.
 */
public final class BinanceSbeFrameDecoder implements FrameDecoder {
    private final SbeStreamDecoder binary;
    private final BinanceFrameDecoder text;

    /**
     * @param inlet        the decoder's thread's own
     * @param connectionId names the connection in {@code FeedStatus} events
     */
    public BinanceSbeFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control,
                                  int connectionId, Provenance provenance) {
        binary = new SbeStreamDecoder(inlet, instruments, connectionId, provenance);
        text = new BinanceFrameDecoder(inlet, instruments, control, Venue.BINANCE, connectionId, provenance,
            TimeUnit.MILLISECONDS);
    }

    @Override
    public int onFrame(DirectBuffer frame, int offset, int length, long receiveTimeNs, long receivedNanos) {
        final FrameDecoder decoder = length > 0 && frame.getByte(offset) == '{' ? text : binary;
        return decoder.onFrame(frame, offset, length, receiveTimeNs, receivedNanos);
    }
}
