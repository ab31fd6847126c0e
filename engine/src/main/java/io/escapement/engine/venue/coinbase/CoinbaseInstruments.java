package io.escapement.engine.venue.coinbase;

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
 * Replies of {@code GET /api/v3/brokerage/market/products}; spot alone. USDC products whose book is the USD one's are
 * refused with the name to be asked for instead, because market data come by that name only.
 */
public final class CoinbaseInstruments {
    /** Books may hold sizes off the grid of today's orders. */
    private static final int SIZE_ROOM = 4;
    private static final int MOST_SIZE_DECIMALS = 8;

    static RestQuestion question() {
        return RestQuestion.get(CoinbaseTexts.PRODUCTS_PATH);
    }

    /** As {@link io.escapement.engine.venue.listing.PagedReading.PageReader} asks; there is one page. */
    public RestQuestion read(byte[] body, List<Listing> missing, List<Instrument> found, List<String> problems)
        throws IOException {
        final RestRows reply = RestRows.read(body, "products");
        final String error = reply.head().text("errors.0.id") + reply.head().text("error");
        if (!error.isEmpty()) {
            throw new IOException("the venue refused: " + error + " " + reply.head().text("message"));
        }
        found.addAll(reply.requireRows().instruments("product_id", missing, problems, CoinbaseInstruments::make));
        return null;
    }

    private static Instrument make(ListedFields row, Listing listing) {
        if (!"SPOT".equals(row.need("product_type"))) {
            row.problem("is of the type " + row.text("product_type") + ", expected SPOT");
        }
        if (!row.text("alias").isEmpty()) {
            row.problem("is another name of " + row.text("alias") + ": ask for that");
        }
        final String tick = row.text("price_increment").isEmpty() ? "quote_increment" : "price_increment";
        final int priceExponent = -row.decimalsOfStep(tick);
        final int sizeDecimals = row.decimalsOfStep("base_increment");
        final int quantityExponent = -Math.max(sizeDecimals, Math.min(MOST_SIZE_DECIMALS, sizeDecimals + SIZE_ROOM));
        return new Instrument(listing.id(), Venue.COINBASE, listing.symbol(), row.need("base_currency_id"),
            row.need("quote_currency_id"), priceExponent, quantityExponent, row.limit(tick, priceExponent),
            row.limit("base_increment", quantityExponent), row.limit("base_min_size", quantityExponent),
            row.limit("base_max_size", quantityExponent), row.limit("quote_min_size", Money.EXPONENT), status(row),
            InstrumentKind.SPOT, Instrument.ONE, listing.canonical(), BookRules.of(SyncKind.STREAM));
    }

    /** In an auction the book may be crossed, and nothing trades. */
    private static InstrumentStatus status(ListedFields row) {
        final boolean online = "online".equals(row.need("status"));
        for (final String flag : List.of("trading_disabled", "is_disabled", "view_only", "auction_mode")) {
            if (!online || isTrue(row, flag)) {
                return InstrumentStatus.HALTED;
            }
        }
        return isTrue(row, "cancel_only") ? InstrumentStatus.CANCEL_ONLY : InstrumentStatus.TRADING;
    }

    private static boolean isTrue(ListedFields row, String flag) {
        return "true".equals(row.text(flag));
    }
}
