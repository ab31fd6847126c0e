package io.escapement.engine.venue.loopback;

/**
 * The venue's limits and timings; the defaults are Binance's.
 *
 * @param pingEveryMs      between two pings of the server
 * @param pongTimeoutMs    without any pong after which a connection is closed
 * @param inboundPerSecond messages of a client, pings and pongs included, beyond which it is disconnected; 0 = no limit
 * @param weightPerMinute  of REST requests, beyond which they are answered with status 429; 0 = no limit
 * @param snapshotWaitMs   how long the play waits for a client's snapshot request, and a request for the play to reach
 *                         its snapshot; 0 = neither waits
 * @param startDelayMs     from the first subscription to the start of play, for clients with several connections
 */
public record Limits(int pingEveryMs, int pongTimeoutMs, int inboundPerSecond, int weightPerMinute,
                     int snapshotWaitMs, int startDelayMs) {
    /** Streams on one connection. */
    public static final int STREAMS = 1024;
    /** Binance's, as of 2026. */
    public static final Limits DEFAULT = new Limits(20_000, 60_000, 5, 6_000, 5_000, 20);

    /** Checks the values. */
    public Limits {
        if (pingEveryMs <= 0 || pongTimeoutMs <= 0) {
            throw new IllegalArgumentException("limits: ping interval and pong timeout must be above 0");
        }
        if (inboundPerSecond < 0 || weightPerMinute < 0 || snapshotWaitMs < 0 || startDelayMs < 0) {
            throw new IllegalArgumentException("limits: none may be negative");
        }
    }

    /** The same with another ping interval and pong timeout. */
    public Limits withPings(final int everyMs, final int timeoutMs) {
        return new Limits(everyMs, timeoutMs, inboundPerSecond, weightPerMinute, snapshotWaitMs, startDelayMs);
    }

    /** The same with another wait for snapshots. */
    public Limits withSnapshotWaitMs(final int waitMs) {
        return new Limits(pingEveryMs, pongTimeoutMs, inboundPerSecond, weightPerMinute, waitMs, startDelayMs);
    }

    /** The same with another allowance of inbound messages. */
    public Limits withInboundPerSecond(final int count) {
        return new Limits(pingEveryMs, pongTimeoutMs, count, weightPerMinute, snapshotWaitMs, startDelayMs);
    }

    /** The same with another delay of the start. */
    public Limits withStartDelayMs(final int delayMs) {
        return new Limits(pingEveryMs, pongTimeoutMs, inboundPerSecond, weightPerMinute, snapshotWaitMs, delayMs);
    }

    /** The same with another REST weight. */
    public Limits withWeightPerMinute(final int weight) {
        return new Limits(pingEveryMs, pongTimeoutMs, inboundPerSecond, weight, snapshotWaitMs, startDelayMs);
    }
}
