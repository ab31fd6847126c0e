package io.escapement.engine.market;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers for the names of assets, from 1 in the order of first use, so that equal input makes equal numbers. Finding a
 * known name allocates nothing.
 */
public final class AssetTable {
    /** No such asset. */
    public static final int NONE = 0;

    private UnsafeBuffer[] names = new UnsafeBuffer[8];
    private boolean[] told = new boolean[8];
    private int end = 1;

    /** The number of a name, made now if it has none. */
    public int idOf(DirectBuffer text, int offset, int length) {
        final int known = find(text, offset, length);
        if (known != NONE) {
            return known;
        }
        final byte[] bytes = new byte[length];
        text.getBytes(offset, bytes);
        if (end == names.length) {
            names = Arrays.copyOf(names, end * 2);
            told = Arrays.copyOf(told, end * 2);
        }
        names[end] = new UnsafeBuffer(bytes);
        return end++;
    }

    /** Likewise. */
    public int idOf(String name) {
        final UnsafeBuffer text = new UnsafeBuffer(name.getBytes(StandardCharsets.US_ASCII));
        return idOf(text, 0, text.capacity());
    }

    /** The number of a name, or {@link #NONE}. */
    public int find(DirectBuffer text, int offset, int length) {
        for (int id = 1; id < end; id++) {
            if (isSame(names[id], text, offset, length)) {
                return id;
            }
        }
        return NONE;
    }

    /** Whether the number has not been told to anybody before: once for each. */
    public boolean tell(int id) {
        final boolean news = !told[id];
        told[id] = true;
        return news;
    }

    /** Bytes of the name; null if there is no such number. Not to be changed. */
    public DirectBuffer bytes(int id) {
        return id > 0 && id < end ? names[id] : null;
    }

    /** For people; empty if there is no such number. */
    public String name(int id) {
        final DirectBuffer bytes = bytes(id);
        return bytes == null ? "" : bytes.getStringWithoutLengthAscii(0, bytes.capacity());
    }

    /** One more than the greatest number. */
    public int end() {
        return end;
    }

    public long hash(long seed) {
        long hash = Hashing.fold(seed, end);
        for (int id = 1; id < end; id++) {
            hash = Hashing.fold(hash, told[id]);
            for (int i = 0; i < names[id].capacity(); i++) {
                hash = Hashing.fold(hash, names[id].getByte(i));
            }
        }
        return hash;
    }

    private static boolean isSame(UnsafeBuffer name, DirectBuffer text, int offset, int length) {
        if (name.capacity() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.getByte(i) != text.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }
}
