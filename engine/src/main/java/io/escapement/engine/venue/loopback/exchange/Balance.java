package io.escapement.engine.venue.loopback.exchange;

import java.math.BigDecimal;

/** What an account has of an asset. */
public record Balance(String asset, BigDecimal free, BigDecimal locked) {
    static Balance of(final String asset, final BigDecimal free) {
        return new Balance(asset, free, BigDecimal.ZERO);
    }

    /** Free and locked. */
    public BigDecimal total() {
        return free.add(locked);
    }

    Balance plus(final BigDecimal more) {
        return new Balance(asset, free.add(more), locked);
    }

    Balance locking(final BigDecimal more) {
        return new Balance(asset, free.subtract(more), locked.add(more));
    }
}
