package io.escapement.engine.venue.kucoin;

import io.escapement.engine.venue.listing.KlineRows;
import io.escapement.engine.venue.listing.RestKlines;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.RestQuestion;

/**
 * Klines as KuCoin's REST tells them, the newest first; there are none of times without trades. Source: spot API,
 * {@code GET /api/v1/market/candles} (weight 3), at most 1,500 at once.
 */
final class KucoinKlines {
    /** One less than the venue gives, since it is not said whether the end belongs to what is asked for. */
    private static final int MOST = 1_499;
    private static final int WEIGHT = 3;
    private static final KlineRows ROWS = new KlineRows(1_000_000_000L, "time open close high low volume quote");

    private KucoinKlines() {
    }

    static KlineService make() {
        return new RestKlines("1m=1min 3m=3min 5m=5min 15m=15min 30m=30min 1h=1hour 2h=2hour 4h=4hour 6h=6hour 8h=8hour"
            + " 12h=12hour 1d=1day", MOST, (instrument, name, span, bars) -> RestQuestion.get(
                "/api/v1/market/candles?symbol=" + instrument.symbol() + "&type=" + name + "&startAt="
                + span.fromSeconds() + "&endAt=" + span.toSeconds()).withWeight(WEIGHT),
            body -> RestRows.read(body, "data").requireCode("code", KucoinProtocol.GRANTED, "msg").requireRows()
                .rows(), ROWS);
    }
}
