package io.escapement.engine.venue.json;

import io.escapement.codecs.decimal.Digits;
import org.agrona.DirectBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Times as text: {@code 2026-11-21T14:30:00.123456Z}, with none to nine decimals, in UTC ({@code Z}) alone. */
public final class Rfc3339 {
    /** The text is no such time. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final int SHORTEST = "2026-11-21T14:30:00Z".length();
    private static final int MOST_DECIMALS = 9;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long YEAR_MONTH = word("0000-00-");
    private static final long DAY_HOUR = word("00T00:00");
    private static final long TIME = word("00:00:00");
    private static final long SEPARATORS_OF_DATE = 0xFF00_00FF_0000_0000L;
    private static final long SEPARATORS_OF_TIME = 0x0000_FF00_00FF_0000L;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2261;

    private Rfc3339() {
    }

    /** Epoch nanoseconds, or {@link #INVALID}. Leap seconds are read as the second before. */
    public static long parse(DirectBuffer text, int from, int to) {
        if (to - from < SHORTEST || text.getByte(to - 1) != 'Z') {
            return INVALID;
        }
        final long yearMonth = text.getLong(from, ByteOrder.LITTLE_ENDIAN) ^ YEAR_MONTH;
        final long dayHour = text.getLong(from + 8, ByteOrder.LITTLE_ENDIAN) ^ DAY_HOUR;
        final long time = text.getLong(from + 11, ByteOrder.LITTLE_ENDIAN) ^ TIME;
        final long wrong = Digits.marksOfNonValues(yearMonth) | Digits.marksOfNonValues(dayHour)
            | Digits.marksOfNonValues(time) | yearMonth & SEPARATORS_OF_DATE | (dayHour | time) & SEPARATORS_OF_TIME;
        if (wrong != 0) {
            return INVALID;
        }
        final int year = twoDigits(yearMonth, 0) * 100 + twoDigits(yearMonth, 2);
        final int month = twoDigits(yearMonth, 5);
        final int day = twoDigits(dayHour, 0);
        final int hour = twoDigits(time, 0);
        final int minute = twoDigits(time, 3);
        final int second = twoDigits(time, 6);
        final long decimals = decimals(text, from + 19, to - 1);
        final boolean known = year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1
            && day <= lengthOf(year, month) && hour <= 23 && minute <= 59 && second <= 60 && decimals >= 0;
        if (!known) {
            return INVALID;
        }
        final long seconds = ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 + Math.min(second, 59);
        return seconds * NS_PER_SECOND + decimals;
    }

    private static long word(String eight) {
        return ByteBuffer.wrap(eight.getBytes(StandardCharsets.US_ASCII)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** @param values digits' values, the first in the lowest byte */
    private static int twoDigits(long values, int first) {
        final long two = values >>> (first << 3);
        return (int) (two & 0xFF) * 10 + (int) (two >>> 8 & 0xFF);
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
        long nanos = 0;
        for (int i = 1; i <= MOST_DECIMALS; i++) {
            final int digit = i <= digits ? text.getByte(from + i) - '0' : 0;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            nanos = nanos * 10 + digit;
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
