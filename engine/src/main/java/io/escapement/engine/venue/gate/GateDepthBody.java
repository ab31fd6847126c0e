package io.escapement.engine.venue.gate;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.event.DerivativeEvents;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.SnapshotHead;
import io.escapement.engine.venue.json.CutDecimals;
import io.escapement.engine.venue.json.DepthBodyDecoder;

/**
 * Replies of {@code order_book} with {@code with_id=true}: {@code {"id":..,"current":..,"update":..,"asks":..,
 * "bids":..}}; times of spot are milliseconds, those of futures seconds with decimals, and futures write a level as
 * {@code {"p":..,"s":..}}. A refusal is {@code {"label":..,"message":..}}.
 */
public final class GateDepthBody extends DepthBodyDecoder {
    private static final int MILLIS = -6;
    private static final int SECONDS = -9;

    private final GateMarket market;
    private final CutDecimals cut = new CutDecimals(scanner, fields);

    /** @param connectionId names the connection in {@code FeedStatus} events */
    public GateDepthBody(Inlet inlet, int connectionId, Provenance provenance, GateMarket market) {
        super(inlet, Venue.GATE, connectionId, provenance);
        this.market = market;
    }

    @Override
    protected void read(Instrument instrument, SnapshotHead into, LevelStore levels) {
        if (reply.has("label")) {
            refused("label", "message");
            return;
        }
        final boolean spot = market == GateMarket.SPOT;
        into.lastUpdateId = fields.integer("id", "an update id");
        into.venueTimeNs = cut.or(reply, "update", "a time", spot ? MILLIS : SECONDS, DerivativeEvents.NONE);
        final int bids = begin(reply, "bids", "an array of levels");
        final int asks = begin(reply, "asks", "an array of levels");
        if (fields.failed()) {
            return;
        }
        if (spot) {
            rows.arrays(bids, true, instrument, levels);
            rows.arrays(asks, false, instrument, levels);
        } else {
            rows.objects(bids, "p", "s", true, instrument, levels);
            rows.objects(asks, "p", "s", false, instrument, levels);
        }
    }
}
