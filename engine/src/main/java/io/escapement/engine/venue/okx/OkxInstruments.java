package io.escapement.engine.venue.okx;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.listing.ListedFields;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.RestQuestion;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Replies of {@code GET /api/v5/public/instruments}. Quantities of swaps are contracts; a contract is
 * {@code ctVal * ctMult} of the base asset, of an inverse one of the quote asset. What is listed in another state than
 * {@code live} comes as HALTED. The venue has no least notional.
 */
public final class OkxInstruments {
    private final OkxMarket market;
    private final BookRules rules;

    /** @param rules of all books */
    public OkxInstruments(OkxMarket market, BookRules rules) {
        this.market = market;
        this.rules = rules;
    }

    RestQuestion question() {
        return RestQuestion.get("/api/v5/public/instruments?instType=" + market);
    }

    /** As {@link io.escapement.engine.venue.listing.PagedReading.PageReader} asks; there is one page. */
    public RestQuestion read(byte[] body, List<Listing> missing, List<Instrument> found, List<String> problems)
        throws IOException {
        final RestRows reply = RestRows.read(body, "data").requireCode("code", "0", "msg").requireRows();
        found.addAll(reply.instruments("instId", missing, problems, this::make));
        return null;
    }

    private Instrument make(ListedFields row, Listing listing) {
        final boolean spot = market == OkxMarket.SPOT;
        if (!row.text("instType").equals(market.name())) {
            row.problem("has the instType " + row.text("instType") + ", expected " + market);
        }
        final String[] pair = listing.symbol().split("-");
        final int priceExponent = -row.decimalsOfStep("tickSz");
        final int quantityExponent = -row.decimalsOfStep("lotSz");
        final InstrumentStatus status =
            "live".equals(row.need("state")) ? InstrumentStatus.TRADING : InstrumentStatus.HALTED;
        return new Instrument(listing.id(), Venue.OKX, listing.symbol(), spot ? row.need("baseCcy") : pair[0],
            spot ? row.need("quoteCcy") : pair[1 % pair.length], priceExponent, quantityExponent,
            row.limit("tickSz", priceExponent), row.limit("lotSz", quantityExponent),
            row.limit("minSz", quantityExponent), row.limitOr("maxLmtSz", quantityExponent, Long.MAX_VALUE), 0, status,
            spot ? InstrumentKind.SPOT : kind(row), spot ? Instrument.ONE : contractSize(row), listing.canonical(),
            rules);
    }

    private static InstrumentKind kind(ListedFields row) {
        final String type = row.need("ctType");
        if (!type.isEmpty() && !"linear".equals(type) && !"inverse".equals(type)) {
            row.problem("has the ctType " + type + ", expected linear or inverse");
        }
        return "inverse".equals(type) ? InstrumentKind.INVERSE : InstrumentKind.LINEAR;
    }

    private static long contractSize(ListedFields row) {
        final String value = row.need("ctVal");
        final String multiplier = row.need("ctMult");
        if (value.isEmpty() || multiplier.isEmpty()) {
            return Instrument.ONE;
        }
        try {
            final long size = new BigDecimal(value).multiply(new BigDecimal(multiplier))
                .movePointRight(-Money.EXPONENT).longValueExact();
            if (size > 0) {
                return size;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // said below, as for every other size that is none
        }
        row.problem("has the ctVal " + value + " and ctMult " + multiplier
            + ", expected a product above zero of at most eight decimals");
        return Instrument.ONE;
    }
}
