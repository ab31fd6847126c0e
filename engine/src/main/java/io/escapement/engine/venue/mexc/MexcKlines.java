package io.escapement.engine.venue.mexc;

import io.escapement.engine.venue.listing.KlineRows;
import io.escapement.engine.venue.listing.RestKlines;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.RestQuestion;

/**
 * Klines as MEXC's REST tells them, the oldest first, in rows of eight. Source: spot API v3, {@code GET /api/v3/klines}
 * (weight 1), of which 500 are given whichever edition of its page is right.
 */
final class MexcKlines {
    private static final int MOST = 500;
    private static final KlineRows ROWS = new KlineRows(1_000_000L, "time open high low close volume - quote");

    private MexcKlines() {
    }

    static KlineService make() {
        return new RestKlines("1m 5m 15m 30m 1h=60m 4h 1d", MOST, (instrument, name, span, bars) -> RestQuestion.get(
            "/api/v3/klines?symbol=" + instrument.symbol() + "&interval=" + name + "&startTime=" + span.fromMs()
                + "&endTime=" + (span.toMs() - 1) + "&limit=" + bars),
            body -> RestRows.read(body, "").requireRows().rows(), ROWS);
    }
}
