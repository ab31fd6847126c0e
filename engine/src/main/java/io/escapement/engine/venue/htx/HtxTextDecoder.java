package io.escapement.engine.venue.htx;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.DeltaHead;
import io.escapement.engine.venue.event.DerivativeEvents;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.SnapshotHead;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.event.TradeStore;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;

/** The JSON in HTX's frames, once it has been unpacked. */
final class HtxTextDecoder extends HtxNoticeDecoder {
    private final EventWriter events;
    private final HtxControl control;
    private final HtxTopic topic = new HtxTopic();
    private final JsonObject tick = new JsonObject();
    private final JsonObject entry = new JsonObject();
    private final TradeStore trades = new TradeStore();

    HtxTextDecoder(EventOutlet outlet, EventWriter events, DerivativeEvents derivatives, StatusWriter status,
                   InstrumentLookup instruments, ControlListener listener, HtxFrameDecoder.SwapAmounts amounts) {
        super(outlet, derivatives, status, instruments, amounts);
        this.events = events;
        this.control = new HtxControl(listener);
    }

    @Override
    protected void decode() {
        if (!scanner.wholeText(frame)) {
            return;
        }
        fields.wrap(frame, 0);
        final int push = frame.find("ch");
        final int reply = frame.find("rep");
        final int notice = frame.find("op");
        if (push != JsonObject.MISSING) {
            push(push);
        } else if (reply != JsonObject.MISSING && !HtxControl.isRefusal(frame)) {
            snapshot(reply);
        } else if (frame.isString(notice, "notify")) {
            notice();
        } else if (!control.onFrame(text, frame, scanner)) {
            unknown(0, text.capacity());
        }
    }

    private void push(int channel) {
        if (!topic.parse(text, frame, channel)) {
            unknown(frame.begin(channel), frame.end(channel));
            return;
        }
        final Instrument instrument = instrument(topic.symbolBegin(), topic.symbolEnd());
        if (instrument == null) {
            return;
        }
        final int body = fields.need("tick", "a tick");
        final long sentNs = time("ts");
        if (fields.failed() || !enter(tick, frame.begin(body))) {
            return;
        }
        switch (topic.kind()) {
            case WHOLE_BOOK -> wholeBook(channel, instrument, sentNs);
            case MBP -> mbp(channel, instrument, sentNs);
            case HIGH_FREQUENCY -> highFrequency(channel, instrument, sentNs);
            case BBO -> quote(instrument, sentNs);
            case MARK_PRICE -> markPrice(tick, instrument, sentNs);
            default -> trades(instrument);
        }
    }

    /** Depth of a kind that this instrument's book is not kept by would break it. */
    private boolean isKeptBy(int channel, Instrument instrument, SyncKind sync) {
        if (instrument.book().sync() != sync) {
            unknown(frame.begin(channel), frame.end(channel));
            return false;
        }
        return true;
    }

    private void wholeBook(int channel, Instrument instrument, long sentNs) {
        if (!isKeptBy(channel, instrument, SyncKind.SNAPSHOTS)) {
            return;
        }
        if (frame.kind(frame.find("update")) == 't') {
            scanner.fail(frame.begin(frame.find("update")), "a whole book", "update");
        }
        final SnapshotHead head = head(instrument, tick.has("ts") ? time("ts") : sentNs);
        // Versions of swaps are seconds, too coarse: their books are told apart by the last order's number.
        head.lastUpdateId = tick.has("mrid") ? fields.integer("mrid", "an order number")
            : tick.has("seqNum") ? fields.integer("seqNum", "an update id") : fields.integer("version", "a version");
        head.inStream = true;
        levels(instrument, true);
        if (!fields.failed()) {
            events.publishSnapshot();
        }
    }

    private SnapshotHead head(Instrument instrument, long timeNs) {
        final SnapshotHead head = events.snapshot();
        head.instrumentId = instrument.id();
        head.receiveTimeNs = receiveTimeNs;
        head.venueTimeNs = timeNs;
        return head;
    }

    /** The answer to {@code req}: a book that was asked for. */
    private void snapshot(int reply) {
        if (!topic.parse(text, frame, reply) || topic.kind() != HtxTopic.Kind.MBP) {
            unknown(frame.begin(reply), frame.end(reply));
            return;
        }
        final Instrument instrument = instrument(topic.symbolBegin(), topic.symbolEnd());
        if (instrument == null) {
            return;
        }
        final long sentNs = time("ts");
        final int body = fields.need("data", "a book");
        if (fields.failed() || !enter(tick, frame.begin(body))
            || !isKeptBy(reply, instrument, SyncKind.STRICT_CHAIN)) {
            return;
        }
        final SnapshotHead head = head(instrument, sentNs);
        head.lastUpdateId = fields.integer("seqNum", "an update id");
        head.inStream = false;
        levels(instrument, true);
        if (!fields.failed()) {
            events.publishSnapshot();
        }
    }

    private void mbp(int channel, Instrument instrument, long sentNs) {
        if (isKeptBy(channel, instrument, SyncKind.STRICT_CHAIN)) {
            delta(instrument, sentNs, fields.integer("seqNum", "an update id"),
                fields.integer("prevSeqNum", "the update id before"));
        }
    }

    private void highFrequency(int channel, Instrument instrument, long sentNs) {
        if (!isKeptBy(channel, instrument, SyncKind.STREAM)) {
            return;
        }
        final int event = fields.need("event", "snapshot or update");
        final long version = fields.integer("version", "a version");
        final long timeNs = tick.has("ts") ? time("ts") : sentNs;
        if (tick.isString(event, "update")) {
            if (version == 0 && !fields.failed()) {
                scanner.fail(tick.begin(tick.find("version")), "a version above zero");
            }
            delta(instrument, timeNs, version, version - 1);
        } else if (tick.isString(event, "snapshot")) {
            final SnapshotHead head = head(instrument, timeNs);
            head.lastUpdateId = version;
            head.inStream = true;
            levels(instrument, true);
            if (!fields.failed()) {
                events.publishSnapshot();
            }
        } else if (!fields.failed()) {
            scanner.fail(tick.begin(event), "snapshot or update");
        }
    }

    private void delta(Instrument instrument, long timeNs, long id, long previous) {
        final DeltaHead head = events.delta();
        head.instrumentId = instrument.id();
        head.receiveTimeNs = receiveTimeNs;
        head.venueTimeNs = timeNs;
        head.firstUpdateId = id;
        head.lastUpdateId = id;
        head.previousUpdateId = previous;
        levels(instrument, false);
        if (!fields.failed()) {
            events.publishDelta();
        }
    }

    /** Of the tick; in deltas a side that is not there has not changed. */
    private void levels(Instrument instrument, boolean both) {
        final LevelStore levels = events.levels(text.capacity());
        side("bids", true, both, instrument, levels);
        side("asks", false, both, instrument, levels);
    }

    private void side(String key, boolean bid, boolean needed, Instrument instrument, LevelStore levels) {
        final int field = needed ? fields.need(key, "an array of levels") : tick.find(key);
        if (field != JsonObject.MISSING) {
            quantities.levels(tick.begin(field), bid, instrument, levels);
        }
    }

    private void quote(Instrument instrument, long sentNs) {
        if (tick.kind(tick.find("bid")) == '[' || tick.kind(tick.find("ask")) == '[') {
            swapQuote(instrument, sentNs);
            return;
        }
        final long timeNs = tick.has("quoteTime") ? time("quoteTime") : sentNs;
        final long id = fields.integerOr("seqId", "an update id", EventWriter.NO_UPDATE_ID);
        final long bidPrice = fields.price("bid", instrument, true);
        final long bidQuantity = quantities.read(tick, "bidSize", instrument, true);
        final long askPrice = fields.price("ask", instrument, true);
        final long askQuantity = quantities.read(tick, "askSize", instrument, true);
        if (!fields.failed()) {
            events.publishQuote(timeNs, receiveTimeNs, id, bidPrice, bidQuantity, askPrice, askQuantity,
                instrument.id());
        }
    }

    /** Swaps: {@code "bid":[price,quantity]}; a side without orders is left out or null. */
    private void swapQuote(Instrument instrument, long sentNs) {
        final long timeNs = tick.has("ts") ? time("ts") : sentNs;
        final long id = fields.integer("mrid", "an order number");
        final int bid = tick.find("bid");
        final int ask = tick.find("ask");
        final long bidPrice = part(bid, false, instrument);
        final long bidQuantity = part(bid, true, instrument);
        final long askPrice = part(ask, false, instrument);
        final long askQuantity = part(ask, true, instrument);
        if (!fields.failed()) {
            events.publishQuote(timeNs, receiveTimeNs, id, bidPrice, bidQuantity, askPrice, askQuantity,
                instrument.id());
        }
    }

    private long part(int field, boolean second, Instrument instrument) {
        if (field == JsonObject.MISSING || tick.kind(field) == 'n') {
            return 0;
        }
        final int begin = tick.begin(field);
        int at = scanner.at(begin) == '[' ? scanner.element(begin + 1) : JsonScanner.FAILED;
        if (second && at != JsonScanner.FAILED) {
            at = scanner.element(scanner.value(at, 0));
        }
        if (at == JsonScanner.FAILED) {
            scanner.fail(begin, "price and quantity");
            return 0;
        }
        return second
            ? quantities.read(at, scanner.value(at, 0), instrument, true)
            : fields.decimal(at, scanner.value(at, 0), "a price", instrument.priceExponent(), true);
    }

    private void trades(Instrument instrument) {
        final int data = fields.need("data", "an array of trades");
        if (data == JsonObject.MISSING) {
            return;
        }
        final int open = tick.begin(data);
        if (scanner.at(open) != '[') {
            scanner.fail(open, "an array of trades");
        }
        trades.clear();
        for (int at = scanner.element(open + 1); at != JsonScanner.FAILED && !fields.failed();
             at = scanner.element(scanner.value(at, 0))) {
            if (enter(entry, at)) {
                trade(instrument);
            }
        }
        if (!fields.failed()) {
            trades.publish(events, receiveTimeNs, instrument.id());
        }
    }

    private void trade(Instrument instrument) {
        final long timeNs = time("ts");
        final long price = fields.price("price", instrument, false);
        final int direction = fields.need("direction", "a direction");
        final Side side = entry.isString(direction, "buy") ? Side.BUY
            : entry.isString(direction, "sell") ? Side.SELL : Side.UNKNOWN;
        final boolean known = side != Side.UNKNOWN || entry.isString(direction, "");
        if (!known && !fields.failed()) {
            scanner.fail(entry.begin(direction), "buy or sell");
        }
        final long quantity = oneSided(entry, "amount", instrument);
        if (!fields.failed()) {
            trades.add(timeNs, tradeId(), price, quantity, side);
        }
    }

    /** The old id of spot trades has more than 64 bits, or is rounded: {@code tradeId} has come in its place. */
    private long tradeId() {
        if (entry.has("tradeId")) {
            return fields.integer("tradeId", "a trade id");
        }
        final int field = entry.find("id");
        return field == JsonObject.MISSING ? TradeStore.NO_ID
            : HtxControl.number(text, entry.begin(field), entry.end(field), TradeStore.NO_ID);
    }
}
