package io.escapement.engine.venue.net;

import java.util.ArrayList;
import java.util.List;

/**
 * Limits of a WebSocket connection.
 *
 * @param connectTimeoutMs to a TCP connection
 * @param openTimeoutMs    from the start to a finished handshake, TCP and TLS included
 * @param idleTimeoutMs    silence after which we ping
 * @param pongTimeoutMs    further silence after which the connection is given up
 * @param maxMessageLength bytes of one message, fragments together
 */
public record WebSocketSettings(
    int connectTimeoutMs, int openTimeoutMs, int idleTimeoutMs, int pongTimeoutMs, int maxMessageLength) {

    private static final int MAX_TIMEOUT_MS = 600_000;
    private static final int MIN_MESSAGE_LENGTH = 1024;
    private static final int MAX_MESSAGE_LENGTH = 256 * 1024 * 1024;

    /** Fit for a venue across the internet. */
    public static WebSocketSettings defaults() {
        return new WebSocketSettings(5_000, 10_000, 30_000, 10_000, 8 * 1024 * 1024);
    }

    /** What is wrong with these values, one line each; empty where nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        range(problems, "connectTimeoutMs", connectTimeoutMs, 1, MAX_TIMEOUT_MS);
        range(problems, "openTimeoutMs", openTimeoutMs, 1, MAX_TIMEOUT_MS);
        range(problems, "idleTimeoutMs", idleTimeoutMs, 1, MAX_TIMEOUT_MS);
        range(problems, "pongTimeoutMs", pongTimeoutMs, 1, MAX_TIMEOUT_MS);
        range(problems, "maxMessageLength", maxMessageLength, MIN_MESSAGE_LENGTH, MAX_MESSAGE_LENGTH);
        return problems;
    }

    private static void range(List<String> problems, String name, int value, int min, int max) {
        if (value < min || value > max) {
            problems.add(name + " is " + value + "; expected " + min + " to " + max);
        }
    }
}
