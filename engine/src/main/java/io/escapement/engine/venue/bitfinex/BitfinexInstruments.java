package io.escapement.engine.venue.bitfinex;

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
import java.util.ArrayList;
import java.util.List;

/**
 * Replies of {@code GET /v2/conf/pub:info:pair} and, for what is not in there, {@code pub:info:pair:futures}:
 * {@code [[["BTCUSD",[null,null,null,"0.00006","2000.0",...]],...]]}. What is listed trades. The venue has no ticks:
 * prices have five significant digits at any magnitude, so one exponent serves all of them and the tick is its unit.
 */
public final class BitfinexInstruments {
    /** Holds prices from 0.00001 to 900 million; amounts have eight decimals. */
    public static final int DEFAULT_PRICE_EXPONENT = -10;
    static final int QUANTITY_EXPONENT = -8;

    private static final String LEAST = "1.3";
    private static final String GREATEST = "1.4";

    private final BookRules book;
    private final int priceExponent;
    private boolean askedForFutures;

    /**
     * For one reading.
     *
     * @param checksumEvery 1: each checksum is verified
     * @param priceExponent {@link #DEFAULT_PRICE_EXPONENT} unless prices are so small that five digits need more
     */
    public BitfinexInstruments(int checksumEvery, int priceExponent) {
        this.book = rules(checksumEvery);
        this.priceExponent = priceExponent;
    }

    /**
     * Each message changes one level, so a pair that trades through may be crossed between two of them: "do not resync
     * on that alone", the checksum tells.
     */
    static BookRules rules(int checksumEvery) {
        return BookRules.of(SyncKind.STREAM).withChecksum(ChecksumKind.BITFINEX, checksumEvery).crossedByChecksum();
    }

    static RestQuestion question() {
        return RestQuestion.get(BitfinexTexts.PAIRS_PATH);
    }

    /** As {@link io.escapement.engine.venue.listing.PagedReading.PageReader} asks: spot, then derivatives. */
    public RestQuestion read(byte[] body, List<Listing> missing, List<Instrument> found, List<String> problems)
        throws IOException {
        final RestRows reply = RestRows.read(body, "0");
        if ("error".equals(reply.head().text("0"))) {
            throw new IOException("the venue refused: code " + reply.head().text("1") + " " + reply.head().text("2"));
        }
        for (final ListedFields row : reply.requireRows().rows()) {
            row.put("symbol", "t" + row.text("0"));
        }
        found.addAll(reply.instruments("symbol", missing, problems, this::make));
        final boolean further = !askedForFutures;
        askedForFutures = true;
        return further ? RestQuestion.get(BitfinexTexts.FUTURES_PATH) : null;
    }

    private Instrument make(ListedFields row, Listing listing) {
        final long least = size(row, LEAST, "least");
        final long greatest = size(row, GREATEST, "greatest");
        if (row.problems().isEmpty() && (least <= 0 || greatest < least)) {
            row.problem("has orders from " + row.text(LEAST) + " to " + row.text(GREATEST)
                + ": the columns are not what they were");
        }
        final boolean perpetual = listing.symbol().contains("F0:");
        return new Instrument(listing.id(), Venue.BITFINEX, listing.symbol(), listing.base(), listing.quote(),
            priceExponent, QUANTITY_EXPONENT, 1, 1, least, greatest, 0, InstrumentStatus.TRADING,
            perpetual ? InstrumentKind.LINEAR : InstrumentKind.SPOT, Instrument.ONE, listing.canonical(), book);
    }

    private static long size(ListedFields row, String column, String which) {
        if (row.text(column).isEmpty()) {
            row.problem("has no " + which + " order size (column " + column + ")");
            return 0;
        }
        return row.limit(column, QUANTITY_EXPONENT);
    }

    /** {@code tBTCUSD}, with a colon where a code is longer than three characters; USDT is called UST. */
    static String symbol(String base, String quote) {
        final List<String> codes = new ArrayList<>();
        for (final String asset : List.of(base, quote)) {
            codes.add(asset.equals("USDT") ? "UST" : asset);
        }
        final boolean isLong = codes.stream().anyMatch(code -> code.length() > 3);
        return "t" + String.join(isLong ? ":" : "", codes);
    }
}
