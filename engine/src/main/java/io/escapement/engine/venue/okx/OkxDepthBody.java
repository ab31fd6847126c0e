package io.escapement.engine.venue.okx;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.SnapshotHead;
import io.escapement.engine.venue.json.DepthBodyDecoder;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import io.escapement.engine.venue.json.TickTimes;

import java.util.concurrent.TimeUnit;

/**
 * Replies of {@code GET /api/v5/market/books}: {@code {"code":"0","msg":"","data":[{"asks":..,"bids":..,"ts":..,
 * "seqId":..}]}}. Older replies have no {@code seqId}; they cannot be joined to a stream and are refused.
 */
public final class OkxDepthBody extends DepthBodyDecoder {
    private final JsonObject book = new JsonObject();
    private final TickTimes millis = new TickTimes(scanner, fields, TimeUnit.MILLISECONDS);

    /** @param connectionId names the connection in {@code FeedStatus} events */
    public OkxDepthBody(Inlet inlet, int connectionId, Provenance provenance) {
        super(inlet, Venue.OKX, connectionId, provenance);
    }

    @Override
    protected void read(Instrument instrument, SnapshotHead into, LevelStore levels) {
        final int code = fields.need("code", "a code");
        if (code != JsonObject.MISSING && !reply.isString(code, "0")) {
            refused("code", "msg");
            return;
        }
        final int data = begin(reply, "data", "an array");
        if (fields.failed()) {
            return;
        }
        final int at = scanner.at(data) == '[' ? scanner.element(data + 1) : JsonScanner.FAILED;
        if (at == JsonScanner.FAILED) {
            scanner.fail(data, "an array of one book");
        } else if (enter(book, at)) {
            into.venueTimeNs = millis.of(book, "ts");
            into.lastUpdateId = fields.integer("seqId", "a sequence id");
            final int bids = begin(book, "bids", "an array of levels");
            final int asks = begin(book, "asks", "an array of levels");
            if (!fields.failed()) {
                rows.arrays(bids, true, instrument, levels);
                rows.arrays(asks, false, instrument, levels);
            }
        }
    }
}
