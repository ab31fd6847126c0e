package io.escapement.engine.market;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Something per instrument, found by the instrument's id, which is small and counts from 1. Grows when an instrument
 * is defined, never otherwise.
 */
public final class InstrumentTable<T> {
    /** The greatest id that a stage accepts: bounds what a wrong definition can make it allocate. */
    public static final int MAX_ID = 65_535;

    private Object[] entries = new Object[16];

    /** What belongs to the instrument, or null where nothing was ever put, for ids out of range too. */
    @SuppressWarnings("unchecked")
    public T get(int instrumentId) {
        return instrumentId > 0 && instrumentId < entries.length ? (T) entries[instrumentId] : null;
    }

    /** Sets what belongs to an instrument; the id is from 1 to {@link #MAX_ID}. */
    public void put(int instrumentId, T entry) {
        if (instrumentId < 1 || instrumentId > MAX_ID) {
            throw new IllegalArgumentException("instrument id " + instrumentId + "; expected 1 to " + MAX_ID);
        }
        if (instrumentId >= entries.length) {
            entries = Arrays.copyOf(entries, Math.max(instrumentId + 1, entries.length * 2));
        }
        entries[instrumentId] = entry;
    }

    /** What belongs to the instrument, made now if there is nothing yet. */
    public T getOrPut(int instrumentId, Supplier<T> maker) {
        final T present = get(instrumentId);
        if (present != null) {
            return present;
        }
        final T made = maker.get();
        put(instrumentId, made);
        return made;
    }

    /** One more than the greatest id that {@link #get} may know: for loops in the order of ids. */
    public int end() {
        return entries.length;
    }
}
