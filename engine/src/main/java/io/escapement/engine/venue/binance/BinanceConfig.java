package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.RestSettings;
import io.escapement.engine.venue.net.Tls;
import io.escapement.engine.venue.net.TlsSettings;
import io.escapement.engine.venue.net.WebSocketSettings;
import io.escapement.engine.venue.session.Budget;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.VenueConfig;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How to reach Binance spot, or the loopback venue, and what to ask for.
 *
 * @param webSocketUrl base of the streams, e.g. {@code wss://stream.binance.com:9443}
 * @param restUrl      base of REST, e.g. {@code https://api.binance.com}
 * @param instruments  as BASE/QUOTE, e.g. {@code BTC/USDT}; the first gets the id {@code firstId}
 * @param streams      for each instrument, e.g. {@code depth@100ms}, {@code trade}, {@code bookTicker}
 * @param firstId      id of the first instrument
 * @param tls          whom to trust; used for {@code wss} and {@code https} only
 * @param snapshotLimit levels a side of a depth snapshot
 */
public record BinanceConfig(
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

    private static final Set<String> STREAMS = Set.of("depth", "depth@100ms", "trade", "aggTrade", "bookTicker");
    private static final String INSTRUMENT = "[^\\s/]{1,20}/[^\\s/]{1,20}";
    private static final int MAX_STREAMS = 1024;
    private static final int MAX_SNAPSHOT_LEVELS = 5_000;

    public BinanceConfig {
        instruments = List.copyOf(instruments);
        streams = List.copyOf(streams);
    }

    /**
     * Waits and budgets.
     *
     * @param seed               of the random part of reconnect waits
     * @param reconnectMinMs     the first wait before a reconnect
     * @param reconnectMaxMs     the longest
     * @param stableMs           how long a connection must have stood to start the waits over
     * @param replaceAfterMs     age at which a connection is replaced by a new one; the venue ends it after 24 hours
     * @param acknowledgeMs      how long the venue may take to answer a subscription
     * @param attemptsIn5Minutes connection attempts; the venue allows 300
     * @param weightPerMinute    request weight; the venue allows 6000 per address, which other programs share
     */
    public record Pacing(long seed, int reconnectMinMs, int reconnectMaxMs, int stableMs, int replaceAfterMs,
                         int acknowledgeMs, int attemptsIn5Minutes, int weightPerMinute) {
        /** Within what the venue allows, with room for other programs at the same address. */
        public static Pacing defaults() {
            return new Pacing(1, 250, 30_000, 60_000, 23 * 3_600_000, 5_000, 200, 4_000);
        }

        private void check(List<String> problems) {
            if (reconnectMinMs < 1 || reconnectMaxMs < reconnectMinMs) {
                problems.add("reconnect waits from " + reconnectMinMs + " to " + reconnectMaxMs
                    + " ms; expected 1 <= least <= greatest");
            }
            range(problems, "stableMs", stableMs, 0, 3_600_000);
            range(problems, "replaceAfterMs", replaceAfterMs, 1_000, 24 * 3_600_000);
            range(problems, "acknowledgeMs", acknowledgeMs, 1, 600_000);
            range(problems, "attemptsIn5Minutes", attemptsIn5Minutes, 1, 300);
            range(problems, "weightPerMinute", weightPerMinute, 250, 6_000);
        }
    }

    /** All three streams of these instruments, everything else at its default. */
    public static BinanceConfig of(String webSocketUrl, String restUrl, List<String> instruments) {
        return new BinanceConfig(webSocketUrl, restUrl, instruments, List.of("depth@100ms", "trade", "bookTicker"), 1,
            TlsSettings.system(), MAX_SNAPSHOT_LEVELS, Pacing.defaults(), WebSocketSettings.defaults(),
            RestSettings.defaults());
    }

    /** The same with another pacing. */
    public BinanceConfig with(Pacing other) {
        return new BinanceConfig(webSocketUrl, restUrl, instruments, streams, firstId, tls, snapshotLimit, other,
            webSocket, rest);
    }

    /** The same with other trust. */
    public BinanceConfig with(TlsSettings other) {
        return new BinanceConfig(webSocketUrl, restUrl, instruments, streams, firstId, other, snapshotLimit, pacing,
            webSocket, rest);
    }

    /**
     * Checks all that can be checked without a connection, the file of trusted certificates too.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    public void requireUsable() {
        final List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
        if (needsTls()) {
            Tls.open(tls);
        }
    }

    /** What is wrong with this, one line each; empty where nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        checkUrl(problems, "webSocketUrl", webSocketUrl, "ws");
        checkUrl(problems, "restUrl", restUrl, "http");
        checkNames(problems);
        if (instruments.size() * streams.size() > MAX_STREAMS) {
            problems.add(instruments.size() + " instruments with " + streams.size() + " streams each; one connection "
                + "carries at most " + MAX_STREAMS + " streams");
        }
        range(problems, "firstId", firstId, 1, 1_000_000);
        range(problems, "snapshotLimit", snapshotLimit, 5, MAX_SNAPSHOT_LEVELS);
        pacing.check(problems);
        webSocket.problems().forEach(problem -> problems.add("webSocket: " + problem));
        rest.problems().forEach(problem -> problems.add("rest: " + problem));
        return problems;
    }

    private static void checkUrl(List<String> problems, String name, String url, String scheme) {
        try {
            Endpoint.parse(url);
            if (!url.toLowerCase(Locale.ROOT).startsWith(scheme)) {
                problems.add(name + ": '" + url + "' has another scheme than " + scheme + " or " + scheme + "s");
            }
        } catch (final IllegalArgumentException e) {
            problems.add(name + ": " + e.getMessage());
        }
    }

    private void checkNames(List<String> problems) {
        if (instruments.isEmpty()) {
            problems.add("instruments: none; expected e.g. BTC/USDT");
        }
        if (streams.isEmpty()) {
            problems.add("streams: none; expected some of " + STREAMS.stream().sorted().toList());
        }
        for (final String instrument : instruments) {
            if (!instrument.matches(INSTRUMENT)) {
                problems.add("instruments: '" + instrument + "' is not BASE/QUOTE, e.g. BTC/USDT");
            }
        }
        for (final String stream : streams) {
            if (!STREAMS.contains(stream)) {
                problems.add("streams: '" + stream + "' is not one of " + STREAMS.stream().sorted().toList());
            }
        }
        if (new HashSet<>(symbols()).size() < instruments.size()) {
            problems.add("instruments: one is named twice in " + instruments);
        }
        if (new HashSet<>(streams).size() < streams.size()) {
            problems.add("streams: one is named twice in " + streams);
        }
    }

    private static void range(List<String> problems, String name, int value, int min, int max) {
        if (value < min || value > max) {
            problems.add(name + " is " + value + "; expected " + min + " to " + max);
        }
    }

    /** What is special about the venue, as this config wants it. */
    public BinanceProtocol protocol() {
        return new BinanceProtocol(streams, snapshotLimit, pacing.weightPerMinute());
    }

    /** The same for a session, which takes the protocol separately. */
    public VenueConfig session() {
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

    /** As REST spells them. */
    List<String> symbols() {
        return instruments.stream().map(name -> name.replace("/", "").toUpperCase(Locale.ROOT)).toList();
    }

    boolean needsTls() {
        return Endpoint.parse(webSocketUrl).secure() || Endpoint.parse(restUrl).secure();
    }
}
