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
        put(end, bytes);
        return end - 1;
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

    /** Gives a name the number that it had in a run before; numbers between stay nameless. */
    public void carry(int id, String name) {
        if (id < 1 || id > InstrumentTable.MAX_ID) {
            throw new IllegalArgumentException("asset id " + id + "; expected 1 to " + InstrumentTable.MAX_ID);
        }
        put(id, name.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether the number has not been told to anybody before: once for each. */
    public boolean tell(int id) {
        final boolean news = !told[id];
        told[id] = true;
        return news;
    }

    /** Bytes of the name; null if the number has none. Not to be changed. */
    public DirectBuffer bytes(int id) {
        return id > 0 && id < end ? names[id] : null;
    }

    /** For people; empty if the number has none. */
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
            for (int i = 0; names[id] != null && i < names[id].capacity(); i++) {
                hash = Hashing.fold(hash, names[id].getByte(i));
            }
        }
        return hash;
    }

    private void put(int id, byte[] bytes) {
        if (id >= names.length) {
            names = Arrays.copyOf(names, Math.max(id + 1, names.length * 2));
            told = Arrays.copyOf(told, names.length);
        }
        names[id] = new UnsafeBuffer(bytes);
        end = Math.max(end, id + 1);
    }

    private static boolean isSame(UnsafeBuffer name, DirectBuffer text, int offset, int length) {
        if (name == null || name.capacity() != length) {
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
