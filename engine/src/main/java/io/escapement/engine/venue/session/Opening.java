package io.escapement.engine.venue.session;

/**
 * How a connection begins.
 *
 * @param url            whole WebSocket URL
 * @param pingIntervalMs between two pings that we owe the venue as messages; 0: none
 * @param pongLimitMs    how long the connection may stay silent behind a ping
 */
public record Opening(String url, long pingIntervalMs, long pongLimitMs) {
    /** A connection on which the venue pings, if anyone. */
    public static Opening at(String url) {
        return new Opening(url, 0, 0);
    }

    public Opening pinging(long intervalMs, long limitMs) {
        return new Opening(url, intervalMs, limitMs);
    }

    /** A path behind a base URL, whose own path stays. */
    public static String url(String base, String path) {
        final String plain = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return path.startsWith("/") || path.isEmpty() ? plain + path : plain + "/" + path;
    }
}
