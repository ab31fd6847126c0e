package io.escapement.engine.venue.gate;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedStatusEncoder;
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
import io.escapement.engine.venue.json.CutDecimals;
import io.escapement.engine.venue.json.JsonFrameDecoder;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import io.escapement.engine.venue.json.LevelRows;
import io.escapement.engine.venue.json.ReplyText;
import io.escapement.engine.venue.json.TickTimes;

import java.util.concurrent.TimeUnit;

/**
 * Frames of Gate's v4 streams, {@code {"channel":"spot.obu","event":"update","result":..}}. The book's channel becomes
 * {@code BookDelta}, and {@code BookSnapshot} in the stream where the venue says {@code full}; {@code book_ticker}
 * {@code BestBidOffer}; {@code trades} {@code Trade}, those of futures by the sign of their size, internal ones left
 * out; the futures' {@code tickers} {@code MarkPrice} and {@code OpenInterest}, in contracts, and
 * {@code public_liquidates} {@code Liquidation}.
 *
 * <p>Allocates nothing once the longest frame has been seen, save for control replies. Made anew for each connection.
 */
public final class GateFrameDecoder extends JsonFrameDecoder {
    private static final int NS_PER_MS_EXPONENT = -6;
    private static final long NONE = DerivativeEvents.NONE;
    private static final long NS_PER_S = 1_000_000_000L;
    /** As seconds, the year 5138; as milliseconds, 1973. */
    private static final long FIRST_MILLISECOND = 100_000_000_000L;

    private final ControlListener control;
    private final GateMarket market;
    private final GateBook book;
    private final String level;
    private final boolean sideIsTakers;
    private final boolean sizeIsOrders;
    private final EventWriter events;
    private final DerivativeEvents derivatives;
    private final DerivativeEvents.Mark mark = new DerivativeEvents.Mark();
    private final TradeStore trades = new TradeStore();
    private final LiquidationStore liquidations = new LiquidationStore();
    private final JsonObject row = new JsonObject();
    private final LevelRows rows = new LevelRows(scanner, fields);
    private final CutDecimals cut = new CutDecimals(scanner, fields);
    private final TickTimes millis = new TickTimes(scanner, fields, TimeUnit.MILLISECONDS);

    /**
     * @param inlet        the decoder's thread's own
     * @param connectionId names the connection in {@code FeedStatus} events
     * @param book         from which books are built; the other channel is of no use
     * @param level        of {@link GateBook#OBU}: 50 or 400; other levels are of no use
     * @param sideIsTakers whether {@code side} of a spot trade is the taker's, as everybody takes it to be; the
     *                     venue's own words were not to be had
     * @param sizeIsOrders whether the sign of a liquidation's size is the order's (negative: it sells, a long is
     *                     liquidated), as the venue's words "quantity of the liquidation order" have it; its REST says
     *                     "position size"
     */
    public GateFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control, int connectionId,
                            Provenance provenance, GateMarket market, GateBook book, int level,
                            boolean sideIsTakers, boolean sizeIsOrders) {
        this(new EventOutlet(inlet, provenance), instruments, control, connectionId, market, book, level,
            sideIsTakers, sizeIsOrders);
    }

    private GateFrameDecoder(EventOutlet outlet, InstrumentLookup instruments, ControlListener control,
                             int connectionId, GateMarket market, GateBook book, int level, boolean sideIsTakers,
                             boolean sizeIsOrders) {
        super(outlet, new StatusWriter(outlet, Venue.GATE, connectionId), instruments);
        this.control = control;
        this.market = market;
        this.book = book;
        this.level = Integer.toString(level);
        this.sideIsTakers = sideIsTakers;
        this.sizeIsOrders = sizeIsOrders;
        this.events = new EventWriter(outlet, new LevelStore());
        this.derivatives = new DerivativeEvents(outlet);
    }

    @Override
    protected void decode() {
        if (!scanner.wholeText(frame)) {
            return;
        }
        fields.wrap(frame, 0);
        final int channel = frame.find("channel");
        final int event = frame.find("event");
        if (frame.isString(event, "upgrade")) {
            control.onShutdownNotice(millis.or(frame, "time_ms", FeedStatusEncoder.receiveTimeNsNullValue()));
        } else if (channel == JsonObject.MISSING) {
            unknown(0, text.capacity());
        } else if (frame.kind(channel) != '"') {
            scanner.fail(frame.begin(channel), "a channel in quotes");
        } else if (frame.isString(event, "update")) {
            update(frame.begin(channel) + 1, frame.end(channel) - 1);
        } else if (frame.isString(channel, "spot.pong") || frame.isString(channel, "futures.pong")) {
            control.onPong();
        } else if (frame.isString(event, "subscribe") || frame.isString(event, "unsubscribe")) {
            reply();
        } else {
            unknown(frame.begin(channel), frame.end(channel));
        }
    }

    private void reply() {
        final long id = ReplyText.number(frame, "id", text, ControlListener.NO_REQUEST);
        final int error = frame.find("error");
        final int result = frame.find("result");
        row.clear();
        if (frame.kind(error) == '{') {
            scanner.object(frame.begin(error), 0, row);
            control.onRefused(id, (int) ReplyText.number(row, "code", text, 0), ReplyText.of(row, "message", text));
        } else if (frame.kind(result) == '{') {
            scanner.object(frame.begin(result), 0, row);
            if (row.isString(row.find("status"), "success")) {
                control.onAccepted(id);
            } else {
                control.onRefused(id, 0, ReplyText.of(row, "status", text));
            }
        } else {
            control.onRefused(id, 0, ReplyText.of(frame, "error", text));
        }
    }

    private void update(int from, int to) {
        final int result = fields.need("result", "a result");
        if (result == JsonObject.MISSING) {
            return;
        }
        final int name = from + market.prefix().length();
        if (!AsciiText.startsWith(text, from, to, market.prefix())) {
            unknown(from, to);
        } else if (AsciiText.is(text, name, to, book.channel())) {
            book(frame.begin(result), from, to);
        } else if (AsciiText.is(text, name, to, "book_ticker")) {
            best(frame.begin(result));
        } else if (AsciiText.is(text, name, to, "trades")) {
            trades(result);
        } else if (market == GateMarket.FUTURES && AsciiText.is(text, name, to, "tickers")) {
            tickers(frame.begin(result));
        } else if (market == GateMarket.FUTURES && AsciiText.is(text, name, to, "public_liquidates")) {
            liquidations(frame.begin(result));
        } else {
            unknown(from, to);
        }
    }

    private void book(int result, int from, int to) {
        if (!enter(row, result)) {
            return;
        }
        final int symbol = fields.need("s", "a symbol");
        if (symbol == JsonObject.MISSING || row.kind(symbol) != '"') {
            scanner.fail(row.begin(symbol == JsonObject.MISSING ? 0 : symbol), "a symbol in quotes");
            return;
        }
        int begin = row.begin(symbol) + 1;
        int end = row.end(symbol) - 1;
        if (book == GateBook.OBU) {
            final int dot = AsciiText.findLast(text, begin, end, '.');
            if (dot < begin + 3 || !AsciiText.startsWith(text, begin, end, "ob.")) {
                scanner.fail(begin, "a symbol such as ob.BTC_USDT.50");
                return;
            }
            if (!AsciiText.is(text, dot + 1, end, level)) {
                unknown(from, to);
                return;
            }
            begin += 3;
            end = dot;
        }
        final Instrument instrument = instrument(begin, end);
        if (instrument != null) {
            levels(instrument);
        }
    }

    private void levels(Instrument instrument) {
        final long venueTimeNs = millis.of(row, "t");
        final boolean full = row.has("full") && fields.flag("full", "true or false");
        final long last = fields.integer("u", "an update id");
        final long first = full ? last : fields.integer("U", "an update id");
        final int bids = fields.need("b", "an array of levels");
        final int asks = fields.need("a", "an array of levels");
        if (fields.failed()) {
            return;
        }
        if (first > last) {
            scanner.fail(row.begin(row.find("U")), "a first id not beyond the last");
        }
        final LevelStore levels = events.levels(text.capacity());
        side(row.begin(bids), true, instrument, levels);
        side(row.begin(asks), false, instrument, levels);
        if (fields.failed()) {
            return;
        }
        if (full) {
            final SnapshotHead head = events.snapshot();
            head.instrumentId = instrument.id();
            head.venueTimeNs = venueTimeNs;
            head.receiveTimeNs = receiveTimeNs;
            head.lastUpdateId = last;
            head.inStream = true;
            events.publishSnapshot();
            return;
        }
        final DeltaHead head = events.delta();
        head.instrumentId = instrument.id();
        head.venueTimeNs = venueTimeNs;
        head.receiveTimeNs = receiveTimeNs;
        head.firstUpdateId = first;
        head.lastUpdateId = last;
        head.previousUpdateId = book == GateBook.OBU ? first - 1 : EventWriter.NO_UPDATE_ID;
        events.publishDelta();
    }

    private void side(int open, boolean bid, Instrument instrument, LevelStore levels) {
        if (market == GateMarket.FUTURES && book == GateBook.ORDER_BOOK_UPDATE) {
            rows.objects(open, "p", "s", bid, instrument, levels);
        } else {
            rows.arrays(open, bid, instrument, levels);
        }
    }

    private void best(int result) {
        final Instrument instrument = enter(row, result) ? instrument(row, "s") : null;
        if (instrument == null) {
            return;
        }
        final long venueTimeNs = millis.of(row, "t");
        final long updateId = fields.integer("u", "an update id");
        final long bidPrice = orZero("b", "a price", instrument.priceExponent());
        final long bidQuantity = orZero("B", "a quantity", instrument.quantityExponent());
        final long askPrice = orZero("a", "a price", instrument.priceExponent());
        final long askQuantity = orZero("A", "a quantity", instrument.quantityExponent());
        if (!fields.failed()) {
            events.publishQuote(venueTimeNs, receiveTimeNs, updateId, bidPrice, bidQuantity, askPrice, askQuantity,
                instrument.id());
        }
    }

    /** A side that is empty has empty texts. */
    private long orZero(String key, String what, int exponent) {
        final int field = fields.need(key, what);
        if (field == JsonObject.MISSING || row.isString(field, "")) {
            return 0;
        }
        return fields.decimal(row.begin(field), row.end(field), what, exponent, true);
    }

    /** One trade, or an array of them. */
    private void trades(int result) {
        trades.clear();
        final int begin = frame.begin(result);
        if (frame.kind(result) != '[') {
            trade(begin);
        } else {
            int at = scanner.element(begin + 1);
            while (at != JsonScanner.FAILED) {
                trade(at);
                at = fields.failed() ? JsonScanner.FAILED : scanner.element(scanner.value(at, 0));
            }
        }
        if (!fields.failed()) {
            trades.publishOldestFirst(events, receiveTimeNs);
        }
    }

    private void trade(int at) {
        final boolean spot = market == GateMarket.SPOT;
        final Instrument instrument =
            enter(row, at) ? instrument(row, spot ? "currency_pair" : "contract") : null;
        if (instrument == null) {
            return;
        }
        final long venueTimeNs = cut.or(row, "create_time_ms", "a time", NS_PER_MS_EXPONENT, NONE);
        if (venueTimeNs == NONE || venueTimeNs < 0) {
            scanner.fail(at, "a time", "create_time_ms");
        }
        final long id = fields.integer("id", "a trade id");
        final long price = fields.price("price", instrument, false);
        final boolean internal = row.has("is_internal") && fields.flag("is_internal", "true or false");
        final long amount = spot ? spotAmount(instrument) : size(instrument);
        if (!fields.failed() && !internal) {
            trades.add(instrument.id(), venueTimeNs, id, price, Math.abs(amount), amount > 0 ? Side.BUY : Side.SELL);
        }
    }

    /** Negative where the taker sold. */
    private long spotAmount(Instrument instrument) {
        final long quantity = fields.quantity("amount", instrument, false);
        final int side = fields.need("side", "a side");
        if (side != JsonObject.MISSING && !row.isString(side, "buy") && !row.isString(side, "sell")) {
            scanner.fail(row.begin(side), "buy or sell");
        }
        return row.isString(side, "buy") == sideIsTakers ? quantity : -quantity;
    }

    /** Negative where the taker sold. */
    private long size(Instrument instrument) {
        final int field = fields.need("size", "a quantity");
        final long size = field == JsonObject.MISSING ? 0
            : fields.signed(row.begin(field), row.end(field), "a quantity", instrument.quantityExponent());
        if (size == 0 && !fields.failed()) {
            scanner.fail(row.begin(field), "a quantity", "not zero");
        }
        return size;
    }

    /** An array with one element for each contract: all of it is read before any is published. */
    private void tickers(int open) {
        if (scanner.at(open) != '[') {
            scanner.fail(open, "an array");
            return;
        }
        final long venueTimeNs = millis.or(frame, "time_ms", NONE);
        readTickers(open, venueTimeNs, false);
        if (!fields.failed()) {
            readTickers(open, venueTimeNs, true);
        }
    }

    private void readTickers(int open, long venueTimeNs, boolean publish) {
        int at = scanner.element(open + 1);
        while (at != JsonScanner.FAILED && enter(row, at)) {
            final Instrument instrument = instrument(row, "contract");
            if (instrument != null) {
                ticker(instrument, venueTimeNs, publish);
            }
            at = fields.failed() ? JsonScanner.FAILED : scanner.element(scanner.value(at, 0));
        }
    }

    private void ticker(Instrument instrument, long venueTimeNs, boolean publish) {
        mark.clear();
        mark.venueTimeNs = venueTimeNs;
        mark.markPrice = cut.or(row, "mark_price", "a price", DerivativeEvents.PRICE_EXPONENT, NONE);
        mark.indexPrice = cut.or(row, "index_price", "a price", DerivativeEvents.PRICE_EXPONENT, NONE);
        mark.fundingRate = cut.or(row, "funding_rate", "a rate", DerivativeEvents.RATE_EXPONENT, NONE);
        final long interest = cut.or(row, "total_size", "a quantity", instrument.quantityExponent(), NONE);
        if (publish && !mark.isEmpty()) {
            derivatives.publish(mark, receiveTimeNs, instrument.id());
        }
        if (publish && interest != NONE) {
            derivatives.publishOpenInterest(venueTimeNs, receiveTimeNs, interest, instrument.id());
        }
    }

    private void liquidations(int open) {
        if (scanner.at(open) != '[') {
            scanner.fail(open, "an array");
            return;
        }
        liquidations.clear();
        int at = scanner.element(open + 1);
        while (at != JsonScanner.FAILED && enter(row, at)) {
            final Instrument instrument = instrument(row, "contract");
            if (instrument != null) {
                liquidation(instrument);
            }
            at = fields.failed() ? JsonScanner.FAILED : scanner.element(scanner.value(at, 0));
        }
        if (!fields.failed()) {
            liquidations.publish(derivatives, receiveTimeNs);
        }
    }

    /** Times are milliseconds since August 2026, seconds before. */
    private void liquidation(Instrument instrument) {
        final String key = row.has("time_ms") ? "time_ms" : "time";
        final long time = fields.integer(key, "a time");
        final long venueTimeNs = time < FIRST_MILLISECOND ? time * NS_PER_S : millis.of(row, key);
        final long price = fields.price("price", instrument, false);
        final long size = size(instrument);
        if (!fields.failed()) {
            liquidations.add(instrument.id(), venueTimeNs, price, Math.abs(size),
                size > 0 == sizeIsOrders ? Side.BUY : Side.SELL);
        }
    }
}
