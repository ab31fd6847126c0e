package io.escapement.engine.venue.kraken;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.BookCounts;
import io.escapement.engine.venue.event.DeltaHead;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.SnapshotHead;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.event.TradeStore;
import io.escapement.engine.venue.json.JsonFrameDecoder;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import io.escapement.engine.venue.json.LevelRows;

/**
 * Frames of one connection to Kraken's WebSocket v2, spot. {@code book} becomes {@code BookSnapshot} and
 * {@code BookDelta} with the venue's CRC32, {@code trade} becomes {@code Trade}, {@code ticker} becomes
 * {@code BestBidOffer}. The trades of before the subscription, which come as {@code snapshot}, are passed over. Books
 * have no numbers of their own here: each instrument's messages on the connection are counted.
 *
 * <p>Source: the sheet of Kraken. Sizes and prices are JSON numbers whose digits count, so an instrument's
 * exponents have to be the pair's precisions; a number that has more digits is a malformed frame.
 */
public final class KrakenFrameDecoder extends JsonFrameDecoder {
    private static final long MOST_CRC = 0xFFFF_FFFFL;

    private final EventWriter events;
    private final BookCounts counts;
    private final KrakenReplies replies;
    private final TradeStore trades = new TradeStore();
    private final LevelRows rows = new LevelRows(scanner, fields);
    private final JsonObject row = new JsonObject();

    public KrakenFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control, int connectionId,
                              Provenance provenance) {
        this(new EventOutlet(inlet, provenance), instruments, control, connectionId);
    }

    private KrakenFrameDecoder(EventOutlet outlet, InstrumentLookup instruments, ControlListener control,
                               int connectionId) {
        super(outlet, new StatusWriter(outlet, Venue.KRAKEN, connectionId), instruments);
        events = new EventWriter(outlet, new LevelStore());
        counts = new BookCounts(instruments);
        replies = new KrakenReplies(control);
    }

    /** What was asked for with this request: refusals name the symbol alone. */
    public void asked(long requestId, String channel) {
        replies.asked(requestId, channel);
    }

    @Override
    protected void decode() {
        if (!scanner.wholeText(frame)) {
            return;
        }
        fields.wrap(frame, 0);
        final int channel = frame.find("channel");
        if (channel == JsonObject.MISSING && frame.has("method")) {
            if (!replies.onReply(text, scanner, frame)) {
                unknown(frame.begin(frame.find("method")), frame.end(frame.find("method")));
            }
        } else if (frame.isString(channel, "book")) {
            each(channel);
        } else if (frame.isString(channel, "trade")) {
            trades.clear();
            if (!isSnapshot()) {
                each(channel);
                publishTrades();
            }
        } else if (frame.isString(channel, "ticker")) {
            each(channel);
        } else if (frame.isString(channel, "status")) {
            each(channel);
        } else if (!frame.isString(channel, "heartbeat")) {
            final boolean missing = channel == JsonObject.MISSING;
            unknown(missing ? 0 : frame.begin(channel), missing ? 0 : frame.end(channel));
        }
    }

    /** Fails where the type is neither of the two. */
    private boolean isSnapshot() {
        final int type = fields.need("type", "snapshot or update");
        final boolean snapshot = frame.isString(type, "snapshot");
        if (type != JsonObject.MISSING && !snapshot && !frame.isString(type, "update")) {
            scanner.fail(frame.begin(type), "snapshot or update");
        }
        return snapshot;
    }

    /** Each object of the data; where there are several, first without publishing any. */
    private void each(int channel) {
        final int data = fields.need("data", "an array");
        if (frame.kind(data) != '[') {
            scanner.fail(data == JsonObject.MISSING ? 0 : frame.begin(data), "an array", "data");
            return;
        }
        final boolean snapshot = !frame.isString(channel, "status") && isSnapshot();
        final int first = scanner.element(frame.begin(data) + 1);
        boolean more = false;
        int round = frame.isString(channel, "trade") ? 1 : 0;
        for (; round < 2 && !fields.failed(); round++) {
            int at = first;
            while (at != JsonScanner.FAILED && enter(row, at)) {
                final int next = scanner.element(behind);
                more |= next != JsonScanner.FAILED;
                several |= more;
                one(channel, snapshot, round == 1 || !more);
                at = fields.failed() ? JsonScanner.FAILED : next;
            }
            round += more ? 0 : 1;
        }
    }

    private void one(int channel, boolean snapshot, boolean publish) {
        if (frame.isString(channel, "book")) {
            book(snapshot, publish);
        } else if (frame.isString(channel, "trade")) {
            trade();
        } else if (frame.isString(channel, "ticker")) {
            quote(publish);
        } else if (publish) {
            replies.onStatus(text, row);
        }
    }

    private void book(boolean snapshot, boolean publish) {
        final Instrument instrument = instrument(row, "symbol");
        if (instrument == null) {
            return;
        }
        final LevelStore levels = events.levels(text.capacity());
        levels("bids", true, instrument, levels);
        levels("asks", false, instrument, levels);
        final long crc = fields.integer("checksum", "a checksum");
        if (crc > MOST_CRC) {
            scanner.fail(row.begin(row.find("checksum")), "a checksum", "32 bits");
        }
        final long time = snapshot ? timeOrNone() : time(row, "timestamp");
        if (fields.failed() || !publish) {
            return;
        }
        if (snapshot) {
            publishSnapshot(instrument, time, crc);
        } else {
            publishDelta(instrument, time, crc);
        }
    }

    private void levels(String key, boolean bid, Instrument instrument, LevelStore store) {
        final int field = fields.need(key, "levels");
        if (field != JsonObject.MISSING) {
            rows.objects(row.begin(field), "price", "qty", bid, instrument, store);
        }
    }

    private long timeOrNone() {
        return row.has("timestamp") ? time(row, "timestamp") : EventWriter.NO_TIME;
    }

    private void publishSnapshot(Instrument instrument, long time, long crc) {
        final SnapshotHead head = events.snapshot();
        head.instrumentId = instrument.id();
        head.venueTimeNs = time;
        head.receiveTimeNs = receiveTimeNs;
        head.lastUpdateId = counts.next(instrument);
        head.checksum = crc;
        head.inStream = true;
        events.publishSnapshot();
    }

    private void publishDelta(Instrument instrument, long time, long crc) {
        final DeltaHead head = events.delta();
        head.instrumentId = instrument.id();
        head.venueTimeNs = time;
        head.receiveTimeNs = receiveTimeNs;
        head.checksum = crc;
        counts.number(head, instrument);
        events.publishDelta();
    }

    private void trade() {
        final Instrument instrument = instrument(row, "symbol");
        if (instrument == null) {
            return;
        }
        final int side = fields.need("side", "buy or sell");
        final boolean buy = row.isString(side, "buy");
        if (side != JsonObject.MISSING && !buy && !row.isString(side, "sell")) {
            scanner.fail(row.begin(side), "buy or sell");
        }
        final long id = fields.integer("trade_id", "a trade id");
        final long price = fields.price("price", instrument, false);
        final long quantity = fields.quantity("qty", instrument, false);
        final long time = time(row, "timestamp");
        if (!fields.failed()) {
            trades.add(instrument.id(), time, id, price, quantity, buy ? Side.BUY : Side.SELL);
        }
    }

    private void publishTrades() {
        if (scanner.expected() == null) {
            trades.publishOldestFirst(events, receiveTimeNs);
        }
    }

    /** An empty side has price and size 0. */
    private void quote(boolean publish) {
        final Instrument instrument = instrument(row, "symbol");
        if (instrument == null) {
            return;
        }
        final long bid = fields.price("bid", instrument, true);
        final long bidQuantity = fields.quantity("bid_qty", instrument, true);
        final long ask = fields.price("ask", instrument, true);
        final long askQuantity = fields.quantity("ask_qty", instrument, true);
        final long time = timeOrNone();
        if (!fields.failed() && publish) {
            events.publishQuote(time, receiveTimeNs, EventWriter.NO_UPDATE_ID, bid, bidQuantity, ask, askQuantity,
                instrument.id());
        }
    }
}
