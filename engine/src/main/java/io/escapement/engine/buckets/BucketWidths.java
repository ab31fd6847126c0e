package io.escapement.engine.buckets;

import io.escapement.codecs.decimal.Digits;
import io.escapement.engine.market.Hashing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * How wide the buckets of each instrument are. One that the config names gets what it says. Of all others each
 * canonical name gets one width, with the first levels of the first book of that name: the greatest of 1, 2 and 5 times
 * a power of ten that is not above 1/4000 (2.5 basis points) of the best bid among them (the best ask where none is
 * bid), and not below a tick. It stays for the run, so that all books of the name lie on one grid.
 */
final class BucketWidths {
    private static final int PARTS = 4000;
    private static final int MOST_DIGITS = 18;

    private final BucketsConfig config;
    private final Map<String, Width> chosen = new TreeMap<>();

    /** {@code digits x 10^exponent} of the quote asset. */
    record Width(long digits, int exponent) {
        /** At another exponent, or 0 where it is no whole number there. */
        long at(int newExponent) {
            final int shift = exponent - newExponent;
            if (Math.abs(shift) > MOST_DIGITS) {
                return 0;
            }
            final long scale = Digits.powerOfTen(Math.abs(shift));
            if (shift < 0) {
                return digits % scale == 0 ? digits / scale : 0;
            }
            return Math.multiplyHigh(digits, scale) == 0 && digits * scale > 0 ? digits * scale : 0;
        }

        /** At another exponent, rounded up to a whole number; 0 where that fits no long. */
        long atLeast(int newExponent) {
            final int shift = newExponent - exponent;
            return shift <= 0 || at(newExponent) != 0 ? at(newExponent)
                : shift > MOST_DIGITS ? 1 : digits / Digits.powerOfTen(shift) + 1;
        }
    }

    /** What is known of a book. */
    record Book(String symbol, String canonical, String baseAsset, int priceExponent, long tickSize) {
    }

    BucketWidths(BucketsConfig config) {
        this.config = config;
    }

    /**
     * The width for a book; allocates the first time that a name is seen.
     *
     * @param price about which its prices are, mantissa
     */
    Width of(Book book, long price) {
        final BucketsConfig.Grid grid = grid(book);
        if (grid != null) {
            final BigDecimal plain = grid.width().stripTrailingZeros();
            return new Width(plain.unscaledValue().longValueExact(), -plain.scale());
        }
        return chosen.computeIfAbsent(book.canonical, name ->
            new Width(rounded(Math.max(1, price / PARTS), book.tickSize), book.priceExponent));
    }

    private BucketsConfig.Grid grid(Book book) {
        for (final String name : new String[] {book.symbol, book.canonical, book.baseAsset}) {
            if (config.grids().containsKey(name)) {
                return config.grids().get(name);
            }
        }
        return null;
    }

    /** The least price that is counted, mantissa. */
    long from(Book book) {
        final BucketsConfig.Grid grid = grid(book);
        return grid == null ? 0 : mantissa(grid.from(), book);
    }

    /** The least price that is not counted any more, mantissa. */
    long below(Book book) {
        final BucketsConfig.Grid grid = grid(book);
        return grid == null || grid.below() == null ? Long.MAX_VALUE : mantissa(grid.below(), book);
    }

    private static long mantissa(BigDecimal price, Book book) {
        final BigDecimal mantissa = price.movePointRight(-book.priceExponent).setScale(0, RoundingMode.CEILING);
        return mantissa.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    private static long rounded(long most, long tickSize) {
        long power = 1;
        while (power <= most / 10) {
            power *= 10;
        }
        final long width = most / power >= 5 ? 5 * power : most / power >= 2 ? 2 * power : power;
        return width >= tickSize ? width : tickSize;
    }

    long hash(long seed) {
        long hash = seed;
        for (final Width width : chosen.values()) {
            hash = Hashing.fold(Hashing.fold(hash, width.digits), width.exponent);
        }
        return hash;
    }
}
