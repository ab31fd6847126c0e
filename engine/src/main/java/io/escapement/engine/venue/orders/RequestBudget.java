package io.escapement.engine.venue.orders;

import java.util.List;

/**
 * What an account may still ask of its venue: weight of requests, and orders, each in one or more windows, and whether
 * the venue wants us to stay away. One thread.
 */
public final class RequestBudget {
    private final Allowance[] weight;
    private final Allowance[] orders;
    private long closedUntilMs;

    public RequestBudget(List<Allowance> weight, List<Allowance> orders) {
        this.weight = weight.toArray(new Allowance[0]);
        this.orders = orders.toArray(new Allowance[0]);
    }

    /**
     * Takes what a request costs, if that is left.
     *
     * @param urgent cancels and questions after orders, which may use what is kept back from others
     * @return false where it is not: nothing is taken
     */
    public boolean take(int weightOf, int ordersOf, boolean urgent, long nowMs) {
        if (nowMs < closedUntilMs || !has(weight, weightOf, urgent, nowMs) || !has(orders, ordersOf, urgent, nowMs)) {
            return false;
        }
        for (int i = 0; i < weight.length; i++) {
            weight[i].take(weightOf, nowMs);
        }
        for (int i = 0; i < orders.length; i++) {
            orders[i].take(ordersOf, nowMs);
        }
        return true;
    }

    private static boolean has(Allowance[] of, int amount, boolean urgent, long nowMs) {
        for (int i = 0; i < of.length; i++) {
            if (amount > 0 && !of[i].has(amount, urgent, nowMs)) {
                return false;
            }
        }
        return true;
    }

    /** Milliseconds until a request that was not let through might be. */
    public long waitMs(long nowMs) {
        long untilMs = Math.max(nowMs + 1, closedUntilMs);
        for (final Allowance each : weight) {
            untilMs = each.has(1, true, nowMs) ? untilMs : Math.max(untilMs, each.endMs(nowMs));
        }
        for (final Allowance each : orders) {
            untilMs = each.has(1, true, nowMs) ? untilMs : Math.max(untilMs, each.endMs(nowMs));
        }
        return untilMs - nowMs;
    }

    /** The venue wants to hear nothing before this time. */
    public void close(long untilMs) {
        closedUntilMs = Math.max(closedUntilMs, untilMs);
    }

    public boolean isClosed(long nowMs) {
        return nowMs < closedUntilMs;
    }

    /** The window of this length among those of weight; null where there is none. */
    public Allowance weight(long windowMs) {
        return find(weight, windowMs);
    }

    /** The window of this length among those of orders; null where there is none. */
    public Allowance orders(long windowMs) {
        return find(orders, windowMs);
    }

    private static Allowance find(Allowance[] of, long windowMs) {
        for (final Allowance each : of) {
            if (each.windowMs() == windowMs) {
                return each;
            }
        }
        return null;
    }
}
