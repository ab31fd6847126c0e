package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.loopback.PlainMessage.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads protobuf frames, which come here as text of ISO 8859-1. */
final class PlainProtobuf {
    /** A field; the number where it is one, else the bytes. */
    private record Field(int number, long value, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private PlainProtobuf() {
    }

    static PlainMessage mexc(final String frame, final String symbol) {
        if (frame.startsWith("{")) {
            final String message = ClientBook.json(frame).get("msg").asText();
            return message.startsWith("spot@") ? PlainMessage.ack(true)
                : message.startsWith("Not ") ? PlainMessage.ack(false) : PlainMessage.OTHER;
        }
        for (final Field field : fields(frame.getBytes(StandardCharsets.ISO_8859_1))) {
            if (field.number() == 313) {
                return depth(fields(field.bytes()));
            }
        }
        return PlainMessage.OTHER;
    }

    private static PlainMessage depth(final List<Field> fields) {
        long first = 0;
        long last = 0;
        for (final Field field : fields) {
            first = field.number() == 4 ? Long.parseLong(field.text()) : first;
            last = field.number() == 5 ? Long.parseLong(field.text()) : last;
        }
        final PlainMessage message = new PlainMessage(Kind.CHANGE, first, PlainMessage.NONE, last, null);
        for (final Field field : fields) {
            if (field.number() <= 2) {
                final List<Field> item = fields(field.bytes());
                message.level(field.number() == 2, item.get(0).text(), item.get(1).text());
            }
        }
        return message;
    }

    private static List<Field> fields(final byte[] bytes) {
        final ByteBuffer in = ByteBuffer.wrap(bytes);
        final List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            final long key = varint(in);
            if ((key & 7) == 0) {
                fields.add(new Field((int) (key >> 3), varint(in), null));
            } else if ((key & 7) == 2) {
                final byte[] content = new byte[(int) varint(in)];
                in.get(content);
                fields.add(new Field((int) (key >> 3), 0, content));
            } else {
                throw new IllegalArgumentException("wire type " + (key & 7));
            }
        }
        return fields;
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
        throw new IllegalArgumentException("varint of more than 64 bits");
    }
}
