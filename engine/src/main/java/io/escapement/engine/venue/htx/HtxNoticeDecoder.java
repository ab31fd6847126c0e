package io.escapement.engine.venue.htx;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.DerivativeEvents;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.event.VenueTime;
import io.escapement.engine.venue.json.CutDecimals;
import io.escapement.engine.venue.json.JsonFrameDecoder;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;

import java.util.concurrent.TimeUnit;

/**
 * What is told of swaps alone: by the notification socket funding rates and liquidations, several in one frame; by the
 * index socket mark prices.
 */
abstract class HtxNoticeDecoder extends JsonFrameDecoder {
    final HtxQuantities quantities = new HtxQuantities(scanner, fields);

    private final CutDecimals cut = new CutDecimals(scanner, fields);
    private final DerivativeEvents derivatives;
    private final HtxFrameDecoder.SwapAmounts amounts;
    private final DerivativeEvents.Mark mark = new DerivativeEvents.Mark();
    private final JsonObject notice = new JsonObject();
    private final VenueTime venueTime = new VenueTime(TimeUnit.MILLISECONDS);

    HtxNoticeDecoder(EventOutlet outlet, DerivativeEvents derivatives, StatusWriter status,
                     InstrumentLookup instruments, HtxFrameDecoder.SwapAmounts amounts) {
        super(outlet, status, instruments);
        this.derivatives = derivatives;
        this.amounts = amounts;
    }

    /** The frame is a {@code notify}: {@code {"op":"notify","topic":..,"ts":..,"data":[..]}}. */
    final void notice() {
        final int topic = fields.need("topic", "a topic");
        final int data = fields.need("data", "an array of notices");
        final long sentNs = time("ts");
        if (fields.failed()) {
            return;
        }
        final boolean funding = endsWith(topic, ".funding_rate\"");
        if (!funding && !endsWith(topic, ".liquidation_orders\"")) {
            unknown(frame.begin(topic), frame.end(topic));
        } else if (scanner.at(frame.begin(data)) != '[') {
            scanner.fail(frame.begin(data), "an array of notices");
        } else {
            // Twice over it, because nothing may be published before all of it is known to be good.
            walk(frame.begin(data), funding, sentNs, false);
            if (!fields.failed()) {
                walk(frame.begin(data), funding, sentNs, true);
            }
        }
    }

    private boolean endsWith(int field, String end) {
        final int from = frame.end(field) - end.length();
        for (int i = 0; i < end.length(); i++) {
            if (from < frame.begin(field) || text.getByte(from + i) != end.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void walk(int open, boolean funding, long sentNs, boolean publish) {
        for (int at = scanner.element(open + 1); at != JsonScanner.FAILED && !fields.failed();
             at = scanner.element(scanner.value(at, 0))) {
            final Instrument instrument = enter(notice, at) ? instrument(notice, "contract_code") : null;
            if (instrument != null && funding) {
                funding(instrument, sentNs, publish);
            } else if (instrument != null) {
                liquidation(instrument, publish);
            }
        }
    }

    /** The time of settlement is the next one only where it lies ahead: recordings have it behind, too. */
    private void funding(Instrument instrument, long sentNs, boolean publish) {
        mark.clear();
        mark.venueTimeNs = sentNs;
        mark.fundingRate = fields.signedOr("funding_rate", "a rate", DerivativeEvents.RATE_EXPONENT,
            DerivativeEvents.NONE);
        final int settlement = notice.find("settlement_time");
        final boolean told = settlement != JsonObject.MISSING && notice.kind(settlement) != 'n'
            && !notice.isString(settlement, "");
        final long settlementNs = told ? time("settlement_time") : 0;
        mark.nextFundingTimeNs = settlementNs > sentNs ? settlementNs : DerivativeEvents.NONE;
        if (publish && !mark.isEmpty()) {
            derivatives.publish(mark, receiveTimeNs, instrument.id());
        }
    }

    /** Of a bar that is being made; prices are means of others, and what is beyond the exponent is cut off. */
    final void markPrice(JsonObject bar, Instrument instrument, long sentNs) {
        mark.clear();
        mark.venueTimeNs = sentNs;
        mark.markPrice = cut.or(bar, "close", "a price", DerivativeEvents.PRICE_EXPONENT, DerivativeEvents.NONE);
        if (mark.markPrice <= 0) {
            scanner.fail(0, "a mark price above zero", "close");
        }
        if (!fields.failed()) {
            derivatives.publish(mark, receiveTimeNs, instrument.id());
        }
    }

    private void liquidation(Instrument instrument, boolean publish) {
        final long timeNs = time("created_at");
        final long price = fields.price("price", instrument, false);
        final int direction = fields.need("direction", "a direction");
        final boolean buy = notice.isString(direction, "buy");
        if (!buy && !notice.isString(direction, "sell") && !fields.failed()) {
            scanner.fail(notice.begin(direction), "buy or sell");
        }
        final long quantity = oneSided(notice, "volume", instrument);
        if (publish) {
            derivatives.publishLiquidation(timeNs, receiveTimeNs, price, quantity, instrument.id(),
                buy ? Side.BUY : Side.SELL);
        }
    }

    /** A traded quantity above zero, of one side. */
    final long oneSided(JsonObject object, String key, Instrument instrument) {
        final long quantity = quantities.read(object, key, instrument, false);
        if (instrument.kind() == InstrumentKind.SPOT || amounts == HtxFrameDecoder.SwapAmounts.ONE_SIDE) {
            return quantity;
        }
        if ((quantity & 1) != 0) {
            scanner.fail(0, "a sum of both sides that has a half", key);
        }
        return quantity / 2;
    }

    /** Epoch nanoseconds of a time in milliseconds, of the object that is being read. */
    final long time(String key) {
        final long ns = venueTime.toNanos(fields.integer(key, "a time"));
        if (ns == VenueTime.TOO_LATE) {
            scanner.fail(0, "a time before the year 2262", key);
        }
        return ns;
    }
}
