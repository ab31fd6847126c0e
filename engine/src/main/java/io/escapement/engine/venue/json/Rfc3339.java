package io.escapement.engine.venue.json;

import org.agrona.DirectBuffer;

/** Times as text: {@code 2026-11-21T14:30:00.123456Z}, with none to nine decimals, in UTC ({@code Z}) alone. */
public final class Rfc3339 {
    /** The text is no such time. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final int SHORTEST = "2026-11-21T14:30:00Z".length();
    private static final int MOST_DECIMALS = 9;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2261;

    private Rfc3339() {
    }

    /** Epoch nanoseconds, or {@link #INVALID}. Leap seconds are read as the second before. */
    public static long parse(DirectBuffer text, int from, int to) {
        if (to - from < SHORTEST || text.getByte(from + 4) != '-' || text.getByte(from + 7) != '-'
            || text.getByte(from + 10) != 'T' || text.getByte(from + 13) != ':' || text.getByte(from + 16) != ':'
            || text.getByte(to - 1) != 'Z') {
            return INVALID;
        }
        final int year = number(text, from, from + 4);
        final int month = number(text, from + 5, from + 7);
        final int day = number(text, from + 8, from + 10);
        final int hour = number(text, from + 11, from + 13);
        final int minute = number(text, from + 14, from + 16);
        final int second = number(text, from + 17, from + 19);
        final long decimals = decimals(text, from + 19, to - 1);
        final boolean known = year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1
            && day <= lengthOf(year, month) && hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0
            && second <= 60 && decimals >= 0;
        if (!known) {
            return INVALID;
        }
        final long seconds = ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 + Math.min(second, 59);
        return seconds * NS_PER_SECOND + decimals;
    }

    private static int number(DirectBuffer text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            final int digit = text.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Nanoseconds of the text from the point on; negative where it is none. */
    private static long decimals(DirectBuffer text, int from, int to) {
        if (from == to) {
            return 0;
        }
        final int digits = to - from - 1;
        if (text.getByte(from) != '.' || digits < 1 || digits > MOST_DECIMALS) {
            return -1;
        }
        long nanos = number(text, from + 1, to);
        for (int i = digits; nanos > 0 && i < MOST_DECIMALS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int lengthOf(int year, int month) {
        if (month == 2) {
            return isLeap(year) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** Days since 1970-01-01 in the Gregorian calendar; years count from March so that leap days come last. */
    private static long epochDay(int year, int month, int day) {
        final long y = month <= 2 ? year - 1 : year;
        final long m = month <= 2 ? month + 9 : month - 3;
        return y * 365 + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1 - 719_468;
    }
}
