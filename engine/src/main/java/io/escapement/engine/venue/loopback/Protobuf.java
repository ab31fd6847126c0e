package io.escapement.engine.venue.loopback;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a protobuf message, field by field. */
final class Protobuf {
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Protobuf text(final int field, final String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Protobuf message(final int field, final Protobuf value) {
        return bytes(field, value.toByteArray());
    }

    Protobuf number(final int field, final long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    private Protobuf bytes(final int field, final byte[] value) {
        varint((long) field << 3 | LENGTH_DELIMITED);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void varint(final long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            bytes.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
