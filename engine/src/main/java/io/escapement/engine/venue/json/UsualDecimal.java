package io.escapement.engine.venue.json;

import io.escapement.codecs.decimal.Digits;
import org.agrona.UnsafeApi;

/**
 * Decimals as venues mostly write them, read eight characters at a time: one to eight digits, perhaps a point and one
 * to sixteen more. For everything else there is {@link io.escapement.codecs.decimal.DecimalParser}, its plain twin.
 */
final class UsualDecimal {
    /** The text is not in the usual form; perhaps it is none, perhaps the careful parser knows. */
    static final long UNUSUAL = -1;

    /** Eight digits before the point and this many behind are less than 63 bits. */
    private static final int MOST_DECIMALS = 10;
    private static final int WORD = 8;

    private UsualDecimal() {
    }

    /**
     * The mantissa, from 0 on, or {@link #UNUSUAL}.
     *
     * @param address of the first character; 32 can be read, and behind the text stands what is no digit
     * @param power   of ten that the mantissa is multiplied by: 2 for hundredths
     */
    static long read(long address, int length, int power) {
        if (power < 0 || power > MOST_DECIMALS) {
            return UNUSUAL;
        }
        final long first = UnsafeApi.getLong(address);
        final int whole = Digits.lengthBefore(Digits.marksOfNonDigits(first));
        if (whole == 0) {
            return UNUSUAL;
        }
        final long number = Digits.number(first ^ Digits.ZEROS, whole) * Digits.powerOfTen(power);
        if (whole == length) {
            return number;
        }
        final int decimals = length - whole - 1;
        if (decimals < 1 || decimals > 2 * WORD || UnsafeApi.getByte(address + whole) != '.') {
            return UNUSUAL;
        }
        final long fraction = decimals <= WORD ? fraction(address + whole + 1, decimals, power)
            : longFraction(address + whole + 1, decimals, power);
        return fraction < 0 ? UNUSUAL : number + fraction;
    }

    private static long fraction(long address, int decimals, int power) {
        final long chars = UnsafeApi.getLong(address);
        final long marks = Digits.marksOfNonDigits(chars);
        final long values = (chars ^ Digits.ZEROS) & Digits.maskBefore(marks);
        final int kept = Math.min(power, WORD);
        if (Digits.lengthBefore(marks) != decimals || Digits.hasDigitsBehind(values, kept)) {
            return UNUSUAL;
        }
        return Digits.fraction(values, kept) * Digits.powerOfTen(power - kept);
    }

    private static long longFraction(long address, int decimals, int power) {
        final long high = UnsafeApi.getLong(address) ^ Digits.ZEROS;
        final long chars = UnsafeApi.getLong(address + WORD);
        final long marks = Digits.marksOfNonDigits(chars);
        final long low = (chars ^ Digits.ZEROS) & Digits.maskBefore(marks);
        if (Digits.marksOfNonValues(high) != 0 || Digits.lengthBefore(marks) != decimals - WORD) {
            return UNUSUAL;
        }
        if (power <= WORD) {
            return low != 0 || Digits.hasDigitsBehind(high, power) ? UNUSUAL : Digits.fraction(high, power);
        }
        final int kept = power - WORD;
        return Digits.hasDigitsBehind(low, kept) ? UNUSUAL
            : Digits.number(high) * Digits.powerOfTen(kept) + Digits.fraction(low, kept);
    }
}
