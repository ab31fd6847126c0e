package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.EngineSettings.VenueSettings;
import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.RestSettings;
import io.escapement.engine.venue.net.TlsSettings;
import io.escapement.engine.venue.net.WebSocketSettings;
import io.escapement.engine.venue.session.Budget;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.Pacing;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.VenueConfig;
import io.escapement.engine.venue.session.VenueProtocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the venues of a config: a list {@code venues}, each with its own {@code instruments}; or, for a list of one,
 * {@code venue} and {@code instruments} side by side.
 */
final class VenueSettingsReader {
    private static final Example PAIR = new Example("base and quote asset", "BTC/USDT");
    private static final List<String> LIMITS = List.of("order-quantity", "max-order-quantity", "max-order-notional",
        "max-position", "max-open-orders", "price-collar-bps", "max-reference-age", "max-open-notional", "max-capital",
        "max-daily-loss", "max-drawdown", "stop-loss", "permission");

    private final Section root;
    private final boolean loopback;
    private final List<VenueSettings> venues = new ArrayList<>();
    private final List<Traded> traded = new ArrayList<>();
    private int instruments;

    /**
     * An instrument that may be traded.
     *
     * @param limits where its limits stand
     */
    record Traded(Venue venue, int id, String symbol, Section limits) {
    }

    /** @param loopback whether the one venue is served inside this process, so that it needs no URLs */
    VenueSettingsReader(Section root, boolean loopback) {
        this.root = root;
        this.loopback = loopback;
    }

    VenueSettingsReader read() {
        if (!root.has("venues")) {
            read(root.section("venue"), root, true);
        } else if (root.has("venue") || root.has("instruments")) {
            root.problem("venues", "stands beside venue or instruments; expected either a list venues, each with its"
                + " own instruments, or one venue and its instruments");
        } else {
            root.sections("venues").forEach(venue -> read(venue, venue, root.sections("venues").size() == 1));
        }
        if (instruments == 0) {
            root.problem("instruments", "none; expected a list, e.g. [{pair: BTC/USDT, order-quantity: 0.001, ...}]");
        }
        return this;
    }

    List<VenueSettings> venues() {
        return venues;
    }

    /** In the order of their ids. */
    List<Traded> traded() {
        return traded;
    }

    /** Of all venues; their ids are 1 to this. */
    int instruments() {
        return instruments;
    }

    /** What the data of all venues is. */
    Provenance provenance() {
        return venues.isEmpty() ? Provenance.LIVE : venues.get(0).provenance();
    }

    /** @param alone whether there is no other venue, so that one instrument less is fatal */
    private void read(Section venue, Section listed, boolean alone) {
        final VenueProtocol protocol = Venues.open(venue);
        final Provenance source = source(venue);
        final List<Listing> listings = protocol == null ? List.of()
            : listings(venue.text("name", ""), listed, protocol);
        if (protocol == null) {
            instruments += listed.sections("instruments").size();
            return;
        }
        final String name = venue.text("name", "");
        final String webSocket = loopback ? "" : url(venue, "websocket", "ws", protocol.webSocketUrl());
        final String rest = loopback ? "" : url(venue, "rest", "http", protocol.restUrl());
        if (venues.stream().anyMatch(other -> other.name().equals(name))) {
            venue.problem("name", "is " + name + ", which stands here twice; expected each venue once");
        }
        final int connects = venue.count("connects-in-5-minutes", 1, 10_000, (int) Math.max(1,
            protocol.connects().amount() * 300_000L / protocol.connects().windowMs()));
        final Budget budget = venue.has("connects-in-5-minutes") ? new Budget(connects, 300_000) : null;
        venues.add(new VenueSettings(name, source, protocol, new VenueConfig(webSocket, rest, listings,
            streams(venue, protocol), alone, connectionsBefore(protocol), budget, null, trust(venue),
            pacing(venue, venues.size()), WebSocketSettings.defaults(), RestSettings.defaults())));
    }

    /** Connections are told apart by venue and number; a run does not open a million of them. */
    private int connectionsBefore(VenueProtocol protocol) {
        return 1_000_000 * (int) venues.stream().filter(other -> other.protocol().venue() == protocol.venue()).count();
    }

    private Provenance source(Section venue) {
        final Provenance source = venue.choice("source", Provenance.class, null);
        if (loopback && source != Provenance.SIMULATED || source == Provenance.ENGINE) {
            venue.problem("source", "is " + source + "; expected simulated with a loopback section, else what the"
                + " venue's data is: live, capture or simulated");
        } else if (!venues.isEmpty() && source != provenance()) {
            venue.problem("source", "is " + source.name().toLowerCase(Locale.ROOT) + "; expected "
                + provenance().name().toLowerCase(Locale.ROOT) + " as of the venues before: one engine takes data of"
                + " one kind");
        }
        return source;
    }

    private List<Listing> listings(String name, Section listed, VenueProtocol protocol) {
        final List<Listing> listings = new ArrayList<>();
        final Set<String> symbols = new HashSet<>();
        for (final Section instrument : listed.sections("instruments")) {
            final String[] pair = instrument.text("pair", PAIR).split("/");
            instruments++;
            if (pair.length != 2 || pair[0].isBlank() || pair[1].isBlank()) {
                instrument.problem("pair", "is no pair; expected " + PAIR);
                continue;
            }
            final String symbol = instrument.text("symbol", protocol.symbol(pair[0], pair[1]));
            if (!symbols.add(symbol)) {
                instrument.problem("pair", "stands here twice; expected each once");
                continue;
            }
            listings.add(new Listing(instruments, pair[0], pair[1], symbol));
            if (LIMITS.stream().anyMatch(instrument::has)) {
                if (isInverse(name, symbol)) {
                    instrument.problem("pair", "is " + symbol + ", an inverse contract, which earns in its base asset:"
                        + " this version counts in quote assets and trades none; expected a spot or linear one, or no"
                        + " limits, so that it is only watched");
                }
                traded.add(new Traded(protocol.venue(), instruments, symbol, instrument));
            }
        }
        return listings;
    }

    /** As these two venues name them; the others here list none. What a venue then says is asked again by the gate. */
    private static boolean isInverse(String venue, String symbol) {
        return venue.equals("okx-swap") && symbol.contains("-USD-")
            || venue.equals("gate-futures") && symbol.endsWith("_USD");
    }

    private static Set<StreamKind> streams(Section venue, VenueProtocol protocol) {
        final List<String> known = Arrays.stream(StreamKind.values()).filter(protocol.streams()::contains)
            .map(VenueSettingsReader::spelling).toList();
        final Example example = new Example("book, and of " + String.join(" ", known) + " what is wanted",
            "[book, trades]");
        final List<String> asked = venue.texts("streams", example, known);
        if (!asked.contains("book") || !known.containsAll(asked)) {
            venue.problem("streams", "are " + asked + "; expected " + example);
            return protocol.streams();
        }
        return asked.stream().map(text -> StreamKind.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_')))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(StreamKind.class)));
    }

    private static String spelling(StreamKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static TlsSettings trust(Section venue) {
        final String file = venue.text("trust-file", "");
        return file.isEmpty() ? TlsSettings.system() : TlsSettings.trusting(Path.of(file));
    }

    /** @param number of the venue; each draws its waits from a seed of its own, so that they do not move as one */
    private static Pacing pacing(Section venue, int number) {
        final Pacing usual = Pacing.defaults();
        final int least = millis(venue, "reconnect-min", usual.reconnectMinMs());
        final int greatest = millis(venue, "reconnect-max", usual.reconnectMaxMs());
        if (greatest < least) {
            venue.problem("reconnect-max", "is less than reconnect-min; expected as much or more, e.g. 30s");
        }
        return new Pacing(venue.whole("backoff-seed", 0, Long.MAX_VALUE, usual.seed()) + 1_000L * number, least,
            greatest, usual.stableMs(), usual.replaceAfterMs(), usual.acknowledgeMs(),
            venue.count("give-up-after-failures", 1, 10_000, usual.failures()),
            millis(venue, "give-up-after", usual.failingMs()), millis(venue, "probe-every", usual.probeMs()),
            millis(venue, "first-message", usual.firstMessageMs()),
            millis(venue, "maintenance-limit", usual.maintenanceMs()));
    }

    private static int millis(Section section, String key, int usualMs) {
        return (int) (section.durationNs(key, "10ms", "1h", usualMs + "ms") / 1_000_000L);
    }

    private static String url(Section venue, String key, String scheme, String usual) {
        final String url = venue.text(key, usual);
        final Example example = new Example(scheme.equals("ws") ? "a ws or wss URL" : "an http or https URL", usual);
        try {
            Endpoint.parse(url);
            if (!url.startsWith(scheme)) {
                venue.problem(key, "is " + url + "; expected " + example);
            }
        } catch (final IllegalArgumentException e) {
            venue.problem(key, e.getMessage());
        }
        return url;
    }
}
