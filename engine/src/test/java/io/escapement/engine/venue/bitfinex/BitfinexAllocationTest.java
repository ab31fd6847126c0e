package io.escapement.engine.venue.bitfinex;

import io.escapement.codecs.Provenance;
import io.escapement.engine.testkit.Allocation;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

class BitfinexAllocationTest {
    /** Subscribing costs nothing, either. */
    @Test
    void allocatesNothingOnceWarm() {
        final List<String> frames = new ArrayList<>(List.of(BitfinexFrames.BOOK, BitfinexFrames.QUOTES,
            BitfinexFrames.STATUS, BitfinexFrames.LIQUIDATIONS));
        frames.addAll(BitfinexFrames.ALL.subList(BitfinexFrames.GREETING.size(), BitfinexFrames.ALL.size() - 1));
        final long bytes = Allocation.measure(inlet -> new BitfinexFrameDecoder(inlet,
            new InstrumentLookup(BitfinexFrames.INSTRUMENTS), new Deaf(), 1, Provenance.CAPTURE),
            BitfinexFrames.GREETING, frames);
        assertTrue(bytes < Allocation.FRAMES, () -> bytes + " bytes for " + Allocation.FRAMES + " frames");
    }

    private static final class Deaf implements ControlListener {
        @Override
        public void onAccepted(long requestId) {
            // Not heard.
        }

        @Override
        public void onRefused(long requestId, int code, String message) {
            // Not heard.
        }

        @Override
        public void onShutdownNotice(long venueTimeNs) {
            // Not heard.
        }
    }
}
