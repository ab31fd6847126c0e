package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.net.RestSettings;
import io.escapement.engine.venue.net.TlsSettings;
import io.escapement.engine.venue.net.WebSocketSettings;
import io.escapement.engine.venue.session.Budget;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.VenueConfig;

import java.util.ArrayList;
import java.util.List;

/**
 * What tests of a session with Binance choose: where, what, and how fast.
 *
 * @param instruments as BASE/QUOTE; the first gets the id {@code firstId}
 * @param streams     for each instrument, e.g. {@code depth@100ms}, {@code trade}, {@code bookTicker}
 */
record BinanceConfig(
    String webSocketUrl,
    String restUrl,
    List<String> instruments,
    List<String> streams,
    int firstId,
    TlsSettings tls,
    int snapshotLimit,
    Pacing pacing,
    WebSocketSettings webSocket,
    RestSettings rest) {

    private static final int MAX_SNAPSHOT_LEVELS = 5_000;

    /** Waits in milliseconds, and budgets. */
    record Pacing(long seed, int reconnectMinMs, int reconnectMaxMs, int stableMs, int replaceAfterMs,
                  int acknowledgeMs, int attemptsIn5Minutes, int weightPerMinute) {
        static Pacing defaults() {
            return new Pacing(1, 250, 30_000, 60_000, 23 * 3_600_000, 5_000, 200, 4_000);
        }
    }

    static BinanceConfig of(String webSocketUrl, String restUrl, List<String> instruments) {
        return new BinanceConfig(webSocketUrl, restUrl, instruments, List.of("depth@100ms", "trade", "bookTicker"), 1,
            TlsSettings.system(), MAX_SNAPSHOT_LEVELS, Pacing.defaults(), WebSocketSettings.defaults(),
            RestSettings.defaults());
    }

    BinanceConfig with(Pacing other) {
        return new BinanceConfig(webSocketUrl, restUrl, instruments, streams, firstId, tls, snapshotLimit, other,
            webSocket, rest);
    }

    /** What is special about the venue, as this config wants it. */
    BinanceProtocol protocol() {
        return new BinanceProtocol(streams, snapshotLimit, pacing.weightPerMinute());
    }

    /** The same for a session, which takes the protocol separately. */
    VenueConfig session() {
        final List<Listing> listings = new ArrayList<>();
        for (final String name : instruments) {
            final String[] pair = name.split("/");
            listings.add(new Listing(firstId + listings.size(), pair[0], pair[1],
                protocol().symbol(pair[0], pair[1])));
        }
        final io.escapement.engine.venue.session.Pacing usual = io.escapement.engine.venue.session.Pacing.defaults();
        return new VenueConfig(webSocketUrl, restUrl, listings, protocol().streams(), true, 0,
            new Budget(pacing.attemptsIn5Minutes(), 300_000), null, tls,
            new io.escapement.engine.venue.session.Pacing(pacing.seed(), pacing.reconnectMinMs(),
                pacing.reconnectMaxMs(), pacing.stableMs(), pacing.replaceAfterMs(), pacing.acknowledgeMs(),
                usual.failures(), usual.failingMs(), usual.probeMs(), usual.firstMessageMs()), webSocket, rest);
    }
}
