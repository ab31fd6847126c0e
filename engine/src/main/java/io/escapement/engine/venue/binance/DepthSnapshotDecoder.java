package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookSnapshotEncoder;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.Fragments;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.SnapshotHead;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.event.VenueTime;
import io.escapement.engine.venue.json.FieldReader;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import org.agrona.DirectBuffer;

import java.util.concurrent.TimeUnit;

/**
 * The body of a REST depth reply, {@code {"lastUpdateId":..,"bids":[..],"asks":[..]}}, to {@code BookSnapshot}
 * fragments. A body that is wrong in any way, or says that the venue refused, gives one {@code SNAPSHOT_FAILED} status
 * instead. Owned by the thread that owns the inlet.
 */
public final class DepthSnapshotDecoder {
    private final FrameView view = new FrameView();
    private final EventOutlet outlet;
    private final StatusWriter status;
    private final VenueTime venueTime;
    private final LevelStore store = new LevelStore();
    private final SnapshotHead head = new SnapshotHead();
    private final JsonScanner scanner = new JsonScanner();
    private final FieldReader fields = new FieldReader(scanner);
    private final JsonObject object = new JsonObject();
    private final LevelArrays arrays;

    /** @param tick unit of the venue's times, where the body has one (USD-M) */
    public DepthSnapshotDecoder(Inlet inlet, Venue venue, int connectionId, Provenance provenance, TimeUnit tick) {
        outlet = new EventOutlet(inlet, provenance);
        status = new StatusWriter(outlet, venue, connectionId);
        venueTime = new VenueTime(tick);
        arrays = new LevelArrays(view, scanner, fields);
    }

    /**
     * Publishes the body's levels as the instrument's.
     *
     * @param receiveTimeNs epoch nanoseconds when the reply had come
     * @return whether a snapshot was published, rather than {@code SNAPSHOT_FAILED}
     */
    public boolean onBody(DirectBuffer body, int offset, int length, Instrument instrument, long receiveTimeNs) {
        view.wrap(body, offset, length);
        outlet.begin(0);
        scanner.wrap(view.bytes(), 0, length);
        object.clear();
        fields.wrap(object, 0);
        final boolean good = scanner.wholeText(object) && readFields(instrument, receiveTimeNs);
        if (good) {
            Fragments.publish(outlet, head, store);
        } else {
            fail(instrument, receiveTimeNs);
        }
        outlet.finish();
        return good;
    }

    private boolean readFields(Instrument instrument, long receiveTimeNs) {
        head.instrumentId = instrument.id();
        head.receiveTimeNs = receiveTimeNs;
        head.lastUpdateId = fields.integer("lastUpdateId", "an update id");
        final long ticks = fields.integerOr("E", "a time", EventWriter.NO_TIME);
        head.venueTimeNs =
            ticks == EventWriter.NO_TIME ? BookSnapshotEncoder.venueTimeNsNullValue() : venueTime.toNanos(ticks);
        if (head.venueTimeNs == VenueTime.TOO_LATE) {
            scanner.fail(0, "a time before the year 2262", "E");
        }
        final SymbolColumns columns = new SymbolColumns(instrument);
        store.clear(view.length());
        arrays.read(object, "bids", true, columns, store);
        arrays.read(object, "asks", false, columns, store);
        return !fields.failed();
    }

    private void fail(Instrument instrument, long receiveTimeNs) {
        status.begin();
        final int message = object.find("msg");
        if (message != JsonObject.MISSING && object.has("code")) {
            status.text("the venue refused: code ").quote(view.bytes(), object.begin(object.find("code")),
                object.end(object.find("code"))).text(" ").quote(view.bytes(), object.begin(message),
                object.end(message));
        } else {
            status.text("depth body at byte ").number(scanner.errorOffset()).text(" of ").number(view.length())
                .text(": expected ").text(scanner.expected()).note(scanner.detail());
        }
        status.publish(FeedCondition.SNAPSHOT_FAILED, instrument.id(), receiveTimeNs);
    }
}
