package io.escapement.engine.venue.binance;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.json.ListedRow;
import io.escapement.engine.venue.json.ListedRows;
import io.escapement.engine.venue.json.ListingException;

import java.util.List;

/**
 * The body of {@code /fapi/v1/exchangeInfo}: contracts that never end. Quantities are amounts of the base asset. The
 * price exponent comes from the tick; {@code pricePrecision} is no tick.
 */
public final class UsdmExchangeInfo {
    private static final ListedRows ROWS = new ListedRows("symbols", "symbol", "msg");

    private UsdmExchangeInfo() {
    }

    /**
     * The instruments that are asked for; one that is listed and not trading is there, and says so.
     *
     * @throws ListingException where the body is no such list
     */
    public static ListedInstruments read(byte[] body, List<ListedRows.Wanted> wanted) throws ListingException {
        return ROWS.read(body, wanted, UsdmExchangeInfo::make);
    }

    private static Instrument make(ListedRows.Wanted wanted, ListedRow row) {
        final String type = row.need("contractType");
        if (!type.isEmpty() && !"PERPETUAL".equals(type)) {
            row.problem("has the contractType " + type + ", expected PERPETUAL");
        }
        final int priceExponent = row.exponentOf("PRICE_FILTER.tickSize");
        final int quantityExponent = -row.precision("baseAssetPrecision");
        final boolean trading = "TRADING".equals(row.need("status"));
        return new Instrument(wanted.id(), Venue.BINANCE_USDM, wanted.symbol(), row.need("baseAsset"),
            row.need("quoteAsset"), priceExponent, quantityExponent,
            Math.max(1, row.decimal("PRICE_FILTER.tickSize", priceExponent)),
            row.decimal("LOT_SIZE.stepSize", quantityExponent), row.decimal("LOT_SIZE.minQty", quantityExponent),
            row.decimal("LOT_SIZE.maxQty", quantityExponent), row.decimal("MIN_NOTIONAL.notional", Money.EXPONENT),
            trading ? InstrumentStatus.TRADING : InstrumentStatus.HALTED, InstrumentKind.LINEAR, Instrument.ONE,
            wanted.canonical(), BookRules.of(SyncKind.CHAIN));
    }
}
