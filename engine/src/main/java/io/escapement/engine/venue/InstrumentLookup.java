package io.escapement.engine.venue;

import io.escapement.codecs.instrument.Instrument;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * From a symbol's bytes, as they stand in a frame, to the instrument. Open addressing over the bytes: no text is made,
 * nothing is allocated. Does not change once built, so any thread may ask.
 */
public final class InstrumentLookup {
    /** Symbols up to this length are found by two words alone. */
    public static final int SHORT_SYMBOL = 16;

    private final Instrument[] instruments;
    private final UnsafeBuffer[] symbols;
    private final long[] words;
    private final int mask;

    /** @throws IllegalArgumentException if two instruments have the same symbol, or one has none */
    public InstrumentLookup(Collection<Instrument> listed) {
        final int capacity = BitUtil.findNextPositivePowerOfTwo(Math.max(8, listed.size() * 4));
        instruments = new Instrument[capacity];
        symbols = new UnsafeBuffer[capacity];
        words = new long[capacity * 2];
        mask = capacity - 1;
        listed.forEach(this::add);
    }

    private void add(Instrument instrument) {
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
        while (instruments[i] != null) {
            i = (i + 1) & mask;
        }
        instruments[i] = instrument;
        symbols[i] = symbol;
        words[2 * i] = first;
        words[2 * i + 1] = second;
    }

    /**
     * The instrument with this symbol of up to {@link #SHORT_SYMBOL} bytes, or null.
     *
     * @param first  the symbol's first eight bytes, little endian, zeros behind a shorter symbol
     * @param second the next eight, likewise
     */
    public Instrument find(long first, long second) {
        int i = hash(first, second) & mask;
        while (instruments[i] != null) {
            if (words[2 * i] == first && words[2 * i + 1] == second && symbols[i].capacity() <= SHORT_SYMBOL) {
                return instruments[i];
            }
            i = (i + 1) & mask;
        }
        return null;
    }

    /** The instrument with this symbol, or null. */
    public Instrument find(DirectBuffer buffer, int offset, int length) {
        int i = hash(word(buffer, offset, offset + length), word(buffer, offset + 8, offset + length)) & mask;
        while (instruments[i] != null) {
            if (isSame(symbols[i], buffer, offset, length)) {
                return instruments[i];
            }
            i = (i + 1) & mask;
        }
        return null;
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
        if (offset + 8 <= end) {
            return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        }
        long word = 0;
        for (int i = offset; i < end; i++) {
            word |= (buffer.getByte(i) & 0xFFL) << ((i - offset) * 8);
        }
        return word;
    }
}
