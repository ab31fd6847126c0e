package io.escapement.engine.feed;

/**
 * When a live book that does not move is FROZEN: something of its stream has stopped without a word. A change is an
 * applied message that sets or removes at least one level; empty ones are none. Of the venue's own trades only those
 * count that the venue stamped later than the book's last change, where it stamps both.
 *
 * @param trades   trades without a change of the book, once {@code afterNs} have passed since the change. Hidden orders
 *                 trade without touching a book, but not so many in a row
 * @param afterNs  see trades
 * @param ticks    a trade is beyond the book if its price is worse than the best by more ticks than this
 * @param beyondNs two trades beyond the book, so far apart at least, with no change between them or before the first
 * @param bps      how far, in basis points, the mids of the same thing at other venues have to move from where they
 *                 were when the book fell silent
 * @param movedNs  for so long at least the book has to have been silent then
 * @param venues   so many others have to have moved, all the same way, and they have to be the most
 */
public record FrozenLimits(int trades, long afterNs, int ticks, long beyondNs, int bps, long movedNs, int venues) {
    private static final long SECOND_NS = 1_000_000_000L;

    public FrozenLimits {
        if (trades < 1 || afterNs <= 0 || ticks < 0 || beyondNs <= 0 || bps < 1 || bps > 10_000
            || movedNs <= 0 || venues < 1) {
            throw new IllegalArgumentException("limits of a frozen book are out of range: " + trades + " trades after "
                + afterNs + " ns, " + ticks + " ticks for " + beyondNs + " ns, " + bps + " bps of " + venues
                + " venues after " + movedNs + " ns");
        }
    }

    /**
     * Recorded books of BTC and ETH (Binance, 2024) change at least each 1.1 s, but see up to 769 trades between two
     * changes: it is the time that tells, and the trades that the market is not merely quiet.
     */
    public static FrozenLimits usual() {
        return new FrozenLimits(20, 5 * SECOND_NS, 10, 3 * SECOND_NS, 20, 5 * SECOND_NS, 2);
    }
}
