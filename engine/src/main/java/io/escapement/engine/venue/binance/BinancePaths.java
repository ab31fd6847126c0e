package io.escapement.engine.venue.binance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Paths and weights of the REST requests that market data needs. */
final class BinancePaths {
    private BinancePaths() {
    }

    static String exchangeInfo(List<String> symbols) {
        final String list = symbols.stream().map(symbol -> '"' + symbol + '"')
            .collect(Collectors.joining(",", "[", "]"));
        return "/api/v3/exchangeInfo?symbols=" + URLEncoder.encode(list, StandardCharsets.UTF_8);
    }

    static String depth(String symbol, int limit) {
        return "/api/v3/depth?symbol=" + URLEncoder.encode(symbol, StandardCharsets.UTF_8) + "&limit=" + limit;
    }

    /** Request weight of a depth snapshot. */
    static int depthWeight(int limit) {
        if (limit <= 100) {
            return 5;
        }
        return limit <= 500 ? 25 : limit <= 1_000 ? 50 : 250;
    }
}
