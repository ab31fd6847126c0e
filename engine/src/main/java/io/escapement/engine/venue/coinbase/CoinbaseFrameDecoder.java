package io.escapement.engine.venue.coinbase;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.BookCounts;
import io.escapement.engine.venue.event.ConnectionSequence;
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

/**
 * Frames of one connection to Coinbase Advanced Trade. {@code l2_data} becomes {@code BookSnapshot} and
 * {@code BookDelta}, {@code market_trades} becomes {@code Trade}, {@code ticker} becomes {@code BestBidOffer}; the
 * trades of before the subscription, which come as {@code snapshot}, are passed over. All messages of the connection
 * share one {@code sequence_num} from 0: a hole becomes {@code CONNECTION_GAP} before what the frame itself holds, a
 * repeated number makes the frame be passed over. Books have no numbers of their own: each instrument's messages on
 * the connection are counted.
 *
 * <p>Source: the sheet of Coinbase. Two things in it are not certain and switches here: whether the numbers span the
 * connection, and whether a trade's side is the maker's.
 */
public final class CoinbaseFrameDecoder extends JsonFrameDecoder {
    private static final long FIRST_SEQUENCE = 0;

    private final CoinbaseReplies replies;
    private final boolean sideIsMakers;
    private final EventWriter events;
    private final BookCounts counts;
    private final ConnectionSequence sequence;
    private final TradeStore trades = new TradeStore();
    private final JsonObject event = new JsonObject();
    private final JsonObject row = new JsonObject();
    private long frameTimeNs;

    /** With everything as the sheet thinks it is. */
    public CoinbaseFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control, int connectionId,
                                Provenance provenance) {
        this(inlet, instruments, control, connectionId, provenance, true, true);
    }

    /**
     * The decoder of a new connection.
     *
     * @param checksSequence whether a hole in {@code sequence_num} means that something is missing
     * @param sideIsMakers   whether a trade's {@code side} is that of the resting order, so that the aggressor's is
     *                       the other
     */
    public CoinbaseFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control, int connectionId,
                                Provenance provenance, boolean checksSequence, boolean sideIsMakers) {
        this(new EventOutlet(inlet, provenance), instruments, control, connectionId, checksSequence, sideIsMakers);
    }

    private CoinbaseFrameDecoder(EventOutlet outlet, InstrumentLookup instruments, ControlListener control,
                                 int connectionId, boolean checksSequence, boolean sideIsMakers) {
        super(outlet, new StatusWriter(outlet, Venue.COINBASE, connectionId), instruments);
        this.replies = new CoinbaseReplies(control);
        this.sideIsMakers = sideIsMakers;
        this.events = new EventWriter(outlet, new LevelStore());
        this.counts = new BookCounts(instruments);
        this.sequence = checksSequence ? new ConnectionSequence(status, FIRST_SEQUENCE) : null;
    }

    @Override
    protected void decode() {
        if (!scanner.wholeText(frame)) {
            return;
        }
        fields.wrap(frame, 0);
        final int type = frame.find("type");
        if (frame.isString(type, "error")) {
            replies.onError(text, frame);
            return;
        }
        final int channel = frame.find("channel");
        if (channel == JsonObject.MISSING) {
            final boolean typed = type != JsonObject.MISSING;
            unknown(typed ? frame.begin(type) : 0, typed ? frame.end(type) : 0);
            return;
        }
        final long number = fields.integer("sequence_num", "a sequence number");
        if (!fields.failed() && (sequence == null || sequence.isNew(number, receiveTimeNs))) {
            decodeChannel(channel);
        }
    }

    private void decodeChannel(int channel) {
        if (frame.isString(channel, "l2_data") || frame.isString(channel, "ticker")
            || frame.isString(channel, "ticker_batch")) {
            frameTimeNs = time(frame, "timestamp");
            each(channel);
        } else if (frame.isString(channel, "market_trades")) {
            trades.clear();
            each(channel);
            if (!fields.failed()) {
                trades.publishOldestFirst(events, receiveTimeNs);
            }
        } else if (frame.isString(channel, "subscriptions")) {
            each(channel);
        } else if (!frame.isString(channel, "heartbeats") && !frame.isString(channel, "candles")
            && !frame.isString(channel, "status")) {
            unknown(frame.begin(channel), frame.end(channel));
        }
    }

    /** Each event of the frame; where there are several, first without publishing any. */
    private void each(int channel) {
        final int list = fields.need("events", "an array");
        if (list == JsonObject.MISSING || frame.kind(list) != '[') {
            scanner.fail(list == JsonObject.MISSING ? 0 : frame.begin(list), "an array", "events");
            return;
        }
        final int first = scanner.element(frame.begin(list) + 1);
        boolean more = false;
        int round = frame.isString(channel, "market_trades") ? 1 : 0;
        for (; round < 2 && !fields.failed(); round++) {
            int at = first;
            while (at != JsonScanner.FAILED && enter(event, at)) {
                final int next = scanner.element(behind);
                more |= next != JsonScanner.FAILED;
                several |= more;
                one(channel, round == 1 || !more);
                at = fields.failed() ? JsonScanner.FAILED : next;
            }
            round += more ? 0 : 1;
        }
    }

    private void one(int channel, boolean publish) {
        if (frame.isString(channel, "l2_data")) {
            book(publish);
        } else if (frame.isString(channel, "market_trades")) {
            trades();
        } else if (frame.isString(channel, "subscriptions")) {
            if (publish) {
                replies.onSubscriptions(text, scanner, event);
            }
        } else {
            quotes(publish);
        }
    }

    /** Fails where the event's type is neither of the two. */
    private boolean isSnapshot() {
        final int type = fields.need("type", "snapshot or update");
        final boolean snapshot = event.isString(type, "snapshot");
        if (type != JsonObject.MISSING && !snapshot && !event.isString(type, "update")) {
            scanner.fail(event.begin(type), "snapshot or update");
        }
        return snapshot;
    }

    /** Where the first element of the event's array begins. */
    private int firstOf(String key) {
        final int list = fields.need(key, "an array");
        if (list == JsonObject.MISSING) {
            return JsonScanner.FAILED;
        }
        return event.kind(list) == '[' ? scanner.element(event.begin(list) + 1)
            : scanner.fail(event.begin(list), "an array", key);
    }

    private void book(boolean publish) {
        final Instrument instrument = instrument(event, "product_id");
        if (instrument == null) {
            return;
        }
        final boolean snapshot = isSnapshot();
        final LevelStore levels = events.levels(text.capacity());
        int at = firstOf("updates");
        while (at != JsonScanner.FAILED && enter(row, at)) {
            level(instrument, levels);
            at = fields.failed() ? JsonScanner.FAILED : scanner.element(behind);
        }
        if (fields.failed() || !publish) {
            return;
        }
        if (snapshot) {
            publishSnapshot(instrument);
        } else {
            publishDelta(instrument);
        }
    }

    private void level(Instrument instrument, LevelStore levels) {
        final int side = fields.need("side", "bid or offer");
        final boolean bid = row.isString(side, "bid");
        if (side != JsonObject.MISSING && !bid && !row.isString(side, "offer")) {
            scanner.fail(row.begin(side), "bid or offer");
        }
        final long price = fields.price("price_level", instrument, false);
        final long quantity = fields.quantity("new_quantity", instrument, true);
        if (!fields.failed()) {
            levels.add(bid, price, quantity);
        }
    }

    private void publishSnapshot(Instrument instrument) {
        final SnapshotHead head = events.snapshot();
        head.instrumentId = instrument.id();
        head.venueTimeNs = frameTimeNs;
        head.receiveTimeNs = receiveTimeNs;
        head.lastUpdateId = counts.next(instrument);
        head.inStream = true;
        events.publishSnapshot();
    }

    private void publishDelta(Instrument instrument) {
        final DeltaHead head = events.delta();
        head.instrumentId = instrument.id();
        head.venueTimeNs = frameTimeNs;
        head.receiveTimeNs = receiveTimeNs;
        counts.number(head, instrument);
        events.publishDelta();
    }

    private void trades() {
        if (isSnapshot()) {
            return;
        }
        int at = firstOf("trades");
        while (at != JsonScanner.FAILED && enter(row, at)) {
            trade();
            at = fields.failed() ? JsonScanner.FAILED : scanner.element(behind);
        }
    }

    private void trade() {
        final Instrument instrument = instrument(row, "product_id");
        if (instrument == null) {
            return;
        }
        final int side = fields.need("side", "BUY or SELL");
        final boolean buy = row.isString(side, "BUY");
        if (side != JsonObject.MISSING && !buy && !row.isString(side, "SELL")) {
            scanner.fail(row.begin(side), "BUY or SELL");
        }
        final long id = fields.integer("trade_id", "a trade id");
        final long price = fields.price("price", instrument, false);
        final long quantity = fields.quantity("size", instrument, false);
        final long time = time(row, "time");
        if (!fields.failed()) {
            trades.add(instrument.id(), time, id, price, quantity, buy == sideIsMakers ? Side.SELL : Side.BUY);
        }
    }

    private void quotes(boolean publish) {
        isSnapshot();
        final int first = firstOf("tickers");
        boolean more = false;
        for (int round = 0; round < 2 && !fields.failed(); round++) {
            int at = first;
            while (at != JsonScanner.FAILED && enter(row, at)) {
                final int next = scanner.element(behind);
                more |= next != JsonScanner.FAILED;
                several |= more;
                quote(publish && (round == 1 || !more));
                at = fields.failed() ? JsonScanner.FAILED : next;
            }
            round += more ? 0 : 1;
        }
    }

    private void quote(boolean publish) {
        final Instrument instrument = instrument(row, "product_id");
        if (instrument == null) {
            return;
        }
        final long bid = orNone("best_bid", "a price", instrument.priceExponent());
        final long bidQuantity = orNone("best_bid_quantity", "a quantity", instrument.quantityExponent());
        final long ask = orNone("best_ask", "a price", instrument.priceExponent());
        final long askQuantity = orNone("best_ask_quantity", "a quantity", instrument.quantityExponent());
        if (!fields.failed() && publish) {
            events.publishQuote(frameTimeNs, receiveTimeNs, EventWriter.NO_UPDATE_ID, bid, bidQuantity, ask,
                askQuantity, instrument.id());
        }
    }

    /** A side without orders has an empty text: 0. */
    private long orNone(String key, String what, int exponent) {
        final int field = fields.need(key, what);
        if (field == JsonObject.MISSING || row.isString(field, "")) {
            return 0;
        }
        return fields.decimal(row.begin(field), row.end(field), what, exponent, true);
    }
}
