package io.escapement.engine.venue.kucoin;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.DeltaHead;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.json.AsciiText;
import io.escapement.engine.venue.json.BestLevel;
import io.escapement.engine.venue.json.JsonFrameDecoder;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.ReplyText;
import io.escapement.engine.venue.json.TickTimes;

import java.util.concurrent.TimeUnit;

/**
 * Frames of KuCoin's classic spot streams, {@code {"type":"message","topic":"/market/level2:BTC-USDT","data":{..}}}.
 * {@code level2} becomes {@code BookDelta} of a range of sequences, without the entries whose price is 0, which change
 * no book; {@code level1} and {@code ticker} {@code BestBidOffer}; {@code match} {@code Trade} with the taker's side,
 * numbered by its sequence, since trade ids are longer than 64 bits. Times are milliseconds, those of trades
 * nanoseconds; recordings of 2021 have none with {@code level2}.
 *
 * <p>Allocates nothing once the longest frame has been seen, save for control replies. Made anew for each connection.
 */
public final class KucoinFrameDecoder extends JsonFrameDecoder {
    private final ControlListener control;
    private final EventWriter events;
    private final JsonObject data = new JsonObject();
    private final JsonObject changes = new JsonObject();
    private final KucoinChanges rows = new KucoinChanges(scanner, fields);
    private final BestLevel bid = new BestLevel(scanner, fields);
    private final BestLevel ask = new BestLevel(scanner, fields);
    private final TickTimes millis = new TickTimes(scanner, fields, TimeUnit.MILLISECONDS);
    private final TickTimes nanos = new TickTimes(scanner, fields, TimeUnit.NANOSECONDS);

    /**
     * @param inlet        the decoder's thread's own
     * @param connectionId names the connection in {@code FeedStatus} events
     */
    public KucoinFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control, int connectionId,
                              Provenance provenance) {
        this(new EventOutlet(inlet, provenance), instruments, control, connectionId);
    }

    private KucoinFrameDecoder(EventOutlet outlet, InstrumentLookup instruments, ControlListener control,
                               int connectionId) {
        super(outlet, new StatusWriter(outlet, Venue.KUCOIN, connectionId), instruments);
        this.control = control;
        this.events = new EventWriter(outlet, new LevelStore());
    }

    @Override
    protected void decode() {
        if (!scanner.wholeText(frame)) {
            return;
        }
        fields.wrap(frame, 0);
        final int type = frame.find("type");
        if (type != JsonObject.MISSING && frame.kind(type) != '"') {
            scanner.fail(frame.begin(type), "a type in quotes");
        } else if (frame.isString(type, "message")) {
            message();
        } else if (frame.isString(type, "ack")) {
            control.onAccepted(requestId());
        } else if (frame.isString(type, "error")) {
            control.onRefused(requestId(), (int) ReplyText.number(frame, "code", text, 0),
                ReplyText.of(frame, "data", text));
        } else if (frame.isString(type, "pong")) {
            control.onPong();
        } else if (frame.isString(type, "welcome")) {
            control.onReady();
        } else if (type == JsonObject.MISSING) {
            unknown(0, text.capacity());
        } else {
            unknown(frame.begin(type), frame.end(type));
        }
    }

    private long requestId() {
        return ReplyText.number(frame, "id", text, ControlListener.NO_REQUEST);
    }

    private void message() {
        final int topic = fields.need("topic", "a topic");
        if (topic == JsonObject.MISSING || frame.kind(topic) != '"') {
            scanner.fail(topic == JsonObject.MISSING ? 0 : frame.begin(topic), "a topic in quotes");
            return;
        }
        final int from = frame.begin(topic) + 1;
        final int to = frame.end(topic) - 1;
        final int colon = AsciiText.find(text, from, to, ':');
        final int end = colon == AsciiText.NONE ? to : colon;
        final int symbol = Math.min(end + 1, to);
        if (AsciiText.is(text, from, end, "/market/level2")) {
            book(symbol, to);
        } else if (AsciiText.is(text, from, end, "/spotMarket/level1")) {
            best(symbol, to);
        } else if (AsciiText.is(text, from, end, "/market/match")) {
            trade(symbol, to);
        } else if (AsciiText.is(text, from, end, "/market/ticker")) {
            ticker(symbol, to);
        } else {
            unknown(from, end);
        }
    }

    /** The instrument of the topic's symbol, once the message's data are the fields to read; null where it is none. */
    private Instrument enterData(int from, int to) {
        final Instrument instrument = instrument(from, to);
        final int field = instrument == null ? JsonObject.MISSING : fields.need("data", "an object");
        return field != JsonObject.MISSING && enter(data, frame.begin(field)) ? instrument : null;
    }

    private void checkSymbol(int from, int to) {
        final int field = fields.need("symbol", "a symbol");
        if (field != JsonObject.MISSING && (data.kind(field) != '"'
            || !AsciiText.isSame(text, data.begin(field) + 1, data.end(field) - 1, from, to))) {
            scanner.fail(data.begin(field), "the topic's symbol");
        }
    }

    private void book(int from, int to) {
        final Instrument instrument = enterData(from, to);
        if (instrument == null) {
            return;
        }
        checkSymbol(from, to);
        final DeltaHead head = events.delta();
        head.instrumentId = instrument.id();
        head.receiveTimeNs = receiveTimeNs;
        head.venueTimeNs = millis.or(data, "time", EventWriter.NO_TIME);
        head.firstUpdateId = fields.integer("sequenceStart", "a sequence");
        head.lastUpdateId = fields.integer("sequenceEnd", "a sequence");
        head.previousUpdateId = EventWriter.NO_UPDATE_ID;
        final int field = fields.need("changes", "an object");
        if (fields.failed()) {
            return;
        }
        if (head.firstUpdateId > head.lastUpdateId) {
            scanner.fail(data.begin(data.find("sequenceStart")), "a first sequence not beyond the last");
        }
        if (!enter(changes, data.begin(field))) {
            return;
        }
        final int bids = fields.need("bids", "an array of changes");
        final int asks = fields.need("asks", "an array of changes");
        if (!fields.failed()) {
            final LevelStore levels = events.levels(text.capacity());
            rows.read(changes.begin(bids), true, instrument, levels);
            rows.read(changes.begin(asks), false, instrument, levels);
        }
        if (!fields.failed()) {
            events.publishDelta();
        }
    }

    private void best(int from, int to) {
        final Instrument instrument = enterData(from, to);
        if (instrument == null) {
            return;
        }
        final long venueTimeNs = millis.of(data, "timestamp");
        final int bids = fields.need("bids", "a level of price and quantity");
        final int asks = fields.need("asks", "a level of price and quantity");
        if (fields.failed()) {
            return;
        }
        bid.pair(data.begin(bids), instrument);
        ask.pair(data.begin(asks), instrument);
        if (!fields.failed()) {
            events.publishQuote(venueTimeNs, receiveTimeNs, EventWriter.NO_UPDATE_ID, bid.price(), bid.quantity(),
                ask.price(), ask.quantity(), instrument.id());
        }
    }

    /** The topic of all tickers names the symbol in its subject; the time is spelt in two ways. */
    private void ticker(int from, int to) {
        final int subject = frame.find("subject");
        final boolean all = AsciiText.is(text, from, to, "all") && frame.kind(subject) == '"';
        final Instrument instrument =
            all ? enterData(frame.begin(subject) + 1, frame.end(subject) - 1) : enterData(from, to);
        if (instrument == null) {
            return;
        }
        final long venueTimeNs = millis.of(data, data.has("Time") ? "Time" : "time");
        final long sequence = fields.integer("sequence", "a sequence");
        final long bidPrice = orZero("bestBid", "a price", instrument.priceExponent());
        final long bidQuantity = orZero("bestBidSize", "a quantity", instrument.quantityExponent());
        final long askPrice = orZero("bestAsk", "a price", instrument.priceExponent());
        final long askQuantity = orZero("bestAskSize", "a quantity", instrument.quantityExponent());
        if (!fields.failed()) {
            events.publishQuote(venueTimeNs, receiveTimeNs, sequence, bidPrice, bidQuantity, askPrice, askQuantity,
                instrument.id());
        }
    }

    /** A side that is empty is null or an empty text. */
    private long orZero(String key, String what, int exponent) {
        final int field = fields.need(key, what);
        if (field == JsonObject.MISSING || data.kind(field) == 'n' || data.isString(field, "")) {
            return 0;
        }
        return fields.decimal(data.begin(field), data.end(field), what, exponent, true);
    }

    private void trade(int from, int to) {
        final Instrument instrument = enterData(from, to);
        if (instrument == null) {
            return;
        }
        checkSymbol(from, to);
        final long venueTimeNs = nanos.of(data, "time");
        final long sequence = fields.integer("sequence", "a sequence");
        final int side = fields.need("side", "a side");
        if (side != JsonObject.MISSING && !data.isString(side, "buy") && !data.isString(side, "sell")) {
            scanner.fail(data.begin(side), "buy or sell");
        }
        final long price = fields.price("price", instrument, false);
        final long quantity = fields.quantity("size", instrument, false);
        if (!fields.failed()) {
            events.publishTrade(venueTimeNs, receiveTimeNs, sequence, price, quantity, instrument.id(),
                data.isString(side, "buy") ? Side.BUY : Side.SELL);
        }
    }
}
