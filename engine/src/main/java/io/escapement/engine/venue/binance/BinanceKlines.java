package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.escapement.engine.history.Kline;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Klines as Binance's REST tells them, {@code GET /api/v3/klines} and {@code /fapi/v1/klines}: an array of arrays
 * {@code [open time ms, open, high, low, close, volume, close time ms, quote volume, trades, taker buy volume, taker
 * buy quote volume, unused]}, the oldest first, of which the last is still forming. Cold: allocates.
 */
public final class BinanceKlines {
    /** The most that spot gives at once; USD-M gives 1,500. */
    public static final int MOST_SPOT = 1_000;
    private static final long MS_NS = 1_000_000L;
    private static final int CELLS = 11;
    private static final String[] INTERVALS = {
        "1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d"};
    private static final long[] INTERVALS_S = {
        1, 60, 180, 300, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 28_800, 43_200, 86_400};
    private static final long SECOND_NS = 1_000_000_000L;

    private BinanceKlines() {
    }

    /** What the venue calls a duration; null where it has no such klines. Of USD-M, 1s is none. */
    public static String interval(long durationNs) {
        for (int i = 0; i < INTERVALS.length; i++) {
            if (INTERVALS_S[i] * SECOND_NS == durationNs) {
                return INTERVALS[i];
            }
        }
        return null;
    }

    /** The path that asks for the last of them. */
    public static String path(boolean usdm, String symbol, long durationNs, int limit) {
        return (usdm ? "/fapi/v1/klines" : "/api/v3/klines") + "?symbol=" + symbol + "&interval="
            + interval(durationNs) + "&limit=" + limit;
    }

    /**
     * The bars that had closed by a time; the rest is left out.
     *
     * @param nowNs the venue's time
     * @throws IOException if the body is not what the venue documents, saying where
     */
    public static List<Kline> read(String body, long durationNs, long nowNs) throws IOException {
        final List<Kline> klines = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(body)) {
            require(json.nextToken() == JsonToken.START_ARRAY, "an array of klines", json);
            while (json.nextToken() == JsonToken.START_ARRAY) {
                final Kline kline = kline(json, durationNs);
                if (kline.openTimeNs() + durationNs <= nowNs) {
                    klines.add(kline);
                }
            }
            require(json.currentToken() == JsonToken.END_ARRAY, "a kline or the end", json);
        }
        return klines;
    }

    private static Kline kline(JsonParser json, long durationNs) throws IOException {
        final List<BigDecimal> cells = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() != null && json.currentToken().isScalarValue(), "a number", json);
            try {
                cells.add(new BigDecimal(json.getText()));
            } catch (final NumberFormatException e) {
                require(false, "a number", json);
            }
        }
        require(cells.size() >= CELLS, "at least " + CELLS + " cells", json);
        return new Kline(cells.get(0).longValue() * MS_NS, durationNs, cells.get(1), cells.get(2), cells.get(3),
            cells.get(4), cells.get(5), cells.get(7), cells.get(9), cells.get(8).intValue());
    }

    private static void require(boolean holds, String expected, JsonParser json) throws IOException {
        if (!holds) {
            throw new IOException("klines: expected " + expected + " at character "
                + json.currentLocation().getCharOffset() + ", found " + json.currentToken());
        }
    }
}
