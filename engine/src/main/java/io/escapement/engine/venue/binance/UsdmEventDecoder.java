package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.DerivativeEvents;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.event.VenueTime;
import io.escapement.engine.venue.json.JsonFrameDecoder;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;

import java.util.concurrent.TimeUnit;

/**
 * {@code markPriceUpdate}, {@code forceOrder}, {@code aggTrade} and, gated, {@code trade}: one event, or an array of
 * them, wrapped or not. A frame of anything else is {@link #isForeign}, and nothing of the market has been published of
 * it. Events of coin-margined contracts, which share the streams of all markets ({@code "st":2}), are passed over.
 */
final class UsdmEventDecoder extends JsonFrameDecoder {
    private final EventWriter events;
    private final DerivativeEvents derivatives;
    private final UsdmFrameDecoder.Trades trades;
    private final JsonObject event = new JsonObject();
    private final JsonObject order = new JsonObject();
    private final DerivativeEvents.Mark mark = new DerivativeEvents.Mark();
    private final VenueTime venueTime = new VenueTime(TimeUnit.MILLISECONDS);
    private boolean foreign;

    UsdmEventDecoder(EventOutlet outlet, EventWriter events, DerivativeEvents derivatives, StatusWriter status,
                     InstrumentLookup instruments, UsdmFrameDecoder.Trades trades) {
        super(outlet, status, instruments);
        this.events = events;
        this.derivatives = derivatives;
        this.trades = trades;
    }

    /** Whether the last frame held nothing of the kinds above. */
    boolean isForeign() {
        return foreign;
    }

    @Override
    protected void decode() {
        foreign = false;
        if (scanner.at(scanner.skipSpace(0)) == '[') {
            final int open = scanner.wholeArray();
            if (open != JsonScanner.FAILED) {
                decodeAll(open);
            }
            if (foreign) {
                // The shared decoder knows no arrays.
                foreign = false;
                unknown(0, text.capacity());
            }
            return;
        }
        if (!scanner.wholeText(frame)) {
            return;
        }
        final int data = frame.find("data");
        if (frame.kind(data) == '[') {
            decodeAll(frame.begin(data));
        } else if (data == JsonObject.MISSING) {
            decodeOne(scanner.skipSpace(0), true);
        } else if (frame.kind(data) == '{') {
            decodeOne(frame.begin(data), true);
        } else {
            foreign = true;
        }
    }

    /** Twice over it, because nothing may be published before all of it is known to be good. */
    private void decodeAll(int open) {
        walk(open, false);
        if (!fields.failed() && !foreign) {
            walk(open, true);
        }
    }

    private void walk(int open, boolean publish) {
        for (int at = scanner.element(open + 1); at != JsonScanner.FAILED && !fields.failed() && !foreign;
             at = scanner.element(scanner.value(at, 0))) {
            decodeOne(at, publish);
        }
    }

    private void decodeOne(int begin, boolean publish) {
        if (!enter(event, begin)) {
            return;
        }
        final int type = event.find("e");
        if (event.isString(type, "markPriceUpdate")) {
            mark(publish);
        } else if (event.isString(type, "forceOrder")) {
            liquidation(publish);
        } else if (event.isString(type, "aggTrade")) {
            trade("a", trades == UsdmFrameDecoder.Trades.AGGREGATED, publish);
        } else if (event.isString(type, "trade")) {
            trade("t", trades == UsdmFrameDecoder.Trades.SINGLE, publish);
        } else {
            foreign = true;
        }
    }

    /** Null where it is not to be published. */
    private Instrument instrument(JsonObject of) {
        final int product = event.find("st");
        final boolean coinMargined = product != JsonObject.MISSING && product(product) != 1;
        return coinMargined ? null : instrument(of, "s");
    }

    private long product(int field) {
        return fields.integer(event.begin(field), event.end(field), "1 or 2");
    }

    private void mark(boolean publish) {
        final Instrument instrument = instrument(event);
        if (instrument == null) {
            return;
        }
        mark.clear();
        mark.venueTimeNs = time("E");
        final int price = fields.need("p", "a price");
        mark.markPrice = price == JsonObject.MISSING ? 0
            : fields.decimal(event.begin(price), event.end(price), "a price", DerivativeEvents.PRICE_EXPONENT, false);
        mark.indexPrice = fields.signedOr("i", "a price", DerivativeEvents.PRICE_EXPONENT, DerivativeEvents.NONE);
        mark.fundingRate = fields.signedOr("r", "a rate", DerivativeEvents.RATE_EXPONENT, DerivativeEvents.NONE);
        final long next = event.has("T") ? time("T") : 0;
        mark.nextFundingTimeNs = next == 0 ? DerivativeEvents.NONE : next;
        if (publish && !fields.failed()) {
            derivatives.publish(mark, receiveTimeNs, instrument.id());
        }
    }

    /** Price and quantity are those of the order: the average price may lie between two ticks. */
    private void liquidation(boolean publish) {
        final int field = fields.need("o", "an order");
        if (field == JsonObject.MISSING || !enter(order, event.begin(field))) {
            return;
        }
        final Instrument instrument = instrument(order);
        if (instrument == null) {
            return;
        }
        final long timeNs = time("T");
        final long price = fields.price("p", instrument, false);
        final long quantity = fields.quantity("q", instrument, false);
        final int side = fields.need("S", "a side");
        final boolean buy = order.isString(side, "BUY");
        if (!buy && !order.isString(side, "SELL") && !fields.failed()) {
            scanner.fail(order.begin(side), "BUY or SELL");
        }
        if (publish && !fields.failed()) {
            derivatives.publishLiquidation(timeNs, receiveTimeNs, price, quantity, instrument.id(),
                buy ? Side.BUY : Side.SELL);
        }
    }

    /** Fills of the insurance fund and the like are no market trades. */
    private void trade(String idKey, boolean taken, boolean publish) {
        final int kind = event.find("X");
        if (!taken || kind != JsonObject.MISSING && !event.isString(kind, "MARKET")) {
            return;
        }
        final Instrument instrument = instrument(event);
        if (instrument == null) {
            return;
        }
        final long timeNs = time("T");
        final long id = fields.integer(idKey, "a trade id");
        final long price = fields.price("p", instrument, false);
        final long quantity = fields.quantity("q", instrument, false);
        final boolean buyerIsMaker = fields.flag("m", "true or false");
        if (publish && !fields.failed()) {
            events.publishTrade(timeNs, receiveTimeNs, id, price, quantity, instrument.id(),
                buyerIsMaker ? Side.SELL : Side.BUY);
        }
    }

    private long time(String key) {
        final long ns = venueTime.toNanos(fields.integer(key, "a time"));
        if (ns == VenueTime.TOO_LATE) {
            scanner.fail(0, "a time before the year 2262", key);
        }
        return ns;
    }
}
