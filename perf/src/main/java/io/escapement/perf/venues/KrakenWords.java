package io.escapement.perf.venues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Recorded frames of Kraken's first WebSocket version as the second would have sent them: the text of prices and sizes
 * stays. Trades, which had no number, are counted; whole books, which had no checksum, get 0: nobody checks it here.
 */
final class KrakenWords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private int trades;

    /** Null for what is no market data. */
    byte[] second(byte[] frame) {
        final JsonNode first;
        try {
            first = JSON.readTree(frame);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        if (first.isObject()) {
            return null;
        }
        final String channel = first.get(first.size() - 2).asText();
        final String symbol = first.get(first.size() - 1).asText().replace("XBT", "BTC");
        final String text = switch (channel) {
            case "ticker" -> ticker(first.get(1), symbol);
            case "trade" -> trade(first.get(1), symbol);
            default -> book(first, symbol);
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String book(JsonNode first, String symbol) {
        final boolean whole = first.get(1).has("as");
        final StringBuilder bids = new StringBuilder();
        final StringBuilder asks = new StringBuilder();
        String checksum = "0";
        String latest = "0";
        for (int i = 1; i < first.size() - 2; i++) {
            final JsonNode part = first.get(i);
            latest = levels(part.path(whole ? "bs" : "b"), bids, latest);
            latest = levels(part.path(whole ? "as" : "a"), asks, latest);
            checksum = part.has("c") ? part.get("c").asText() : checksum;
        }
        return "{\"channel\":\"book\",\"type\":\"" + (whole ? "snapshot" : "update") + "\",\"data\":[{\"symbol\":\""
            + symbol + "\",\"bids\":[" + bids + "],\"asks\":[" + asks + "],\"checksum\":" + checksum
            + ",\"timestamp\":\"" + time(latest) + "\"}]}";
    }

    private static String levels(JsonNode levels, StringBuilder into, String latest) {
        String last = latest;
        for (final JsonNode level : levels) {
            into.append(into.length() == 0 ? "" : ",").append("{\"price\":").append(level.get(0).asText())
                .append(",\"qty\":").append(level.get(1).asText()).append('}');
            final String time = level.get(2).asText();
            last = new BigDecimal(time).compareTo(new BigDecimal(last)) > 0 ? time : last;
        }
        return last;
    }

    private static String ticker(JsonNode row, String symbol) {
        return "{\"channel\":\"ticker\",\"type\":\"update\",\"data\":[{\"symbol\":\"" + symbol + "\",\"bid\":"
            + row.get("b").get(0).asText() + ",\"bid_qty\":" + row.get("b").get(2).asText() + ",\"ask\":"
            + row.get("a").get(0).asText() + ",\"ask_qty\":" + row.get("a").get(2).asText() + ",\"last\":"
            + row.get("c").get(0).asText() + "}]}";
    }

    private String trade(JsonNode rows, String symbol) {
        final StringBuilder text = new StringBuilder();
        for (final JsonNode row : rows) {
            text.append(text.length() == 0 ? "" : ",").append("{\"symbol\":\"").append(symbol).append("\",\"side\":\"")
                .append(row.get(3).asText().equals("b") ? "buy" : "sell").append("\",\"price\":")
                .append(row.get(0).asText()).append(",\"qty\":").append(row.get(1).asText())
                .append(",\"ord_type\":\"").append(row.get(4).asText().equals("l") ? "limit" : "market")
                .append("\",\"trade_id\":").append(++trades).append(",\"timestamp\":\"")
                .append(time(row.get(2).asText())).append("\"}");
        }
        return "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[" + text + "]}";
    }

    private static String time(String seconds) {
        return Instant.ofEpochSecond(0, new BigDecimal(seconds).movePointRight(9).longValue()).toString();
    }
}
