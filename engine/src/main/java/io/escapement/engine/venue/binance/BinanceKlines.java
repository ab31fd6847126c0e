package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.listing.KlineRows;
import io.escapement.engine.venue.listing.RestKlines;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.RestQuestion;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Klines as Binance's REST tells them: an array of arrays, the oldest first, of which the last may still be forming.
 * Source: Spot API, {@code GET /api/v3/klines} (weight 2), and USD-M API, {@code GET /fapi/v1/klines}, whose weight
 * depends on the limit.
 */
final class BinanceKlines {
    private static final String DURATIONS = "1m 3m 5m 15m 30m 1h 2h 4h 6h 8h 12h 1d";
    private static final int MOST_SPOT = 1_000;
    private static final int MOST_USDM = 1_500;
    private static final int SPOT_WEIGHT = 2;
    private static final KlineRows ROWS =
        new KlineRows(1_000_000L, "time open high low close volume - quote trades buys");

    private BinanceKlines() {
    }

    static KlineService spot() {
        return service("/api/v3/klines", MOST_SPOT);
    }

    static KlineService usdm() {
        return service("/fapi/v1/klines", MOST_USDM);
    }

    private static KlineService service(String path, int most) {
        return new RestKlines(DURATIONS, most, (instrument, name, span, bars) -> RestQuestion.get(path + "?symbol="
            + URLEncoder.encode(instrument.symbol(), StandardCharsets.UTF_8) + "&interval=" + name + "&startTime="
            + span.fromMs() + "&endTime=" + (span.toMs() - 1) + "&limit=" + bars)
            .withWeight(most == MOST_SPOT ? SPOT_WEIGHT : usdmWeight(bars)),
            body -> RestRows.read(body, "").requireRows().rows(), ROWS);
    }

    private static int usdmWeight(int limit) {
        return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1_000 ? 5 : 10;
    }
}
