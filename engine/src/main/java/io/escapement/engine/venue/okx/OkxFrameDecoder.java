package io.escapement.engine.venue.okx;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.event.TradeStore;
import io.escapement.engine.venue.json.AsciiText;
import io.escapement.engine.venue.json.BestLevel;
import io.escapement.engine.venue.json.JsonFrameDecoder;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import io.escapement.engine.venue.json.TickTimes;

import java.util.concurrent.TimeUnit;

/**
 * Frames of OKX's v5 public streams, {@code {"arg":{"channel":..,"instId":..},"data":[..]}}. The book's channel becomes
 * {@code BookSnapshot} (in the stream) and {@code BookDelta}, chained by {@code prevSeqId}, with the venue's checksum
 * where it is not 0; {@code bbo-tbt} and {@code tickers} {@code BestBidOffer}; {@code trades} and {@code trades-all}
 * {@code Trade} with the taker's side; what is told of swaps becomes derivative events, in contracts. Beside JSON the
 * venue sends the texts {@code ping} and {@code pong}.
 *
 * <p>Allocates nothing once the longest frame has been seen, save for control replies. Made anew for each connection.
 */
public final class OkxFrameDecoder extends JsonFrameDecoder {
    private final EventWriter events;
    private final TradeStore trades = new TradeStore();
    private final JsonObject arg = new JsonObject();
    private final JsonObject row = new JsonObject();
    private final BestLevel bid = new BestLevel(scanner, fields);
    private final BestLevel ask = new BestLevel(scanner, fields);
    private final TickTimes millis = new TickTimes(scanner, fields, TimeUnit.MILLISECONDS);
    private final String bookChannel;
    private final OkxBooks books;
    private final OkxDerivatives derivatives;
    private final OkxReplies replies;

    /**
     * @param inlet        the decoder's thread's own
     * @param connectionId names the connection in {@code FeedStatus} events
     * @param bookChannel  from which books are built, {@code books}; other incremental channels are of no use
     */
    public OkxFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control, int connectionId,
                           Provenance provenance, String bookChannel, OkxNumbering numbering) {
        this(new EventOutlet(inlet, provenance), instruments, control, connectionId, bookChannel, numbering);
    }

    private OkxFrameDecoder(EventOutlet outlet, InstrumentLookup instruments, ControlListener control,
                            int connectionId, String bookChannel, OkxNumbering numbering) {
        super(outlet, new StatusWriter(outlet, Venue.OKX, connectionId), instruments);
        this.bookChannel = bookChannel;
        this.events = new EventWriter(outlet, new LevelStore());
        this.books = new OkxBooks(scanner, fields, events, instruments, numbering);
        this.derivatives = new OkxDerivatives(scanner, fields, outlet, instruments);
        this.replies = new OkxReplies(control);
    }

    @Override
    protected void decode() {
        if (replies.onText(text) || !scanner.wholeText(frame)) {
            return;
        }
        fields.wrap(frame, 0);
        final int argument = frame.find("arg");
        if (frame.has("event")) {
            if (!replies.onEvent(text, scanner, frame, arg)) {
                unknown(0, text.capacity());
            }
        } else if (argument == JsonObject.MISSING) {
            unknown(0, text.capacity());
        } else if (enter(arg, frame.begin(argument))) {
            message();
        }
    }

    private void message() {
        final int channel = fields.need("channel", "a channel");
        if (fields.failed()) {
            return;
        }
        if (arg.isString(channel, bookChannel)) {
            book();
        } else if (arg.isString(channel, "trades") || arg.isString(channel, "trades-all")) {
            trades();
        } else if (arg.isString(channel, "bbo-tbt")) {
            best();
        } else if (arg.isString(channel, "tickers")) {
            ticker();
        } else if (arg.isString(channel, "status")) {
            replies.onStatus(text, scanner, frame, row);
        } else if (!derivatives.decode(channel, this)) {
            unknown(arg.begin(channel), arg.end(channel));
        }
    }

    // What the readers of other channels need of the frame.

    JsonObject arg() {
        return arg;
    }

    /** Where the first element of {@code data} begins; {@link JsonScanner#FAILED} where there is none. */
    int firstRow() {
        fields.wrap(frame, 0);
        final int data = fields.need("data", "an array");
        if (data == JsonObject.MISSING) {
            return JsonScanner.FAILED;
        }
        if (frame.kind(data) != '[') {
            return scanner.fail(frame.begin(data), "an array");
        }
        return scanner.element(frame.begin(data) + 1);
    }

    /** Where the element behind this one begins; {@link JsonScanner#FAILED} where there is none, or all is lost. */
    int nextRow(int at) {
        return fields.failed() ? JsonScanner.FAILED : scanner.element(scanner.value(at, 0));
    }

    /** Reads the element that begins here. */
    boolean enterRow(JsonObject into, int at) {
        return enter(into, at);
    }

    Instrument instrumentOf(JsonObject object, String key) {
        return instrument(object, key);
    }

    InstrumentLookup known() {
        return instruments;
    }

    /** The instrument with the symbol of the object's {@code instId}; null, without a word, where there is none. */
    Instrument find(JsonObject object, InstrumentLookup among) {
        final int field = fields.need("instId", "a symbol");
        if (field == JsonObject.MISSING) {
            return null;
        }
        if (object.kind(field) != '"') {
            scanner.fail(object.begin(field), "a symbol in quotes");
            return null;
        }
        return among.find(text, object.begin(field) + 1, object.end(field) - object.begin(field) - 2);
    }

    long receiveTimeNs() {
        return receiveTimeNs;
    }

    TickTimes millis() {
        return millis;
    }

    /** Reads the one element of {@code data}. */
    boolean enterOnly(JsonObject into) {
        final int at = firstRow();
        if (fields.failed()) {
            return false;
        }
        if (at == JsonScanner.FAILED || scanner.element(scanner.value(at, 0)) != JsonScanner.FAILED) {
            scanner.fail(frame.begin(frame.find("data")), "an array of one element");
            return false;
        }
        return enter(into, at);
    }

    private void book() {
        final Instrument instrument = instrument(arg, "instId");
        if (instrument == null) {
            return;
        }
        final int action = frame.find("action");
        final boolean isSnapshot = frame.isString(action, "snapshot");
        if (!isSnapshot && !frame.isString(action, "update")) {
            scanner.fail(action == JsonObject.MISSING ? 0 : frame.begin(action), "snapshot or update", "action");
        } else if (enterOnly(row)) {
            books.read(row, isSnapshot, instrument, millis.of(row, "ts"), receiveTimeNs, text.capacity());
        }
    }

    private void trades() {
        final Instrument instrument = instrument(arg, "instId");
        if (instrument == null) {
            return;
        }
        trades.clear();
        for (int at = firstRow(); at != JsonScanner.FAILED && enter(row, at); at = nextRow(at)) {
            checkSymbol();
            final long venueTimeNs = millis.of(row, "ts");
            final long id = fields.integer("tradeId", "a trade id");
            final Side side = side(row, "side");
            final long price = fields.price("px", instrument, false);
            final long quantity = fields.quantity("sz", instrument, false);
            if (!fields.failed()) {
                trades.add(venueTimeNs, id, price, quantity, side);
            }
        }
        if (!fields.failed()) {
            trades.publish(events, receiveTimeNs, instrument.id());
        }
    }

    /** The row's own symbol has to be the argument's. */
    private void checkSymbol() {
        final int own = fields.need("instId", "a symbol");
        final int asked = arg.find("instId");
        if (own != JsonObject.MISSING && !AsciiText.isSame(text, row.begin(own), row.end(own), arg.begin(asked),
            arg.end(asked))) {
            scanner.fail(row.begin(own), "the argument's symbol");
        }
    }

    Side side(JsonObject object, String key) {
        final int field = fields.need(key, "a side");
        if (field != JsonObject.MISSING && !object.isString(field, "buy") && !object.isString(field, "sell")) {
            scanner.fail(object.begin(field), "buy or sell");
        }
        return object.isString(field, "buy") ? Side.BUY : Side.SELL;
    }

    private void best() {
        final Instrument instrument = instrument(arg, "instId");
        if (instrument == null || !enterOnly(row)) {
            return;
        }
        final long venueTimeNs = millis.of(row, "ts");
        final long updateId = fields.integerOr("seqId", "a sequence id", EventWriter.NO_UPDATE_ID);
        final int bids = fields.need("bids", "an array of levels");
        final int asks = fields.need("asks", "an array of levels");
        if (fields.failed()) {
            return;
        }
        bid.row(row.begin(bids), instrument);
        ask.row(row.begin(asks), instrument);
        if (!fields.failed()) {
            events.publishQuote(venueTimeNs, receiveTimeNs, updateId, bid.price(), bid.quantity(), ask.price(),
                ask.quantity(), instrument.id());
        }
    }

    /** A side that is empty has empty texts. */
    private void ticker() {
        final Instrument instrument = instrument(arg, "instId");
        if (instrument == null || !enterOnly(row)) {
            return;
        }
        checkSymbol();
        final long venueTimeNs = millis.of(row, "ts");
        final long bidPrice = orZero("bidPx", "a price", instrument.priceExponent());
        final long bidQuantity = orZero("bidSz", "a quantity", instrument.quantityExponent());
        final long askPrice = orZero("askPx", "a price", instrument.priceExponent());
        final long askQuantity = orZero("askSz", "a quantity", instrument.quantityExponent());
        if (!fields.failed()) {
            events.publishQuote(venueTimeNs, receiveTimeNs, EventWriter.NO_UPDATE_ID, bidPrice, bidQuantity, askPrice,
                askQuantity, instrument.id());
        }
    }

    private long orZero(String key, String what, int exponent) {
        final int field = fields.need(key, what);
        if (field == JsonObject.MISSING || row.isString(field, "")) {
            return 0;
        }
        return fields.decimal(row.begin(field), row.end(field), what, exponent, true);
    }
}
