package io.escapement.engine.venue.loopback;

import java.math.BigDecimal;
import java.util.NavigableMap;

/**
 * The venue's own book at the position of play, for comparison with a client's: what a client that missed nothing has
 * once it has read everything sent so far. Price to quantity, trailing zeros stripped, so that equals works.
 *
 * @param lastUpdateId of the last delta applied
 * @param bids         best first
 * @param asks         best first
 */
public record Truth(String symbol, long lastUpdateId, NavigableMap<BigDecimal, BigDecimal> bids,
                    NavigableMap<BigDecimal, BigDecimal> asks) {
}
