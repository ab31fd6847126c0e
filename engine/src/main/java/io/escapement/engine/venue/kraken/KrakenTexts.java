package io.escapement.engine.venue.kraken;

import java.util.List;
import java.util.stream.Collectors;

/** What is sent to Kraken's WebSocket v2, and what it allows. Source: the sheet of Kraken, 1 and 2. */
public final class KrakenTexts {
    /** Public market data, spot. There is no test net: "beta" is the production engine. */
    public static final String WEB_SOCKET_URL = "wss://ws.kraken.com/v2";
    public static final String REST_URL = "https://api.kraken.com";
    public static final String ASSET_PAIRS_PATH = "/0/public/AssetPairs";

    public static final String BOOK = "book";
    public static final String TRADES = "trade";
    public static final String QUOTES = "ticker";
    /**
     * By itself once a second as soon as anything is subscribed to, say some of the venue's guides; others subscribe to
     * it. So that is asked for, and no answer to it matters.
     */
    public static final String HEARTBEAT =
        "{\"method\":\"subscribe\",\"params\":{\"channel\":\"heartbeat\"},\"req_id\":0}";
    /** Of requests whose answers do not matter. */
    public static final long UNHEARD_REQUEST = 0;

    /** Book depths that can be subscribed to; the checksum always covers the ten best levels a side. */
    public static final List<Integer> DEPTHS = List.of(10, 25, 100, 500, 1_000);
    /** Cloudflare's limit for an address, from older documents: connection attempts in {@link #CONNECTS_WINDOW_MS}. */
    public static final int MAX_CONNECTS = 150;
    public static final long CONNECTS_WINDOW_MS = 600_000;
    /** The venue sends a heartbeat about once a second as soon as anything is subscribed to: silence means death. */
    public static final long SILENCE_MS = 10_000;
    /** Pings are not owed; they prove life where nothing is subscribed to yet. */
    public static final long PING_INTERVAL_MS = 30_000;

    private KrakenTexts() {
    }

    /** What acknowledgements call a subscription. */
    public static String topic(String channel, String symbol) {
        return channel + ":" + symbol;
    }

    /** @param depth levels a side, for {@link #BOOK} only; acknowledged for each symbol singly */
    public static String subscribe(String channel, List<String> symbols, int depth, long requestId) {
        return request("subscribe", channel, symbols, depth, requestId);
    }

    /** Takes back what was subscribed to with the same depth. */
    public static String unsubscribe(String channel, List<String> symbols, int depth, long requestId) {
        return request("unsubscribe", channel, symbols, depth, requestId);
    }

    public static String ping(long requestId) {
        return "{\"method\":\"ping\",\"req_id\":" + requestId + "}";
    }

    private static String request(String method, String channel, List<String> symbols, int depth, long requestId) {
        final String list = symbols.stream().map(symbol -> '"' + symbol + '"').collect(Collectors.joining(","));
        return "{\"method\":\"" + method + "\",\"params\":{\"channel\":\"" + channel + "\",\"symbol\":[" + list + "]"
            + more(method, channel, depth) + "},\"req_id\":" + requestId + "}";
    }

    private static String more(String method, String channel, int depth) {
        final boolean subscribe = "subscribe".equals(method);
        return switch (channel) {
            case BOOK -> ",\"depth\":" + depth + (subscribe ? ",\"snapshot\":true" : "");
            case QUOTES -> ",\"event_trigger\":\"bbo\"" + (subscribe ? ",\"snapshot\":true" : "");
            default -> subscribe ? ",\"snapshot\":false" : "";
        };
    }
}
