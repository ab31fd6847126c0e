package io.escapement.engine.venue.json;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Held to java.time. */
class Rfc3339Test {
    private static final long LAST_SECOND = Instant.parse("2261-12-31T23:59:59Z").getEpochSecond();

    private static long parse(String text) {
        final String around = "9" + text + "9";
        return Rfc3339.parse(new UnsafeBuffer(around.getBytes(StandardCharsets.UTF_8)), 1, 1 + text.length());
    }

    @Property
    void readsEveryMomentThatJavaWrites(@ForAll @LongRange(max = 9_214_646_399L) long second,
                                        @ForAll @IntRange(max = 999_999_999) int nanos,
                                        @ForAll @IntRange(max = 9) int decimals) {
        final int unit = (int) Math.pow(10, 9 - decimals);
        final int kept = nanos / unit * unit;
        final String whole = LocalDateTime.ofEpochSecond(Math.min(second, LAST_SECOND), 0, ZoneOffset.UTC)
            .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));
        final String fraction = decimals == 0 ? "" : "." + String.format("%09d", kept).substring(0, decimals);
        assertEquals(Math.min(second, LAST_SECOND) * 1_000_000_000L + kept, parse(whole + fraction + "Z"));
    }

    @Property(tries = 8_000)
    void readsWhatJavaReadsOfAlmostTimes(@ForAll long seed) {
        final Random random = new Random(seed);
        final char[] text = "2024-02-29T23:59:58.123456Z".toCharArray();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text[random.nextInt(text.length)] = "0123456789-:.TZ 9"
                .charAt(random.nextInt(17));
        }
        final String changed = new String(text);
        assertEquals(twin(changed), parse(changed), changed);
    }

    private static long twin(String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z")) {
            return Rfc3339.INVALID;
        }
        final String second = text.substring(17, 19).equals("60") ? "59" : text.substring(17, 19);
        try {
            final Instant instant = LocalDateTime.parse(text.substring(0, 17) + second
                + text.substring(19, text.length() - 1)).toInstant(ZoneOffset.UTC);
            final int year = Integer.parseInt(text.substring(0, 4));
            return year < 1970 || year > 2261 ? Rfc3339.INVALID
                : instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
        } catch (DateTimeException e) {
            return Rfc3339.INVALID;
        }
    }

    @Example
    void refusesOtherZonesOtherYearsAndTooManyDecimals() {
        for (final String text : new String[] {"", "Z", "2026-11-21T14:30:00", "2026-11-21T14:30:00+00:00",
            "2026-11-21 14:30:00Z", "2026-11-21T14:30:00.Z", "2026-11-21T14:30:00.1234567890Z", "1969-12-31T23:59:59Z",
            "2262-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z", "2023-02-29T00:00:00Z", "2026-11-21T24:00:00Z"}) {
            assertEquals(Rfc3339.INVALID, parse(text), text);
        }
    }

    @Example
    void readsALeapSecondAsTheSecondBefore() {
        assertEquals(parse("2016-12-31T23:59:59Z"), parse("2016-12-31T23:59:60Z"));
    }
}
