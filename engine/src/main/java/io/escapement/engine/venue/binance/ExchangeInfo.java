package io.escapement.engine.venue.binance;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.json.ListedRow;
import io.escapement.engine.venue.json.ListedRows;
import io.escapement.engine.venue.json.ListingException;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The body of {@code exchangeInfo} of spot; of USD-M too where only its numbers matter, see {@link UsdmExchangeInfo}.
 * Read once at the start of a run, off the hot path.
 */
public final class ExchangeInfo {
    private static final ListedRows ROWS = new ListedRows("symbols", "symbol", "msg");
    private static final String TICK = "PRICE_FILTER.tickSize";
    private static final Pattern ZERO = Pattern.compile("0+(\\.0*)?");
    private static final List<String> MIN_NOTIONALS =
        List.of("NOTIONAL.minNotional", "MIN_NOTIONAL.minNotional", "MIN_NOTIONAL.notional");

    private ExchangeInfo() {
    }

    /**
     * The instruments that are asked for, of what is listed well.
     *
     * @throws ListingException where the body is no such list
     */
    public static ListedInstruments read(byte[] body, List<ListedRows.Wanted> wanted, Venue venue)
        throws ListingException {
        return ROWS.read(body, wanted, (each, row) -> make(each, row, venue));
    }

    /**
     * The instruments of these symbols, all of them, in their order, with ids from {@code firstId} on.
     *
     * @throws ListingException naming every symbol that is not listed or lacks a filter, or the place where the body is
     *                          not JSON
     */
    public static List<Instrument> readAll(byte[] body, List<String> symbols, int firstId, Venue venue)
        throws ListingException {
        final List<ListedRows.Wanted> wanted = new ArrayList<>();
        symbols.forEach(symbol -> wanted.add(new ListedRows.Wanted(firstId + wanted.size(), symbol, "")));
        final ListedInstruments read = read(body, wanted, venue);
        if (!read.problems().isEmpty()) {
            throw new ListingException(String.join("; ", read.problems()));
        }
        return read.instruments();
    }

    /** The instrument, which may be one that does not trade; its canonical name is its own where none is wanted. */
    private static Instrument make(ListedRows.Wanted wanted, ListedRow row, Venue venue) {
        final String status = row.need("status");
        final InstrumentStatus state = "TRADING".equals(status) ? InstrumentStatus.TRADING
            : "CANCEL_ONLY".equals(status) ? InstrumentStatus.CANCEL_ONLY : InstrumentStatus.HALTED;
        final int quantityExponent = -row.precision("baseAssetPrecision");
        final int priceExponent = priceExponent(row);
        final Instrument instrument = new Instrument(wanted.id(), venue, wanted.symbol(), row.need("baseAsset"),
            row.need("quoteAsset"), priceExponent, quantityExponent, Math.max(1, row.decimal(TICK, priceExponent)),
            row.decimal("LOT_SIZE.stepSize", quantityExponent), row.decimal("LOT_SIZE.minQty", quantityExponent),
            row.decimal("LOT_SIZE.maxQty", quantityExponent), minNotional(row), state);
        return wanted.canonical().isEmpty() ? instrument : instrument.withCanonical(wanted.canonical());
    }

    /** From the tick; where that filter is off (tick 0), from the quote asset's precision. */
    private static int priceExponent(ListedRow row) {
        if (ZERO.matcher(row.text(TICK)).matches()) {
            return -row.precision(row.text("quoteAssetPrecision").isEmpty() ? "quotePrecision"
                : "quoteAssetPrecision");
        }
        return row.exponentOf(TICK);
    }

    private static long minNotional(ListedRow row) {
        for (final String name : MIN_NOTIONALS) {
            if (!row.text(name).isEmpty()) {
                return row.decimal(name, Money.EXPONENT);
            }
        }
        row.problem("has no NOTIONAL or MIN_NOTIONAL filter");
        return 0;
    }
}
