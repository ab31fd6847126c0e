package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.DeltaHead;
import io.escapement.engine.venue.event.DistinctTexts;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.event.VenueTime;
import io.escapement.engine.venue.json.FieldReader;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decodes frames whatever the order and spelling of their fields, and tells what is wrong with those that are no
 * frames. Slower than the templates and right by itself: it checks the whole text before it looks at any field.
 */
final class AnyOrderDecoder {
    private static final int NO_INSTRUMENT = FeedStatusEncoder.instrumentIdNullValue();

    private final FrameView view;
    private final InstrumentLookup instruments;
    private final SymbolColumns[] columns;
    private final StatusWriter status;
    private final ControlListener control;
    private final VenueTime venueTime;
    private final ControlReplies replies;
    private final EventWriter events;
    private final JsonScanner scanner = new JsonScanner();
    private final FieldReader fields = new FieldReader(scanner);
    private final JsonObject frame = new JsonObject();
    private final JsonObject data = new JsonObject();
    private final LevelArrays arrays;
    private final DistinctTexts unknownTypes = new DistinctTexts();
    private final DistinctTexts unknownSymbols = new DistinctTexts();
    private long receiveTimeNs;

    /** @param columns of the same instruments in the same order */
    AnyOrderDecoder(FrameView view, InstrumentLookup instruments, SymbolColumns[] columns, EventWriter events,
                    StatusWriter status, ControlListener control, VenueTime venueTime) {
        this.view = view;
        this.instruments = instruments;
        this.columns = columns;
        this.events = events;
        this.status = status;
        this.control = control;
        this.venueTime = venueTime;
        this.replies = new ControlReplies(control);
        this.arrays = new LevelArrays(view, scanner, fields);
    }

    void decode(long frameReceiveTimeNs) {
        receiveTimeNs = frameReceiveTimeNs;
        scanner.wrap(view.bytes(), 0, view.length());
        frame.clear();
        if (!scanner.wholeText(frame)) {
            malformed();
            return;
        }
        final int wrapped = frame.find("data");
        if (wrapped == JsonObject.MISSING) {
            fields.wrap(frame, scanner.skipSpace(0));
            decodeEvent(frame);
        } else if (frame.kind(wrapped) == '{') {
            data.clear();
            scanner.object(frame.begin(wrapped), 0, data);
            if (scanner.expected() == null) {
                fields.wrap(data, frame.begin(wrapped));
                decodeEvent(data);
            }
        } else {
            unknown(frame, "stream");
        }
        if (scanner.expected() != null) {
            malformed();
        }
    }

    private void decodeEvent(JsonObject object) {
        final int type = object.find("e");
        if (type == JsonObject.MISSING) {
            decodeUntyped(object);
        } else if (object.kind(type) != '"') {
            scanner.fail(object.begin(type), "an event type in quotes");
        } else if (object.isString(type, "depthUpdate")) {
            depth(object);
        } else if (object.isString(type, "trade")) {
            trade(object);
        } else if (object.isString(type, "bookTicker")) {
            quote(object);
        } else if (object.isString(type, "serverShutdown")) {
            final long time = time("E", FeedStatusEncoder.receiveTimeNsNullValue());
            if (scanner.expected() == null) {
                control.onShutdownNotice(time);
            }
        } else if (!object.isString(type, "aggTrade")) {
            unknown(object, "e");
        }
    }

    private void decodeUntyped(JsonObject object) {
        if (object.has("u") && object.has("B") && object.has("A")) {
            quote(object);
        } else if (object == frame && ControlReplies.isReply(object)) {
            replies.onReply(view.bytes(), scanner, object);
        } else {
            unknown(frame, "stream");
        }
    }

    private void depth(JsonObject object) {
        final SymbolColumns symbol = symbol(object);
        if (symbol == null) {
            return;
        }
        final DeltaHead head = events.delta();
        head.instrumentId = symbol.instrumentId;
        head.receiveTimeNs = receiveTimeNs;
        head.venueTimeNs = time("E");
        fields.integerOr("T", "a time", 0);
        head.firstUpdateId = fields.integer("U", "an update id");
        head.lastUpdateId = fields.integer("u", "an update id");
        head.previousUpdateId = symbol.chained ? fields.integer("pu", "the update id before")
            : fields.integerOr("pu", "an update id", EventWriter.NO_UPDATE_ID);
        final LevelStore levels = events.levels(view.length());
        arrays.read(object, "b", true, symbol, levels);
        arrays.read(object, "a", false, symbol, levels);
        if (!fields.failed()) {
            events.publishDelta();
        }
    }

    /** Futures send other kinds too, such as fills of the insurance fund, which are no market trades: left out. */
    private void trade(JsonObject object) {
        final SymbolColumns symbol = symbol(object);
        final int kind = object.find("X");
        if (symbol == null || kind != JsonObject.MISSING && !object.isString(kind, "MARKET")) {
            return;
        }
        final Instrument instrument = symbol.instrument;
        fields.integerOr("E", "a time", 0);
        final long venueTimeNs = time("T");
        final long id = fields.integer("t", "a trade id");
        final long price = fields.price("p", instrument, false);
        final long quantity = fields.quantity("q", instrument, false);
        final boolean buyerIsMaker = fields.flag("m", "true or false");
        if (!fields.failed()) {
            events.publishTrade(venueTimeNs, receiveTimeNs, id, price, quantity, instrument.id(),
                buyerIsMaker ? Side.SELL : Side.BUY);
        }
    }

    private void quote(JsonObject object) {
        final SymbolColumns symbol = symbol(object);
        if (symbol == null) {
            return;
        }
        final Instrument instrument = symbol.instrument;
        final long venueTimeNs = time("E", EventWriter.NO_TIME);
        fields.integerOr("T", "a time", 0);
        final long updateId = fields.integer("u", "an update id");
        final long bidPrice = fields.price("b", instrument, true);
        final long bidQuantity = fields.quantity("B", instrument, true);
        final long askPrice = fields.price("a", instrument, true);
        final long askQuantity = fields.quantity("A", instrument, true);
        if (!fields.failed()) {
            events.publishQuote(venueTimeNs, receiveTimeNs, updateId, bidPrice, bidQuantity, askPrice, askQuantity,
                instrument.id());
        }
    }

    /** Null where there is none; then that has been said. */
    private SymbolColumns symbol(JsonObject object) {
        final int field = fields.need("s", "a symbol");
        if (field == JsonObject.MISSING) {
            return null;
        }
        if (object.kind(field) != '"') {
            scanner.fail(object.begin(field), "a symbol in quotes");
            return null;
        }
        final int from = object.begin(field) + 1;
        final int to = object.end(field) - 1;
        final int index = instruments.indexOf(view.bytes(), from, to - from);
        if (index == InstrumentLookup.NONE && unknownSymbols.isNew(view.bytes(), from, to)) {
            status.begin().text("no instrument is configured for the symbol ").quote(view.bytes(), from, to)
                .publish(FeedCondition.UNKNOWN_SYMBOL, NO_INSTRUMENT, receiveTimeNs);
        }
        return index == InstrumentLookup.NONE ? null : columns[index];
    }

    private long time(String key) {
        return nanos(key, fields.integer(key, "a time"));
    }

    private long time(String key, long otherwise) {
        final long ticks = fields.integerOr(key, "a time", EventWriter.NO_TIME);
        return ticks == EventWriter.NO_TIME ? otherwise : nanos(key, ticks);
    }

    private long nanos(String key, long ticks) {
        final long nanos = venueTime.toNanos(ticks);
        if (nanos == VenueTime.TOO_LATE) {
            scanner.fail(0, "a time before the year 2262", key);
        }
        return nanos;
    }

    /** Says once for each text of the field that nobody here knows what it means. */
    private void unknown(JsonObject object, String key) {
        final int field = object.find(key);
        final int from = field == JsonObject.MISSING ? 0 : object.begin(field);
        final int to = field == JsonObject.MISSING ? 0 : object.end(field);
        if (unknownTypes.isNew(view.bytes(), from, to)) {
            status.begin().text("no use for messages of this kind: ").text(key).text(" ")
                .quote(view.bytes(), from, to).publish(FeedCondition.UNKNOWN_MESSAGE, NO_INSTRUMENT, receiveTimeNs);
        }
    }

    private void malformed() {
        status.begin().text("at byte ").number(scanner.errorOffset()).text(" of ").number(view.length())
            .text(": expected ").text(scanner.expected())
            .note(scanner.detail()).publish(FeedCondition.MALFORMED_FRAME, likelyInstrument(), receiveTimeNs);
    }

    /** The instrument of the first symbol field in the text, however broken the rest. */
    private int likelyInstrument() {
        final UnsafeBuffer text = view.bytes();
        for (int i = 0; i + 5 < view.length(); i++) {
            if (text.getByte(i) == '"' && text.getByte(i + 1) == 's' && text.getByte(i + 2) == '"'
                && text.getByte(i + 3) == ':' && text.getByte(i + 4) == '"') {
                int to = i + 5;
                while (to < view.length() && text.getByte(to) != '"') {
                    to++;
                }
                final Instrument found = instruments.find(text, i + 5, to - i - 5);
                return found == null ? NO_INSTRUMENT : found.id();
            }
        }
        return NO_INSTRUMENT;
    }
}
