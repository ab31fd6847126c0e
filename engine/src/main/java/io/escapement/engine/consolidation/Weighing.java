package io.escapement.engine.consolidation;

import io.escapement.codecs.decimal.WideDivision;

/**
 * How much each book of a view counts. A book's weight is {@code w = venue weight x sum of all its sizes in the view},
 * counted in units of {@code 2^s}, where {@code s} is the least at which the sum of all weights is less than
 * {@code 2^62} ({@code s} is 0, and nothing is lost, up to 46 million weighted units of the base asset); what is less
 * than a unit is cut off. From these come
 * <pre>
 *  dominance = w x 1,000,000 / sum of w of all books in the view, digits behind the point cut off
 *  mid       = sum of w x (best bid + best ask) / (2 x sum of w), over the books that have both sides;
 *              to the nearest at -8, halves to the even neighbour
 * </pre>
 */
final class Weighing {
    /** The mid where no book with a weight has both sides. */
    static final long NO_MID = Long.MIN_VALUE;
    private static final int BITS = 62;
    private static final long MILLION = 1_000_000;

    private final long[] units = new long[ConsolidationConfig.MAX_BOOKS];
    private View view;
    private long total;

    Weighing weigh(View newView) {
        view = newView;
        long high = 0;
        long low = 0;
        for (int i = 0; i < view.size(); i++) {
            final Member member = view.member(i);
            final long sum = low + member.weightedLow;
            high += member.weightedHigh + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
            low = sum;
        }
        final int length = high != 0 ? 2 * Long.SIZE - Long.numberOfLeadingZeros(high)
            : Long.SIZE - Long.numberOfLeadingZeros(low);
        final int shift = Math.max(0, length - BITS);
        total = 0;
        for (int i = 0; i < view.size(); i++) {
            final Member member = view.member(i);
            units[i] = shift == 0 ? member.weightedLow
                : member.weightedHigh << Long.SIZE - shift | member.weightedLow >>> shift;
            total += units[i];
        }
        return this;
    }

    /** Share of a book in all weight in the view, parts per million. */
    int dominance(int place) {
        if (total == 0) {
            return 0;
        }
        final long high = Math.multiplyHigh(units[place], MILLION);
        final long low = units[place] * MILLION;
        return (int) (high == 0 && low >= 0 ? low / total : WideDivision.divide(high, low, total));
    }

    /** The weighted mid at -8, or {@link #NO_MID}. */
    long mid() {
        long high = 0;
        long low = 0;
        long divisor = 0;
        for (int i = 0; i < view.size(); i++) {
            final Member member = view.member(i);
            if (member.hasTwoSides()) {
                final long prices = member.bids.price(0) + member.asks.price(0);
                final long product = units[i] * prices;
                final long sum = low + product;
                high += Math.multiplyHigh(units[i], prices) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
                low = sum;
                divisor += 2 * units[i];
            }
        }
        return divisor == 0 ? NO_MID : nearest(high, low, divisor);
    }

    private static long nearest(long high, long low, long divisor) {
        final long quotient = high == 0 && low >= 0 ? low / divisor : WideDivision.divide(high, low, divisor);
        final long rest = low - quotient * divisor;
        final int half = Long.compare(rest, divisor - rest);
        return half > 0 || half == 0 && (quotient & 1) == 1 ? quotient + 1 : quotient;
    }
}
