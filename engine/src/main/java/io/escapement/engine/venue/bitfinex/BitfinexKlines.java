package io.escapement.engine.venue.bitfinex;

import io.escapement.engine.venue.listing.KlineRows;
import io.escapement.engine.venue.listing.RestKlines;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.RestQuestion;

/**
 * Klines as Bitfinex' REST tells them; there are none of times without trades, and nothing of quote amounts. Source:
 * API v2, {@code GET /v2/candles/trade:1m:tBTCUSD/hist}, both ends inclusive, at most 10,000 at once.
 */
final class BitfinexKlines {
    private static final int MOST = 9_999;
    private static final KlineRows ROWS = new KlineRows(1_000_000L, "time open close high low volume");

    private BitfinexKlines() {
    }

    static KlineService make() {
        return new RestKlines("1m 5m 15m 30m 1h 3h 6h 12h 1d=1D", MOST, (instrument, name, span, bars) ->
            RestQuestion.get("/v2/candles/trade:" + name + ":" + instrument.symbol() + "/hist?start=" + span.fromMs()
                + "&end=" + (span.toMs() - 1) + "&limit=" + bars + "&sort=1"),
            body -> RestRows.read(body, "").requireRows().rows(), ROWS);
    }
}
