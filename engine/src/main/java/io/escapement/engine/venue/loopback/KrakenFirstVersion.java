package io.escapement.engine.venue.loopback;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames of Kraken's WebSocket v1, which is what the recordings have, in the words of v2. The text of prices and sizes
 * stays, and so do the checksums. Trades had no numbers: they are counted.
 */
final class KrakenFirstVersion {
    private long trades;

    static String symbol(final String pair) {
        return pair.replace("XBT", "BTC").replace("XDG", "DOGE");
    }

    /** A book message, perhaps in two parts. */
    static Update book(final JsonTree frame) {
        final List<Update.Level> bids = new ArrayList<>();
        final List<Update.Level> asks = new ArrayList<>();
        String checksum = null;
        BigDecimal latest = BigDecimal.ZERO;
        final boolean whole = frame.get(1).has("as");
        for (int i = 1; i < frame.size() - 2; i++) {
            final JsonTree part = frame.get(i);
            bids.addAll(part.get(whole ? "bs" : "b").levels());
            asks.addAll(part.get(whole ? "as" : "a").levels());
            checksum = part.has("c") ? part.text("c") : checksum;
            for (final String side : part.names()) {
                for (final JsonTree level : part.get(side).items()) {
                    latest = latest.max(new BigDecimal(level.get(2).text()));
                }
            }
        }
        return new Update(symbol(frame.get(frame.size() - 1).text()), whole, 0, 0, 0,
            latest.movePointRight(9).longValue(), bids, asks, checksum);
    }

    static String time(final long epochNs) {
        return Instant.ofEpochSecond(0, epochNs).toString();
    }

    private static String time(final String seconds) {
        return time(new BigDecimal(seconds).movePointRight(9).longValue());
    }

    String trades(final JsonTree frame, final String symbol) {
        final StringBuilder out = new StringBuilder("{\"channel\":\"trade\",\"type\":\"update\",\"data\":[");
        String separator = "";
        for (final JsonTree row : frame.get(1).items()) {
            out.append(separator).append("{\"symbol\":\"").append(symbol).append("\",\"side\":\"")
                .append(row.get(3).text().equals("b") ? "buy" : "sell").append("\",\"price\":")
                .append(row.get(0).text()).append(",\"qty\":").append(row.get(1).text()).append(",\"ord_type\":\"")
                .append(row.get(4).text().equals("l") ? "limit" : "market").append("\",\"trade_id\":").append(++trades)
                .append(",\"timestamp\":\"").append(time(row.get(2).text())).append("\"}");
            separator = ",";
        }
        return out.append("]}").toString();
    }

    static String ticker(final JsonTree frame, final String symbol) {
        final JsonTree row = frame.get(1);
        return "{\"channel\":\"ticker\",\"type\":\"update\",\"data\":[{\"symbol\":\"" + symbol + "\",\"bid\":"
            + row.get("b").get(0).text() + ",\"bid_qty\":" + row.get("b").get(2).text() + ",\"ask\":"
            + row.get("a").get(0).text() + ",\"ask_qty\":" + row.get("a").get(2).text() + ",\"last\":"
            + row.get("c").get(0).text() + "}]}";
    }
}
