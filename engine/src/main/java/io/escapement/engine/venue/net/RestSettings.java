package io.escapement.engine.venue.net;

import java.util.ArrayList;
import java.util.List;

/**
 * Limits of REST requests.
 *
 * @param connectTimeoutMs to a TCP connection
 * @param replyTimeoutMs   from the request's sending to the last byte of its reply
 * @param maxBodyLength    bytes of one reply's body
 * @param maxConnections   kept open side by side; further requests wait for a free one
 */
public record RestSettings(int connectTimeoutMs, int replyTimeoutMs, int maxBodyLength, int maxConnections) {
    private static final int MAX_TIMEOUT_MS = 600_000;
    private static final int MAX_BODY = 256 * 1024 * 1024;
    private static final int MAX_CONNECTIONS = 16;

    /** Fit for a venue across the internet; Binance's whole exchangeInfo is about 10 MB. */
    public static RestSettings defaults() {
        return new RestSettings(5_000, 15_000, 64 * 1024 * 1024, 2);
    }

    /** What is wrong with these values, one line each; empty where nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        range(problems, "connectTimeoutMs", connectTimeoutMs, MAX_TIMEOUT_MS);
        range(problems, "replyTimeoutMs", replyTimeoutMs, MAX_TIMEOUT_MS);
        range(problems, "maxBodyLength", maxBodyLength, MAX_BODY);
        range(problems, "maxConnections", maxConnections, MAX_CONNECTIONS);
        return problems;
    }

    private static void range(List<String> problems, String name, int value, int max) {
        if (value < 1 || value > max) {
            problems.add(name + " is " + value + "; expected 1 to " + max);
        }
    }
}
