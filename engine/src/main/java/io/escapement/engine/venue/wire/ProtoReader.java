package io.escapement.engine.venue.wire;

import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * Steps over the fields of one protobuf message in a buffer, allocating nothing; a nested message takes a reader of its
 * own. Groups, field number 0, varints of more than 64 bits, and lengths beyond the message's end are refused; a field
 * that the caller does not know needs nothing but another {@link #next}.
 */
public final class ProtoReader {
    /** Wire types. */
    public static final int VARINT = 0;
    public static final int FIXED64 = 1;
    public static final int LENGTH = 2;
    public static final int FIXED32 = 5;

    private static final int LONGEST_VARINT = 10;
    private static final long MOST_TAG = 0xFFFF_FFFFL;

    private DirectBuffer bytes;
    private int at;
    private int end;
    private int begin;
    private int field;
    private int wireType;
    private long value;
    private int valueBegin;
    private int valueEnd;
    private int errorOffset;
    private String expected;

    /** The message is all that lies between {@code from} and {@code to}. */
    public ProtoReader wrap(DirectBuffer buffer, int from, int to) {
        bytes = buffer;
        at = from;
        end = to;
        expected = null;
        errorOffset = from;
        return this;
    }

    /** Reads the next field; false where there is none, because of the message's end or of a failure. */
    public boolean next() {
        if (expected != null || at == end) {
            return false;
        }
        begin = at;
        final long tag = readVarint();
        if (expected == null && (tag >>> 3 == 0 || (tag & ~MOST_TAG) != 0)) {
            fail(begin, "a field number from 1 to 536870911");
        }
        field = (int) (tag >>> 3);
        wireType = (int) tag & 7;
        if (expected == null) {
            readValue();
        }
        return expected == null;
    }

    private void readValue() {
        switch (wireType) {
            case VARINT -> value = readVarint();
            case FIXED64 -> {
                if (room(8)) {
                    value = bytes.getLong(at, ByteOrder.LITTLE_ENDIAN);
                    at += 8;
                }
            }
            case FIXED32 -> {
                if (room(4)) {
                    value = bytes.getInt(at, ByteOrder.LITTLE_ENDIAN);
                    at += 4;
                }
            }
            case LENGTH -> {
                final long length = readVarint();
                if (expected == null && (length < 0 || length > end - at)) {
                    fail(begin, "no length beyond the message's end");
                } else if (expected == null) {
                    valueBegin = at;
                    at += (int) length;
                    valueEnd = at;
                }
            }
            default -> fail(begin, "a varint, a fixed number or a length, no group");
        }
    }

    private boolean room(int length) {
        if (length > end - at) {
            fail(begin, "more bytes");
        }
        return expected == null;
    }

    private long readVarint() {
        final int from = at;
        long result = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (at == end) {
                fail(from, "more bytes");
                return 0;
            }
            final int b = bytes.getByte(at++);
            if (i == LONGEST_VARINT - 1 && b != 1) {
                // More than 64 bits, or a tenth byte for nothing: readers differ on what that is.
                break;
            }
            result |= (b & 0x7FL) << (7 * i);
            if (b >= 0) {
                return result;
            }
        }
        fail(from, "a varint of at most 64 bits");
        return 0;
    }

    /** Says that what was read is not what it should be; the first failure counts. */
    public void fail(int offset, String what) {
        if (expected == null) {
            errorOffset = offset;
            expected = what;
        }
    }

    /** Fails unless the field is of this wire type. */
    public boolean is(int type, String what) {
        if (wireType != type) {
            fail(begin, what);
        }
        return expected == null;
    }

    public int field() {
        return field;
    }

    public int wireType() {
        return wireType;
    }

    /** Where the field's tag stands. */
    public int begin() {
        return begin;
    }

    /** Of a varint or a fixed number, its bits. */
    public long value() {
        return value;
    }

    /** Of a length: where the content begins. */
    public int valueBegin() {
        return valueBegin;
    }

    /** Of a length: where the content ends. */
    public int valueEnd() {
        return valueEnd;
    }

    public int errorOffset() {
        return errorOffset;
    }

    /** What should have stood at {@link #errorOffset}; null where nothing has failed. */
    public String expected() {
        return expected;
    }
}
