package io.escapement.engine.venue.bitfinex;

import io.escapement.codecs.instrument.Instrument;

import java.util.Arrays;

/**
 * What the numbers of one connection's channels stand for. A connection has some thirty, so they are simply gone
 * through; nothing is allocated save for more channels than ever before.
 */
final class BitfinexChannels {
    static final int NONE = -1;
    static final int BOOK = 1;
    static final int TRADES = 2;
    static final int QUOTES = 3;
    /** A derivative's mark price, funding and open interest. */
    static final int DERIVATIVE = 4;
    /** Those of all pairs: the only channel that is of no instrument. */
    static final int LIQUIDATIONS = 5;

    private static final int FIRST_ROOM = 32;

    private long[] ids = new long[FIRST_ROOM];
    private int[] kinds = new int[FIRST_ROOM];
    private Instrument[] instruments = new Instrument[FIRST_ROOM];
    private boolean[] begun = new boolean[FIRST_ROOM];
    private int count;

    /** The kind of a channel with this name; {@link #NONE} for one that we have no use for. */
    static int kind(String name) {
        return switch (name) {
            case BitfinexTexts.BOOK -> BOOK;
            case BitfinexTexts.TRADES -> TRADES;
            case BitfinexTexts.QUOTES -> QUOTES;
            case BitfinexTexts.DERIVATIVE -> DERIVATIVE;
            case BitfinexTexts.LIQUIDATIONS -> LIQUIDATIONS;
            default -> NONE;
        };
    }

    /** The place of a channel, or {@link #NONE}. */
    int find(long id) {
        for (int i = 0; i < count; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return NONE;
    }

    /**
     * The number of the channel that brings this; {@link #NONE} where there is none.
     *
     * @param instrument null of {@link #LIQUIDATIONS}
     */
    long idOf(int kind, Instrument instrument) {
        for (int i = 0; i < count; i++) {
            if (kinds[i] == kind && (instrument == null || instruments[i].id() == instrument.id())) {
                return ids[i];
            }
        }
        return NONE;
    }

    int kind(int place) {
        return kinds[place];
    }

    /** Null of {@link #LIQUIDATIONS}. */
    Instrument instrument(int place) {
        return instruments[place];
    }

    /** Whether the snapshot that every channel begins with has come. */
    boolean hasBegun(int place) {
        return begun[place];
    }

    void begin(int place) {
        begun[place] = true;
    }

    /** A number that is there already gets its new meaning. */
    void add(long id, int kind, Instrument instrument) {
        final int known = find(id);
        final int place = known == NONE ? count : known;
        if (place == ids.length) {
            ids = Arrays.copyOf(ids, place * 2);
            kinds = Arrays.copyOf(kinds, place * 2);
            instruments = Arrays.copyOf(instruments, place * 2);
            begun = Arrays.copyOf(begun, place * 2);
        }
        count = Math.max(count, place + 1);
        ids[place] = id;
        kinds[place] = kind;
        instruments[place] = instrument;
        begun[place] = false;
    }

    void remove(long id) {
        final int place = find(id);
        if (place != NONE) {
            count--;
            ids[place] = ids[count];
            kinds[place] = kinds[count];
            instruments[place] = instruments[count];
            begun[place] = begun[count];
        }
    }
}
