package io.escapement.engine.venue.kucoin;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.listing.ListedFields;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.RestQuestion;

import java.io.IOException;
import java.util.List;

/**
 * Replies of {@code GET /api/v2/symbols}. Books hold sizes off the grid of orders: in recordings eight decimals where
 * {@code baseIncrement} has two, so there are eight at least. What is listed without {@code enableTrading} comes as
 * HALTED.
 */
public final class KucoinInstruments {
    private static final int LEAST_SIZE_DECIMALS = 8;

    private final int depth;

    /** @param depth levels a side that snapshots bring; 0: all */
    public KucoinInstruments(int depth) {
        this.depth = depth;
    }

    static RestQuestion question() {
        return RestQuestion.get("/api/v2/symbols");
    }

    /** As {@link io.escapement.engine.venue.listing.PagedReading.PageReader} asks; there is one page. */
    public RestQuestion read(byte[] body, List<Listing> missing, List<Instrument> found, List<String> problems)
        throws IOException {
        final RestRows reply =
            RestRows.read(body, "data").requireCode("code", KucoinProtocol.GRANTED, "msg").requireRows();
        found.addAll(reply.instruments("symbol", missing, problems, this::make));
        return null;
    }

    private Instrument make(ListedFields row, Listing listing) {
        final int priceExponent = -row.decimalsOfStep("priceIncrement");
        final int quantityExponent = -Math.max(row.decimalsOfStep("baseIncrement"), LEAST_SIZE_DECIMALS);
        final String trading = row.need("enableTrading");
        if (!trading.isEmpty() && !"true".equals(trading) && !"false".equals(trading)) {
            row.problem("has the enableTrading " + trading + ", expected true or false");
        }
        return new Instrument(listing.id(), Venue.KUCOIN, listing.symbol(), row.need("baseCurrency"),
            row.need("quoteCurrency"), priceExponent, quantityExponent, row.limit("priceIncrement", priceExponent),
            row.limit("baseIncrement", quantityExponent), row.limit("baseMinSize", quantityExponent),
            row.limit("baseMaxSize", quantityExponent), row.limitOr("minFunds", Money.EXPONENT, 0),
            "true".equals(trading) ? InstrumentStatus.TRADING : InstrumentStatus.HALTED, InstrumentKind.SPOT,
            Instrument.ONE, listing.canonical(), BookRules.of(SyncKind.RANGES).withDepth(depth));
    }
}
