package io.escapement.engine.venue.orders;

import io.escapement.codecs.decimal.DecimalFormatter;
import org.agrona.MutableDirectBuffer;

import java.nio.charset.StandardCharsets;

/** Pieces of a JSON request, written one behind the other without allocating. One thread. */
public final class JsonWriter {
    private MutableDirectBuffer buffer;
    private int begin;
    private int at;

    public JsonWriter wrap(MutableDirectBuffer out, int offset) {
        buffer = out;
        begin = offset;
        at = offset;
        return this;
    }

    public JsonWriter put(byte[] text) {
        buffer.putBytes(at, text);
        at += text.length;
        return this;
    }

    public JsonWriter natural(long number) {
        at += buffer.putNaturalLongAscii(at, number);
        return this;
    }

    public JsonWriter decimal(long mantissa, int exponent) {
        at += DecimalFormatter.format(mantissa, exponent, buffer, at);
        return this;
    }

    public JsonWriter order(long clientOrderId) {
        at += ClientOrderText.put(clientOrderId, buffer, at);
        return this;
    }

    public int length() {
        return at - begin;
    }

    /** Bytes of a text that stands in requests again and again. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
