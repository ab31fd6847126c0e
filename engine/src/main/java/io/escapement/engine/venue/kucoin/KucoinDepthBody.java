package io.escapement.engine.venue.kucoin;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.SnapshotHead;
import io.escapement.engine.venue.json.DepthBodyDecoder;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.TickTimes;

import java.util.concurrent.TimeUnit;

/**
 * Replies of {@code level2_20}, {@code level2_100} and the signed {@code level2}: {@code {"code":"200000","data":{
 * "sequence":"..","time":..,"bids":..,"asks":..}}}.
 */
public final class KucoinDepthBody extends DepthBodyDecoder {
    private final JsonObject book = new JsonObject();
    private final TickTimes millis = new TickTimes(scanner, fields, TimeUnit.MILLISECONDS);

    /** @param connectionId names the connection in {@code FeedStatus} events */
    public KucoinDepthBody(Inlet inlet, int connectionId, Provenance provenance) {
        super(inlet, Venue.KUCOIN, connectionId, provenance);
    }

    @Override
    protected void read(Instrument instrument, SnapshotHead into, LevelStore levels) {
        final int code = fields.need("code", "a code");
        if (code != JsonObject.MISSING && !reply.isString(code, KucoinProtocol.GRANTED)) {
            refused("code", "msg");
            return;
        }
        final int data = begin(reply, "data", "an object");
        if (fields.failed() || !enter(book, data)) {
            return;
        }
        into.venueTimeNs = millis.of(book, "time");
        into.lastUpdateId = fields.integer("sequence", "a sequence");
        final int bids = begin(book, "bids", "an array of levels");
        final int asks = begin(book, "asks", "an array of levels");
        if (!fields.failed()) {
            rows.arrays(bids, true, instrument, levels);
            rows.arrays(asks, false, instrument, levels);
        }
    }
}
