package io.escapement.engine.venue.binance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where Binance USD-M futures are, which streams share a connection, what is asked of REST and what it weighs. Since
 * 2026 each stream belongs to a path: on another one it is granted and never delivers.
 */
public final class UsdmStreams {
    public static final String WEB_SOCKET = "wss://fstream.binance.com";
    public static final String REST = "https://fapi.binance.com";
    /** Streams of one connection. */
    public static final int MOST_STREAMS = 1_024;
    /** Messages that we send on one connection, pongs included. */
    public static final int MOST_MESSAGES_PER_SECOND = 10;
    /** A connection lives no longer. */
    public static final int LIFE_MS = 24 * 3_600_000;
    public static final int REST_WEIGHT_PER_MINUTE = 2_400;
    /** Requests below {@code /futures/data/}, which have a budget of their own, in five minutes. */
    public static final int DATA_REQUESTS_PER_5_MINUTES = 1_000;
    /** Levels a side of a depth snapshot. */
    public static final int MOST_DEPTH = 1_000;
    public static final String EXCHANGE_INFO_PATH = "/fapi/v1/exchangeInfo";

    /** The path that a stream is served at. */
    public enum StreamClass {
        /** Depth and best bid and offer. */
        PUBLIC("/public"),
        /** Everything else that is public. */
        MARKET("/market");

        private final String path;

        StreamClass(String path) {
            this.path = path;
        }

        public String path() {
            return path;
        }

        /** Of raw streams. */
        public String url(String base) {
            return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path + "/ws";
        }
    }

    private UsdmStreams() {
    }

    /** @param stream with or without the symbol before the at sign: {@code depth@100ms}, {@code btcusdt@aggTrade} */
    public static StreamClass classOf(String stream) {
        final String name = stream.matches("[a-z0-9_]+@.*") && !stream.matches("depth[0-9]*@.*")
            ? stream.substring(stream.indexOf('@') + 1) : stream;
        final boolean frequent = name.startsWith("depth") || name.startsWith("rpiDepth") || name.equals("bookTicker")
            || name.equals("!bookTicker");
        return frequent ? StreamClass.PUBLIC : StreamClass.MARKET;
    }

    /** Streams by class, in their order: a connection for each. */
    public static TreeMap<StreamClass, List<String>> byClass(List<String> streams) {
        return streams.stream().collect(Collectors.groupingBy(UsdmStreams::classOf, TreeMap::new, Collectors.toList()));
    }

    public static String stream(String symbol, String stream) {
        return symbol.toLowerCase(Locale.ROOT) + "@" + stream;
    }

    public static String depthPath(String symbol, int limit) {
        return "/fapi/v1/depth?symbol=" + encoded(symbol) + "&limit=" + limit;
    }

    /** Request weight of a depth snapshot. */
    public static int depthWeight(int limit) {
        if (limit <= 50) {
            return 2;
        }
        return limit <= 100 ? 5 : limit <= 500 ? 10 : 20;
    }

    public static String openInterestPath(String symbol) {
        return "/fapi/v1/openInterest?symbol=" + encoded(symbol);
    }

    /** The latest figure, of five minutes. */
    public static String longShortRatioPath(String symbol) {
        return "/futures/data/globalLongShortAccountRatio?symbol=" + encoded(symbol) + "&period=5m&limit=1";
    }

    private static String encoded(String symbol) {
        return URLEncoder.encode(symbol, StandardCharsets.UTF_8);
    }
}
