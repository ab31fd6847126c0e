package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.engine.AccountSettings.Kind;
import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.TlsSettings;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.Secrets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads the accounts of a config: {@code accounts: [{venue: binance, key-file: ...}]}. What is traded at a venue with
 * an account is traded through it; everything else on paper.
 */
final class AccountSettingsReader {
    private static final Example VENUE = new Example("one of "
        + Arrays.stream(Kind.values()).map(kind -> kind.text).collect(Collectors.joining(" ")), "binance");

    private final Section root;
    private final VenueSettingsReader venues;
    private final int engineId;
    private final List<AccountSettings> accounts = new ArrayList<>();

    AccountSettingsReader(Section root, VenueSettingsReader venues, int engineId) {
        this.root = root;
        this.venues = venues;
        this.engineId = engineId;
    }

    List<AccountSettings> read() {
        root.sections("accounts").forEach(this::read);
        return accounts;
    }

    private void read(Section account) {
        final String name = account.text("venue", VENUE);
        final Kind kind = Kind.of(name);
        if (kind == null) {
            if (account.has("venue")) {
                account.problem("venue", "is '" + name + "'; expected " + VENUE);
            }
            return;
        }
        if (accounts.stream().anyMatch(other -> other.kind() == kind)) {
            account.problem("venue", "is " + name + ", which stands here twice; expected one account a venue");
        }
        final Set<Integer> instruments = venues.traded().stream().filter(each -> each.venue() == kind.venue)
            .map(VenueSettingsReader.Traded::id).collect(Collectors.toSet());
        if (instruments.isEmpty()) {
            account.problem("venue", "is " + name + ", but no instrument of it has limits; expected one at least");
        }
        final String webSocket = url(account, "websocket", "ws", kind.webSocket);
        final String rest = url(account, "rest", "http", kind.rest);
        final Provenance provenance = provenance(account, kind, webSocket, rest);
        final String trust = account.text("trust-file", "");
        final TlsSettings tls = trust.isEmpty() ? TlsSettings.system() : TlsSettings.trusting(Path.of(trust));
        final long deadManMs = account.durationNs("dead-man", "0s", "1h", "0s") / 1_000_000L;
        if (deadManMs > 0 && deadManMs < 3_000) {
            account.problem("dead-man", "is less than 3 s; expected 0s for none, or e.g. 60s");
        }
        final int recvWindowMs = (int) (account.durationNs("recv-window", "100ms", "60s", "3s") / 1_000_000L);
        final long maxOffsetNs = account.durationNs("max-clock-offset", "1ms", "1s", "500ms");
        final int answerMs = (int) (account.durationNs("answer-timeout", "10ms", "1m", "3s") / 1_000_000L);
        final int leastMs = (int) (account.durationNs("reconnect-min", "10ms", "1h", "200ms") / 1_000_000L);
        final int mostMs = (int) (account.durationNs("reconnect-max", "10ms", "1h", "30s") / 1_000_000L);
        if (mostMs < leastMs) {
            account.problem("reconnect-max", "is less than reconnect-min; expected as much or more, e.g. 30s");
        }
        final long seed = account.whole("backoff-seed", 0, Long.MAX_VALUE, 1L + accounts.size());
        final Supplier<Secrets> secrets = secrets(account);
        accounts.add(new AccountSettings(kind, secrets, read -> new AccountConfig(read, engineId, instruments,
            provenance, webSocket, rest, tls, deadManMs, recvWindowMs, AccountConfig.MARGIN_MS, maxOffsetNs, answerMs,
            leastMs, mostMs, seed, 2_048), provenance, instruments));
    }

    /** LIVE is what costs money: both hosts the venue's own. */
    private Provenance provenance(Section account, Kind kind, String webSocket, String rest) {
        final boolean realSocket = isReal(kind, webSocket);
        final boolean realRest = isReal(kind, rest);
        if (realSocket != realRest) {
            account.problem(realRest ? "websocket" : "rest", "is no host of the venue's own, but the other is;"
                + " expected both or none, so that nobody takes one for the other");
        }
        final Provenance provenance = realSocket || realRest ? Provenance.LIVE : Provenance.SIMULATED;
        if (provenance == Provenance.LIVE && venues.provenance() != Provenance.LIVE) {
            account.problem("venue", "is an account with real money, but the market data is "
                + venues.provenance() + "; expected source: live");
        }
        return provenance;
    }

    private static boolean isReal(Kind kind, String url) {
        try {
            return kind.isReal(Endpoint.parse(url).host());
        } catch (final IllegalArgumentException e) {
            // Told by whoever reads the URL.
            return false;
        }
    }

    private static Supplier<Secrets> secrets(Section account) {
        final String file = account.text("key-file", "");
        final String key = account.text("key-variable", "");
        final String secret = account.text("secret-variable", "");
        final boolean byVariables = !key.isEmpty() && !secret.isEmpty();
        if (file.isEmpty() == (key.isEmpty() && secret.isEmpty()) || file.isEmpty() && !byVariables) {
            account.problem("key-file", "and key-variable with secret-variable: expected one of both ways, e.g."
                + " key-file: /home/me/binance.key, which only its owner may read");
        }
        return byVariables ? () -> Secrets.fromEnvironment(key, secret, System::getenv)
            : () -> Secrets.fromFile(Path.of(file));
    }

    private static String url(Section account, String key, String scheme, String usual) {
        final String url = account.text(key, usual);
        final Example example = new Example(scheme.equals("ws") ? "a ws or wss URL" : "an http or https URL", usual);
        try {
            if (!url.startsWith(scheme) || !Endpoint.parse(url).path().equals("/")) {
                account.problem(key, "is " + url + "; expected " + example + ", without a path");
            }
        } catch (final IllegalArgumentException e) {
            account.problem(key, e.getMessage());
        }
        return url;
    }
}
