package io.escapement.engine.venue.binance;

import io.escapement.codecs.decimal.DecimalParser;
import io.escapement.codecs.decimal.Digits;

/**
 * Decimals between quotes. The usual form, one to seven digits, a point, one to eight digits, fifteen characters at
 * most, or up to seven digits alone, takes a few nanoseconds: where the number ends is known before what it is, so the
 * next one can begin at once. Everything else goes to {@link DecimalParser}.
 */
final class QuotedDecimal {
    private static final long GATHER = 0x0102040810204080L;
    private static final int WORD = 8;
    private static final int LONGEST = 64;

    private final FrameView view;
    private long end;

    QuotedDecimal(FrameView view) {
        this.view = view;
    }

    /** The address of what ends the number read last. The caller checks that it is a quote. */
    long end() {
        return end;
    }

    /**
     * Reads the number that begins here, behind its opening quote.
     *
     * @param decimals how many the mantissa has, 0 to 8
     * @return the mantissa; negative where it is negative, does not fit, or this is no number
     */
    long read(long address, int decimals) {
        final long first = view.load(address);
        final long marks = gather(Digits.marksOfNonDigits(first))
            | gather(Digits.marksOfNonDigits(view.load(address + WORD))) << WORD;
        final int point = Long.numberOfTrailingZeros(marks);
        final int quote = Long.numberOfTrailingZeros(marks & (marks - 1));
        final int found = quote - point - 1;
        if (point == 0 || point >= WORD || (first >>> (point << 3) & 0xFF) != '.' || found < 1 || found > WORD) {
            return readUnusual(address, first, point, decimals);
        }
        end = address + quote;
        final long behind = (view.load(address + point + 1) ^ Digits.ZEROS) & FrameView.mask(found);
        if (Digits.hasDigitsBehind(behind, decimals)) {
            return -1;
        }
        return Digits.number(first ^ Digits.ZEROS, point) * Digits.powerOfTen(decimals)
            + Digits.fraction(behind, decimals);
    }

    /** One bit from the highest of each byte. */
    private static long gather(long marks) {
        return (marks >>> 7) * GATHER >>> 56;
    }

    private long readUnusual(long address, long first, int point, int decimals) {
        if (point > 0 && point < WORD && (first >>> (point << 3) & 0xFF) == '"') {
            end = address + point;
            return Digits.number(first ^ Digits.ZEROS, point) * Digits.powerOfTen(decimals);
        }
        end = view.endOfPlainText(address, LONGEST);
        if (end == 0) {
            return -1;
        }
        return DecimalParser.parse(view.bytes(), (int) (address - view.begin()), (int) (end - address), -decimals);
    }
}
