package io.escapement.engine.venue.htx;

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
 * The body of {@link HtxTexts#openInterestPath} to {@code OpenInterest}, in contracts. Polled, so text may be made
 * here. Owned by the thread that owns the inlet.
 */
public final class HtxOpenInterest {
    private final EventOutlet outlet;
    private final DerivativeEvents events;
    private final HtxFrameDecoder.SwapAmounts amounts;
    private final JsonScanner scanner = new JsonScanner();
    private final UnsafeBuffer text = scanner.text();
    private final FieldReader fields = new FieldReader(scanner);
    private final JsonObject reply = new JsonObject();
    private final JsonObject entry = new JsonObject();
    private final VenueTime venueTime = new VenueTime(TimeUnit.MILLISECONDS);

    public HtxOpenInterest(Inlet inlet, Provenance provenance, HtxFrameDecoder.SwapAmounts amounts) {
        this.outlet = new EventOutlet(inlet, provenance);
        this.events = new DerivativeEvents(outlet);
        this.amounts = amounts;
    }

    /**
     * Publishes what the body says of this instrument.
     *
     * @return null, or what is wrong with it
     */
    public String onBody(DirectBuffer body, int offset, int length, Instrument instrument, long receiveTimeNs) {
        scanner.wrap(body, offset, length);
        reply.clear();
        fields.wrap(reply, 0);
        if (scanner.wholeText(reply) && HtxControl.isRefusal(reply)) {
            return "the venue refused: " + text.getStringWithoutLengthUtf8(0, Math.min(length, 200));
        }
        outlet.begin(0);
        final long timeNs = venueTime.toNanos(fields.integer("ts", "a time"));
        if (timeNs == VenueTime.TOO_LATE) {
            scanner.fail(0, "a time before the year 2262", "ts");
        }
        final int data = fields.need("data", "an array");
        final long volume = data == JsonObject.MISSING ? 0 : volume(reply.begin(data), instrument);
        if (!fields.failed()) {
            final boolean both = amounts == HtxFrameDecoder.SwapAmounts.BOTH_SIDES;
            events.publishOpenInterest(timeNs, receiveTimeNs, both ? volume / 2 : volume, instrument.id());
        }
        outlet.finish();
        return fields.failed() ? "at byte " + scanner.errorOffset() + " of " + length + ": expected "
            + scanner.expected() + " " + scanner.detail() : null;
    }

    private long volume(int open, Instrument instrument) {
        if (scanner.at(open) != '[') {
            scanner.fail(open, "an array");
            return 0;
        }
        for (int at = scanner.element(open + 1); at != JsonScanner.FAILED && !fields.failed();
             at = scanner.element(scanner.value(at, 0))) {
            entry.clear();
            if (scanner.at(at) != '{') {
                scanner.fail(at, "an object");
                return 0;
            }
            scanner.object(at, 0, entry);
            fields.wrap(entry, at);
            if (entry.isString(entry.find("contract_code"), instrument.symbol())) {
                return fields.quantity("volume", instrument, true);
            }
        }
        scanner.fail(open, "an entry of the contract", instrument.symbol());
        return 0;
    }
}
