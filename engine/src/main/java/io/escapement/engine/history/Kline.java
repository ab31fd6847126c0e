package io.escapement.engine.history;

import java.math.BigDecimal;

/**
 * A bar that somebody else made.
 *
 * @param volume      as the source has it; of the base asset where it follows the venue
 * @param quoteVolume null where the source does not tell
 * @param buyVolume   of it, what buyers took; null where the source does not tell
 * @param tradeCount  -1 where the source does not tell
 */
public record Kline(long openTimeNs, long durationNs, BigDecimal open, BigDecimal high, BigDecimal low,
                    BigDecimal close, BigDecimal volume, BigDecimal quoteVolume, BigDecimal buyVolume,
                    int tradeCount) {
}
