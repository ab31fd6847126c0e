package io.escapement.engine.venue.htx;

import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.session.VenueProtocol;

/** Where HTX is, what it wants to hear, and how often at most. */
public final class HtxTexts {
    /** Everything of spot but {@code mbp.N}. */
    public static final String MARKET = "wss://api.huobi.pro/ws";
    /** {@code mbp.N} and the requests for its snapshots, which have to go over the same connection. */
    public static final String FEED = "wss://api.huobi.pro/feed";
    public static final String SWAPS = "wss://api.hbdm.com/linear-swap-ws";
    /** Funding rates and liquidations of swaps. */
    public static final String SWAP_NOTICES = "wss://api.hbdm.com/linear-swap-notification";
    /** Mark prices of swaps, as bars. */
    public static final String SWAP_INDEXES = "wss://api.hbdm.com/ws_index";
    public static final String REST = "https://api.huobi.pro";
    public static final String SWAP_REST = "https://api.hbdm.com";
    public static final String SYMBOLS_PATH = "/v1/common/symbols";
    public static final String CONTRACTS_PATH = "/linear-swap-api/v1/swap_contract_info";
    /** Between two requests of one connection. */
    public static final int REQUEST_EVERY_MS = 100;
    /** A snapshot that was too old is not worth asking for again before this. */
    public static final int REQUEST_AGAIN_AFTER_MS = 1_000;
    /** The venue pings this often, and hangs up after two pings without an answer. */
    public static final int PING_EVERY_MS = 5_000;
    /** Public REST requests of one address. */
    public static final int REST_PER_SECOND = 10;

    private static final long NS_PER_MS = 1_000_000L;
    /** Beyond this a time in a reply is not believed. */
    private static final long LONGEST_MS = 3_600_000;
    /** Epoch milliseconds when the window of requests begins anew. */
    private static final String EXPIRES = "X-HB-RateLimit-Requests-Expire";

    private HtxTexts() {
    }

    /** Until when nothing is to be asked, as a reply says. */
    static long notBeforeNs(RestReply reply, long nowNs) {
        final long usualNs = VenueProtocol.usualNotBeforeNs(reply, nowNs);
        return usualNs <= nowNs ? usualNs
            : Math.max(usualNs, Math.min(reply.number(EXPIRES, 0), nowNs / NS_PER_MS + LONGEST_MS) * NS_PER_MS);
    }

    public static String tradesTopic(String symbol) {
        return "market." + symbol + ".trade.detail";
    }

    public static String quotesTopic(String symbol) {
        return "market." + symbol + ".bbo";
    }

    public static String subscribe(String topic, long id) {
        return "{\"sub\":\"" + topic + "\",\"id\":\"" + id + "\"}";
    }

    /** A swap's changes have to be asked for by name. */
    public static String subscribe(HtxDepth depth, String symbol, long id) {
        return depth.rules().sync() == SyncKind.STREAM
            ? "{\"sub\":\"" + depth.topic(symbol) + "\",\"data_type\":\"incremental\",\"id\":\"" + id + "\"}"
            : subscribe(depth.topic(symbol), id);
    }

    public static String unsubscribe(String topic, long id) {
        return "{\"unsub\":\"" + topic + "\",\"id\":\"" + id + "\"}";
    }

    /** Asks for one answer, such as a snapshot of {@code mbp.N}. */
    public static String request(String topic, long id) {
        return "{\"req\":\"" + topic + "\",\"id\":\"" + id + "\"}";
    }

    public static String fundingTopic(String contract) {
        return "public." + contract + ".funding_rate";
    }

    public static String liquidationsTopic(String contract) {
        return "public." + contract + ".liquidation_orders";
    }

    public static String subscribeNotices(String topic, long id) {
        return "{\"op\":\"sub\",\"cid\":\"" + id + "\",\"topic\":\"" + topic + "\"}";
    }

    public static String unsubscribeNotices(String topic, long id) {
        return "{\"op\":\"unsub\",\"cid\":\"" + id + "\",\"topic\":\"" + topic + "\"}";
    }

    /** The shortest bars, which are told anew as the price changes. */
    public static String markPriceTopic(String contract) {
        return "market." + contract + ".mark_price.1min";
    }

    /** Shares of the accounts of the venue's largest traders, which is all that it tells of accounts. */
    public static String ratioPath(String contract) {
        return "/linear-swap-api/v1/swap_elite_account_ratio?contract_code=" + contract + "&period=5min";
    }

    public static String openInterestPath(String contract) {
        return "/linear-swap-api/v1/swap_open_interest?contract_code=" + contract;
    }
}
