package io.escapement.engine.config;

import java.math.BigDecimal;

/** Lengths of time as people write them in configs: {@code 250ms}, {@code 1.5s}, {@code 24h}. */
public final class Durations {
    private static final String[] UNITS = {"ns", "us", "ms", "s", "m", "h", "d"};
    private static final long[] NANOS = {
        1L, 1_000L, 1_000_000L, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L, 86_400_000_000_000L};

    private Durations() {
    }

    /**
     * Nanoseconds.
     *
     * @throws NumberFormatException if the text is no number followed by a unit, or not a whole number of nanoseconds
     */
    public static long parseNs(String text) {
        int digits = 0;
        while (digits < text.length() && (Character.isDigit(text.charAt(digits)) || text.charAt(digits) == '.')) {
            digits++;
        }
        final String unit = text.substring(digits).trim();
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                return exact(text.substring(0, digits), NANOS[i]);
            }
        }
        throw new NumberFormatException("no unit of time: " + text);
    }

    /** As people write it, in the largest unit of which it is a whole number. */
    public static String text(long ns) {
        int unit = NANOS.length - 1;
        while (ns % NANOS[unit] != 0) {
            unit--;
        }
        return ns / NANOS[unit] + UNITS[unit];
    }

    private static long exact(String number, long nanos) {
        try {
            return new BigDecimal(number).multiply(BigDecimal.valueOf(nanos)).longValueExact();
        } catch (ArithmeticException e) {
            throw new NumberFormatException("no whole number of nanoseconds that fits: " + number);
        }
    }
}
