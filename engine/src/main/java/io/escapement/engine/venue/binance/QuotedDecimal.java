package io.escapement.engine.venue.binance;

import io.escapement.codecs.decimal.DecimalParser;
import io.escapement.codecs.decimal.Digits;

/**
 * Decimals between quotes. The usual form, one to seven digits, a point and as many decimals as its column expects,
 * takes a few nanoseconds: where the number ends follows from where its point is, so the next one can begin before
 * this one's value is known. Everything else goes to {@link DecimalParser}.
 */
final class QuotedDecimal {
    /** How far a number is read at most. */
    static final int REACH = 72;

    private static final int LONGEST = 64;
    private static final int WORD = 8;
    private static final int LOWEST_MARK = 7;
    private static final int POINT = '.' ^ '0';

    private final FrameView view;
    private long end;

    QuotedDecimal(FrameView view) {
        this.view = view;
    }

    /** The address behind the number read last. */
    long end() {
        return end;
    }

    /**
     * Reads the number that begins here, behind its opening quote. The caller has asked for {@link #REACH}, and checks
     * that a quote is at the {@link #end}; where it is not, {@link #readUnexpected} may find another.
     *
     * @return the mantissa; negative where this is not what the column expects
     */
    long read(long address, DecimalColumn column) {
        final long values = FrameView.load(address) ^ Digits.ZEROS;
        return finish(address, values, bitsOfWhole(values), column);
    }

    /**
     * As {@link #read}, for numbers that mostly have as many digits as the one before: by guessing that, the processor
     * goes on behind the number before it has looked at it.
     */
    long readSteady(long address, DecimalColumn column) {
        final long values = FrameView.load(address) ^ Digits.ZEROS;
        final int found = bitsOfWhole(values);
        int bits = column.bits;
        if (bits != found) {
            column.bits = found;
            bits = found;
        }
        return finish(address, values, bits, column);
    }

    /** As {@link #read}, and if that is not enough {@link #readUnexpected}; a quote is at the {@link #end}. */
    long readAny(long address, DecimalColumn column) {
        final long mantissa = read(address, column);
        return mantissa < 0 || (FrameView.load(end) & 0xFF) != '"' ? readUnexpected(address, column) : mantissa;
    }

    private static int bitsOfWhole(long values) {
        return Long.numberOfTrailingZeros(Digits.marksOfNonValues(values)) - LOWEST_MARK;
    }

    private long finish(long address, long values, int bits, DecimalColumn column) {
        final long behindWhole = address + (bits >>> 3);
        end = behindWhole + column.behindWhole;
        if (bits > column.mostBits || bits == 0) {
            return readLong(behindWhole, values, bits, column);
        }
        final long shifted = (values << (column.shift - bits)) ^ column.point;
        final long whole = shifted & column.whole;
        final long digits = shifted ^ whole | whole << Byte.SIZE;
        final long wrong = (shifted + column.check | shifted) & Digits.HIGH_BITS;
        if (wrong != 0 || column.zeros != 0 && hasOtherDecimals(behindWhole, column)) {
            return -1;
        }
        return Digits.number(digits) * column.scale;
    }

    private static boolean hasOtherDecimals(long behindWhole, DecimalColumn column) {
        return ((FrameView.load(behindWhole + 1) ^ Digits.ZEROS) & column.zeros) != 0;
    }

    /** Whole part and decimals apart, up to seven and eight digits. */
    private static long readLong(long behindWhole, long values, int bits, DecimalColumn column) {
        if (bits == 0 || bits >= Long.SIZE - Byte.SIZE + 1 || (values >>> bits & 0xFF) != POINT) {
            return -1;
        }
        final long behind = FrameView.load(behindWhole + 1) ^ Digits.ZEROS;
        final long decimals = behind << column.halfUnused << column.halfUnused;
        if ((Digits.marksOfNonValues(decimals) | behind & column.zeros) != 0) {
            return -1;
        }
        return (Digits.number(values << -bits) * column.power + Digits.number(decimals)) * column.scale;
    }

    /**
     * Reads the number as it comes, and expects the next one to have as many decimals.
     *
     * @return the mantissa; negative where it is negative, does not fit, or this is no number, and then
     *         {@link #end} may be no address
     */
    long readUnexpected(long address, DecimalColumn column) {
        end = FrameView.endOfPlainText(address, LONGEST);
        if (end == 0) {
            return -1;
        }
        final int length = (int) (end - address);
        int written = 0;
        while (written < length && (FrameView.load(end - 1 - written) & 0xFF) != '.') {
            written++;
        }
        if (written == length || written > 0 && written <= WORD) {
            column.expect(written == length ? 0 : written);
        }
        return DecimalParser.parse(view.bytes(), view.index(address), length, -column.decimals);
    }
}
