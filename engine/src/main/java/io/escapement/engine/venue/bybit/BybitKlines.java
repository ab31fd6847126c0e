package io.escapement.engine.venue.bybit;

import io.escapement.engine.venue.listing.KlineRows;
import io.escapement.engine.venue.listing.RestKlines;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.RestQuestion;

/**
 * Klines as Bybit's REST tells them, the newest first, with volume in base and turnover in quote asset. Source: V5 API,
 * {@code GET /v5/market/kline}; its end is inclusive.
 */
final class BybitKlines {
    private static final int MOST = 1_000;
    private static final KlineRows ROWS = new KlineRows(1_000_000L, "time open high low close volume quote");

    private BybitKlines() {
    }

    static KlineService of(BybitMarket market) {
        return new RestKlines("1m=1 3m=3 5m=5 15m=15 30m=30 1h=60 2h=120 4h=240 6h=360 12h=720 1d=D", MOST,
            (instrument, name, span, bars) -> RestQuestion.get("/v5/market/kline?category=" + market.category()
                + "&symbol=" + instrument.symbol() + "&interval=" + name + "&start=" + span.fromMs() + "&end="
                + (span.toMs() - 1) + "&limit=" + bars),
            body -> RestRows.read(body, "result.list").requireCode("retCode", "0", "retMsg").requireRows().rows(),
            ROWS);
    }
}
