package io.escapement.engine.venue.kraken;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ChecksumKind;
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
 * Replies of {@code GET /0/public/AssetPairs}. Its names are of old: {@code wsname} says XBT and XDG where the
 * WebSocket says BTC and DOGE. Exponents are the pair's decimals, which the checksum is made of; should the WebSocket
 * use others, the first checksum tells.
 */
public final class KrakenInstruments {
    private final BookRules book;

    /**
     * What the stream was or is to be subscribed with.
     *
     * @param depth         levels a side
     * @param checksumEvery 1: each checksum is verified
     */
    public KrakenInstruments(int depth, int checksumEvery) {
        book = BookRules.of(SyncKind.STREAM).withDepth(depth).withChecksum(ChecksumKind.KRAKEN, checksumEvery);
    }

    static RestQuestion question() {
        return RestQuestion.get(KrakenTexts.ASSET_PAIRS_PATH);
    }

    /** As {@link io.escapement.engine.venue.listing.PagedReading.PageReader} asks; there is one page. */
    public RestQuestion read(byte[] body, List<Listing> missing, List<Instrument> found, List<String> problems)
        throws IOException {
        final RestRows reply = RestRows.read(body, "result");
        final String error = reply.head().text("error.0");
        if (!error.isEmpty()) {
            throw new IOException("the venue refused: " + error);
        }
        for (final ListedFields row : reply.requireRows().rows()) {
            row.put("symbol", symbol(row.text("wsname")));
        }
        found.addAll(reply.instruments("symbol", missing, problems, this::make));
        return null;
    }

    /** Of old names as well as of new ones. */
    static String symbol(String wsname) {
        final StringBuilder symbol = new StringBuilder();
        for (final String asset : wsname.split("/", -1)) {
            symbol.append(symbol.length() == 0 ? "" : "/")
                .append(asset.equals("XBT") ? "BTC" : asset.equals("XDG") ? "DOGE" : asset);
        }
        return symbol.toString();
    }

    private Instrument make(ListedFields row, Listing listing) {
        final int priceExponent = -row.precision("pair_decimals");
        final int quantityExponent = -row.precision("lot_decimals");
        final String[] assets = listing.symbol().split("/", 2);
        return new Instrument(listing.id(), Venue.KRAKEN, listing.symbol(), assets[0], assets[1], priceExponent,
            quantityExponent, row.limitOr("tick_size", priceExponent, 1), 1,
            row.limit("ordermin", quantityExponent), Long.MAX_VALUE, row.limitOr("costmin", Money.EXPONENT, 0),
            status(row.text("status")), InstrumentKind.SPOT, Instrument.ONE, listing.canonical(), book);
    }

    /** Older replies say nothing; post_only and limit_only pairs trade, though not everything that we might send. */
    private static InstrumentStatus status(String text) {
        return switch (text) {
            case "", "online", "post_only", "limit_only" -> InstrumentStatus.TRADING;
            case "cancel_only", "reduce_only" -> InstrumentStatus.CANCEL_ONLY;
            default -> InstrumentStatus.HALTED;
        };
    }
}
