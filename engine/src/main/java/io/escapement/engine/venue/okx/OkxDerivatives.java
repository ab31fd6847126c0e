package io.escapement.engine.venue.okx;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.DerivativeEvents;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.LiquidationStore;
import io.escapement.engine.venue.json.CutDecimals;
import io.escapement.engine.venue.json.FieldReader;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;

import java.util.ArrayList;
import java.util.List;

/**
 * The channels of swaps: {@code mark-price}, {@code index-tickers} (named by the index, {@code BTC-USDT}, not by the
 * swap), {@code funding-rate}, {@code open-interest} (in contracts) and {@code liquidation-orders}, which tells of all
 * swaps at once; those that nobody asked for are passed over.
 */
final class OkxDerivatives {
    private static final String SWAP = "-SWAP";
    private static final long NONE = DerivativeEvents.NONE;

    private final JsonScanner scanner;
    private final FieldReader fields;
    private final CutDecimals cut;
    private final DerivativeEvents events;
    private final DerivativeEvents.Mark mark = new DerivativeEvents.Mark();
    private final LiquidationStore liquidations = new LiquidationStore();
    private final InstrumentLookup byIndex;
    private final JsonObject row = new JsonObject();
    private final JsonObject detail = new JsonObject();

    OkxDerivatives(JsonScanner scanner, FieldReader fields, EventOutlet outlet, InstrumentLookup instruments) {
        this.scanner = scanner;
        this.fields = fields;
        this.cut = new CutDecimals(scanner, fields);
        this.events = new DerivativeEvents(outlet);
        final List<Instrument> indexes = new ArrayList<>();
        for (int i = 0; i < instruments.count(); i++) {
            final Instrument instrument = instruments.instrument(i);
            if (instrument.symbol().endsWith(SWAP)) {
                indexes.add(named(instrument, index(instrument)));
            }
        }
        byIndex = new InstrumentLookup(indexes);
    }

    /** The name of a swap's index. */
    static String index(Instrument swap) {
        return swap.symbol().substring(0, swap.symbol().length() - SWAP.length());
    }

    private static Instrument named(Instrument i, String symbol) {
        return new Instrument(i.id(), i.venue(), symbol, i.baseAsset(), i.quoteAsset(), i.priceExponent(),
            i.quantityExponent(), i.tickSize(), i.lotSize(), i.minQuantity(), i.maxQuantity(), i.minNotional(),
            i.status(), i.kind(), i.contractSize(), i.canonical(), i.book());
    }

    /** False where the channel is none of ours. */
    boolean decode(int channel, OkxFrameDecoder frame) {
        final JsonObject arg = frame.arg();
        if (arg.isString(channel, "mark-price")) {
            mark(frame, false);
        } else if (arg.isString(channel, "index-tickers")) {
            mark(frame, true);
        } else if (arg.isString(channel, "funding-rate")) {
            funding(frame);
        } else if (arg.isString(channel, "open-interest")) {
            interest(frame);
        } else if (arg.isString(channel, "liquidation-orders")) {
            liquidations(frame);
        } else {
            return false;
        }
        return true;
    }

    private void mark(OkxFrameDecoder frame, boolean index) {
        final Instrument instrument = enter(frame, index);
        if (instrument == null) {
            return;
        }
        final String key = index ? "idxPx" : "markPx";
        mark.clear();
        mark.venueTimeNs = frame.millis().of(row, "ts");
        fields.need(key, "a price");
        final long price = cut.or(row, key, "a price", DerivativeEvents.PRICE_EXPONENT, NONE);
        if (index) {
            mark.indexPrice = price;
        } else {
            mark.markPrice = price;
        }
        publish(frame, instrument);
    }

    /** Reads the message's one element; its instrument, or null where there is none or all is lost. */
    private Instrument enter(OkxFrameDecoder frame, boolean index) {
        if (!frame.enterOnly(row)) {
            return null;
        }
        return index ? frame.find(row, byIndex) : frame.instrumentOf(row, "instId");
    }

    private void publish(OkxFrameDecoder frame, Instrument instrument) {
        if (!fields.failed() && !mark.isEmpty()) {
            events.publish(mark, frame.receiveTimeNs(), instrument.id());
        }
    }

    /** {@code fundingTime} is when this rate is settled, {@code nextFundingTime} one interval later. */
    private void funding(OkxFrameDecoder frame) {
        final Instrument instrument = enter(frame, false);
        if (instrument == null) {
            return;
        }
        mark.clear();
        mark.venueTimeNs = frame.millis().or(row, "ts", NONE);
        mark.fundingRate = cut.or(row, "fundingRate", "a rate", DerivativeEvents.RATE_EXPONENT, NONE);
        mark.nextFundingTimeNs = frame.millis().of(row, "fundingTime");
        final long following = frame.millis().or(row, "nextFundingTime", NONE);
        if (following != NONE && following > mark.nextFundingTimeNs) {
            mark.fundingIntervalNs = following - mark.nextFundingTimeNs;
        }
        publish(frame, instrument);
    }

    private void interest(OkxFrameDecoder frame) {
        final Instrument instrument = enter(frame, false);
        if (instrument == null) {
            return;
        }
        final long venueTimeNs = frame.millis().of(row, "ts");
        fields.need("oi", "a quantity");
        final long quantity = cut.or(row, "oi", "a quantity", instrument.quantityExponent(), NONE);
        if (!fields.failed() && quantity != NONE) {
            events.publishOpenInterest(venueTimeNs, frame.receiveTimeNs(), quantity, instrument.id());
        }
    }

    private void liquidations(OkxFrameDecoder frame) {
        liquidations.clear();
        for (int at = frame.firstRow(); at != JsonScanner.FAILED && frame.enterRow(row, at); at = frame.nextRow(at)) {
            final int details = fields.need("details", "an array");
            final Instrument instrument = frame.find(row, frame.known());
            if (instrument != null && row.kind(details) != '[') {
                scanner.fail(row.begin(details), "an array");
            } else if (instrument != null) {
                details(frame, row.begin(details), instrument);
            }
        }
        if (!fields.failed()) {
            liquidations.publish(events, frame.receiveTimeNs());
        }
    }

    private void details(OkxFrameDecoder frame, int open, Instrument instrument) {
        int at = scanner.element(open + 1);
        while (at != JsonScanner.FAILED && frame.enterRow(detail, at)) {
            final long venueTimeNs = frame.millis().of(detail, "ts");
            final Side side = frame.side(detail, "side");
            final long price = fields.price("bkPx", instrument, false);
            final long quantity = fields.quantity("sz", instrument, false);
            if (!fields.failed()) {
                liquidations.add(instrument.id(), venueTimeNs, price, quantity, side);
            }
            at = frame.nextRow(at);
        }
    }
}
