package io.escapement.engine.venue.bybit;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.listing.ListedFields;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.RestQuestion;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Replies of {@code GET /v5/market/instruments-info}, page by page: linear has more instruments than one page holds.
 * What is listed but has another status than {@code Trading} comes as HALTED.
 */
public final class BybitInstruments {
    private static final int PAGE = 1_000;

    private final BybitMarket market;
    private final int bookDepth;

    /** @param bookDepth levels a side of the topic that books are built from */
    public BybitInstruments(BybitMarket market, int bookDepth) {
        this.market = market;
        this.bookDepth = bookDepth;
    }

    /** @param cursor of the page; empty for the first */
    RestQuestion page(String cursor) {
        final String path = "/v5/market/instruments-info?category=" + market.category() + "&limit=" + PAGE;
        // The venue hands out cursors that are encoded already.
        final String encoded =
            cursor.matches("[A-Za-z0-9%._~-]*") ? cursor : URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return RestQuestion.get(encoded.isEmpty() ? path : path + "&cursor=" + encoded);
    }

    /** As {@link io.escapement.engine.venue.listing.PagedReading.PageReader} asks. */
    public RestQuestion read(byte[] body, List<Listing> missing, List<Instrument> found, List<String> problems)
        throws IOException {
        final RestRows reply = RestRows.read(body, "result.list").requireCode("retCode", "0", "retMsg").requireRows();
        final String category = reply.head().text("result.category");
        if (!category.equals(market.category())) {
            throw new IOException("the category \"" + category + "\", expected " + market.category());
        }
        found.addAll(reply.instruments("symbol", missing, problems, this::make));
        final String cursor = reply.head().text("result.nextPageCursor");
        return cursor.isEmpty() ? null : page(cursor);
    }

    private Instrument make(ListedFields row, Listing listing) {
        final boolean spot = market == BybitMarket.SPOT;
        final String step = spot ? "lotSizeFilter.basePrecision" : "lotSizeFilter.qtyStep";
        final String least = spot ? "lotSizeFilter.minOrderAmt" : "lotSizeFilter.minNotionalValue";
        final String most = row.text("lotSizeFilter.maxLimitOrderQty").isEmpty() ? "lotSizeFilter.maxOrderQty"
            : "lotSizeFilter.maxLimitOrderQty";
        final int priceExponent = -row.decimalsOfStep("priceFilter.tickSize");
        final int quantityExponent = -row.decimalsOfStep(step);
        final InstrumentStatus status =
            "Trading".equals(row.need("status")) ? InstrumentStatus.TRADING : InstrumentStatus.HALTED;
        return new Instrument(listing.id(), Venue.BYBIT, listing.symbol(), row.need("baseCoin"),
            row.need("quoteCoin"), priceExponent, quantityExponent,
            row.limit("priceFilter.tickSize", priceExponent), row.limit(step, quantityExponent),
            row.limit("lotSizeFilter.minOrderQty", quantityExponent), row.limit(most, quantityExponent),
            row.limitOr(least, Money.EXPONENT, 0), status, market.kind(), Instrument.ONE, listing.canonical(),
            BookRules.of(SyncKind.STREAM).withDepth(bookDepth));
    }
}
