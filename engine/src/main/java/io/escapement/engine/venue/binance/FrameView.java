package io.escapement.engine.venue.binance;

import io.escapement.codecs.decimal.Digits;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one frame where they lie, by address. Whoever reads asks {@link #reach} first: near the frame's end that
 * leads to a copy of the last bytes with zeros behind, so that eight bytes can be read at a time and still not one
 * byte behind the frame is touched. A frame in a Java array is copied whole, to have an address.
 */
final class FrameView {
    /** The most that may be asked of {@link #reach}. */
    static final int FARTHEST = 512;

    private static final long QUOTES = 0x2222222222222222L;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer tail = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * FARTHEST + 8));
    private UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(64 * 1024));
    private long begin;
    private long end;
    private long readable;
    private long moved;

    static {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalStateException("the frame decoder needs a little endian machine; this one is not");
        }
    }

    void wrap(DirectBuffer frame, int offset, int length) {
        if (frame.byteArray() == null) {
            begin = frame.addressOffset() + offset;
        } else {
            begin = copy(frame, offset, length);
        }
        bytes.wrap(begin, length);
        rewind();
    }

    private long copy(DirectBuffer frame, int offset, int length) {
        if (copy.capacity() < length) {
            copy = new UnsafeBuffer(ByteBuffer.allocateDirect(BitUtil.findNextPositivePowerOfTwo(length)));
        }
        copy.putBytes(0, frame, offset, length);
        return copy.addressOffset();
    }

    /** Undoes what {@link #reach} did: addresses count from {@link #begin} again. */
    void rewind() {
        end = begin + bytes.capacity();
        readable = end;
        moved = 0;
    }

    /** The frame as a buffer, from 0. */
    UnsafeBuffer bytes() {
        return bytes;
    }

    long begin() {
        return begin;
    }

    /** The address behind the last byte. */
    long end() {
        return end;
    }

    int length() {
        return bytes.capacity();
    }

    /** Where in the frame an address is. */
    int index(long address) {
        return (int) (address - moved - begin);
    }

    /**
     * An address of the same character from which so many bytes can be read, zeros where the frame has ended. All
     * addresses from there on count from it, {@link #end} too.
     */
    long reach(long address, int count) {
        return address + count <= readable ? address : moveToTail(address);
    }

    private long moveToTail(long address) {
        final long left = end - address;
        if (left < 0 || left > FARTHEST) {
            throw new IllegalStateException("asked to read at " + left + " bytes before the end of a frame");
        }
        final long to = tail.addressOffset();
        UnsafeApi.copyMemory(address, to, left);
        UnsafeApi.putLong(to + left, 0L);
        moved = to - address;
        end = to + left;
        readable = to + tail.capacity();
        return to;
    }

    /** Eight bytes; the caller has asked {@link #reach}. */
    static long load(long address) {
        return UnsafeApi.getLong(address);
    }

    /** Whether the characters of {@code word}, as many as {@code mask} lets through, stand here. */
    static boolean has(long address, long word, long mask) {
        return ((load(address) ^ word) & mask) == 0;
    }

    /** How many digits stand here, 1 to 16; 0 where there is none, are more, or a zero leads. */
    static int digits(long address) {
        final long first = load(address);
        final long marks = Digits.marksOfNonDigits(first);
        int count = Digits.lengthBefore(marks);
        if (marks == 0) {
            final long moreMarks = Digits.marksOfNonDigits(load(address + 8));
            count = 8 + Digits.lengthBefore(moreMarks);
            if (moreMarks == 0 && Digits.lengthBefore(Digits.marksOfNonDigits(load(address + 16))) != 0) {
                return 0;
            }
        }
        return (first & 0xFF) == '0' && count > 1 ? 0 : count;
    }

    /** The number that so many digits here stand for. */
    static long integer(long address, int digits) {
        final long first = load(address) ^ Digits.ZEROS;
        if (digits <= 8) {
            return Digits.number(first, digits);
        }
        final long second = load(address + 8) ^ Digits.ZEROS;
        return Digits.number(first) * Digits.powerOfTen(digits - 8) + Digits.number(second, digits - 8);
    }

    /** Marks the quotes in eight characters; the lowest mark is exact. */
    static long marksOfQuotes(long chars) {
        final long other = chars ^ QUOTES;
        return (other - ONES) & ~other & HIGH_BITS;
    }

    /**
     * The address of the quote that ends the plain text here: no escapes, no control characters, ASCII only.
     *
     * @return 0 where there is no such quote within {@code most} characters
     */
    static long endOfPlainText(long address, int most) {
        for (long at = address; at < address + most; at += 8) {
            final long chars = load(at);
            final long marks = marksOfQuotes(chars);
            if ((marksOfOdd(chars) & Digits.maskBefore(marks)) != 0) {
                return 0;
            }
            if (marks != 0) {
                return at + Digits.lengthBefore(marks);
            }
        }
        return 0;
    }

    /** Marks backslashes, control characters and what is not ASCII; errs on the side of marking. */
    private static long marksOfOdd(long chars) {
        final long backslash = chars ^ 0x5C5C5C5C5C5C5C5CL;
        return ((chars - 0x2020202020202020L) | chars | (backslash - ONES) & ~backslash) & HIGH_BITS;
    }

    /** Up to eight ASCII characters as {@link #load} reads them. */
    static long word(String text) {
        final byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        long word = 0;
        for (int i = 0; i < ascii.length; i++) {
            word |= (ascii[i] & 0xFFL) << (8 * i);
        }
        return word;
    }

    /** Lets the first {@code length} characters through, 1 to 8. */
    static long mask(int length) {
        return -1L >>> (64 - 8 * length);
    }
}
