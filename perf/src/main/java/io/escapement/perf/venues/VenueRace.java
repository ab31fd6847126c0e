package io.escapement.perf.venues;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.DiscardingInlet;
import io.escapement.perf.rounds.Variant;
import io.escapement.perf.venues.twin.HtxTwin;
import io.escapement.perf.venues.twin.Told;
import io.escapement.perf.venues.twin.Twin;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A venue's frames through the engine's decoder, its twin and, where they are JSON, Jackson's tokens alone. */
public final class VenueRace {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long RECEIVED = 1_700_000_000_000_000_000L;

    private final VenueSet set;
    private final InstrumentLookup lookup;
    private final FrameDecoder decoder;
    private final UnsafeBuffer[] buffers;
    private final byte[][] arrays;
    private final Twin twin;
    private final Told told = new Told();
    private final boolean packed;
    private int levels;
    private int events;

    /** @throws IllegalStateException naming the first frame that the two read differently */
    public VenueRace(VenueSet set) {
        this.set = set;
        final List<Instrument> instruments = Precision.narrow(set);
        lookup = new InstrumentLookup(instruments);
        decoder = set.decoder().apply(new DiscardingInlet(), lookup);
        twin = set.twin().apply(instruments);
        arrays = set.frames().toArray(byte[][]::new);
        buffers = buffers(set.frames());
        packed = set.instruments().get(0).venue() == Venue.HTX;
        verify();
        for (final UnsafeBuffer frame : buffers(set.opening())) {
            decoder.onFrame(frame, 0, frame.capacity(), RECEIVED, 0);
        }
    }

    private static UnsafeBuffer[] buffers(List<byte[]> frames) {
        final UnsafeBuffer[] buffers = new UnsafeBuffer[frames.size()];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = new UnsafeBuffer(ByteBuffer.allocateDirect(frames.get(i).length));
            buffers[i].putBytes(0, frames.get(i));
        }
        return buffers;
    }

    /** What a pass has of what figures are told by: frames, or levels. */
    public int units() {
        return set.levels() ? levels : arrays.length;
    }

    /** Frames that told anything of the market. */
    public int events() {
        return events;
    }

    /** The engine's, the twin's, and tokens alone where frames are JSON. */
    public List<Variant> variants() {
        final List<Variant> variants = new ArrayList<>(List.of(new Variant("Escapement", units(), this::engine),
            new Variant(twin.name(), units(), this::library)));
        if (set.text()) {
            variants.add(new Variant(packed ? "JDK gzip + Jackson's tokens alone" : "Jackson's tokens alone", units(),
                this::tokens));
        }
        return variants;
    }

    private long engine() {
        long published = 0;
        for (final UnsafeBuffer frame : buffers) {
            published += decoder.onFrame(frame, 0, frame.capacity(), RECEIVED, 0);
        }
        return published;
    }

    private long library() {
        long checksum = 0;
        try {
            for (final byte[] frame : arrays) {
                told.clear();
                twin.decode(frame, told);
                checksum += told.checksum();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return checksum;
    }

    private long tokens() {
        long count = 0;
        try {
            for (final byte[] frame : arrays) {
                try (JsonParser parser = JSON.createParser(packed ? HtxTwin.unpacked(frame) : frame)) {
                    while (parser.nextToken() != null) {
                        count++;
                    }
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }

    private void verify() {
        final Told ours = new Told();
        final FrameDecoder checked = set.decoder().apply(new EngineTold(set.numbers(), ours), lookup);
        final List<byte[]> all = new ArrayList<>(set.opening());
        all.addAll(set.frames());
        for (int i = 0; i < all.size(); i++) {
            final UnsafeBuffer frame = new UnsafeBuffer(ByteBuffer.allocateDirect(all.get(i).length));
            frame.putBytes(0, all.get(i));
            ours.clear();
            told.clear();
            try {
                checked.onFrame(frame, 0, frame.capacity(), RECEIVED, 0);
                twin.decode(all.get(i), told);
            } catch (final IOException | RuntimeException e) {
                throw new IllegalStateException(set.name() + ", frame " + i + ": " + e.getMessage(), e);
            }
            if (!ours.describe().equals(told.describe())) {
                throw new IllegalStateException(set.name() + ", frame " + i + ": the engine tells " + ours.describe()
                    + ", " + twin.name() + " " + told.describe());
            }
            levels += i < set.opening().size() ? 0 : ours.levels();
            events += ours.isEmpty() ? 0 : 1;
        }
        if (events == 0) {
            throw new IllegalStateException(set.name() + ": no frame told anything");
        }
    }
}
