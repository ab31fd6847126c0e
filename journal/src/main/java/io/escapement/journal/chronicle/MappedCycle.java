package io.escapement.journal.chronicle;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file of a journal, seen through a mapped window that slides over it. It reads the bytes that Chronicle wrote
 * without Chronicle, so that damage gives an answer rather than an exception, and reading costs a load per word.
 * Works on a file that another process is appending to. Not thread-safe.
 */
public final class MappedCycle implements AutoCloseable {
    /** Bytes mapped at a time. */
    public static final int DEFAULT_WINDOW = 256 << 20;
    private static final long ALIGNMENT = 64 << 10;

    private final Path file;
    private final FileChannel channel;
    private final boolean writable;
    private final int window;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private MappedByteBuffer bytes;
    private long start;
    private long end;

    private MappedCycle(Path file, FileChannel channel, boolean writable, int window) {
        this.file = file;
        this.channel = channel;
        this.writable = writable;
        this.window = window;
    }

    /** Opens a file to read it; needs no right to write. */
    public static MappedCycle read(Path file) throws IOException {
        return read(file, DEFAULT_WINDOW);
    }

    /** As {@link #read(Path)}, with a window of this many bytes. */
    public static MappedCycle read(Path file, int window) throws IOException {
        return new MappedCycle(file, FileChannel.open(file, StandardOpenOption.READ), false, window);
    }

    /** Opens a file to repair it. */
    public static MappedCycle repair(Path file) throws IOException {
        return new MappedCycle(file,
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE), true, DEFAULT_WINDOW);
    }

    public Path file() {
        return file;
    }

    /** Bytes of the file now, holes included. */
    public long size() {
        try {
            return channel.size();
        } catch (final IOException e) {
            throw new UncheckedIOException(file + ": cannot tell its size", e);
        }
    }

    /**
     * Makes a stretch of the file readable.
     *
     * @return false where the file is not that long
     */
    public boolean ensure(long position, int length) {
        return position >= start && position + length <= end || slide(position, length);
    }

    private boolean slide(long position, int length) {
        final long size = size();
        if (length < 0 || position < 0 || position + length > size) {
            return false;
        }
        final long from = position & -ALIGNMENT;
        final long to = Math.min(size, Math.max(from + window, position + length));
        if (to - from > Integer.MAX_VALUE) {
            return false;
        }
        try {
            release();
            final FileChannel.MapMode mode = writable ? FileChannel.MapMode.READ_WRITE : FileChannel.MapMode.READ_ONLY;
            bytes = channel.map(mode, from, to - from);
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            buffer.wrap(bytes);
            start = from;
            end = to;
            return true;
        } catch (final IOException e) {
            throw new UncheckedIOException(file + ": cannot map " + (to - from) + " bytes at " + from, e);
        }
    }

    /** The window's bytes. Another object's contents after {@link #ensure}. */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /** The same memory; position and limit belong to whoever uses it last. */
    public MappedByteBuffer bytes() {
        return bytes;
    }

    /** Where a position of the file lies in {@link #buffer()}, once {@link #ensure} has made it readable. */
    public int offset(long position) {
        return (int) (position - start);
    }

    /** Position in the file at which the window begins. */
    public long windowStart() {
        return start;
    }

    /** The document word at a position that {@link #ensure} has made readable. */
    public int header(long position) {
        return buffer.getIntVolatile(offset(position));
    }

    /** Position of the first byte that is not zero, from here on; -1 where there is none. */
    public long firstNonZero(long from) {
        return firstNonZero(from, size());
    }

    private long firstNonZero(long from, long to) {
        long position = from;
        while (position < to) {
            final int length = (int) Math.min(to - position, ALIGNMENT);
            ensure(position, length);
            final int base = offset(position);
            int i = 0;
            while (i + Long.BYTES <= length && buffer.getLong(base + i) == 0) {
                i += Long.BYTES;
            }
            for (; i < length; i++) {
                if (buffer.getByte(base + i) != 0) {
                    return position + i;
                }
            }
            position += length;
        }
        return -1;
    }

    /**
     * Sets what follows a position to zero, leaving holes as they are.
     *
     * @param most bytes to look at
     * @return bytes between the position and the last one that was not zero
     */
    public long clearFrom(long from, long most) {
        final long to = most < size() - from ? from + most : size();
        long last = from;
        long position = firstNonZero(from, to);
        while (position >= 0) {
            final int length = (int) Math.min(to - position, 4096);
            ensure(position, length);
            for (int i = length - 1; i >= 0; i--) {
                if (buffer.getByte(offset(position) + i) != 0) {
                    last = position + i + 1;
                    break;
                }
            }
            buffer.setMemory(offset(position), length, (byte) 0);
            position = firstNonZero(position + length, to);
        }
        return last - from;
    }

    /** Makes changes survive a loss of power. */
    public void force() throws IOException {
        if (bytes != null) {
            bytes.force();
        }
        channel.force(true);
    }

    private void release() {
        if (bytes != null) {
            buffer.wrap(0, 0);
            BufferUtil.free(bytes);
            bytes = null;
            start = 0;
            end = 0;
        }
    }

    @Override
    public void close() {
        release();
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(file + ": cannot close", e);
        }
    }
}
