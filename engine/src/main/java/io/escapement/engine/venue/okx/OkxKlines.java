package io.escapement.engine.venue.okx;

import io.escapement.engine.venue.listing.KlineRows;
import io.escapement.engine.venue.listing.RestKlines;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.RestQuestion;

/**
 * Klines as OKX' REST tells them, the newest first, with a mark whether they have closed; volume in base asset, of
 * swaps in contracts. Those of days, and of six and twelve hours, begin by UTC under names of their own only. Source:
 * V5 API, {@code GET /api/v5/market/history-candles}, whose two ends are both exclusive.
 */
final class OkxKlines {
    private static final int MOST = 100;
    private static final KlineRows ROWS =
        new KlineRows(1_000_000L, "time open high low close volume - quote closed").closedWhere("1");

    private OkxKlines() {
    }

    static KlineService make() {
        return new RestKlines("1m 3m 5m 15m 30m 1h=1H 2h=2H 4h=4H 6h=6Hutc 12h=12Hutc 1d=1Dutc", MOST,
            (instrument, name, span, bars) -> RestQuestion.get("/api/v5/market/history-candles?instId="
                + instrument.symbol() + "&bar=" + name + "&before=" + (span.fromMs() - 1) + "&after=" + span.toMs()
                + "&limit=" + bars),
            body -> RestRows.read(body, "data").requireCode("code", "0", "msg").requireRows().rows(), ROWS);
    }
}
