package io.escapement.tools.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes structs in Thrift's compact protocol, which is that of Parquet's metadata. Fields go by rising ids. */
final class CompactThrift {
    static final int I32 = 5;
    static final int BINARY = 8;
    static final int STRUCT = 12;

    private static final int I16 = 4;
    private static final int I64 = 6;
    private static final int LIST = 9;
    private static final int DEEPEST = 8;
    private static final int SHORT_LIST = 15;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Of each open struct: the last field's id, from which the next one's is told.
    private final int[] lastId = new int[DEEPEST];
    private int depth;

    byte[] bytes() {
        return bytes.toByteArray();
    }

    CompactThrift i16(int id, int value) {
        field(id, I16);
        zigzag(value);
        return this;
    }

    CompactThrift i32(int id, int value) {
        field(id, I32);
        zigzag(value);
        return this;
    }

    CompactThrift i64(int id, long value) {
        field(id, I64);
        zigzag(value);
        return this;
    }

    CompactThrift text(int id, String value) {
        field(id, BINARY);
        return element(value);
    }

    /** Elements follow, as many. */
    CompactThrift list(int id, int elementType, int size) {
        field(id, LIST);
        if (size < SHORT_LIST) {
            bytes.write(size << 4 | elementType);
        } else {
            bytes.write(SHORT_LIST << 4 | elementType);
            varint(size);
        }
        return this;
    }

    /** An element of a list of numbers. */
    CompactThrift element(int value) {
        zigzag(value);
        return this;
    }

    /** An element of a list of texts. */
    CompactThrift element(String value) {
        final byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    /** A struct's fields follow, up to {@link #end}. */
    CompactThrift struct(int id) {
        field(id, STRUCT);
        return struct();
    }

    /** Likewise an element of a list of structs. */
    CompactThrift struct() {
        depth++;
        lastId[depth] = 0;
        return this;
    }

    /** Ends the struct; without one that is open, the message. */
    CompactThrift end() {
        bytes.write(0);
        depth--;
        return this;
    }

    private void field(int id, int type) {
        bytes.write(id - lastId[depth] << 4 | type);
        lastId[depth] = id;
    }

    private void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
    }
}
