package io.escapement.engine.venue.session;

import java.util.Map;

/**
 * How a connection begins.
 *
 * @param url            whole WebSocket URL
 * @param headers        of the handshake; they may hold a key and are shown nowhere
 * @param pingIntervalMs between two pings that we owe the venue as messages; 0: none
 * @param pongLimitMs    how long the connection may stay silent behind a ping
 */
public record Opening(String url, Map<String, String> headers, long pingIntervalMs, long pongLimitMs) {
    /** A connection on which the venue pings, if anyone. */
    public static Opening at(String url) {
        return new Opening(url, Map.of(), 0, 0);
    }

    public Opening pinging(long intervalMs, long limitMs) {
        return new Opening(url, headers, intervalMs, limitMs);
    }

    public Opening with(Map<String, String> otherHeaders) {
        return new Opening(url, Map.copyOf(otherHeaders), pingIntervalMs, pongLimitMs);
    }

    /** A path behind a base URL, whose own path stays. */
    public static String url(String base, String path) {
        final String plain = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return path.startsWith("/") || path.isEmpty() ? plain + path : plain + "/" + path;
    }

    /** Without its query, which may hold a token. */
    String shownUrl() {
        final int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /** Neither the headers' values nor the query. */
    @Override
    public String toString() {
        return shownUrl() + " with headers " + headers.keySet();
    }
}
