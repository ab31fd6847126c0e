package io.escapement.engine.venue.loopback.exchange;

import java.math.BigDecimal;

/**
 * A fill of an order.
 *
 * @param id       of the trade, counted over the venue
 * @param fee      positive is paid by the client
 * @param feeAsset what the fee is paid in
 * @param profit   realised by it, of a position; zero for spot
 * @param timeMs   server's clock
 */
public record Fill(long id, long orderId, String clientId, String symbol, boolean buy, BigDecimal price,
                   BigDecimal quantity, BigDecimal fee, String feeAsset, boolean maker, BigDecimal profit,
                   long timeMs) {
    /** Price times quantity. */
    public BigDecimal notional() {
        return price.multiply(quantity);
    }
}
