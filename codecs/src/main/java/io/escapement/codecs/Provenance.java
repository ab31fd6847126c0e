package io.escapement.codecs;

/**
 * Where an event's data came from. Every record carries it, and everything a person sees of a record shows it.
 */
public enum Provenance {
    /** A real venue, now. */
    LIVE(1),
    /** A recording of a real venue, played again. */
    CAPTURE(2),
    /** Made by a generator or by the simulated venue; says nothing about any market. */
    SIMULATED(3),
    /** The engine itself: timers, commands, the start of a run. */
    ENGINE(4);

    private static final Provenance[] BY_CODE = {null, LIVE, CAPTURE, SIMULATED, ENGINE};

    private final byte code;

    Provenance(int code) {
        this.code = (byte) code;
    }

    /** The byte that stands for this in a record. */
    public byte code() {
        return code;
    }

    /**
     * The provenance that a record's byte stands for.
     *
     * @throws IllegalArgumentException if the byte stands for none
     */
    public static Provenance of(byte code) {
        if (code <= 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("no provenance has the code " + code + "; expected 1 to 4");
        }
        return BY_CODE[code];
    }
}
