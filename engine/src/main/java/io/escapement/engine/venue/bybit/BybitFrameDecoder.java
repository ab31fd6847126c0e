package io.escapement.engine.venue.bybit;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.DeltaHead;
import io.escapement.engine.venue.event.DerivativeEvents;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.LiquidationStore;
import io.escapement.engine.venue.event.SnapshotHead;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.event.TradeStore;
import io.escapement.engine.venue.json.AsciiText;
import io.escapement.engine.venue.json.BestLevel;
import io.escapement.engine.venue.json.CutDecimals;
import io.escapement.engine.venue.json.JsonFrameDecoder;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import io.escapement.engine.venue.json.LevelRows;
import io.escapement.engine.venue.json.ReplyText;
import io.escapement.engine.venue.json.TickTimes;

import java.util.concurrent.TimeUnit;

/**
 * Frames of Bybit's v5 public streams. {@code orderbook} of the depth that the book is built from becomes
 * {@code BookSnapshot} (in the stream) and {@code BookDelta}, numbered by {@code u}; a {@code u} of 1 is a restart of
 * the service and a snapshot whatever its type. {@code orderbook.1} becomes {@code BestBidOffer}, {@code publicTrade}
 * {@code Trade} with the taker's side, block trades left out. {@code tickers} becomes {@code MarkPrice} and
 * {@code OpenInterest}, with what is in the message only, since its deltas hold changed fields alone.
 * {@code allLiquidation} names the side of the position: a liquidated long ({@code Buy}) is a SELL order.
 *
 * <p>A snapshot whose {@code seq}, the matching engine's own version, is below one that came before is refused as
 * malformed: it is a repetition of the past, which {@code u} alone would not tell. Made anew for each connection.
 */
public final class BybitFrameDecoder extends JsonFrameDecoder {
    private static final int RESTART = 1;
    private static final String ONE_SIDE = "singleOpenInterest";
    private static final int MOST_HOURS = 24 * 366;
    private static final long NS_PER_HOUR = TimeUnit.HOURS.toNanos(1);

    private final ControlListener control;
    private final String bookDepth;
    private final EventWriter events;
    private final DerivativeEvents derivatives;
    private final DerivativeEvents.Mark mark = new DerivativeEvents.Mark();
    private final TradeStore trades = new TradeStore();
    private final LiquidationStore liquidations = new LiquidationStore();
    private final JsonObject data = new JsonObject();
    private final LevelRows rows = new LevelRows(scanner, fields);
    private final BestLevel bid = new BestLevel(scanner, fields);
    private final BestLevel ask = new BestLevel(scanner, fields);
    private final CutDecimals cut = new CutDecimals(scanner, fields);
    private final TickTimes millis = new TickTimes(scanner, fields, TimeUnit.MILLISECONDS);
    private final BybitTradeId tradeIds = new BybitTradeId(scanner, fields);
    private final long[] newestSeq;
    /** Update id of the last book message, by instrument id; 0 before the first. */
    private final long[] newestUpdate;
    private final boolean consecutive;

    /**
     * @param inlet        the decoder's thread's own
     * @param connectionId names the connection in {@code FeedStatus} events
     * @param bookDepth    of the topic that books are built from; other depths are of no use, save for 1
     * @param consecutive  whether update ids of a book's topic are to have no holes: documented for the 1000 levels
     *                     and assumed for the others. If not, a greater one is the next one, and a lost message shows
     *                     by what it leaves behind alone, such as a crossed book
     */
    public BybitFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control, int connectionId,
                             Provenance provenance, int bookDepth, boolean consecutive) {
        this(new EventOutlet(inlet, provenance), instruments, control, connectionId, bookDepth, consecutive);
    }

    private BybitFrameDecoder(EventOutlet outlet, InstrumentLookup instruments, ControlListener control,
                              int connectionId, int bookDepth, boolean consecutive) {
        super(outlet, new StatusWriter(outlet, Venue.BYBIT, connectionId), instruments);
        this.control = control;
        this.bookDepth = Integer.toString(bookDepth);
        this.events = new EventWriter(outlet, new LevelStore());
        this.derivatives = new DerivativeEvents(outlet);
        int greatest = 0;
        for (int i = 0; i < instruments.count(); i++) {
            greatest = Math.max(greatest, instruments.instrument(i).id());
        }
        this.newestSeq = new long[greatest + 1];
        this.newestUpdate = new long[greatest + 1];
        this.consecutive = consecutive;
    }

    @Override
    protected void decode() {
        if (!scanner.wholeText(frame)) {
            return;
        }
        fields.wrap(frame, 0);
        final int topic = frame.find("topic");
        if (topic == JsonObject.MISSING) {
            reply();
        } else if (frame.kind(topic) != '"') {
            scanner.fail(frame.begin(topic), "a topic in quotes");
        } else {
            message(frame.begin(topic) + 1, frame.end(topic) - 1);
        }
    }

    private void message(int from, int to) {
        final int dot = AsciiText.find(text, from, to, '.');
        final int kindEnd = dot == AsciiText.NONE ? to : dot;
        if (AsciiText.is(text, from, kindEnd, "orderbook")) {
            book(from, to);
        } else if (AsciiText.is(text, from, kindEnd, "publicTrade")) {
            rows(kindEnd + 1, to, true);
        } else if (AsciiText.is(text, from, kindEnd, "tickers")) {
            ticker(kindEnd + 1, to);
        } else if (AsciiText.is(text, from, kindEnd, "allLiquidation")) {
            rows(kindEnd + 1, to, false);
        } else {
            unknown(from, kindEnd);
        }
    }

    private void book(int from, int to) {
        final int depth = from + "orderbook.".length();
        final int dot = depth >= to ? AsciiText.NONE : AsciiText.find(text, depth, to, '.');
        final int type = fields.need("type", "snapshot or delta");
        if (dot == AsciiText.NONE || fields.failed()) {
            scanner.fail(from, "a topic such as orderbook.50.BTCUSDT");
            return;
        }
        final boolean isSnapshot = frame.isString(type, "snapshot");
        final boolean best = AsciiText.is(text, depth, dot, "1");
        if (!isSnapshot && !frame.isString(type, "delta")) {
            scanner.fail(frame.begin(type), "snapshot or delta");
        } else if (best && !isSnapshot || !best && !AsciiText.is(text, depth, dot, bookDepth)) {
            unknown(from, dot);
        } else {
            final Instrument instrument = instrument(dot + 1, to);
            if (instrument != null && enterData("s", dot + 1, to)) {
                levels(instrument, isSnapshot, best);
            }
        }
    }

    private void levels(Instrument instrument, boolean isSnapshot, boolean best) {
        final long pushed = millis.of(frame, "ts");
        final long venueTimeNs = millis.or(frame, "cts", pushed);
        final long u = fields.integer("u", "an update id");
        final long seq = fields.integerOr("seq", "a sequence", newestSeq[instrument.id()]);
        final int b = fields.need("b", "an array of levels");
        final int a = fields.need("a", "an array of levels");
        if (fields.failed()) {
            return;
        }
        if (best) {
            bid.row(data.begin(b), instrument);
            ask.row(data.begin(a), instrument);
            if (!fields.failed()) {
                events.publishQuote(venueTimeNs, receiveTimeNs, u, bid.price(), bid.quantity(), ask.price(),
                    ask.quantity(), instrument.id());
            }
            return;
        }
        final LevelStore levels = events.levels(text.capacity());
        rows.arrays(data.begin(b), true, instrument, levels);
        rows.arrays(data.begin(a), false, instrument, levels);
        if (isSnapshot && u != RESTART && seq < newestSeq[instrument.id()]) {
            scanner.fail(data.begin(data.find("seq")), "no snapshot older than what came before");
        }
        if (!fields.failed()) {
            // A repetition of the past must not let a snapshot of the past in.
            newestSeq[instrument.id()] = u == RESTART ? seq : Math.max(newestSeq[instrument.id()], seq);
            publish(instrument, isSnapshot || u == RESTART, u, venueTimeNs);
        }
    }

    private void publish(Instrument instrument, boolean whole, long u, long venueTimeNs) {
        if (whole) {
            final SnapshotHead head = events.snapshot();
            head.instrumentId = instrument.id();
            head.venueTimeNs = venueTimeNs;
            head.receiveTimeNs = receiveTimeNs;
            head.lastUpdateId = u;
            head.inStream = true;
            events.publishSnapshot();
            newestUpdate[instrument.id()] = u;
        } else {
            final DeltaHead head = events.delta();
            head.instrumentId = instrument.id();
            head.venueTimeNs = venueTimeNs;
            head.receiveTimeNs = receiveTimeNs;
            head.firstUpdateId = u;
            head.lastUpdateId = u;
            final long newest = newestUpdate[instrument.id()];
            head.previousUpdateId = consecutive || u <= newest ? u - 1 : newest;
            events.publishDelta();
            newestUpdate[instrument.id()] = Math.max(newest, u);
        }
    }

    /** Trades or liquidations: the topic's symbol stands in every row. */
    private void rows(int from, int to, boolean areTrades) {
        final Instrument instrument = from < to ? instrument(from, to) : null;
        final int array = fields.need("data", "an array");
        if (instrument == null || fields.failed()) {
            return;
        }
        if (frame.kind(array) != '[') {
            scanner.fail(frame.begin(array), "an array");
            return;
        }
        trades.clear();
        liquidations.clear();
        int at = scanner.element(frame.begin(array) + 1);
        while (at != JsonScanner.FAILED && enter(data, at)) {
            checkSymbol("s", from, to);
            if (areTrades) {
                trade(instrument);
            } else {
                liquidation(instrument);
            }
            at = fields.failed() ? JsonScanner.FAILED : scanner.element(scanner.value(at, 0));
        }
        if (!fields.failed()) {
            trades.publish(events, receiveTimeNs, instrument.id());
            liquidations.publish(derivatives, receiveTimeNs);
        }
    }

    private void trade(Instrument instrument) {
        final long venueTimeNs = millis.of(data, "T");
        final int id = fields.need("i", "a trade id");
        final Side side = side();
        final long price = fields.price("p", instrument, false);
        final long quantity = fields.quantity("v", instrument, false);
        final boolean block = data.has("BT") && fields.flag("BT", "true or false");
        if (!fields.failed()) {
            final long tradeId = tradeIds.read(data.begin(id), data.end(id));
            if (!block) {
                trades.add(venueTimeNs, tradeId, price, quantity, side);
            }
        }
    }

    private void liquidation(Instrument instrument) {
        final long venueTimeNs = millis.of(data, "T");
        final Side position = side();
        final long price = fields.price("p", instrument, false);
        final long quantity = fields.quantity("v", instrument, false);
        if (!fields.failed()) {
            liquidations.add(instrument.id(), venueTimeNs, price, quantity,
                position == Side.BUY ? Side.SELL : Side.BUY);
        }
    }

    private Side side() {
        final int field = fields.need("S", "a side");
        if (field != JsonObject.MISSING && !data.isString(field, "Buy") && !data.isString(field, "Sell")) {
            scanner.fail(data.begin(field), "Buy or Sell");
        }
        return data.isString(field, "Buy") ? Side.BUY : Side.SELL;
    }

    private void ticker(int from, int to) {
        final Instrument instrument = from < to ? instrument(from, to) : null;
        if (instrument == null || !enterData("symbol", from, to)) {
            return;
        }
        mark.clear();
        mark.venueTimeNs = millis.of(frame, "ts");
        mark.markPrice = price("markPrice");
        mark.indexPrice = price("indexPrice");
        mark.fundingRate =
            cut.or(data, "fundingRate", "a rate", DerivativeEvents.RATE_EXPONENT, DerivativeEvents.NONE);
        mark.nextFundingTimeNs = millis.or(data, "nextFundingTime", DerivativeEvents.NONE);
        mark.fundingIntervalNs = fundingInterval();
        // The other figure counts long and short; messages of old have no more than that, and one side in it.
        final long interest = cut.or(data, data.has(ONE_SIDE) ? ONE_SIDE : "openInterest", "a quantity",
            instrument.quantityExponent(), DerivativeEvents.NONE);
        if (fields.failed()) {
            return;
        }
        if (!mark.isEmpty()) {
            derivatives.publish(mark, receiveTimeNs, instrument.id());
        }
        if (interest != DerivativeEvents.NONE) {
            derivatives.publishOpenInterest(mark.venueTimeNs, receiveTimeNs, interest, instrument.id());
        }
    }

    private long price(String key) {
        return cut.or(data, key, "a price", DerivativeEvents.PRICE_EXPONENT, DerivativeEvents.NONE);
    }

    private long fundingInterval() {
        final long hours = cut.or(data, "fundingIntervalHour", "hours", 0, DerivativeEvents.NONE);
        if (hours == DerivativeEvents.NONE) {
            return hours;
        }
        if (hours < 0 || hours > MOST_HOURS) {
            scanner.fail(data.begin(data.find("fundingIntervalHour")), "hours of at most a year");
            return 0;
        }
        return hours * NS_PER_HOUR;
    }

    /** Makes the object called data the one to read, if it is about the topic's symbol. */
    private boolean enterData(String symbolKey, int from, int to) {
        final int field = fields.need("data", "an object");
        if (field != JsonObject.MISSING && enter(data, frame.begin(field))) {
            checkSymbol(symbolKey, from, to);
        }
        return !fields.failed();
    }

    private void checkSymbol(String key, int from, int to) {
        final int field = fields.need(key, "a symbol");
        if (field != JsonObject.MISSING && (data.kind(field) != '"'
            || !AsciiText.isSame(text, data.begin(field) + 1, data.end(field) - 1, from, to))) {
            scanner.fail(data.begin(field), "the topic's symbol");
        }
    }

    private void reply() {
        final int op = frame.find("op");
        final int success = frame.find("success");
        final long id = ReplyText.number(frame, "req_id", text, ControlListener.NO_REQUEST);
        if (frame.kind(success) == 'f') {
            control.onRefused(id, 0, ReplyText.of(frame, "ret_msg", text));
        } else if (frame.isString(op, "pong") || frame.isString(op, "ping")) {
            control.onPong();
        } else if (frame.kind(success) == 't' && op != JsonObject.MISSING) {
            control.onAccepted(id);
        } else {
            unknown(0, text.capacity());
        }
    }
}
