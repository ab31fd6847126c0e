package io.escapement.engine.venue.orders;

import io.escapement.codecs.decimal.DecimalFormatter;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Parameters of a request, {@code a=1&b=2}, written in place and signed as they stand: what is sent is byte for byte
 * what was signed. Allocates nothing but the text that is asked for, once the longest has been seen. One thread.
 */
public final class Query {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E',
        'F'};
    private static final int LONG_LENGTH = 20;

    private final boolean percent;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final byte[] signature = new byte[Signer.MAX_LENGTH];
    private byte[] bytes = new byte[512];
    private int length;

    /** @param percent whether values are percent-encoded: in URLs yes, in WebSocket requests no */
    public Query(boolean percent) {
        this.percent = percent;
        buffer.wrap(bytes);
    }

    /** Empty again. */
    public Query clear() {
        length = 0;
        return this;
    }

    /** A name, which must need no encoding, and a text. */
    public Query add(String name, String value) {
        begin(name);
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (c < 0x80) {
                put(c);
            } else {
                putOther(value.substring(i));
                break;
            }
        }
        return this;
    }

    private void putOther(String text) {
        for (final byte b : text.getBytes(StandardCharsets.UTF_8)) {
            put(b & 0xFF);
        }
    }

    /** A text that the venue has percent-encoded itself: its percent signs stay. */
    public Query addEncoded(String name, String value) {
        begin(name);
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '%') {
                room(1);
                bytes[length++] = '%';
            } else {
                put(value.charAt(i) & 0x7F);
            }
        }
        return this;
    }

    public Query add(String name, long natural) {
        begin(name);
        room(LONG_LENGTH);
        length += buffer.putLongAscii(length, natural);
        return this;
    }

    public Query addDecimal(String name, long mantissa, int exponent) {
        begin(name);
        room(DecimalFormatter.MAX_LENGTH);
        length += DecimalFormatter.format(mantissa, exponent, buffer, length);
        return this;
    }

    /** Our own name of an order. */
    public Query addOrder(String name, long clientOrderId) {
        begin(name);
        room(ClientOrderText.MAX_LENGTH);
        length += ClientOrderText.put(clientOrderId, buffer, length);
        return this;
    }

    /** The signature of all that stands here, as the last parameter. */
    public Query sign(Signer signer) {
        final int signed = signer.sign(bytes, 0, length, signature, 0);
        begin("signature");
        for (int i = 0; i < signed; i++) {
            put(signature[i]);
        }
        return this;
    }

    private void begin(String name) {
        room(name.length() + 2);
        if (length > 0) {
            bytes[length++] = '&';
        }
        for (int i = 0; i < name.length(); i++) {
            bytes[length++] = (byte) name.charAt(i);
        }
        bytes[length++] = '=';
    }

    private void put(int c) {
        room(3);
        if (!percent || isUnreserved(c)) {
            bytes[length++] = (byte) c;
        } else {
            bytes[length++] = '%';
            bytes[length++] = HEX[c >>> 4];
            bytes[length++] = HEX[c & 0xF];
        }
    }

    /** RFC 3986. */
    private static boolean isUnreserved(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_'
            || c == '~';
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + more));
            buffer.wrap(bytes);
        }
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** As text. */
    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
