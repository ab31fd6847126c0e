package io.escapement.engine.venue.mexc;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.sbe.SyncKind;

import java.util.ArrayList;
import java.util.List;

/** Where MEXC is, what it wants to hear, and how often at most. */
public final class MexcTexts {
    public static final String WEB_SOCKET = "wss://wbs-api.mexc.com/ws";
    public static final String REST = "https://api.mexc.com";
    /** Subscriptions of one connection. */
    public static final int MOST_SUBSCRIPTIONS = 30;
    /** Messages that we send on one connection. */
    public static final int MOST_MESSAGES_PER_SECOND = 100;
    /** Our ping; the venue answers with a text frame that becomes {@code onPong}. */
    public static final String PING = "{\"method\":\"PING\"}";
    public static final int PING_EVERY_MS = 15_000;
    /** A connection without a valid subscription is closed by the venue. */
    public static final int CLOSED_UNSUBSCRIBED_AFTER_MS = 30_000;
    /** A connection lives no longer. */
    public static final int LIFE_MS = 24 * 3_600_000;
    /** Weight of REST requests in ten seconds: the lower of two figures that the venue's own pages give. */
    public static final int REST_WEIGHT_PER_10_S = 300;
    public static final int DEPTH_WEIGHT = 1;
    public static final int EXCHANGE_INFO_WEIGHT = 10;
    /** Levels a side of a depth snapshot. */
    public static final int MOST_DEPTH = 5_000;
    /** The snapshot is cached: before this much of the stream has passed it is likely to be too old. */
    public static final int SNAPSHOT_AFTER_MS = 1_000;
    /** Of {@code aggre.depth}. */
    public static final BookRules BOOK = BookRules.of(SyncKind.RANGES);

    /** How often the aggregated streams push. */
    public enum Pace {
        MS_10("10ms"),
        MS_100("100ms");

        private final String text;

        Pace(String text) {
            this.text = text;
        }
    }

    private MexcTexts() {
    }

    public static String depthTopic(String symbol, Pace pace) {
        return "spot@public.aggre.depth.v3.api.pb@" + pace.text + "@" + symbol;
    }

    /** @param levels 5, 10 or 20 */
    public static String limitDepthTopic(String symbol, int levels) {
        return "spot@public.limit.depth.v3.api.pb@" + symbol + "@" + levels;
    }

    public static String dealsTopic(String symbol, Pace pace) {
        return "spot@public.aggre.deals.v3.api.pb@" + pace.text + "@" + symbol;
    }

    public static String bookTickerTopic(String symbol, Pace pace) {
        return "spot@public.aggre.bookTicker.v3.api.pb@" + pace.text + "@" + symbol;
    }

    /** Of limit depth, whose every message is a whole book of this many levels. */
    public static BookRules limitBook(int levels) {
        return BookRules.of(SyncKind.SNAPSHOTS).withDepth(levels);
    }

    public static String subscribe(List<String> topics) {
        return request("SUBSCRIPTION", topics);
    }

    public static String unsubscribe(List<String> topics) {
        return request("UNSUBSCRIPTION", topics);
    }

    private static String request(String method, List<String> topics) {
        return "{\"method\":\"" + method + "\",\"params\":[\"" + String.join("\",\"", topics) + "\"]}";
    }

    /** The topics of each connection that they need. */
    public static List<List<String>> perConnection(List<String> topics) {
        final List<List<String>> connections = new ArrayList<>();
        for (int i = 0; i < topics.size(); i += MOST_SUBSCRIPTIONS) {
            connections.add(List.copyOf(topics.subList(i, Math.min(topics.size(), i + MOST_SUBSCRIPTIONS))));
        }
        return connections;
    }

    public static String depthPath(String symbol, int levels) {
        return "/api/v3/depth?symbol=" + symbol + "&limit=" + levels;
    }

    /** One symbol, or the whole list for an empty one. */
    public static String exchangeInfoPath(String symbol) {
        return "/api/v3/exchangeInfo" + (symbol.isEmpty() ? "" : "?symbol=" + symbol);
    }
}
