package io.escapement.engine.venue;

import io.escapement.codecs.instrument.Instrument;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/**
 * From a symbol's bytes, as they stand in a frame, to the instrument. Open addressing over the bytes: no text is made,
 * nothing is allocated. Does not change once built, so any thread may ask.
 */
public final class InstrumentLookup {
    /** Symbols up to this length are found by two words alone. */
    public static final int SHORT_SYMBOL = 16;

    /** No instrument has this index. */
    public static final int NONE = -1;

    private final Instrument[] instruments;
    private final int[] indexes;
    private final UnsafeBuffer[] symbols;
    private final long[] words;
    private final int mask;

    /** @throws IllegalArgumentException if two instruments have the same symbol, or one has none */
    public InstrumentLookup(Collection<Instrument> listed) {
        final int capacity = BitUtil.findNextPositivePowerOfTwo(Math.max(8, listed.size() * 4));
        instruments = listed.toArray(new Instrument[0]);
        indexes = new int[capacity];
        Arrays.fill(indexes, NONE);
        symbols = new UnsafeBuffer[capacity];
        words = new long[capacity * 2];
        mask = capacity - 1;
        for (int i = 0; i < instruments.length; i++) {
            add(i);
        }
    }

    private void add(int index) {
        final Instrument instrument = instruments[index];
        final UnsafeBuffer symbol = new UnsafeBuffer(instrument.symbol().getBytes(StandardCharsets.UTF_8));
        final int length = symbol.capacity();
        if (length == 0) {
            throw new IllegalArgumentException("instrument " + instrument.id() + " has no symbol");
        }
        if (find(symbol, 0, length) != null) {
            throw new IllegalArgumentException("the symbol " + instrument.symbol() + " is listed twice");
        }
        final long first = word(symbol, 0, length);
        final long second = word(symbol, 8, length);
        int i = hash(first, second) & mask;
        while (indexes[i] != NONE) {
            i = (i + 1) & mask;
        }
        indexes[i] = index;
        symbols[i] = symbol;
        words[2 * i] = first;
        words[2 * i + 1] = second;
    }

    public int count() {
        return instruments.length;
    }

    /** The instrument that was listed at this place, from 0. */
    public Instrument instrument(int index) {
        return instruments[index];
    }

    /**
     * The place in the list of the instrument with this symbol of up to {@link #SHORT_SYMBOL} bytes, or {@link #NONE}.
     *
     * @param first  the symbol's first eight bytes, little endian, zeros behind a shorter symbol
     * @param second the next eight, likewise
     */
    public int indexOf(long first, long second) {
        int i = hash(first, second) & mask;
        while (indexes[i] != NONE) {
            if (words[2 * i] == first && words[2 * i + 1] == second && symbols[i].capacity() <= SHORT_SYMBOL) {
                return indexes[i];
            }
            i = (i + 1) & mask;
        }
        return NONE;
    }

    /** As {@link #indexOf(long, long)}, for a symbol of any length. */
    public int indexOf(DirectBuffer buffer, int offset, int length) {
        final long first = word(buffer, offset, offset + length);
        final long second = word(buffer, offset + 8, offset + length);
        int i = hash(first, second) & mask;
        while (indexes[i] != NONE) {
            if (words[2 * i] == first && words[2 * i + 1] == second && symbols[i].capacity() == length
                && (length <= SHORT_SYMBOL || isSame(symbols[i], buffer, offset, length))) {
                return indexes[i];
            }
            i = (i + 1) & mask;
        }
        return NONE;
    }

    /** The instrument with this symbol, or null. */
    public Instrument find(DirectBuffer buffer, int offset, int length) {
        final int index = indexOf(buffer, offset, length);
        return index == NONE ? null : instruments[index];
    }

    /** The instrument whose symbol stands first in these bytes, the longest where several do; null where none does. */
    public Instrument firstNamedIn(DirectBuffer buffer, int length) {
        int found = NONE;
        for (int from = 0; from < length && found == NONE; from++) {
            for (int i = 0; i < indexes.length; i++) {
                if (indexes[i] != NONE && from + symbols[i].capacity() <= length
                    && (found == NONE || symbols[i].capacity() > symbols[found].capacity())
                    && isSame(symbols[i], buffer, from, symbols[i].capacity())) {
                    found = i;
                }
            }
        }
        return found == NONE ? null : instruments[indexes[found]];
    }

    private static boolean isSame(UnsafeBuffer symbol, DirectBuffer buffer, int offset, int length) {
        if (symbol.capacity() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (symbol.getByte(i) != buffer.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }

    private static int hash(long first, long second) {
        final long mixed = (first ^ second * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return (int) (mixed >>> 32);
    }

    /** Up to eight bytes, and not those at {@code end} or behind. */
    private static long word(DirectBuffer buffer, int offset, int end) {
        final int length = end - offset;
        if (length > 0 && offset + 8 <= buffer.capacity()) {
            final long word = buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
            return length < 8 ? word & ~(-1L << (length * 8)) : word;
        }
        long word = 0;
        for (int i = offset; i < end; i++) {
            word |= (buffer.getByte(i) & 0xFFL) << ((i - offset) * 8);
        }
        return word;
    }
}
