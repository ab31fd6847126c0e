package io.escapement.engine.venue.orders;

import io.escapement.codecs.Provenance;
import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.TlsSettings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One account at one venue. Whether it is real, a testnet's or on loopback is told by the URLs alone.
 *
 * @param engineId       part of every client order id
 * @param instruments    ids of what is traded through it
 * @param provenance     of everything that this account says
 * @param webSocketUrl   without path
 * @param restUrl        without path
 * @param deadManMs      after so long without a word of ours the venue cancels everything, where it can; 0: not wanted
 * @param recvWindowMs   a request that reaches the venue later than this is refused
 * @param marginMs       so long beyond its window a request may still be at work at the venue
 * @param maxOffsetNs    how far our clock may be from the venue's
 * @param answerMs       how long to wait for an answer before asking what became of the request
 * @param reconnectMinMs first wait before connecting again
 * @param reconnectMaxMs longest wait
 * @param seed           of the waits' random part
 * @param maxOrders      orders that are kept at once, those lately over included
 */
public record AccountConfig(
    Secrets secrets,
    int engineId,
    Set<Integer> instruments,
    Provenance provenance,
    String webSocketUrl,
    String restUrl,
    TlsSettings trust,
    long deadManMs,
    int recvWindowMs,
    int marginMs,
    long maxOffsetNs,
    int answerMs,
    int reconnectMinMs,
    int reconnectMaxMs,
    long seed,
    int maxOrders) {
    /** A margin that usually does. */
    public static final int MARGIN_MS = 2_000;

    /** What usually does. */
    public static AccountConfig of(Secrets secrets, int engineId, Set<Integer> instruments, Provenance provenance,
                                   String webSocketUrl, String restUrl) {
        return new AccountConfig(secrets, engineId, instruments, provenance, webSocketUrl, restUrl,
            TlsSettings.system(), 0, 3_000, MARGIN_MS, 500_000_000L, 3_000, 200, 30_000, 1, 2_048);
    }

    public AccountConfig withDeadMan(long ms) {
        return new AccountConfig(secrets, engineId, instruments, provenance, webSocketUrl, restUrl, trust, ms,
            recvWindowMs, marginMs, maxOffsetNs, answerMs, reconnectMinMs, reconnectMaxMs, seed, maxOrders);
    }

    /** Waits for tests and loopback. */
    public AccountConfig withWaits(int answer, int reconnectMin, int reconnectMax) {
        return new AccountConfig(secrets, engineId, instruments, provenance, webSocketUrl, restUrl, trust, deadManMs,
            recvWindowMs, marginMs, maxOffsetNs, answer, reconnectMin, reconnectMax, seed, maxOrders);
    }

    public AccountConfig withWindow(int recvWindow) {
        return new AccountConfig(secrets, engineId, instruments, provenance, webSocketUrl, restUrl, trust, deadManMs,
            recvWindow, marginMs, maxOffsetNs, answerMs, reconnectMinMs, reconnectMaxMs, seed, maxOrders);
    }

    public AccountConfig withMargin(int margin) {
        return new AccountConfig(secrets, engineId, instruments, provenance, webSocketUrl, restUrl, trust, deadManMs,
            recvWindowMs, margin, maxOffsetNs, answerMs, reconnectMinMs, reconnectMaxMs, seed, maxOrders);
    }

    /** What is wrong with these values, one line each; empty where nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        url(problems, "the WebSocket URL", webSocketUrl, "ws");
        url(problems, "the REST URL", restUrl, "http");
        if (instruments.isEmpty()) {
            problems.add("no instrument is traded through the account; expected at least one");
        }
        if (recvWindowMs < 100 || recvWindowMs > 60_000) {
            problems.add("a recv-window of " + recvWindowMs + " ms; expected 100 to 60000");
        }
        if (deadManMs < 0 || deadManMs > 0 && deadManMs < 3_000 || deadManMs > 3_600_000) {
            problems.add("a dead-man of " + deadManMs + " ms; expected 0 for none, or 3 s to 1 h");
        }
        if (answerMs < 10 || reconnectMinMs < 1 || reconnectMaxMs < reconnectMinMs || maxOrders < 16) {
            problems.add("waits of " + answerMs + ", " + reconnectMinMs + " and " + reconnectMaxMs + " ms, "
                + maxOrders + " orders; expected at least 10, 1, as much, and 16");
        }
        return problems;
    }

    private static void url(List<String> problems, String what, String url, String scheme) {
        try {
            Endpoint.parse(url);
            if (!url.startsWith(scheme)) {
                problems.add(what + " is " + url + "; expected " + scheme + "://... or " + scheme + "s://...");
            }
        } catch (final IllegalArgumentException e) {
            problems.add(e.getMessage());
        }
    }
}
