package io.escapement.engine.venue.gate;

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
import java.util.List;

/**
 * Replies of {@code GET /spot/currency_pairs} and {@code GET /futures/usdt/contracts}. Spot books hold prices and sizes
 * far off the grid of orders: recordings have up to two decimals more than {@code precision} and seven more than
 * {@code amount_precision}, so the exponents leave room for them. What is listed but not {@code tradable}, or is being
 * delisted, comes as HALTED.
 */
public final class GateInstruments {
    private static final int PRICE_ROOM = 2;
    private static final int AMOUNT_ROOM = 7;
    private static final int MOST_AMOUNT_DECIMALS = 10;
    /** Of contracts that may be traded in parts. */
    private static final int CONTRACT_ROOM = 4;
    private static final int MOST_DECIMALS = 18;

    private final GateMarket market;
    private final BookRules rules;

    /** @param rules of all books */
    public GateInstruments(GateMarket market, BookRules rules) {
        this.market = market;
        this.rules = rules;
    }

    RestQuestion question() {
        return RestQuestion.get(market == GateMarket.SPOT ? "/api/v4/spot/currency_pairs"
            : "/api/v4/futures/usdt/contracts");
    }

    /** As {@link io.escapement.engine.venue.listing.PagedReading.PageReader} asks; there is one page. */
    public RestQuestion read(byte[] body, List<Listing> missing, List<Instrument> found, List<String> problems)
        throws IOException {
        final RestRows reply = RestRows.read(body, "");
        if (!reply.head().text("label").isEmpty()) {
            throw new IOException("the venue refused: " + reply.head().text("label") + " "
                + reply.head().text("message"));
        }
        reply.requireRows();
        found.addAll(market == GateMarket.SPOT ? reply.instruments("id", missing, problems, this::pair)
            : reply.instruments("name", missing, problems, this::contract));
        return null;
    }

    private Instrument pair(ListedFields row, Listing listing) {
        final int priceDecimals = row.precision("precision");
        final int amountDecimals = row.precision("amount_precision");
        final int priceExponent = -Math.min(MOST_DECIMALS, priceDecimals + PRICE_ROOM);
        final int quantityExponent = -Math.max(amountDecimals,
            Math.min(MOST_AMOUNT_DECIMALS, amountDecimals + AMOUNT_ROOM));
        final long lot = powerOfTen(-quantityExponent - amountDecimals);
        final boolean tradable = "tradable".equals(row.need("trade_status"));
        return new Instrument(listing.id(), Venue.GATE, listing.symbol(), row.need("base"), row.need("quote"),
            priceExponent, quantityExponent, powerOfTen(-priceExponent - priceDecimals), lot,
            row.limitOr("min_base_amount", quantityExponent, lot),
            row.limitOr("max_base_amount", quantityExponent, Long.MAX_VALUE),
            row.limitOr("min_quote_amount", Money.EXPONENT, 0), status(tradable), InstrumentKind.SPOT,
            Instrument.ONE, listing.canonical(), rules);
    }

    private Instrument contract(ListedFields row, Listing listing) {
        final String[] pair = listing.symbol().split("_");
        final int priceExponent = -row.decimalsOfStep("order_price_round");
        final int sizeDecimals = row.decimalsOfStep("order_size_min");
        final boolean inParts = "true".equals(row.text("enable_decimal"));
        final int quantityExponent = -(inParts ? sizeDecimals + CONTRACT_ROOM : sizeDecimals);
        final boolean inverse = "inverse".equals(row.need("type"));
        final long size = row.limit("quanto_multiplier", Money.EXPONENT);
        if (size == 0 && !inverse) {
            row.problem("has the quanto_multiplier " + row.text("quanto_multiplier") + ", expected more than zero");
        }
        final String state = row.text("status");
        final boolean tradable = !"true".equals(row.text("in_delisting")) && (state.isEmpty()
            || "trading".equals(state));
        return new Instrument(listing.id(), Venue.GATE, listing.symbol(), pair[0], pair[1 % pair.length],
            priceExponent, quantityExponent, row.limit("order_price_round", priceExponent),
            powerOfTen(-quantityExponent - sizeDecimals), row.limit("order_size_min", quantityExponent),
            row.limitOr("order_size_max", quantityExponent, Long.MAX_VALUE), 0, status(tradable),
            inverse ? InstrumentKind.INVERSE : InstrumentKind.LINEAR, size == 0 ? Instrument.ONE : size,
            listing.canonical(), rules);
    }

    private static InstrumentStatus status(boolean tradable) {
        return tradable ? InstrumentStatus.TRADING : InstrumentStatus.HALTED;
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
