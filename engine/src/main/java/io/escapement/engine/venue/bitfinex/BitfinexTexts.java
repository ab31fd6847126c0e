package io.escapement.engine.venue.bitfinex;

/** What is sent to Bitfinex' WebSocket v2, and what it allows. Source: the sheet of Bitfinex, 1 to 4. */
public final class BitfinexTexts {
    /** Public market data. */
    public static final String WEB_SOCKET_URL = "wss://api-pub.bitfinex.com/ws/2";
    public static final String REST_URL = "https://api-pub.bitfinex.com";
    /** Order sizes of all pairs, spot. */
    public static final String PAIRS_PATH = "/v2/conf/pub:info:pair";
    /** Order sizes of derivatives. */
    public static final String FUTURES_PATH = "/v2/conf/pub:info:pair:futures";

    /** The version of the protocol that this is about. */
    public static final int VERSION = 2;

    public static final String BOOK = "book";
    public static final String TRADES = "trades";
    public static final String QUOTES = "ticker";
    /** A channel whose subscriptions have a key in place of a symbol. */
    public static final String STATUS = "status";
    /** Mark price, funding and open interest, with the symbol behind a colon. */
    public static final String DERIVATIVE = "deriv";
    public static final String LIQUIDATIONS = "liq";
    /** Of all pairs; there are none of single ones. */
    public static final String LIQUIDATIONS_KEY = "liq:global";

    /** How topics of {@link #DERIVATIVE} begin. */
    static final String DERIVATIVE_STATUS = STATUS + ":" + DERIVATIVE;
    static final String LIQUIDATIONS_TOPIC = STATUS + ":" + LIQUIDATIONS_KEY;

    /** Flag: the server's time in milliseconds at the end of each array. */
    public static final long TIMESTAMP = 32_768;
    /** Flag: a number on each array of the connection. */
    public static final long SEQUENCE = 65_536;
    /** Flag: checksums of books. */
    public static final long CHECKSUMS = 131_072;
    /** Flag: several updates of a book in one array. Not asked for. */
    public static final long BULK_UPDATES = 536_870_912;
    /** What we ask for; each {@code conf} replaces the whole mask. */
    public static final long FLAGS = TIMESTAMP + SEQUENCE + CHECKSUMS;

    /** Info: the server restarts, connect again. */
    public static final int RESTARTING = 20_051;
    /** Info: maintenance begins; data pause for up to about two minutes. */
    public static final int MAINTENANCE_BEGINS = 20_060;
    /** Info: maintenance is over; every channel is to be subscribed to anew. */
    public static final int MAINTENANCE_ENDED = 20_061;

    /** Connection attempts in a minute and address. */
    public static final int MAX_CONNECTS_PER_MINUTE = 20;
    /** Channels of one connection: 25 on one page of the venue's documents, 30 on another. */
    public static final int MAX_CHANNELS = 25;
    /** REST requests in a minute, endpoint and address: 10 to 90, the strictest counts. */
    public static final int MAX_REST_PER_MINUTE = 10;
    /** Each channel says that it lives after 15 seconds without anything else. Pings are not owed but answered. */
    public static final long PING_INTERVAL_MS = 15_000;
    /** Behind a ping, so much silence means death: 25 to 30 seconds in all. */
    public static final long SILENCE_MS = 15_000;

    private BitfinexTexts() {
    }

    /** What acknowledgements call a subscription. */
    public static String topic(String channel, String symbol) {
        return channel + ":" + symbol;
    }

    /** To be sent before anything is subscribed to. */
    public static String conf(long flags) {
        return "{\"event\":\"conf\",\"flags\":" + flags + "}";
    }

    /** Price levels in full precision, which is five significant digits, at once. @param levels a side: 1 to 250 */
    public static String subscribeBook(String symbol, int levels) {
        return "{\"event\":\"subscribe\",\"channel\":\"" + BOOK + "\",\"symbol\":\"" + symbol
            + "\",\"prec\":\"P0\",\"freq\":\"F0\",\"len\":\"" + levels + "\"}";
    }

    public static String subscribe(String channel, String symbol) {
        return "{\"event\":\"subscribe\",\"channel\":\"" + channel + "\",\"symbol\":\"" + symbol + "\"}";
    }

    /** @param key such as {@code deriv:tBTCF0:USTF0} */
    public static String subscribeStatus(String key) {
        return "{\"event\":\"subscribe\",\"channel\":\"" + STATUS + "\",\"key\":\"" + key + "\"}";
    }

    /** @param channelId of this connection */
    public static String unsubscribe(long channelId) {
        return "{\"event\":\"unsubscribe\",\"chanId\":" + channelId + "}";
    }

    public static String ping(long id) {
        return "{\"event\":\"ping\",\"cid\":" + id + "}";
    }
}
