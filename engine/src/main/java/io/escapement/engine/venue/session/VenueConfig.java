package io.escapement.engine.venue.session;

import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.RestSettings;
import io.escapement.engine.venue.net.Tls;
import io.escapement.engine.venue.net.TlsSettings;
import io.escapement.engine.venue.net.WebSocketSettings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How to reach a venue and what to ask of it.
 *
 * @param webSocketUrl      base, without the paths of topics
 * @param restUrl           base
 * @param listings          in the order of their ids, at least one
 * @param streams           wanted, of those that the venue has
 * @param whole             whether one instrument that the venue does not have makes all of them useless; else the
 *                          others are taken
 * @param connectionsBefore numbers already in use for connections, of other sessions with the same venue
 * @param connects          attempts to connect; null: as the venue's protocol says
 * @param weight            of REST requests; null: as the venue's protocol says
 * @param tls               whom to trust; used for {@code wss} and {@code https} only
 */
public record VenueConfig(String webSocketUrl, String restUrl, List<Listing> listings, Set<StreamKind> streams,
                          boolean whole, int connectionsBefore, Budget connects, Budget weight, TlsSettings tls,
                          Pacing pacing, WebSocketSettings webSocket, RestSettings rest) {
    public VenueConfig {
        listings = List.copyOf(listings);
        streams = Set.copyOf(streams);
    }

    /** Everything that the venue has of these, at its own endpoints, paced as usual. */
    public static VenueConfig of(VenueProtocol protocol, List<Listing> listings) {
        return new VenueConfig(protocol.webSocketUrl(), protocol.restUrl(), listings, protocol.streams(), true, 0,
            null, null, TlsSettings.system(), Pacing.defaults(), WebSocketSettings.defaults(), RestSettings.defaults());
    }

    /** The same at other endpoints. */
    public VenueConfig at(String otherWebSocketUrl, String otherRestUrl) {
        return new VenueConfig(otherWebSocketUrl, otherRestUrl, listings, streams, whole, connectionsBefore, connects,
            weight, tls, pacing, webSocket, rest);
    }

    /** The same with another pacing. */
    public VenueConfig with(Pacing other) {
        return new VenueConfig(webSocketUrl, restUrl, listings, streams, whole, connectionsBefore, connects, weight,
            tls, other, webSocket, rest);
    }

    /** The same with other trust. */
    public VenueConfig with(TlsSettings other) {
        return new VenueConfig(webSocketUrl, restUrl, listings, streams, whole, connectionsBefore, connects, weight,
            other, pacing, webSocket, rest);
    }

    /** What is wrong with this, one line each; empty where nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        checkUrl(problems, "webSocketUrl", webSocketUrl, "ws");
        checkUrl(problems, "restUrl", restUrl, "http");
        if (listings.isEmpty()) {
            problems.add("instruments: none; expected e.g. BTC/USDT");
        }
        if (new HashSet<>(symbols()).size() < listings.size()) {
            problems.add("instruments: one is named twice in " + symbols());
        }
        if (streams.isEmpty()) {
            problems.add("streams: none");
        }
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

    boolean needsTls() {
        return Endpoint.parse(webSocketUrl).secure() || Endpoint.parse(restUrl).secure();
    }

    List<String> symbols() {
        return listings.stream().map(Listing::symbol).toList();
    }
}
