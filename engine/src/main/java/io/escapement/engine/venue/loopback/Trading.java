package io.escapement.engine.venue.loopback;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What lets the loopback venue take orders. One account, whatever the key.
 *
 * @param keys                of the account
 * @param balances            at the start, by asset
 * @param makerBps            fee in basis points; negative = rebate
 * @param takerBps            likewise
 * @param leverage            of positions
 * @param clockOffsetMs       how far the venue's clock is ahead of this machine's
 * @param ordersPerTenSeconds that the account may send; 0 = as the venue's own list of limits says
 * @param deadMan             whether the account has the venue's dead-man timer, where that is not for everyone
 */
public record Trading(List<ApiKey> keys, Map<String, BigDecimal> balances, BigDecimal makerBps, BigDecimal takerBps,
                      int leverage, long clockOffsetMs, int ordersPerTenSeconds, boolean deadMan) {
    /** Checks the values. */
    public Trading {
        keys = List.copyOf(keys);
        balances = Map.copyOf(balances);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("trading: expected one key at least");
        }
        if (leverage < 1 || ordersPerTenSeconds < 0) {
            throw new IllegalArgumentException("trading: leverage " + leverage + ", expected 1 or more; orders in ten"
                + " seconds " + ordersPerTenSeconds + ", expected 0 or more");
        }
        if (balances.values().stream().anyMatch(amount -> amount.signum() < 0)) {
            throw new IllegalArgumentException("trading: balances must not be negative, " + balances);
        }
    }

    /** With 1,000,000 USDT and 100 of BTC and ETH, fees of 2 and 5 basis points, leverage 20. */
    public static Trading with(final ApiKey... keys) {
        return new Trading(List.of(keys), Map.of("USDT", new BigDecimal(1_000_000), "BTC", new BigDecimal(100), "ETH",
            new BigDecimal(100)), BigDecimal.valueOf(2), BigDecimal.valueOf(5), 20, 0, 0, true);
    }

    /** The same with this much of an asset. */
    public Trading having(final String asset, final String amount) {
        final Map<String, BigDecimal> others = new TreeMap<>(balances);
        others.put(asset, new BigDecimal(amount));
        return new Trading(keys, others, makerBps, takerBps, leverage, clockOffsetMs, ordersPerTenSeconds,
            deadMan);
    }

    /** The same with other fees, in basis points. */
    public Trading paying(final String maker, final String taker) {
        return new Trading(keys, balances, new BigDecimal(maker), new BigDecimal(taker), leverage, clockOffsetMs,
            ordersPerTenSeconds, deadMan);
    }

    /** The same with a clock that is ahead by this much. */
    public Trading ahead(final long milliseconds) {
        return new Trading(keys, balances, makerBps, takerBps, leverage, milliseconds, ordersPerTenSeconds,
            deadMan);
    }

    /** The same with another allowance of orders. */
    public Trading allowing(final int inTenSeconds) {
        return new Trading(keys, balances, makerBps, takerBps, leverage, clockOffsetMs, inTenSeconds, deadMan);
    }

    /** The same without the venue's dead-man timer. */
    public Trading withoutDeadMan() {
        return new Trading(keys, balances, makerBps, takerBps, leverage, clockOffsetMs, ordersPerTenSeconds, false);
    }

    /** The key of that name, or null. */
    ApiKey key(final String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst().orElse(null);
    }
}
