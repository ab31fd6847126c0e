package io.escapement.engine.venue.mexc;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.json.ListedRow;
import io.escapement.engine.venue.json.ListedRows;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.json.ListingException;

import java.util.List;

/**
 * The body of {@code /api/v3/exchangeInfo}. There are no filters: the tick is ten to the minus {@code quotePrecision},
 * the lot ten to the minus {@code baseAssetPrecision}; {@code baseSizePrecision} is the least quantity of an order and
 * {@code quoteAmountPrecision} the least amount, whatever their names say.
 */
public final class MexcExchangeInfo {
    private static final ListedRows ROWS = new ListedRows("symbols", "symbol", "msg");

    private MexcExchangeInfo() {
    }

    /**
     * The instruments that are asked for; one that is listed and not trading is there, and says so.
     *
     * @throws ListingException where the body is no such list
     */
    public static ListedInstruments read(byte[] body, List<ListedRows.Wanted> wanted, BookRules book)
        throws ListingException {
        return ROWS.read(body, wanted, (each, row) -> make(each, row, book));
    }

    private static Instrument make(ListedRows.Wanted wanted, ListedRow row, BookRules book) {
        final int priceExponent = -row.precision("quotePrecision");
        final int quantityExponent = -row.precision("baseAssetPrecision");
        final long least = row.decimal("baseSizePrecision", quantityExponent);
        final long minNotional = row.decimal("quoteAmountPrecision", Money.EXPONENT);
        // "1" since 2024, ENABLED before; 2 is a pause, 3 offline.
        final String status = row.need("status");
        final boolean trading = "1".equals(status) || "ENABLED".equals(status);
        return new Instrument(wanted.id(), Venue.MEXC, wanted.symbol(), row.need("baseAsset"), row.need("quoteAsset"),
            priceExponent, quantityExponent, 1, 1, Math.max(1, least), Long.MAX_VALUE, minNotional,
            trading ? InstrumentStatus.TRADING : InstrumentStatus.HALTED, InstrumentKind.SPOT, Instrument.ONE,
            wanted.canonical(), book);
    }
}
