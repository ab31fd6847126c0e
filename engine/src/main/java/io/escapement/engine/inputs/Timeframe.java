package io.escapement.engine.inputs;

/** The durations of bars that models see, the shortest first. */
public enum Timeframe {
    S1("1s", 1), M1("1m", 60), H1("1h", 3_600), D1("1d", 86_400);

    private static final Timeframe[] ALL = values();

    private final String word;
    private final long durationNs;

    Timeframe(String word, long seconds) {
        this.word = word;
        this.durationNs = seconds * 1_000_000_000L;
    }

    public long durationNs() {
        return durationNs;
    }

    /** How many there are. */
    public static int count() {
        return ALL.length;
    }

    /** By {@link #ordinal}, without a copy of the array. */
    public static Timeframe at(int index) {
        return ALL[index];
    }

    /** Of a duration; null where there is none. */
    static Timeframe of(long durationNs) {
        for (final Timeframe timeframe : ALL) {
            if (timeframe.durationNs == durationNs) {
                return timeframe;
            }
        }
        return null;
    }

    /** As configs write it: {@code 1m}. */
    @Override
    public String toString() {
        return word;
    }
}
