package io.escapement.engine.venue.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Recordings of Kraken's first WebSocket version as the second would have sent them: the text of prices and sizes
 * stays, so the checksums do; snapshots, which had none, get that of their own levels. Trades had no number: they are
 * counted.
 */
final class KrakenV1 {
    static final int DEPTH = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private int trades;

    /** Instruments with the precisions that the frames' own texts have, with ids from 1 in the order of appearance. */
    static List<Instrument> instruments(Collection<String> frames) {
        final Map<String, int[]> decimals = new LinkedHashMap<>();
        for (final String frame : frames) {
            final JsonNode v1 = tree(frame);
            if (v1.isArray() && v1.get(v1.size() - 2).asText().startsWith("book")) {
                final int[] most = decimals.computeIfAbsent(symbol(v1.get(v1.size() - 1)), key -> new int[2]);
                for (final JsonNode part : v1) {
                    part.forEach(levels -> levels.forEach(level -> {
                        most[0] = Math.max(most[0], decimals(level.get(0)));
                        most[1] = Math.max(most[1], decimals(level.get(1)));
                    }));
                }
            }
        }
        final List<Instrument> instruments = new ArrayList<>();
        decimals.forEach((symbol, most) ->
            instruments.add(instrument(instruments.size() + 1, symbol, -most[0], -most[1])));
        return instruments;
    }

    static Instrument instrument(int id, String symbol, int priceExponent, int quantityExponent) {
        final String[] assets = symbol.split("/");
        return new Instrument(id, Venue.KRAKEN, symbol, assets[0], assets[1], priceExponent, quantityExponent, 1, 1, 1,
            Long.MAX_VALUE, 1, InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, symbol,
            BookRules.of(SyncKind.STREAM).withDepth(DEPTH).withChecksum(ChecksumKind.KRAKEN, 1));
    }

    private static int decimals(JsonNode number) {
        return number == null ? 0 : number.asText().length() - number.asText().indexOf('.') - 1;
    }

    private static String symbol(JsonNode pair) {
        return pair.asText().replace("XBT", "BTC").replace("XDG", "DOGE");
    }

    private static JsonNode tree(String frame) {
        try {
            return JSON.readTree(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The frame in its second form. */
    String toV2(String frame) {
        final JsonNode v1 = tree(frame);
        if (v1.isObject()) {
            return control(v1);
        }
        final String channel = v1.get(v1.size() - 2).asText();
        final String symbol = symbol(v1.get(v1.size() - 1));
        return switch (channel) {
            case "ticker" -> ticker(v1.get(1), symbol);
            case "trade" -> trade(v1.get(1), symbol);
            default -> book(v1, symbol);
        };
    }

    private static String control(JsonNode v1) {
        return switch (v1.get("event").asText()) {
            case "heartbeat" -> "{\"channel\":\"heartbeat\"}";
            case "systemStatus" -> "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"system\":\""
                + v1.get("status").asText() + "\",\"api_version\":\"v2\",\"connection_id\":"
                + v1.get("connectionID").asText() + ",\"version\":\"2.0.10\"}]}";
            case "subscriptionStatus" -> "{\"method\":\"subscribe\",\"success\":true,\"result\":{\"channel\":\""
                + v1.get("subscription").get("name").asText() + "\",\"symbol\":\"" + symbol(v1.get("pair"))
                + "\",\"snapshot\":true},\"time_in\":\"2021-04-17T16:48:52Z\",\"time_out\":\"2021-04-17T16:48:52Z\"}";
            default -> throw new IllegalArgumentException(v1.toString());
        };
    }

    private static String book(JsonNode v1, String symbol) {
        final boolean snapshot = v1.get(1).has("as");
        String crc = "";
        String latest = "0";
        final StringBuilder bids = new StringBuilder();
        final StringBuilder asks = new StringBuilder();
        for (int i = 1; i < v1.size() - 2; i++) {
            final JsonNode part = v1.get(i);
            levels(part, snapshot ? "bs" : "b", bids);
            levels(part, snapshot ? "as" : "a", asks);
            crc = part.has("c") ? part.get("c").asText() : crc;
            for (final JsonNode levels : part) {
                for (final JsonNode level : levels) {
                    final String time = level.get(2).asText();
                    latest = new BigDecimal(time).compareTo(new BigDecimal(latest)) > 0 ? time : latest;
                }
            }
        }
        return "{\"channel\":\"book\",\"type\":\"" + (snapshot ? "snapshot" : "update") + "\",\"data\":[{\"symbol\":\""
            + symbol + "\",\"bids\":[" + bids + "],\"asks\":[" + asks + "],\"checksum\":"
            + (snapshot ? "" + crcOf(v1.get(1)) : crc) + ",\"timestamp\":\"" + time(latest) + "\"}]}";
    }

    private static void levels(JsonNode part, String key, StringBuilder into) {
        for (final JsonNode level : part.path(key)) {
            into.append(into.length() == 0 ? "" : ",").append("{\"price\":").append(level.get(0).asText())
                .append(",\"qty\":").append(level.get(1).asText()).append('}');
        }
    }

    private static long crcOf(JsonNode snapshot) {
        final CRC32 crc = new CRC32();
        for (final String key : List.of("as", "bs")) {
            final TreeMap<BigDecimal, String> sorted = new TreeMap<>();
            for (final JsonNode level : snapshot.path(key)) {
                sorted.put(new BigDecimal(level.get(0).asText()), digits(level.get(0)) + digits(level.get(1)));
            }
            (key.equals("as") ? sorted : sorted.descendingMap()).values().stream().limit(10)
                .forEach(text -> crc.update(text.getBytes()));
        }
        return crc.getValue();
    }

    private static String digits(JsonNode number) {
        return number.asText().replace(".", "").replaceFirst("^0+", "");
    }

    private static String ticker(JsonNode v1, String symbol) {
        return "{\"channel\":\"ticker\",\"type\":\"update\",\"data\":[{\"symbol\":\"" + symbol + "\",\"bid\":"
            + v1.get("b").get(0).asText() + ",\"bid_qty\":" + v1.get("b").get(2).asText() + ",\"ask\":"
            + v1.get("a").get(0).asText() + ",\"ask_qty\":" + v1.get("a").get(2).asText() + ",\"last\":"
            + v1.get("c").get(0).asText() + "}]}";
    }

    private String trade(JsonNode v1, String symbol) {
        final List<String> rows = new ArrayList<>();
        for (final JsonNode row : v1) {
            rows.add("{\"symbol\":\"" + symbol + "\",\"side\":\"" + (row.get(3).asText().equals("b") ? "buy" : "sell")
                + "\",\"price\":" + row.get(0).asText() + ",\"qty\":" + row.get(1).asText() + ",\"ord_type\":\""
                + (row.get(4).asText().equals("l") ? "limit" : "market") + "\",\"trade_id\":" + ++trades
                + ",\"timestamp\":\"" + time(row.get(2).asText()) + "\"}");
        }
        return "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[" + String.join(",", rows) + "]}";
    }

    private static String time(String seconds) {
        final BigDecimal nanos = new BigDecimal(seconds).movePointRight(9);
        return Instant.ofEpochSecond(0, nanos.longValueExact()).toString();
    }
}
