package io.escapement.engine.venue.gate;

import io.escapement.engine.venue.listing.KlineRows;
import io.escapement.engine.venue.listing.RestKlines;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.RestQuestion;

/**
 * Klines as Gate's REST tells them of spot, the oldest first, with a mark whether they have closed. Source: API v4,
 * {@code GET /spot/candlesticks}, of which the newest 10,000 of a duration can be asked for; both ends are inclusive.
 */
final class GateKlines {
    private static final int MOST = 999;
    private static final int REACH = 9_990;
    private static final KlineRows ROWS =
        new KlineRows(1_000_000_000L, "time quote close high low open volume closed").closedWhere("true");

    private GateKlines() {
    }

    static KlineService spot() {
        return new RestKlines("1m 5m 15m 30m 1h 4h 8h 1d", MOST, REACH, (instrument, name, span, bars) ->
            RestQuestion.get("/api/v4/spot/candlesticks?currency_pair=" + instrument.symbol() + "&interval=" + name
                + "&from=" + span.fromSeconds() + "&to=" + (span.toSeconds() - 1)),
            body -> RestRows.read(body, "").requireRows().rows(), ROWS);
    }
}
