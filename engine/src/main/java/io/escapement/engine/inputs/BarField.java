package io.escapement.engine.inputs;

/** The numbers of a bar, in units of their own: prices and amounts, no mantissas. */
public enum BarField {
    OPEN, HIGH, LOW, CLOSE,
    /** Base asset, or contracts. */
    VOLUME,
    /** What buyers took of it. */
    BUY_VOLUME,
    /** Quote asset. */
    NOTIONAL,
    TRADES,
    /** Trades whose aggressor bought. */
    BUYS;

    private static final BarField[] ALL = values();

    /** How many there are. */
    public static int count() {
        return ALL.length;
    }

    /** By {@link #ordinal}, without a copy of the array. */
    public static BarField at(int index) {
        return ALL[index];
    }
}
