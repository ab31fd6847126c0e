package io.escapement.perf.recording;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Recorded frames to be played in passes without end, off-heap as they would lie behind the socket. Each pass is moved
 * on in its ids and times, so that the venue's rules hold from pass to pass: no gap, no past. Behind the recorded
 * frames of a pass comes one frame for each instrument, made here, that leads its book back to the snapshot; they are
 * played, but not measured. Not thread-safe.
 */
public final class Loop {
    private static final int CACHE_LINE = 64;
    /** Decoders may not read behind a frame; a gap keeps them from reading the next one unnoticed. */
    private static final int GAP = 64;

    private final List<Instrument> instruments;
    private final List<byte[]> snapshots;
    private final List<byte[]> arrays = new ArrayList<>();
    private final UnsafeBuffer memory;
    private final int[] offsets;
    private final int[] lengths;
    private final int[] instrumentOf;
    private final boolean[] depth;
    private final long[] receiveTimeNs;
    private final MovedNumbers numbers;
    private final int recorded;
    private final long passNs;

    /** @param recorded how many of the frames come from the recording; those that lead back are behind them */
    Loop(List<Instrument> instruments, List<byte[]> snapshots, List<LoopFrame> frames, int recorded, long passNs) {
        this.instruments = List.copyOf(instruments);
        this.snapshots = List.copyOf(snapshots);
        this.recorded = recorded;
        this.passNs = passNs;
        final int count = frames.size();
        offsets = new int[count];
        lengths = new int[count];
        instrumentOf = new int[count];
        depth = new boolean[count];
        receiveTimeNs = new long[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            final LoopFrame frame = frames.get(i);
            arrays.add(frame.text().getBytes(StandardCharsets.UTF_8));
            offsets[i] = size;
            lengths[i] = arrays.get(i).length;
            instrumentOf[i] = frame.instrument();
            depth[i] = frame.kind() == RecordedFrame.Kind.DEPTH;
            receiveTimeNs[i] = frame.receiveTimeNs();
            size += lengths[i] + GAP & -8;
        }
        memory = new UnsafeBuffer(BufferUtil.allocateDirectAligned(size, CACHE_LINE));
        for (int i = 0; i < count; i++) {
            memory.putBytes(offsets[i], arrays.get(i));
        }
        numbers = new MovedNumbers(frames, offsets);
    }

    /**
     * Reads recordings of one market.
     *
     * @param depthOnly whether to leave out trades and best bids and offers
     * @param limit     frames to keep of each recording
     */
    public static Loop read(List<Path> files, Venue venue, boolean depthOnly, int limit) {
        return new LoopReader(Recording.read(files, depthOnly, limit), venue).read();
    }

    public List<Instrument> instruments() {
        return instruments;
    }

    /** The REST body of an instrument's snapshot; index as in {@link #instruments}. */
    public byte[] snapshot(int instrument) {
        return snapshots.get(instrument);
    }

    /** Recorded frames of a pass. */
    public int recorded() {
        return recorded;
    }

    /** Frames of a pass with those that lead the books back. */
    public int total() {
        return offsets.length;
    }

    /** All frames; the present pass's ids and times. */
    public UnsafeBuffer memory() {
        return memory;
    }

    public int offset(int frame) {
        return offsets[frame];
    }

    public int length(int frame) {
        return lengths[frame];
    }

    /** A frame as in the first pass, in a Java array; for what does not look at ids. */
    public byte[] array(int frame) {
        return arrays.get(frame);
    }

    /** Index of a frame's instrument in {@link #instruments}. */
    public int instrument(int frame) {
        return instrumentOf[frame];
    }

    public boolean isDepth(int frame) {
        return depth[frame];
    }

    /** When a frame of the first pass was received, epoch nanoseconds; {@link #passNs} more in each further pass. */
    public long receiveTimeNs(int frame) {
        return receiveTimeNs[frame];
    }

    /** By how much a pass is later than the one before. */
    public long passNs() {
        return passNs;
    }

    /** Moves one frame, which has just been played, on to the next pass. */
    public void moveOn(int frame) {
        numbers.moveOn(frame, memory);
    }

    /** Moves all frames on to the next pass. */
    public void moveOn() {
        for (int i = 0; i < offsets.length; i++) {
            numbers.moveOn(i, memory);
        }
    }

    public double meanLength() {
        long bytes = 0;
        for (int i = 0; i < recorded; i++) {
            bytes += length(i);
        }
        return (double) bytes / recorded;
    }
}
