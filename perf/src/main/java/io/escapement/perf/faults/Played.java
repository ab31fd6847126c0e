package io.escapement.perf.faults;

import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.Venues;
import io.escapement.engine.venue.binance.StreamEncoding;
import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.loopback.SimulatedSymbol;
import io.escapement.engine.venue.loopback.Speeches;
import io.escapement.engine.venue.session.Budget;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A venue as it is played and read here: the loopback's speech beside the config that reads it. */
enum Played {
    BINANCE("binance", Speeches.Name.BINANCE, "", ""),
    COINBASE("coinbase", Speeches.Name.COINBASE, "", ""),
    KRAKEN("kraken", Speeches.Name.KRAKEN, "/v2", "book-depth: 1000"),
    BYBIT("bybit", Speeches.Name.BYBIT, "", ""),
    OKX("okx", Speeches.Name.OKX, "", "checksum: true"),
    HTX("htx", Speeches.Name.HTX_MBP, "", "book: mbp-150"),
    KUCOIN("kucoin", Speeches.Name.KUCOIN, "", ""),
    GATE("gate", Speeches.Name.GATEIO_OBU, "", "book: obu"),
    BITFINEX("bitfinex", Speeches.Name.BITFINEX, "/ws/2", ""),
    MEXC("mexc", Speeches.Name.MEXC, "", ""),
    /** The second way of two venues to keep a book. */
    GATE_UPDATES("gate", Speeches.Name.GATEIO, "", "book: order-book-update"),
    HTX_STEP0("htx", Speeches.Name.HTX, "", "book: step0"),
    /** Binance spot in its other encoding, which wants a key. */
    BINANCE_SBE("binance", Speeches.Name.BINANCE, "", "encoding: sbe, key-variable: " + Played.KEY_VARIABLE),
    BINANCE_USDM("binance-usdm", Speeches.Name.BINANCE, "", ""),
    BYBIT_LINEAR("bybit-linear", Speeches.Name.BYBIT, "", ""),
    OKX_SWAP("okx-swap", Speeches.Name.OKX, "", "checksum: true"),
    HTX_SWAP("htx-swap", Speeches.Name.HTX_MBP, "", ""),
    GATE_FUTURES("gate-futures", Speeches.Name.GATEIO_OBU, "", "book: obu");

    /** Of the environment: any letters and digits serve, since only the server here is shown them. */
    static final String KEY_VARIABLE = "FAULTS_API_KEY";

    /** Each of the ten once. */
    static final List<Played> TEN = List.of(values()).subList(0, 10);

    /** An engine trades something; with the strategy's threshold out of reach it never does. */
    private static final String LIMITS = "order-quantity: 0.01, max-order-quantity: 0.05, max-order-notional: 5000,"
        + " max-position: 0.05, max-open-orders: 4, price-collar-bps: 500";
    private static final String CONTRACT_LIMITS = "order-quantity: 1, max-order-quantity: 5,"
        + " max-order-notional: 500000, max-position: 5, max-open-orders: 4, price-collar-bps: 500";
    /** What needs a field's name, or more digits than eight bytes hold. */
    private static final Set<FaultKind> OF_TEXT = Set.of(FaultKind.HUGE_NUMBER, FaultKind.RENAMED_FIELD,
        FaultKind.DUPLICATE_KEY, FaultKind.OVERSIZED);
    private static final Set<Speeches.Name> WITHOUT_NUMBERS =
        Set.of(Speeches.Name.KRAKEN, Speeches.Name.COINBASE, Speeches.Name.BITFINEX);
    private static final Set<Speeches.Name> BOOKS_BY_REST = Set.of(Speeches.Name.BINANCE, Speeches.Name.KUCOIN,
        Speeches.Name.GATEIO, Speeches.Name.MEXC);

    private final String configName;
    private final Speeches.Name speech;
    private final String path;
    private final String switches;

    Played(String configName, Speeches.Name speech, String path, String switches) {
        this.configName = configName;
        this.speech = speech;
        this.path = path;
        this.switches = switches;
    }

    /** As commands write it. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException naming all */
    static Played of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst().orElseThrow(() ->
            new IllegalArgumentException("venue \"" + key + "\", expected all or some of "
                + Arrays.stream(values()).map(Played::key).toList()));
    }

    String configName() {
        return configName;
    }

    /** As the loopback is told; null = Binance spot, which needs no telling. */
    String speechKey() {
        if (Speeches.isOfFutures(configName)) {
            return configName;
        }
        return speech == Speeches.Name.BINANCE ? null : speech.key();
    }

    /** What is traded: where quantities are contracts without parts, in whole ones. */
    List<SimulatedSymbol> symbols() {
        return Stream.of(this == HTX_SWAP ? new String[] {"BTC/USDT:65000:0.1:1", "ETH/USDT:3400:0.01:1"}
            : new String[] {"BTCUSDT", "ETHUSDT"}).map(SimulatedSymbol::parse).toList();
    }

    /** What it takes for this to be played; null where nothing is missing. */
    String lacks() {
        return this == BINANCE_SBE && !StreamEncoding.sbe(KEY_VARIABLE, System::getenv).isSbe()
            ? "the environment variable " + KEY_VARIABLE + ", set to any letters and digits" : null;
    }

    Venue venue() {
        return Venues.open(configName).venue();
    }

    /** Attempts to connect that the venue allows. */
    Budget connects() {
        return Venues.open(configName).connects();
    }

    /** Whether the venue's own numbers are those of the book. */
    boolean hasNumbers() {
        return !WITHOUT_NUMBERS.contains(speech);
    }

    /** Whether a lost book is fetched by REST. */
    boolean fetchesBooks() {
        return BOOKS_BY_REST.contains(speech);
    }

    Set<FaultKind> faults() {
        final Set<FaultKind> kinds = EnumSet.copyOf(
            speechKey() == null ? FaultKind.of(speech) : Speeches.faults(speechKey()));
        if (this == BINANCE_SBE) {
            kinds.removeAll(OF_TEXT);
        }
        return kinds;
    }

    /** Why a fault cannot be; null where it can. */
    String whyNot(FaultKind kind) {
        if (faults().contains(kind)) {
            return null;
        }
        if (this == BINANCE_SBE && OF_TEXT.contains(kind)) {
            return "its frames have no named fields, and numbers of eight bytes";
        }
        final String why = kind.whyNot(speech);
        return why == null ? "whole books come in the stream, in their place" : why;
    }

    /** Its element of a config's list of venues. */
    String config(String webSocket, String rest, String pacing) {
        return "  - {name: " + configName + ", source: simulated, websocket: '" + webSocket + path + "', rest: '" + rest
            + "'" + (switches.isEmpty() ? "" : ", " + switches) + ", streams: [book], " + pacing
            + "instruments: [{pair: BTC/USDT, " + (this == HTX_SWAP ? CONTRACT_LIMITS : LIMITS)
            + "}, {pair: ETH/USDT}]}\n";
    }
}
