package io.escapement.engine.venue.kraken;

import io.escapement.engine.venue.listing.KlineRows;
import io.escapement.engine.venue.listing.ListedFields;
import io.escapement.engine.venue.listing.RestKlines;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.RestQuestion;

import java.io.IOException;
import java.util.List;

/**
 * Klines as Kraken's REST tells them: the last 720 of a duration and no more, the last one still forming, under a name
 * of the pair that is not ours. Source: {@code GET /0/public/OHLC}.
 */
final class KrakenKlines {
    private static final int MOST = 720;
    private static final KlineRows ROWS = new KlineRows(1_000_000_000L, "time open high low close - volume trades");

    private KrakenKlines() {
    }

    static KlineService make() {
        return new RestKlines("1m=1 5m=5 15m=15 30m=30 1h=60 4h=240 1d=1440", MOST, MOST - 1,
            (instrument, name, span, bars) -> RestQuestion.get("/0/public/OHLC?pair=" + pair(instrument.symbol())
                + "&interval=" + name + "&since=" + (span.fromSeconds() - 1)), KrakenKlines::rows, ROWS);
    }

    /** REST knows the two old names, without the slash. */
    private static String pair(String symbol) {
        final String[] assets = symbol.split("/", 2);
        return old(assets[0]) + old(assets[1]);
    }

    private static String old(String asset) {
        return asset.equals("BTC") ? "XBT" : asset.equals("DOGE") ? "XDG" : asset;
    }

    private static List<ListedFields> rows(byte[] body) throws IOException {
        final RestRows outer = RestRows.read(body, "result");
        final String error = outer.head().text("error.0");
        if (!error.isEmpty()) {
            throw new IOException("the venue refused: " + error);
        }
        for (final ListedFields pair : outer.requireRows().rows()) {
            if (!pair.text("").equals("last")) {
                return RestRows.read(body, "result." + pair.text("")).requireRows().rows();
            }
        }
        throw new IOException("there is no array of a pair in result");
    }
}
