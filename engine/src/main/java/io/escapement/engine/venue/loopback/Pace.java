package io.escapement.engine.venue.loopback;

import java.util.Locale;

/**
 * How fast the venue plays.
 *
 * @param speed         times the source's own pace; 0 = as fast as the clients' TCP takes it
 * @param framesPerSecond a constant rate instead of the source's own pace; 0 = not used
 */
public record Pace(double speed, double framesPerSecond) {
    /** As fast as the clients' TCP takes it. */
    public static final Pace MAX = new Pace(0, 0);
    /** The source's own pace. */
    public static final Pace RECORDED = new Pace(1, 0);

    /** Checks the values. */
    public Pace {
        if (!(speed >= 0) || !(framesPerSecond >= 0) || Double.isInfinite(speed + framesPerSecond)) {
            throw new IllegalArgumentException("pace: speed " + speed + " and rate " + framesPerSecond
                + " must be finite and not negative");
        }
    }

    /** A multiple of the source's own pace. */
    public static Pace times(final double speed) {
        return new Pace(speed, 0);
    }

    /** A constant number of frames a second. */
    public static Pace constant(final double framesPerSecond) {
        return new Pace(0, framesPerSecond);
    }

    /** Of a text: {@code max}, {@code 0} (the same), {@code 5}, {@code 0.5x}, {@code 10000/s}. */
    public static Pace parse(final String text) {
        final String plain = text.trim().toLowerCase(Locale.ROOT);
        try {
            if (plain.equals("max")) {
                return MAX;
            }
            if (plain.endsWith("/s")) {
                return constant(Double.parseDouble(plain.substring(0, plain.length() - 2)));
            }
            return times(Double.parseDouble(plain.endsWith("x") ? plain.substring(0, plain.length() - 1) : plain));
        } catch (final NumberFormatException ex) {
            throw new IllegalArgumentException("speed \"" + text
                + "\": expected max, a factor such as 1, 0.5 or 20, or a constant rate such as 10000/s");
        }
    }

    /** Whether nothing is timed. */
    public boolean isMax() {
        return speed == 0 && framesPerSecond == 0;
    }

    /** Nanoseconds from the start of play at which an item is due. */
    long dueNs(final long sourceNs, final long frameNumber) {
        if (framesPerSecond > 0) {
            return (long) (frameNumber * 1e9 / framesPerSecond);
        }
        return speed == 0 ? 0 : (long) (sourceNs / speed);
    }
}
