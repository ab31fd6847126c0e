package io.escapement.engine.venue.coinbase;

import io.escapement.engine.venue.listing.KlineRows;
import io.escapement.engine.venue.listing.RestKlines;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.RestQuestion;

/**
 * Klines as Coinbase's REST tells them, the newest first; nothing of quote amounts. Source: Advanced Trade API, {@code
 * GET /api/v3/brokerage/market/products/BTC-USD/candles}, at most 350 at once.
 */
final class CoinbaseKlines {
    /** Some less than the venue gives, since it counts both ends. */
    private static final int MOST = 300;
    private static final KlineRows ROWS = new KlineRows(1_000_000_000L,
        "time=start open=open high=high low=low close=close volume=volume");

    private CoinbaseKlines() {
    }

    static KlineService make() {
        return new RestKlines("1m=ONE_MINUTE 5m=FIVE_MINUTE 15m=FIFTEEN_MINUTE 30m=THIRTY_MINUTE 1h=ONE_HOUR"
            + " 2h=TWO_HOUR 6h=SIX_HOUR 1d=ONE_DAY", MOST, (instrument, name, span, bars) -> RestQuestion.get(
                CoinbaseTexts.PRODUCTS_PATH + "/" + instrument.symbol() + "/candles?start=" + span.fromSeconds()
                + "&end=" + (span.toSeconds() - 1) + "&granularity=" + name + "&limit=" + bars),
            body -> RestRows.read(body, "candles").requireRows().rows(), ROWS);
    }
}
