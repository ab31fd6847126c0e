package io.escapement.engine.book;

/**
 * Bitfinex's and OKX's: the 25 best levels of each side in turns, bid, ask, bid, ask, and the longer side's rest; price
 * and quantity as the shortest plain decimals, all with a colon between. Signed. Bitfinex writes quantities asked
 * negative, as its feed does. OKX writes the feed's own text; in all its recordings that is the shortest decimal.
 * Sources: Bitfinex "WebSocket checksum", OKX "Checksum" (sent until June 2026).
 */
final class InterleavedChecksum extends BookChecksum {
    private static final int LEVELS = 25;

    private final boolean asksNegative;

    InterleavedChecksum(boolean asksNegative) {
        super(LEVELS);
        this.asksNegative = asksNegative;
    }

    @Override
    void write(ChecksumText text, int bids, int asks, int priceExponent, int quantityExponent) {
        for (int i = 0; i < Math.max(bids, asks); i++) {
            if (i < bids) {
                text.decimal(bid(i, PRICE), priceExponent);
                text.character(':');
                text.decimal(bid(i, QUANTITY), quantityExponent);
                text.character(':');
            }
            if (i < asks) {
                text.decimal(ask(i, PRICE), priceExponent);
                text.character(':');
                if (asksNegative) {
                    text.character('-');
                }
                text.decimal(ask(i, QUANTITY), quantityExponent);
                text.character(':');
            }
        }
        text.dropLast();
    }

    @Override
    boolean signed() {
        return true;
    }
}
