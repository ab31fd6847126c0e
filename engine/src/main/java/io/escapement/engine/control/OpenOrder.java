package io.escapement.engine.control;

/**
 * An order that a venue says is open, in the venue's own words.
 *
 * @param clientOrderId as it was sent; not ours where somebody else made it
 * @param filled        of the quantity
 */
public record OpenOrder(String symbol, String venueOrderId, String clientOrderId, String side, String price,
                        String quantity, String filled) {
    @Override
    public String toString() {
        return side + " " + quantity + " " + symbol + " at " + price + " (" + clientOrderId + ", venue's "
            + venueOrderId + ", filled " + filled + ")";
    }
}
