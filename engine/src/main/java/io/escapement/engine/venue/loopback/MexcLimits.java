package io.escapement.engine.venue.loopback;

import java.util.HashMap;
import java.util.Map;

/**
 * MEXC's allowances: what each request weighs, 300 in ten seconds of what is open to all and 500 of what is signed,
 * the stricter reading of the venue's documents; and what of some requests a second may have. Beyond it comes 429 until
 * the window ends; who goes on asking is banned.
 */
final class MexcLimits {
    /** Requests beyond the limit that are answered 429 before the ban. */
    private static final int PATIENCE = 20;
    private static final long BAN_MS = 120_000;
    private static final int OPEN_WEIGHT = 300;
    private static final int SIGNED_WEIGHT = 500;
    private static final int ORDERS_PER_SECOND = 12;
    private static final int FEW_PER_SECOND = 2;
    /** What weighs more than one. */
    private static final Map<String, Integer> WEIGHTS = Map.of("GET /api/v3/trades", 5, "GET /api/v3/exchangeInfo", 10,
        "GET /api/v3/order", 2, "GET /api/v3/openOrders", 3, "GET /api/v3/allOrders", 10, "GET /api/v3/myTrades", 10,
        "GET /api/v3/account", 10);
    private static final String ACCOUNT = "GET /api/v3/account";
    private static final String BATCH = "POST /api/v3/batchOrders";

    private final int ordersPerSecond;
    private final FixedWindow open = new FixedWindow(10_000);
    private final FixedWindow signed = new FixedWindow(10_000);
    private final FixedWindow orders = new FixedWindow(1_000);
    private final Map<String, FixedWindow> few = new HashMap<>();
    private int patience = PATIENCE;
    private int refused;
    private long bannedUntilMs;

    /** @param ordersPerTenSeconds that hold instead of the venue's; 0 = the venue's */
    MexcLimits(final int ordersPerTenSeconds) {
        ordersPerSecond = ordersPerTenSeconds > 0 ? Math.max(1, ordersPerTenSeconds / 10) : ORDERS_PER_SECOND;
        few.put(ACCOUNT, new FixedWindow(1_000));
        few.put(BATCH, new FixedWindow(1_000));
    }

    static int weight(final String what) {
        return WEIGHTS.getOrDefault(what, 1);
    }

    /** Requests that were answered 429 or 418 so far. */
    int refused() {
        return refused;
    }

    /** Counts a request. @throws VenueError where it is one too many */
    void count(final String what, final boolean isOpen, final boolean changes, final long nowMs) throws VenueError {
        if (nowMs < bannedUntilMs) {
            refused++;
            throw banned(bannedUntilMs - nowMs);
        }
        final FixedWindow weight = isOpen ? open : signed;
        if (weight.add(weight(what), nowMs) > (isOpen ? OPEN_WEIGHT : SIGNED_WEIGHT)) {
            refuse(weight.leftMs(nowMs), nowMs);
        }
        if (changes && orders.add(1, nowMs) > ordersPerSecond) {
            refuse(orders.leftMs(nowMs), nowMs);
        }
        final FixedWindow rare = few.get(what);
        if (rare != null && rare.add(1, nowMs) > FEW_PER_SECOND) {
            refuse(rare.leftMs(nowMs), nowMs);
        }
    }

    private void refuse(final long leftMs, final long nowMs) throws VenueError {
        refused++;
        if (--patience < 0) {
            patience = PATIENCE;
            bannedUntilMs = nowMs + BAN_MS;
        }
        throw tooMany(leftMs);
    }

    static VenueError tooMany(final long retryAfterMs) {
        return new VenueError(429, 429, "Too Many Requests", Math.max(1, retryAfterMs));
    }

    static VenueError banned(final long retryAfterMs) {
        return new VenueError(418, 418, "IP banned for too many requests", Math.max(1, retryAfterMs));
    }
}
