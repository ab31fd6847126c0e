package io.escapement.engine.venue.wire;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks frames that are one gzip member each (RFC 1952): nothing before it, nothing behind it, no window shared
 * between frames. Header, CRC32 and length are checked; a frame that says it unpacks to more than the limit is refused
 * before anything is unpacked, one that does unpack to more than it says as soon as it does.
 *
 * <p>Allocates nothing once the largest frame has been seen, save where the compressed bytes themselves are broken: the
 * JDK's inflater throws then. Its native memory goes when this object does. For one thread.
 */
public final class GzipFrames {
    /** The frame could not be unpacked; {@link #expected} says why. */
    public static final int FAILED = -1;
    /** Unpacked bytes of a frame, unless said otherwise: over ten times the longest that is known of any venue. */
    public static final int DEFAULT_LIMIT = 64 * 1024 * 1024;

    private static final int MOST = 1 << 30;
    private static final int FIRST_ROOM = 64 * 1024;
    private static final int FIXED_HEADER = 10;
    private static final int TRAILER = 8;
    private static final int MAGIC = 0x8B1F;
    private static final int DEFLATE = 8;
    private static final int HAS_HEADER_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final int limit;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final UnsafeBuffer packed = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer unpacked = new UnsafeBuffer(0, 0);
    private ByteBuffer input = ByteBuffer.allocateDirect(FIRST_ROOM);
    private ByteBuffer output = ByteBuffer.allocateDirect(FIRST_ROOM);
    private int errorOffset;
    private String expected;

    public GzipFrames() {
        this(DEFAULT_LIMIT);
    }

    /** @param limit greatest number of bytes that a frame may unpack to, at most a gigabyte */
    public GzipFrames(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a frame may unpack to 1 to " + MOST + " bytes, not " + limit);
        }
        this.limit = limit;
        packed.wrap(input);
        unpacked.wrap(output);
    }

    /** Whether these bytes begin as a gzip member does. */
    public static boolean begins(DirectBuffer frame, int offset, int length) {
        return length >= 2 && (frame.getByte(offset) & 0xFF) == (MAGIC & 0xFF)
            && (frame.getByte(offset + 1) & 0xFF) == MAGIC >>> 8;
    }

    /**
     * Unpacks a frame into {@link #text}.
     *
     * @return how many bytes it unpacked to, or {@link #FAILED}
     */
    public int unpack(DirectBuffer frame, int offset, int length) {
        expected = null;
        errorOffset = 0;
        if (length > input.capacity()) {
            input = ByteBuffer.allocateDirect(BitUtil.findNextPositivePowerOfTwo(length));
            packed.wrap(input);
        }
        packed.putBytes(0, frame, offset, length);
        final int body = header(length);
        if (body == FAILED) {
            return FAILED;
        }
        final int trailer = length - TRAILER;
        if (body > trailer) {
            return fail(length, "a gzip member's end");
        }
        final int size = packed.getInt(trailer + 4, ByteOrder.LITTLE_ENDIAN);
        if (size < 0 || size > limit) {
            return fail(trailer + 4, "no more unpacked bytes than the limit");
        }
        if (size >= output.capacity()) {
            output = ByteBuffer.allocateDirect((int) Math.min(2L * size + 1, limit + 1L));
            unpacked.wrap(output);
        }
        return inflate(body, trailer, size);
    }

    /** What was unpacked, from 0; valid until the next call. */
    public UnsafeBuffer text() {
        return unpacked;
    }

    /** Where in the frame it went wrong. */
    public int errorOffset() {
        return errorOffset;
    }

    /** What should have been there; null where nothing went wrong. */
    public String expected() {
        return expected;
    }

    private int fail(int at, String what) {
        errorOffset = at;
        expected = what;
        return FAILED;
    }

    /** Where the compressed data begins. */
    private int header(int length) {
        if (length < FIXED_HEADER || (packed.getShort(0, ByteOrder.LITTLE_ENDIAN) & 0xFFFF) != MAGIC) {
            return fail(0, "a gzip member");
        }
        final int flags = packed.getByte(3);
        if (packed.getByte(2) != DEFLATE || (flags & RESERVED) != 0) {
            return fail(2, "deflate and no reserved flag");
        }
        int at = FIXED_HEADER;
        if ((flags & HAS_EXTRA) != 0) {
            at = at + 2 > length ? length + 1 : at + 2 + (packed.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF);
        }
        if ((flags & HAS_NAME) != 0) {
            at = behindZero(at, length);
        }
        if ((flags & HAS_COMMENT) != 0) {
            at = behindZero(at, length);
        }
        if ((flags & HAS_HEADER_CRC) != 0) {
            if (at + 2 > length || headerCrc(at) != (packed.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF)) {
                return fail(Math.min(at, length), "the header's checksum");
            }
            at += 2;
        }
        return at > length ? fail(length, "the rest of a gzip header") : at;
    }

    private int behindZero(int from, int length) {
        int at = from;
        while (at < length && packed.getByte(at) != 0) {
            at++;
        }
        return at + 1;
    }

    private int headerCrc(int length) {
        input.clear().limit(length);
        crc.reset();
        crc.update(input);
        return (int) crc.getValue() & 0xFFFF;
    }

    private int inflate(int body, int trailer, int size) {
        input.clear().position(body).limit(trailer);
        output.clear().limit(size + 1);
        inflater.reset();
        inflater.setInput(input);
        try {
            int written = 1;
            while (written > 0 && !inflater.finished()) {
                written = inflater.inflate(output);
            }
        } catch (DataFormatException e) {
            return fail(body, "compressed data that can be unpacked");
        }
        if (output.position() > size) {
            return fail(trailer + 4, "the length that it unpacks to");
        }
        if (!inflater.finished()) {
            return fail(trailer, "more compressed data");
        }
        if (inflater.getRemaining() > 0) {
            return fail(trailer - inflater.getRemaining(), "one gzip member and nothing behind it");
        }
        if (output.position() != size) {
            return fail(trailer + 4, "the length that it unpacks to");
        }
        output.flip();
        crc.reset();
        crc.update(output);
        if ((int) crc.getValue() != packed.getInt(trailer, ByteOrder.LITTLE_ENDIAN)) {
            return fail(trailer, "the checksum of what it unpacks to");
        }
        return size;
    }
}
