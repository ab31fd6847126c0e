package io.escapement.engine.venue.loopback;

import java.util.ArrayList;
import java.util.List;

/**
 * Binance's allowances, counted in windows of the clock as its list of instruments says, and what comes of going
 * beyond: 429 until the window ends; who goes on asking is banned.
 */
final class BinanceLimits {
    /** Requests beyond the limit that are answered 429 before the ban. */
    private static final int PATIENCE = 20;
    private static final long BAN_MS = 120_000;

    private final List<Limit> limits = new ArrayList<>();
    private int refused;
    private long bannedUntilMs;

    private static final class Limit {
        private final boolean isOrders;
        private final String interval;
        private final int number;
        private final int most;
        private final FixedWindow window;

        Limit(final JsonTree row, final int most) {
            this.isOrders = row.text("rateLimitType").equals("ORDERS");
            this.interval = row.text("interval");
            this.number = (int) row.number("intervalNum");
            this.most = most;
            final long unitMs = switch (interval) {
                case "SECOND" -> 1_000;
                case "MINUTE" -> 60_000;
                default -> 86_400_000;
            };
            this.window = new FixedWindow(unitMs * number);
        }

        /** Such as {@code 10S}. */
        String shortName() {
            return number + interval.substring(0, 1);
        }
    }

    /**
     * @param rows                of {@code rateLimits} in the list of instruments
     * @param weightPerMinute     that holds instead of the list's; 0 = no limit
     * @param ordersPerTenSeconds that holds instead of the list's; 0 = the list's
     */
    BinanceLimits(final JsonTree rows, final int weightPerMinute, final int ordersPerTenSeconds) {
        for (final JsonTree row : rows.items()) {
            final boolean weight = row.text("rateLimitType").equals("REQUEST_WEIGHT");
            final boolean tenSeconds = row.text("interval").equals("SECOND");
            if (weight || row.text("rateLimitType").equals("ORDERS")) {
                limits.add(new Limit(row, weight ? weightPerMinute : tenSeconds && ordersPerTenSeconds > 0
                    ? ordersPerTenSeconds : (int) row.number("limit")));
            }
        }
    }

    /** Counts a request. @throws VenueError where it is one too many */
    void count(final int weight, final int orders, final long nowMs) throws VenueError {
        if (nowMs < bannedUntilMs) {
            throw banned(bannedUntilMs - nowMs);
        }
        for (final Limit limit : limits) {
            final int used = limit.window.add(limit.isOrders ? orders : weight, nowMs);
            if (limit.most > 0 && used > limit.most) {
                refuse(limit, nowMs);
            }
        }
    }

    private void refuse(final Limit limit, final long nowMs) throws VenueError {
        if (++refused > PATIENCE) {
            refused = 0;
            bannedUntilMs = nowMs + BAN_MS;
            throw banned(BAN_MS);
        }
        throw tooMany(limit.isOrders, limit.isOrders ? "Too many new orders; current limit is " + limit.most
            + " orders per " + limit.number + ' ' + limit.interval + '.'
            : "Too much request weight used; current limit is " + limit.most + " request weight per " + limit.number
            + ' ' + limit.interval + ". Please use WebSocket Streams for live updates to avoid polling the API.",
            limit.window.leftMs(nowMs));
    }

    static VenueError tooMany(final boolean orders, final String message, final long retryAfterMs) {
        return new VenueError(429, orders ? -1015 : -1003, message, retryAfterMs);
    }

    static VenueError banned(final long retryAfterMs) {
        return new VenueError(418, -1003, "Way too much request weight used; IP banned until "
            + (System.currentTimeMillis() + retryAfterMs) + ". Please use WebSocket Streams for live updates to avoid"
            + " bans.", retryAfterMs);
    }

    /** Gives back what a success does not cost. */
    void giveBack(final int weight, final long nowMs) {
        limits.stream().filter(limit -> !limit.isOrders).forEach(limit -> limit.window.add(-weight, nowMs));
    }

    /** With the headers that say how much has been used. */
    RestReply sign(final RestReply reply, final boolean orders, final long nowMs) {
        RestReply signed = reply;
        for (final Limit limit : limits) {
            final String used = Integer.toString(limit.window.count(nowMs));
            if (!limit.isOrders) {
                signed = signed.with("X-MBX-USED-WEIGHT", used).with("X-MBX-USED-WEIGHT-" + limit.shortName(), used);
            } else if (orders) {
                signed = signed.with("X-MBX-ORDER-COUNT-" + limit.shortName(), used);
            }
        }
        return signed;
    }

    /** As the WebSocket API tells them. */
    String json(final boolean ordersOnly, final long nowMs) {
        return JsonText.array(limits.stream().filter(limit -> limit.isOrders || !ordersOnly).map(limit ->
            JsonText.object().text("rateLimitType", limit.isOrders ? "ORDERS" : "REQUEST_WEIGHT")
                .text("interval", limit.interval).number("intervalNum", limit.number).number("limit", limit.most)
                .number("count", limit.window.count(nowMs)).toString()).toList());
    }
}
