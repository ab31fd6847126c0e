package io.escapement.perf.venues;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.perf.venues.twin.Twin;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Frames of one venue, and who reads them.
 *
 * @param name    in the report
 * @param source  where the frames are from, and what was done to them
 * @param opening frames that come once, before all others
 * @param frames  that come again and again
 * @param instruments those of the frames, with exponents that hold any number
 * @param decoder the engine's, for an inlet and instruments
 * @param twin    the same with libraries, for the instruments
 * @param numbers where the events' numbers are from
 * @param text    whether frames are JSON, packed or not
 * @param levels  whether figures are to be told a level and not a frame: frames are whole books of many thousands
 */
public record VenueSet(String name, String source, List<byte[]> opening, List<byte[]> frames,
                       List<Instrument> instruments, BiFunction<Inlet, InstrumentLookup, FrameDecoder> decoder,
                       Function<List<Instrument>, Twin> twin, Numbers numbers, boolean text, boolean levels) {
    /** What says which book message it was. */
    public enum Numbers {
        /** The venue's number. */
        VENUE,
        /** The venue's checksum; books are counted by the decoder. */
        CHECKSUM,
        /** Nothing: books are counted by the decoder. */
        COUNTED
    }

    /** Wire bytes of a frame on average. */
    public double meanLength() {
        return frames.stream().mapToInt(frame -> frame.length).average().orElse(0);
    }
}
