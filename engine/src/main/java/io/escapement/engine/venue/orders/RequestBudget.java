package io.escapement.engine.venue.orders;

import java.util.List;

/**
 * What an account may still ask of its venue: weight of requests, orders, and requests that are scarce, each in one or
 * more windows, and whether the venue wants us to stay away. One thread.
 */
public final class RequestBudget {
    private final Allowance[] weight;
    private final Allowance[] orders;
    private final Allowance[] scarce;
    private long closedUntilMs;

    public RequestBudget(List<Allowance> weight, List<Allowance> orders) {
        this(weight, orders, List.of());
    }

    /** @param scarce requests that the venue allows few of, whatever they weigh */
    public RequestBudget(List<Allowance> weight, List<Allowance> orders, List<Allowance> scarce) {
        this.weight = weight.toArray(new Allowance[0]);
        this.orders = orders.toArray(new Allowance[0]);
        this.scarce = scarce.toArray(new Allowance[0]);
    }

    /**
     * Takes what a request costs, if that is left.
     *
     * @param urgent cancels and questions after orders, which may use what is kept back from others
     * @return false where it is not: nothing is taken
     */
    public boolean take(int weightOf, int ordersOf, boolean urgent, long nowMs) {
        return take(weightOf, ordersOf, 0, urgent, nowMs);
    }

    /** As {@link #take(int, int, boolean, long)}, of what is scarce as well. */
    public boolean take(int weightOf, int ordersOf, int scarceOf, boolean urgent, long nowMs) {
        if (nowMs < closedUntilMs || !has(weight, weightOf, urgent, nowMs) || !has(orders, ordersOf, urgent, nowMs)
            || !has(scarce, scarceOf, urgent, nowMs)) {
            return false;
        }
        take(weight, weightOf, nowMs);
        take(orders, ordersOf, nowMs);
        take(scarce, scarceOf, nowMs);
        return true;
    }

    private static void take(Allowance[] of, int amount, long nowMs) {
        for (int i = 0; i < of.length; i++) {
            of[i].take(amount, nowMs);
        }
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
        final long untilMs = until(scarce, nowMs, until(orders, nowMs, until(weight, nowMs,
            Math.max(nowMs + 1, closedUntilMs))));
        return untilMs - nowMs;
    }

    private static long until(Allowance[] of, long nowMs, long least) {
        long untilMs = least;
        for (final Allowance each : of) {
            untilMs = each.has(1, true, nowMs) ? untilMs : Math.max(untilMs, each.endMs(nowMs));
        }
        return untilMs;
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
