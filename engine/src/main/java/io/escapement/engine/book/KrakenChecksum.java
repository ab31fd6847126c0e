package io.escapement.engine.book;

/**
 * Kraken's: the ten best levels of each side, whatever depth is subscribed; asks from the lowest price up, then bids
 * from the highest down, each price and quantity at the pair's fixed precision without its point and leading zeros. At
 * these precisions as exponents that is the mantissa. Unsigned. Source: Kraken's guide "Book checksum v2".
 */
final class KrakenChecksum extends BookChecksum {
    KrakenChecksum() {
        super(10);
    }

    @Override
    void write(ChecksumText text, int bids, int asks, int priceExponent, int quantityExponent) {
        for (int i = 0; i < asks; i++) {
            text.digits(ask(i, PRICE));
            text.digits(ask(i, QUANTITY));
        }
        for (int i = 0; i < bids; i++) {
            text.digits(bid(i, PRICE));
            text.digits(bid(i, QUANTITY));
        }
    }

    @Override
    boolean signed() {
        return false;
    }
}
