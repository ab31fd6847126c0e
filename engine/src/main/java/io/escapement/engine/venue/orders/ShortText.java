package io.escapement.engine.venue.orders;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A short text in its own memory, used again and again; what does not fit is cut off. One thread. */
public final class ShortText {
    private final byte[] bytes;
    private final UnsafeBuffer buffer;
    private int length;

    public ShortText(int capacity) {
        bytes = new byte[capacity];
        buffer = new UnsafeBuffer(bytes);
    }

    public void clear() {
        length = 0;
    }

    /** The bytes from {@code from} up to {@code to}. */
    public void set(DirectBuffer text, int from, int to) {
        length = Math.max(0, Math.min(bytes.length, to - from));
        buffer.putBytes(0, text, from, length);
    }

    public void set(ShortText other) {
        set(other.buffer, 0, other.length);
    }

    /** ASCII; a question mark for what is not printable. */
    public void set(String text) {
        length = Math.min(bytes.length, text.length());
        for (int i = 0; i < length; i++) {
            final char c = text.charAt(i);
            bytes[i] = c >= ' ' && c < 0x7F ? (byte) c : (byte) '?';
        }
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    @Override
    public String toString() {
        return buffer.getStringWithoutLengthUtf8(0, length);
    }
}
