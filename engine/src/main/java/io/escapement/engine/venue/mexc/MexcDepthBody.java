package io.escapement.engine.venue.mexc;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.SnapshotHead;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.event.VenueTime;
import io.escapement.engine.venue.json.FieldReader;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import io.escapement.engine.venue.json.LevelRows;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.TimeUnit;

/**
 * The body of {@code /api/v3/depth}, {@code {"lastUpdateId":..,"bids":[..],"asks":[..],"timestamp":..}}, to
 * {@code BookSnapshot} fragments. A body that is wrong in any way, or says that the venue refused, gives one
 * {@code SNAPSHOT_FAILED} status instead. Owned by the thread that owns the inlet.
 */
public final class MexcDepthBody {
    private final EventOutlet outlet;
    private final StatusWriter status;
    private final EventWriter events;
    private final JsonScanner scanner = new JsonScanner();
    private final UnsafeBuffer text = scanner.text();
    private final FieldReader fields = new FieldReader(scanner);
    private final LevelRows rows = new LevelRows(scanner, fields);
    private final JsonObject object = new JsonObject();
    private final VenueTime venueTime = new VenueTime(TimeUnit.MILLISECONDS);

    public MexcDepthBody(Inlet inlet, int connectionId, Provenance provenance) {
        outlet = new EventOutlet(inlet, provenance);
        status = new StatusWriter(outlet, Venue.MEXC, connectionId);
        events = new EventWriter(outlet, new LevelStore());
    }

    /**
     * Publishes the body's levels as the instrument's.
     *
     * @param receiveTimeNs epoch nanoseconds when the reply had come
     * @return whether a snapshot was published, rather than {@code SNAPSHOT_FAILED}
     */
    public boolean onBody(DirectBuffer body, int offset, int length, Instrument instrument, long receiveTimeNs) {
        outlet.begin(0);
        scanner.wrap(body, offset, length);
        object.clear();
        fields.wrap(object, 0);
        final boolean good = scanner.wholeText(object) && read(instrument, receiveTimeNs);
        if (good) {
            events.publishSnapshot();
        } else {
            fail(instrument, receiveTimeNs);
        }
        outlet.finish();
        return good;
    }

    private boolean read(Instrument instrument, long receiveTimeNs) {
        final SnapshotHead head = events.snapshot();
        head.instrumentId = instrument.id();
        head.receiveTimeNs = receiveTimeNs;
        head.lastUpdateId = fields.integer("lastUpdateId", "an update id");
        final long ticks = fields.integerOr("timestamp", "a time", EventWriter.NO_TIME);
        head.venueTimeNs = ticks == EventWriter.NO_TIME ? EventWriter.NO_TIME : venueTime.toNanos(ticks);
        if (head.venueTimeNs == VenueTime.TOO_LATE) {
            scanner.fail(0, "a time before the year 2262", "timestamp");
        }
        head.inStream = false;
        final LevelStore levels = events.levels(text.capacity());
        side("bids", true, instrument, levels);
        side("asks", false, instrument, levels);
        return !fields.failed();
    }

    private void side(String key, boolean bid, Instrument instrument, LevelStore levels) {
        final int field = fields.need(key, "an array of levels");
        if (field != JsonObject.MISSING) {
            rows.arrays(object.begin(field), bid, instrument, levels);
        }
    }

    private void fail(Instrument instrument, long receiveTimeNs) {
        final int message = object.find("msg");
        final int code = object.find("code");
        status.begin();
        if (message != JsonObject.MISSING && code != JsonObject.MISSING) {
            status.text("the venue refused: code ").quote(text, object.begin(code), object.end(code)).text(" ")
                .quote(text, object.begin(message), object.end(message));
        } else {
            status.text("depth body at byte ").number(scanner.errorOffset()).text(" of ").number(text.capacity())
                .text(": expected ").text(scanner.expected()).note(scanner.detail());
        }
        status.publish(FeedCondition.SNAPSHOT_FAILED, instrument.id(), receiveTimeNs);
    }
}
