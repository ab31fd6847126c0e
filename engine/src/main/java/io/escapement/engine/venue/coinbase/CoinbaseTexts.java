package io.escapement.engine.venue.coinbase;

import java.util.List;
import java.util.stream.Collectors;

/** What is sent to Coinbase Advanced Trade, and what it allows. Source: the sheet of Coinbase, 1 and 2. */
public final class CoinbaseTexts {
    /** Public market data. */
    public static final String WEB_SOCKET_URL = "wss://advanced-trade-ws.coinbase.com";
    public static final String REST_URL = "https://api.coinbase.com";
    /** Definitions of all products, without a key. */
    public static final String PRODUCTS_PATH = "/api/v3/brokerage/market/products";

    /** Asked for by this name; the frames come as {@code l2_data}. */
    public static final String BOOK = "level2";
    public static final String TRADES = "market_trades";
    public static final String QUOTES = "ticker";
    /** Once a second; without it the venue ends connections on which nothing happens for 60 to 90 seconds. */
    public static final String HEARTBEATS = "heartbeats";

    /** New connections in a second and address. */
    public static final int MAX_CONNECTS_PER_SECOND = 8;
    /** Messages in a second and address without a key. */
    public static final int MAX_MESSAGES_PER_SECOND = 8;
    /** The venue ends a connection that has not subscribed to anything by then. */
    public static final long FIRST_SUBSCRIBE_MS = 5_000;
    /** The heartbeats come each second: this much silence means death. */
    public static final long SILENCE_MS = 10_000;
    /** What the venue's own SDK allows a frame to have; book snapshots have more than five million bytes. */
    public static final int MAX_FRAME_LENGTH = 10 * 1024 * 1024;
    /** Public REST requests in a second and address, by hearsay. */
    public static final int MAX_REST_PER_SECOND = 10;

    private CoinbaseTexts() {
    }

    /** What the venue's list of subscriptions makes of one; heartbeats are their own product there. */
    public static String topic(String channel, String product) {
        return channel + ":" + product;
    }

    /** One channel a message; heartbeats want no products. */
    public static String subscribe(String channel, List<String> products) {
        return request("subscribe", channel, products);
    }

    public static String unsubscribe(String channel, List<String> products) {
        return request("unsubscribe", channel, products);
    }

    private static String request(String type, String channel, List<String> products) {
        final String list = HEARTBEATS.equals(channel) ? ""
            : products.stream().map(product -> '"' + product + '"')
                .collect(Collectors.joining(",", "\"product_ids\":[", "],"));
        return "{\"type\":\"" + type + "\"," + list + "\"channel\":\"" + channel + "\"}";
    }
}
