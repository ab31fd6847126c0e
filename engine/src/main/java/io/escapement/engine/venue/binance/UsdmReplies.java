package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.event.DerivativeEvents;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.VenueTime;
import io.escapement.engine.venue.json.FieldReader;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.TimeUnit;

/**
 * What is polled of Binance USD-M: open interest and the share of long and short accounts. Owned by the thread that
 * owns the inlet. Polled, so text may be made for what is wrong.
 */
public final class UsdmReplies {
    private static final int LONGEST_QUOTE = 200;

    private final EventOutlet outlet;
    private final DerivativeEvents events;
    private final JsonScanner scanner = new JsonScanner();
    private final UnsafeBuffer text = scanner.text();
    private final FieldReader fields = new FieldReader(scanner);
    private final JsonObject object = new JsonObject();
    private final VenueTime venueTime = new VenueTime(TimeUnit.MILLISECONDS);

    public UsdmReplies(Inlet inlet, Provenance provenance) {
        outlet = new EventOutlet(inlet, provenance);
        events = new DerivativeEvents(outlet);
    }

    /**
     * The body of {@link UsdmStreams#openInterestPath}.
     *
     * @return null, or what is wrong with it
     */
    public String onOpenInterest(DirectBuffer body, int offset, int length, Instrument instrument,
                                 long receiveTimeNs) {
        begin(body, offset, length);
        if (scanner.wholeText(object) && object.has("code")) {
            return refusal(length);
        }
        requireSymbol(instrument);
        final long timeNs = time("time");
        final long quantity = fields.quantity("openInterest", instrument, true);
        if (!fields.failed()) {
            outlet.begin(0);
            events.publishOpenInterest(timeNs, receiveTimeNs, quantity, instrument.id());
            outlet.finish();
        }
        return problem(length);
    }

    /**
     * The body of {@link UsdmStreams#longShortRatioPath}: figures of several periods, of which the latest counts.
     *
     * @return null, or what is wrong with it
     */
    public String onLongShortRatio(DirectBuffer body, int offset, int length, Instrument instrument,
                                   long receiveTimeNs) {
        begin(body, offset, length);
        if (scanner.at(scanner.skipSpace(0)) == '{') {
            return scanner.wholeText(object) && object.has("code") ? refusal(length) : "not an array";
        }
        final int open = scanner.wholeArray();
        long latestNs = -1;
        long longShare = 0;
        long shortShare = 0;
        for (int at = open == JsonScanner.FAILED ? open : scanner.element(open + 1);
             at != JsonScanner.FAILED && !fields.failed(); at = scanner.element(scanner.value(at, 0))) {
            enter(at);
            requireSymbol(instrument);
            final long timeNs = time("timestamp");
            final long longs = share("longAccount");
            final long shorts = share("shortAccount");
            if (timeNs > latestNs) {
                latestNs = timeNs;
                longShare = longs;
                shortShare = shorts;
            }
        }
        if (!fields.failed() && latestNs < 0) {
            scanner.fail(0, "a figure");
        }
        if (!fields.failed()) {
            outlet.begin(0);
            events.publishRatio(latestNs, receiveTimeNs, longShare, shortShare, instrument.id());
            outlet.finish();
        }
        return problem(length);
    }

    private void begin(DirectBuffer body, int offset, int length) {
        scanner.wrap(body, offset, length);
        object.clear();
        fields.wrap(object, 0);
    }

    private void enter(int at) {
        object.clear();
        if (scanner.at(at) != '{') {
            scanner.fail(at, "an object");
        } else {
            scanner.object(at, 0, object);
        }
        fields.wrap(object, at);
    }

    private void requireSymbol(Instrument instrument) {
        final int field = fields.need("symbol", "a symbol");
        if (field != JsonObject.MISSING && !object.isString(field, instrument.symbol())) {
            scanner.fail(object.begin(field), "the symbol", instrument.symbol());
        }
    }

    private long share(String key) {
        final int field = fields.need(key, "a share");
        return field == JsonObject.MISSING ? 0 : fields.decimal(object.begin(field), object.end(field), "a share",
            DerivativeEvents.SHARE_EXPONENT, true);
    }

    private long time(String key) {
        final long ns = venueTime.toNanos(fields.integer(key, "a time"));
        if (ns == VenueTime.TOO_LATE) {
            scanner.fail(0, "a time before the year 2262", key);
        }
        return ns;
    }

    private String refusal(int length) {
        return "the venue refused: " + text.getStringWithoutLengthUtf8(0, Math.min(length, LONGEST_QUOTE));
    }

    private String problem(int length) {
        return fields.failed() ? "at byte " + scanner.errorOffset() + " of " + length + ": expected "
            + scanner.expected() + (scanner.detail().isEmpty() ? "" : " (" + scanner.detail() + ")") : null;
    }
}
