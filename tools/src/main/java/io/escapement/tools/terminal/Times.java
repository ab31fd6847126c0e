package io.escapement.tools.terminal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Times as people write and read them; epoch nanoseconds inside. */
public final class Times {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private Times() {
    }

    /**
     * Of {@code 2026-01-01T12:00:00Z}, with any fraction and any offset; without an offset it is UTC; of a day alone;
     * or of epoch nanoseconds.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static long parse(String text) {
        try {
            if (text.matches("-?\\d+")) {
                return Long.parseLong(text);
            }
            final Instant instant = text.length() == 10 ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                : text.matches(".*T.*(Z|z|[+-]\\d\\d(:?\\d\\d)?)") ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NS_PER_SECOND), instant.getNano());
        } catch (final DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("time \"" + text
                + "\": expected a time such as 2026-01-01T12:00:00.5Z, or epoch nanoseconds");
        }
    }

    /** ISO 8601, UTC. */
    public static String format(long epochNs) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNs, NS_PER_SECOND), Math.floorMod(epochNs, NS_PER_SECOND))
            .toString();
    }

    /** A length of time, such as {@code 1.234 s} or {@code 2 h 03 min}. */
    public static String duration(long nanoseconds) {
        final double seconds = nanoseconds / (double) NS_PER_SECOND;
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.3f s", seconds);
        }
        final long minutes = Math.round(seconds / 60);
        return minutes < 120 ? String.format(Locale.ROOT, "%.1f min", seconds / 60)
            : String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }
}
