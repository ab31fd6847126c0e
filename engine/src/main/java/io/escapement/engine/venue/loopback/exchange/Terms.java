package io.escapement.engine.venue.loopback.exchange;

import java.math.BigDecimal;
import java.util.Map;

/**
 * On what terms the account trades.
 *
 * @param balances     at the start, by asset
 * @param makerBps     fee in basis points; negative = rebate
 * @param takerBps     likewise
 * @param leverage     of positions
 * @param uniqueForever whether a client id may never be used again, else not while its order is open
 * @param killsCrossing whether a post-only order that would trade is taken and then cancelled, else refused
 */
public record Terms(Product product, Map<String, BigDecimal> balances, BigDecimal makerBps, BigDecimal takerBps,
                    int leverage, boolean uniqueForever, boolean killsCrossing) {
    /** Copies the balances. */
    public Terms {
        balances = Map.copyOf(balances);
    }
}
