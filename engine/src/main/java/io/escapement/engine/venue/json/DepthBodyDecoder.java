package io.escapement.engine.venue.json;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.event.DeltaHead;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.Fragments;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.SnapshotHead;
import io.escapement.engine.venue.event.StatusWriter;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The body of a REST depth reply to {@code BookSnapshot} fragments. A body that is wrong in any way, or says that the
 * venue refused, gives one {@code SNAPSHOT_FAILED} status instead. Owned by the thread that owns the inlet.
 */
public abstract class DepthBodyDecoder {
    protected final JsonScanner scanner = new JsonScanner();
    protected final UnsafeBuffer text = scanner.text();
    protected final FieldReader fields = new FieldReader(scanner);
    protected final LevelRows rows = new LevelRows(scanner, fields);
    /** The body's outermost object. */
    protected final JsonObject reply = new JsonObject();

    private final EventOutlet outlet;
    private final StatusWriter status;
    private final LevelStore store = new LevelStore();
    private final SnapshotHead head = new SnapshotHead();
    private String refusedCode;
    private String refusedMessage;

    /** @param connectionId names the connection in {@code FeedStatus} events */
    protected DepthBodyDecoder(Inlet inlet, Venue venue, int connectionId, Provenance provenance) {
        outlet = new EventOutlet(inlet, provenance);
        status = new StatusWriter(outlet, venue, connectionId);
    }

    /**
     * Publishes the body's levels as the instrument's.
     *
     * @param receiveTimeNs epoch nanoseconds when the reply had come
     * @return whether a snapshot was published, rather than {@code SNAPSHOT_FAILED}
     */
    public final boolean onBody(DirectBuffer body, int offset, int length, Instrument instrument,
                                long receiveTimeNs) {
        outlet.begin(0);
        scanner.wrap(body, offset, length);
        reply.clear();
        fields.wrap(reply, 0);
        refusedCode = null;
        store.clear(length);
        head.instrumentId = instrument.id();
        head.receiveTimeNs = receiveTimeNs;
        head.checksum = DeltaHead.NO_CHECKSUM;
        if (scanner.wholeText(reply)) {
            read(instrument, head, store);
        }
        final boolean good = refusedCode == null && !fields.failed();
        if (good) {
            Fragments.publish(outlet, head, store);
        } else {
            fail(instrument, receiveTimeNs);
        }
        outlet.finish();
        return good;
    }

    /** Reads update id, venue time and levels of {@link #reply}; {@link #scanner} tells what was wrong with it. */
    protected abstract void read(Instrument instrument, SnapshotHead into, LevelStore levels);

    /** The body is the venue's refusal, in these fields of {@link #reply}. */
    protected final void refused(String codeKey, String messageKey) {
        refusedCode = ReplyText.of(reply, codeKey, text);
        refusedMessage = ReplyText.of(reply, messageKey, text);
    }

    /** Reads the object that begins here, and makes it the one that {@link #fields} reads. */
    protected final boolean enter(JsonObject into, int begin) {
        into.clear();
        if (scanner.at(begin) != '{') {
            scanner.fail(begin, "an object");
        } else {
            scanner.object(begin, 0, into);
        }
        fields.wrap(into, begin);
        return !fields.failed();
    }

    /** A field that has to be there: where it begins; 0 where it is missing, which the scanner knows then. */
    protected final int begin(JsonObject object, String key, String what) {
        final int field = fields.need(key, what);
        return field == JsonObject.MISSING ? 0 : object.begin(field);
    }

    private void fail(Instrument instrument, long receiveTimeNs) {
        status.begin();
        if (refusedCode != null) {
            status.text("the venue refused: ").text(refusedCode).text(" ").text(refusedMessage);
        } else {
            status.text("depth body at byte ").number(scanner.errorOffset()).text(" of ").number(text.capacity())
                .text(": expected ").text(scanner.expected()).note(scanner.detail());
        }
        status.publish(FeedCondition.SNAPSHOT_FAILED, instrument.id(), receiveTimeNs);
    }
}
