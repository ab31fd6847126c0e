package io.escapement.perf.ten;

import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.loopback.SimulatedSymbol;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A venue as it is played here and as the engine's config reads it. */
enum TenVenue {
    /** Books of 1,000 levels, not 5,000, of which our share of the venue's weight has 16 a minute. */
    BINANCE(Venue.BINANCE, null, "", ", snapshot-limit: 1000"),
    COINBASE(Venue.COINBASE, "coinbase", "", ""),
    KRAKEN(Venue.KRAKEN, "kraken", "/v2", ", book-depth: 1000"),
    BYBIT(Venue.BYBIT, "bybit", "", ""),
    OKX(Venue.OKX, "okx", "", ", checksum: true"),
    HTX(Venue.HTX, "htx-mbp", "", ", book: mbp-150"),
    KUCOIN(Venue.KUCOIN, "kucoin", "", ""),
    GATE(Venue.GATE, "gateio-obu", "", ", book: obu"),
    BITFINEX(Venue.BITFINEX, "bitfinex", "/ws/2", ""),
    MEXC(Venue.MEXC, "mexc", "", "");

    private static final String LIMITS = ", order-quantity: 0.01, max-order-quantity: 0.05, max-order-notional: 5000,"
        + " max-position: 0.05, max-open-orders: 4, price-collar-bps: 500";

    private final Venue venue;
    private final String speech;
    private final String path;
    private final String switches;

    /**
     * @param speech   of the loopback venue; null: Binance's, which needs no telling
     * @param path     behind the address of its streams
     * @param switches of the config
     */
    TenVenue(Venue venue, String speech, String path, String switches) {
        this.venue = venue;
        this.speech = speech;
        this.path = path;
        this.switches = switches;
    }

    Venue venue() {
        return venue;
    }

    String speech() {
        return speech;
    }

    /** As people write it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its element of a config's list of venues; the first instrument of the first one is traded, on paper. */
    String config(String webSocket, String rest, List<SimulatedSymbol> symbols) {
        final String instruments = symbols.stream().map(symbol -> "{pair: " + symbol.base() + '/' + symbol.quote()
            + (this == BINANCE && symbol == symbols.get(0) ? LIMITS : "") + '}').collect(Collectors.joining(", "));
        return "  - {name: " + key() + ", source: simulated, websocket: '" + webSocket + path + "', rest: '" + rest
            + '\'' + switches + ", instruments: [" + instruments + "]}\n";
    }
}
