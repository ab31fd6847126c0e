package io.escapement.engine.venue.htx;

import io.escapement.engine.venue.listing.KlineRows;
import io.escapement.engine.venue.listing.RestKlines;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.RestQuestion;

/**
 * Klines as HTX' REST tells them of spot: so many of the newest, the first still forming. Its days begin eight hours
 * off, so that ours are put together of hours. Source: {@code GET /market/history/kline}, at most 2,000.
 */
final class HtxKlines {
    private static final int MOST = 2_000;
    /** The bar that is forming, one that may close before the answer, and one for the clocks. */
    private static final int NEWER = 3;
    private static final KlineRows ROWS = new KlineRows(1_000_000_000L,
        "time=id open=open high=high low=low close=close volume=amount quote=vol trades=count");

    private HtxKlines() {
    }

    static KlineService spot() {
        return new RestKlines("1m=1min 5m=5min 15m=15min 30m=30min 1h=60min 4h=4hour", MOST, MOST - NEWER,
            (instrument, name, span, bars) -> RestQuestion.get("/market/history/kline?symbol=" + instrument.symbol()
                + "&period=" + name + "&size=" + Math.min(MOST, bars + NEWER)),
            body -> RestRows.read(body, "data").requireCode("status", "ok", "err-msg").requireRows().rows(), ROWS);
    }
}
