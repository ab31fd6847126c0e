package io.escapement.engine.venue.htx;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.json.ListedRow;
import io.escapement.engine.venue.json.ListedRows;
import io.escapement.engine.venue.json.ListingException;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** The venue's lists of instruments: of spot and of USDT-margined swaps. */
public final class HtxInstruments {
    private static final ListedRows SYMBOLS = new ListedRows("data", "symbol", "err-msg");
    private static final ListedRows CONTRACTS = new ListedRows("data", "contract_code", "err-msg");
    /** Books have finer quantities than orders may have; more decimals would leave too little room for great ones. */
    private static final int FINER = 4;
    private static final int FINEST = 8;
    /** A sum of both sides may be odd. */
    private static final int CONTRACT_EXPONENT = -1;
    private static final long CONTRACT = 10;

    private HtxInstruments() {
    }

    /**
     * The body of {@link HtxTexts#SYMBOLS_PATH}; symbols are lower case.
     *
     * @throws ListingException where the body is no such list
     */
    public static ListedInstruments readSpot(byte[] body, List<ListedRows.Wanted> wanted, HtxDepth depth)
        throws ListingException {
        return SYMBOLS.read(body, wanted, (each, row) -> spot(each, row, depth));
    }

    private static Instrument spot(ListedRows.Wanted wanted, ListedRow row, HtxDepth depth) {
        final int priceExponent = -row.precision("price-precision");
        final int precision = row.precision("amount-precision");
        final int quantityExponent = -Math.max(precision, Math.min(precision + FINER, FINEST));
        return new Instrument(wanted.id(), Venue.HTX, wanted.symbol(),
            row.need("base-currency").toUpperCase(Locale.ROOT), row.need("quote-currency").toUpperCase(Locale.ROOT),
            priceExponent, quantityExponent, 1, powerOfTen(-quantityExponent - precision),
            Math.max(1, row.decimal("min-order-amt", quantityExponent)),
            row.decimalOr("max-order-amt", quantityExponent, Long.MAX_VALUE),
            row.decimal("min-order-value", Money.EXPONENT), status(row.need("state"), "online"), InstrumentKind.SPOT,
            Instrument.ONE, wanted.canonical(), depth.rules());
    }

    /**
     * The body of {@link HtxTexts#CONTRACTS_PATH}; quantities are contracts, at one decimal.
     *
     * @throws ListingException where the body is no such list
     */
    public static ListedInstruments readSwaps(byte[] body, List<ListedRows.Wanted> wanted, HtxDepth depth)
        throws ListingException {
        return CONTRACTS.read(body, wanted, (each, row) -> swap(each, row, depth));
    }

    private static Instrument swap(ListedRows.Wanted wanted, ListedRow row, HtxDepth depth) {
        final int priceExponent = row.exponentOf("price_tick");
        final long contract = row.decimal("contract_size", Money.EXPONENT);
        final String pair = row.need("contract_code");
        final int dash = pair.indexOf('-');
        if (!pair.isEmpty() && (dash < 1 || !pair.startsWith("-USDT", dash))) {
            row.problem("has the contract_code " + pair + ", expected BASE-USDT");
        }
        return new Instrument(wanted.id(), Venue.HTX, wanted.symbol(), row.need("symbol"), "USDT", priceExponent,
            CONTRACT_EXPONENT, Math.max(1, row.decimal("price_tick", priceExponent)), CONTRACT, CONTRACT,
            Long.MAX_VALUE, 0, status(row.need("contract_status"), "1"), InstrumentKind.LINEAR, contract,
            wanted.canonical(), depth.rules());
    }

    private static long powerOfTen(int power) {
        return BigInteger.TEN.pow(power).longValueExact();
    }

    private static InstrumentStatus status(String text, String trading) {
        return text.equals(trading) ? InstrumentStatus.TRADING : InstrumentStatus.HALTED;
    }
}
