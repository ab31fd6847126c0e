package io.escapement.engine.venue.bitfinex;

import io.escapement.codecs.decimal.DecimalParser;
import io.escapement.codecs.decimal.Digits;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.DerivativeEvents;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.LiquidationStore;
import io.escapement.engine.venue.event.VenueTime;
import io.escapement.engine.venue.json.CutDecimals;
import io.escapement.engine.venue.json.FieldReader;
import io.escapement.engine.venue.json.JsonScanner;

import java.util.concurrent.TimeUnit;

/**
 * The channels {@code status}. {@code deriv:SYMBOL} becomes {@code MarkPrice}, with the funding of the interval that
 * runs, and {@code OpenInterest}; the mid prices in it are no index and are left out. {@code liq:global} tells of all
 * pairs at once: executions become {@code Liquidation}; a position whose liquidation only begins has no price yet, and
 * pairs that nobody asked for are passed over. Prices are means of others: what is beyond an exponent is cut off.
 */
final class BitfinexStatus {
    private static final int TIME = 0;
    private static final int NEXT_FUNDING = 7;
    private static final int FUNDING = 11;
    private static final int MARK = 14;
    private static final int OPEN_INTEREST = 17;
    private static final int STATUS_COLUMNS = 18;

    private static final int LIQUIDATION_TIME = 2;
    private static final int SYMBOL = 4;
    private static final int AMOUNT = 5;
    private static final int IS_MATCH = 8;
    private static final int PRICE = 11;
    private static final int LIQUIDATION_COLUMNS = 12;

    private static final int MOST_FINER = 18;
    private static final long NONE = DerivativeEvents.NONE;

    private final JsonScanner scanner;
    private final FieldReader fields;
    private final BitfinexRow row;
    private final CutDecimals cut;
    private final DerivativeEvents events;
    private final InstrumentLookup instruments;
    private final DerivativeEvents.Mark mark = new DerivativeEvents.Mark();
    private final LiquidationStore liquidations = new LiquidationStore();
    private final VenueTime milliseconds = new VenueTime(TimeUnit.MILLISECONDS);
    private long interest;

    /** @param fields the same scanner's */
    BitfinexStatus(JsonScanner scanner, FieldReader fields, EventOutlet outlet, InstrumentLookup instruments) {
        this.scanner = scanner;
        this.fields = fields;
        this.instruments = instruments;
        row = new BitfinexRow(scanner);
        cut = new CutDecimals(scanner, fields);
        events = new DerivativeEvents(outlet);
    }

    /** One status; or, at first, an array of them, of which the last counts. */
    void derivative(int open, Instrument instrument, long receiveTimeNs) {
        mark.clear();
        interest = NONE;
        final int first = scanner.element(open + 1);
        if (first != JsonScanner.FAILED && scanner.at(first) != '[') {
            status(open, instrument);
        } else {
            for (int at = first; at != JsonScanner.FAILED && !fields.failed();
                 at = scanner.element(scanner.value(at, 0))) {
                status(at, instrument);
            }
        }
        if (!fields.failed() && !mark.isEmpty()) {
            events.publish(mark, receiveTimeNs, instrument.id());
        }
        if (!fields.failed() && interest != NONE) {
            events.publishOpenInterest(mark.venueTimeNs, receiveTimeNs, interest, instrument.id());
        }
    }

    private void status(int open, Instrument instrument) {
        if (!row.read(open, STATUS_COLUMNS, "a status of 18 columns")) {
            return;
        }
        mark.clear();
        mark.venueTimeNs = time(TIME);
        mark.markPrice = decimal(MARK, "a mark price", DerivativeEvents.PRICE_EXPONENT);
        mark.fundingRate = decimal(FUNDING, "a rate", DerivativeEvents.RATE_EXPONENT);
        mark.nextFundingTimeNs = scanner.at(row.begin(NEXT_FUNDING)) == 'n' ? NONE : time(NEXT_FUNDING);
        interest = decimal(OPEN_INTEREST, "an open interest", instrument.quantityExponent());
        if (mark.markPrice != NONE && mark.markPrice <= 0) {
            scanner.fail(row.begin(MARK), "a mark price", "above zero");
        }
        if (interest != NONE && interest < 0) {
            scanner.fail(row.begin(OPEN_INTEREST), "an open interest", "zero or more");
        }
    }

    /** One liquidation, or an array of them. */
    void liquidations(int open, long receiveTimeNs) {
        liquidations.clear();
        final int first = scanner.element(open + 1);
        if (first != JsonScanner.FAILED && scanner.at(first) != '[') {
            liquidation(open);
        } else {
            for (int at = first; at != JsonScanner.FAILED && !fields.failed();
                 at = scanner.element(scanner.value(at, 0))) {
                liquidation(at);
            }
        }
        if (!fields.failed()) {
            liquidations.publish(events, receiveTimeNs);
        }
    }

    private void liquidation(int open) {
        if (!row.read(open, LIQUIDATION_COLUMNS, "a liquidation of 12 columns")) {
            return;
        }
        final int symbol = row.begin(SYMBOL);
        if (scanner.at(symbol) != '"') {
            scanner.fail(symbol, "a symbol in quotes");
            return;
        }
        final Instrument instrument = instruments.find(scanner.text(), symbol + 1, row.end(SYMBOL) - symbol - 2);
        if (instrument == null) {
            return;
        }
        final boolean executed = fields.integer(row.begin(IS_MATCH), row.end(IS_MATCH), "0 or 1") == 1;
        final long timeNs = time(LIQUIDATION_TIME);
        final long price = decimal(PRICE, "a price", instrument.priceExponent());
        final long amount = decimal(AMOUNT, "an amount", instrument.quantityExponent());
        if (!executed || price == NONE || fields.failed()) {
            return;
        }
        if (price <= 0) {
            scanner.fail(row.begin(PRICE), "a price", "above zero");
        } else if (amount == NONE || amount == 0) {
            scanner.fail(row.begin(AMOUNT), "an amount", "not zero");
        } else {
            liquidations.add(instrument.id(), timeNs, price, Math.abs(amount), amount > 0 ? Side.SELL : Side.BUY);
        }
    }

    /** Of a small number the venue writes a power of ten, {@code 1.23456789012e-05}: it is cut as any other. */
    private long decimal(int column, String what, int exponent) {
        final int from = row.begin(column);
        final int length = row.end(column) - from;
        for (int finer = 0; scanner.at(from) != '"' && finer <= MOST_FINER; finer++) {
            final long value = DecimalParser.parse(scanner.text(), from, length, exponent - finer);
            if (!DecimalParser.isError(value)) {
                return value / Digits.powerOfTen(finer);
            }
            if (value != DecimalParser.INEXACT) {
                break;
            }
        }
        return cut.or(from, from + length, what, exponent, NONE);
    }

    private long time(int column) {
        final long ns = milliseconds.toNanos(fields.integer(row.begin(column), row.end(column), "a time"));
        if (ns == VenueTime.TOO_LATE) {
            scanner.fail(row.begin(column), "a time before the year 2262");
        }
        return ns;
    }
}
