package io.escapement.engine.venue.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where to connect: one host and port, with or without TLS, and the path that was named with it.
 *
 * @param host   name or address, as written
 * @param port   1 to 65535
 * @param secure whether TLS is spoken
 * @param path   path and query, at least "/"
 */
public record Endpoint(String host, int port, boolean secure, String path) {
    private static final int PLAIN_PORT = 80;
    private static final int SECURE_PORT = 443;
    private static final int MAX_PORT = 65_535;

    /**
     * Reads a {@code ws}, {@code wss}, {@code http} or {@code https} URL.
     *
     * @throws IllegalArgumentException naming the URL and what is wrong with it
     */
    public static Endpoint parse(String url) {
        final URI uri;
        try {
            uri = new URI(url);
        } catch (final URISyntaxException e) {
            throw new IllegalArgumentException("'" + url + "' is no URL: " + e.getReason(), e);
        }
        final boolean secure = secure(url, uri.getScheme());
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("'" + url
                + "' names no host; expected e.g. wss://stream.example.com:9443");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("the URL for " + uri.getHost() + " must hold neither user nor fragment");
        }
        final int port = uri.getPort() == -1 ? secure ? SECURE_PORT : PLAIN_PORT : uri.getPort();
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("'" + url + "' has port " + port + "; expected 1 to " + MAX_PORT);
        }
        final String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Endpoint(uri.getHost(), port, secure,
            uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private static boolean secure(String url, String scheme) {
        return switch (scheme == null ? "" : scheme.toLowerCase(Locale.ROOT)) {
            case "ws", "http" -> false;
            case "wss", "https" -> true;
            default -> throw new IllegalArgumentException("'" + url + "' has "
                + (scheme == null ? "no scheme" : "the scheme '" + scheme + "'")
                + "; expected ws, wss, http or https");
        };
    }

    /** The same host with another path. */
    public Endpoint withPath(String otherPath) {
        return new Endpoint(host, port, secure, otherPath);
    }

    /** This as the URI that a WebSocket handshake wants. */
    URI webSocketUri() {
        return URI.create((secure ? "wss://" : "ws://") + authority() + path);
    }

    /** What the Host header says: the port only where it is not the scheme's own. */
    String authority() {
        return port == (secure ? SECURE_PORT : PLAIN_PORT) ? host : host + ":" + port;
    }

    /** Host and port, for messages. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
