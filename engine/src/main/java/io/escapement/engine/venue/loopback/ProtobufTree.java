package io.escapement.engine.venue.loopback;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A protobuf message as a list of its fields: slow and plain. */
final class ProtobufTree {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    /** A field; the bytes of one with a length, else the value. */
    private record Field(int number, long value, byte[] bytes) {
    }

    private final List<Field> fields;

    private ProtobufTree(final List<Field> fields) {
        this.fields = fields;
    }

    /** @throws IllegalArgumentException where the bytes are no message */
    static ProtobufTree parse(final byte[] bytes) {
        final ByteBuffer in = ByteBuffer.wrap(bytes);
        final List<Field> fields = new ArrayList<>();
        try {
            while (in.hasRemaining()) {
                fields.add(field(in));
            }
        } catch (final BufferUnderflowException ex) {
            throw new IllegalArgumentException("not protobuf: it ends within a field", ex);
        }
        return new ProtobufTree(fields);
    }

    private static Field field(final ByteBuffer in) {
        final long key = varint(in);
        final int number = (int) (key >>> 3);
        return switch ((int) (key & 7)) {
            case VARINT -> new Field(number, varint(in), null);
            case FIXED_64 -> new Field(number, Long.reverseBytes(in.getLong()), null);
            case FIXED_32 -> new Field(number, Integer.reverseBytes(in.getInt()), null);
            case LENGTH_DELIMITED -> {
                final long length = varint(in);
                if (length < 0 || length > in.remaining()) {
                    throw new IllegalArgumentException("not protobuf: field " + number + " of " + length
                        + " bytes, there are " + in.remaining());
                }
                final byte[] content = new byte[(int) length];
                in.get(content);
                yield new Field(number, 0, content);
            }
            default -> throw new IllegalArgumentException("not protobuf: wire type " + (key & 7));
        };
    }

    private static long varint(final ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            final byte b = in.get();
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("not protobuf: a number of more than 64 bits");
    }

    /** The last field of this number, which is the one that counts; null where there is none. */
    private Field last(final int number) {
        Field found = null;
        for (final Field field : fields) {
            found = field.number == number ? field : found;
        }
        return found;
    }

    boolean has(final int number) {
        return last(number) != null;
    }

    /** Empty where there is none. */
    String text(final int number) {
        final Field field = last(number);
        return field == null || field.bytes == null ? "" : new String(field.bytes, StandardCharsets.UTF_8);
    }

    /** 0 where there is none. */
    long number(final int number) {
        final Field field = last(number);
        return field == null ? 0 : field.value;
    }

    /** An empty one where there is none. */
    ProtobufTree message(final int number) {
        final Field field = last(number);
        return parse(field == null || field.bytes == null ? new byte[0] : field.bytes);
    }

    List<ProtobufTree> messages(final int number) {
        return fields.stream().filter(field -> field.number == number && field.bytes != null)
            .map(field -> parse(field.bytes)).toList();
    }
}
