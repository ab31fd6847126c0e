package io.escapement.engine.venue.okx;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.BookCounts;
import io.escapement.engine.venue.event.DeltaHead;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.SnapshotHead;
import io.escapement.engine.venue.json.FieldReader;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import io.escapement.engine.venue.json.LevelRows;

/**
 * Book messages: {@code {"asks":[[price,quantity,"0",orders]],"bids":[..],"ts":..,"checksum":..,"prevSeqId":..,
 * "seqId":..}}. A checksum of 0 is none: since June 2026 the venue sends no other.
 */
final class OkxBooks {
    private final JsonScanner scanner;
    private final FieldReader fields;
    private final EventWriter events;
    private final LevelRows rows;
    private final BookCounts counts;
    private final OkxNumbering numbering;

    OkxBooks(JsonScanner scanner, FieldReader fields, EventWriter events, InstrumentLookup instruments,
             OkxNumbering numbering) {
        this.scanner = scanner;
        this.fields = fields;
        this.events = events;
        this.rows = new LevelRows(scanner, fields);
        this.counts = new BookCounts(instruments);
        this.numbering = numbering;
    }

    /** @param row what {@link #fields} reads */
    void read(JsonObject row, boolean isSnapshot, Instrument instrument, long venueTimeNs, long receiveTimeNs,
              int textLength) {
        final boolean counted = numbering == OkxNumbering.COUNTED;
        final long seqId = counted ? 0 : fields.integer("seqId", "a sequence id");
        final long prevSeqId = counted ? 0 : previous(row);
        final long checksum = checksum(row);
        final int bids = fields.need("bids", "an array of levels");
        final int asks = fields.need("asks", "an array of levels");
        if (fields.failed()) {
            return;
        }
        final LevelStore levels = events.levels(textLength);
        rows.arrays(row.begin(bids), true, instrument, levels);
        rows.arrays(row.begin(asks), false, instrument, levels);
        if (fields.failed()) {
            return;
        }
        if (isSnapshot) {
            final SnapshotHead head = events.snapshot();
            head.instrumentId = instrument.id();
            head.venueTimeNs = venueTimeNs;
            head.receiveTimeNs = receiveTimeNs;
            head.lastUpdateId = counted ? counts.next(instrument) : seqId;
            head.checksum = checksum;
            head.inStream = true;
            events.publishSnapshot();
            return;
        }
        final DeltaHead head = events.delta();
        head.instrumentId = instrument.id();
        head.venueTimeNs = venueTimeNs;
        head.receiveTimeNs = receiveTimeNs;
        head.firstUpdateId = seqId;
        head.lastUpdateId = seqId;
        head.previousUpdateId = prevSeqId;
        head.checksum = checksum;
        if (counted) {
            counts.number(head, instrument);
        }
        events.publishDelta();
    }

    /** Of a snapshot -1, else as {@code seqId}. */
    private long previous(JsonObject row) {
        final int field = fields.need("prevSeqId", "a sequence id");
        if (field == JsonObject.MISSING) {
            return 0;
        }
        final long value = fields.signed(row.begin(field), row.end(field), "a sequence id", 0);
        if (value < -1) {
            scanner.fail(row.begin(field), "a sequence id");
        }
        return value;
    }

    private long checksum(JsonObject row) {
        final long value = fields.signedOr("checksum", "a checksum", 0, 0);
        if ((int) value != value) {
            scanner.fail(row.begin(row.find("checksum")), "a checksum of 32 bits");
        }
        return value == 0 ? DeltaHead.NO_CHECKSUM : value;
    }
}
